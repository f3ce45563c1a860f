/** What is said where a text is not JSON: own words, the same in every engine, and what to write instead. */

import { codePoint, short } from './characters.ts';

/** Something wrong with the text itself. `offset`: UTF-16 units from its start; `keys`: the way to the value it stands in. */
export interface JsonFault {
  readonly code: string;
  readonly offset: number;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly advice: string;
}

export type Said = readonly [code: string, message: string, advice: string];

const WORDS: Readonly<Record<string, string>> = {
  true: 'write `true` in small letters',
  false: 'write `false` in small letters',
  null: 'write `null` in small letters',
  none: 'write `null`',
  nil: 'write `null`',
  undefined: 'leave the key out, or write `null`',
  nan: 'write a number; there is no not-a-number in JSON',
  infinity: 'write a number; the largest is about 1.8e308',
  yes: 'write `true`',
  no: 'write `false`',
};

const PAIR = 'write "key": value';

export const SAID = {
  comment: ['json-comment', 'JSON has no comments', 'take it out; `notes` is for remarks'],
  empty: ['json-empty', 'the text is empty', 'write a scenario, or start from one in scenarios/'],
  comma: ['json-trailing-comma', 'a comma stands before a closing bracket', 'take it out'],
  rest: [
    'json-after-end',
    'something stands after the end of the document',
    'one file is one `{ … }`; take out the rest',
  ],
  page: [
    'json-html',
    'this is a page of HTML or XML, not JSON',
    'download the file itself, not the page around it',
  ],
  deep: (most: number): Said => [
    'json-too-deep',
    `brackets are nested deeper than ${most}`,
    'a scenario needs eight levels; take the brackets out',
  ],
  keys: (most: number): Said => [
    'json-too-many-keys',
    `there are more than ${most} keys`,
    'a scenario needs some hundred; take out what is not one',
  ],
  bracket: (word: string, isList: boolean): Said => [
    'json-bracket',
    `\`${word}\` does not close the \`${isList ? '[' : '{'}\` that is open`,
    `write \`${isList ? ']' : '}'}\`, or look for a bracket too many`,
  ],
  unclosed: (bracket: string): Said => [
    'json-unclosed',
    `the text ends before the \`${bracket}\` that opens here is closed`,
    'the file may be cut off; look at its end',
  ],
  value: (word: string): Said => [
    'json-value',
    `a value is missing before this \`${word}\``,
    'write the value, or take the key or comma out',
  ],
  key: (word: string): Said => [
    'json-key',
    `a key in double quotes is expected here, not \`${short(word, 16)}\``,
    PAIR,
  ],
  colon: (key: string): Said => ['json-colon', `\`:\` is missing after the key "${short(key)}"`, PAIR],
  between: (word: string): Said => [
    'json-comma',
    `a comma is missing before this \`${short(word, 16)}\``,
    'write `,` between two values',
  ],
  twice: (name: string, { line, column }: { line: number; column: number }): Said => [
    'key-twice',
    `the key "${short(name)}" stands twice in one object, first on line ${line}, column ${column}`,
    'keep one of the two',
  ],
} as const satisfies Record<string, Said | ((...x: never[]) => Said)>;

/** A word of the text that no JSON begins with, where a value should stand. */
export function strangeValue(word: string): Said {
  if (/^['`‘’“”]/.test(word))
    return ['json-quotes', 'texts stand in straight double quotes', 'write "…" instead'];
  if (/^[-+.]|^\d/.test(word))
    return ['json-number', `\`${short(word)}\` is not a number of JSON`, 'write it as -0.5 or 1e-3'];
  const name = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(word)?.[0];
  if (name === undefined) return strangeCharacter(word);
  const known = Object.hasOwn(WORDS, name.toLowerCase()) ? WORDS[name.toLowerCase()] : undefined;
  return [
    'json-word',
    `\`${short(name)}\` is not a value of JSON`,
    known ?? 'put texts in double quotes; numbers, `true`, `false` and `null` stand without',
  ];
}

export function strangeCharacter(word: string): Said {
  const character = String.fromCodePoint(word.codePointAt(0) ?? 0xfffd);
  return ['json-character', `the character ${codePoint(character)} has no place here`, 'take it out'];
}

/** What is wrong inside a text in quotes, and how far from its start. `raw` is the text with its quotes, as far as it goes. */
export function faultOfString(raw: string): readonly [Said, at: number] {
  for (let at = 1; at < raw.length; at++) {
    if (raw.charCodeAt(at) < 0x20) {
      if (/[\r\n]/.test(raw[at]!)) break;
      return [['json-control', `a bare ${codePoint(raw[at]!)} stands in a text`, 'take it out'], at];
    }
    if (raw[at] !== '\\') continue;
    const known = /^\\(["\\/bfnrt]|u[\da-fA-F]{4})/.exec(raw.slice(at, at + 6));
    if (known === null && at + 1 < raw.length) {
      const advice = 'write \\\\ for a backslash, \\" for a quote, \\u00e9 for a character by its number';
      return [['json-escape', `\`${raw.slice(at, at + 2)}\` is not an escape of JSON`, advice], at];
    }
    at++;
  }
  return [['json-text-open', 'the text that begins here is not closed on its line', 'close it with "'], 0];
}
