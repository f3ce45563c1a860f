/**
 * Characters of a text: those that pictures cannot carry or that change how other text is shown are refused. The ranges are fixed, not
 * classes of Unicode, which grow with the engine: a scenario must read alike everywhere.
 */

const CONTROL = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029';
const DIRECTION = '\\u202a-\\u202e\\u2066-\\u2069';
const SURROGATE = '\\ud800-\\udfff'; // with the flag u: only those that are not half of a pair
const NONCHARACTER = `\\ufdd0-\\ufdef${Array.from({ length: 17 }, (_, plane) => `\\u{${plane.toString(16)}fffe}\\u{${plane.toString(16)}ffff}`).join('')}`;

const UNFIT = new RegExp(`[${CONTROL}${DIRECTION}${SURROGATE}${NONCHARACTER}]`, 'gu');

const KINDS: readonly (readonly [RegExp, code: string, what: string])[] = [
  [new RegExp(`[${CONTROL}]`, 'u'), 'text-control', 'the control character'],
  [new RegExp(`[${DIRECTION}]`, 'u'), 'text-direction', 'a character that turns the direction of writing,'],
  [new RegExp(`[${SURROGATE}]`, 'u'), 'text-surrogate', 'half a character,'],
  [new RegExp(`[${NONCHARACTER}]`, 'u'), 'text-noncharacter', 'a number that is no character,'],
];

export interface Unfit {
  readonly code: string;
  /** UTF-16 units before it. */
  readonly character: number;
  readonly message: string;
  readonly advice: string;
}

/** The first character that may not be in a text; prose may have lines and tabs. */
export function unfitCharacter(text: string, isProse: boolean): Unfit | null {
  UNFIT.lastIndex = 0;
  for (let found = UNFIT.exec(text); found !== null; found = UNFIT.exec(text)) {
    const [character] = found;
    if (isProse && (character === '\n' || character === '\t')) continue;
    const [, code, what] = KINDS.find(([pattern]) => pattern.test(character))!;
    return {
      code,
      character: found.index,
      message: `${what} ${codePoint(character)} stands in a text`,
      advice:
        code === 'text-control' ? 'take it out; only `notes` and `description` have lines' : 'take it out',
    };
  }
  return null;
}

export const codePoint = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** A word of the reader's, short enough to be said back, and without characters that change how it is shown. */
export function short(word: string, most = 40): string {
  const start = word.slice(0, 2 * most + 2);
  const shown = Array.from(start.replace(UNFIT, '\ufffd'));
  const isWhole = shown.length <= most && start.length === word.length;
  return isWhole ? shown.join('') : `${shown.slice(0, most).join('')}…`;
}
