/**
 * JSON with places: the only doorway of jsonc-parser, of which the scanner is used and nothing else. The grammar is a loop over its
 * tokens, without recursion, so that no depth or length of a text is dangerous; JSON.parse sees a text only when no fault was found.
 */
import { createScanner, type JSONScanner } from 'jsonc-parser';
import { faultOfString, SAID, strangeValue, type JsonFault, type Said } from './reading/syntax.ts';

export type { JsonFault };
export type Path = readonly (string | number)[];

/** A scenario has some hundred keys, eight levels deep; only a network written out in it makes it large. */
export const JSON_LIMITS = { characters: 8_388_608, depth: 32, keys: 10_000 } as const;

// The tokens of jsonc-parser's scanner.
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, COMMA, COLON] = [1, 2, 3, 4, 5, 6];
const [NULL, TRUE, FALSE, STRING, NUMBER, LINE_COMMENT, BLOCK_COMMENT] = [7, 8, 9, 10, 11, 12, 13];
const [LINE_BREAK, SPACE, END] = [14, 15, 17];

/** What is told on the way through a text, in its order. A path is alive: copy it to keep it. */
export interface Walker {
  /** A key begins; `path` leads to the object that it is in. */
  key?(name: string, offset: number, path: Path): void;
  /** A value begins; `path` leads to it. */
  value?(offset: number, path: Path): void;
  open?(): void;
  close?(): void;
}

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma' | 'end';

/** Walks through a text of JSON; returns the first fault of its syntax, or null where there is none. */
export function walkJson(text: string, walker: Walker = {}): JsonFault | null {
  const scanner = createScanner(text, false);
  const path: (string | number)[] = [];
  const opened: { readonly offset: number; readonly depth: number }[] = []; // the brackets that are open
  const lists: boolean[] = []; // whether they are [
  let expected: Expected = 'value';
  let keys = 0;
  let before = { token: 0, offset: 0 };
  const fault = (offset: number, [code, message, advice]: Said): JsonFault => ({
    code,
    offset,
    path: path.slice(),
    message,
    advice,
  });
  const afterValue = (): Expected => {
    if (lists.length === 0) return 'end';
    if (lists.at(-1) === false) path.pop();
    return 'comma';
  };

  for (;;) {
    const token = nextToken(scanner);
    const offset = scanner.getTokenOffset();
    const word = (): string => text.slice(offset, Math.max(offset + 1, scanner.getPosition()));
    const isList = lists.at(-1) === true;
    const closes = token === CLOSE_BRACE || token === CLOSE_BRACKET;

    if (token === LINE_COMMENT || token === BLOCK_COMMENT) return fault(offset, SAID.comment);
    if (token === STRING && scanner.getTokenError() !== 0) {
      const [said, at] = faultOfString(word());
      return fault(offset + at, said);
    }
    // Also 052, 1.5.2 and 0x1F, of which the scanner makes two words.
    if (
      token === NUMBER &&
      (scanner.getTokenError() !== 0 || /[\w.]/.test(text.charAt(scanner.getPosition())))
    )
      return fault(offset, strangeValue(/^[\w.+-]*/.exec(text.slice(offset, offset + 60))![0]));

    if (token === END) {
      if (expected === 'end') return null;
      const bracket = opened.at(-1);
      if (bracket === undefined) return fault(0, SAID.empty);
      path.length = bracket.depth;
      return fault(bracket.offset, SAID.unclosed(text[bracket.offset]!));
    }
    if (expected === 'end') return fault(offset, SAID.rest);

    if (closes && (expected === 'comma' || expected === 'value or ]' || expected === 'key or }')) {
      if ((token === CLOSE_BRACKET) !== isList) return fault(offset, SAID.bracket(word(), isList));
      walker.close?.();
      lists.pop();
      opened.pop();
      if (isList && expected === 'comma') path.pop();
      expected = afterValue();
    } else if (closes && before.token === COMMA) {
      return fault(before.offset, SAID.comma);
    } else if (expected === 'comma') {
      if (token !== COMMA) return fault(offset, SAID.between(word()));
      expected = isList ? 'value' : 'key';
    } else if (expected === 'colon') {
      if (token !== COLON) return fault(offset, SAID.colon(String(path.at(-1))));
      expected = 'value';
    } else if (expected === 'key' || expected === 'key or }') {
      if (token !== STRING) return fault(offset, SAID.key(word()));
      if (++keys > JSON_LIMITS.keys) return fault(offset, SAID.keys(JSON_LIMITS.keys));
      const name = scanner.getTokenValue();
      walker.key?.(name, offset, path);
      path.push(name);
      expected = 'colon';
    } else {
      if (expected === 'value or ]') path.push(0);
      else if (isList) path[path.length - 1] = (path.at(-1) as number) + 1;
      if (token === COMMA || token === COLON || closes) return fault(offset, SAID.value(word()));
      const opens = token === OPEN_BRACE || token === OPEN_BRACKET;
      if (!opens && ![STRING, NUMBER, TRUE, FALSE, NULL].includes(token))
        return fault(offset, text[offset] === '<' ? SAID.page : strangeValue(word()));
      if (opens && lists.length === JSON_LIMITS.depth) return fault(offset, SAID.deep(JSON_LIMITS.depth));
      walker.value?.(offset, path);
      if (opens) {
        walker.open?.();
        lists.push(token === OPEN_BRACKET);
        opened.push({ offset, depth: path.length });
        expected = token === OPEN_BRACKET ? 'value or ]' : 'key or }';
      } else expected = afterValue();
    }
    before = { token, offset };
  }
}

function nextToken(scanner: JSONScanner): number {
  let token: number = scanner.scan();
  while (token === SPACE || token === LINE_BREAK) token = scanner.scan();
  return token;
}
