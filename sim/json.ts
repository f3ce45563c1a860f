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
const [NULL, STRING, NUMBER, LINE_COMMENT, BLOCK_COMMENT] = [7, 10, 11, 12, 13]; // 8 and 9 are true and false
const END = 17;

/** What is told on the way through a text, in its order. A path is alive: copy it to keep it. */
export interface Walker {
  /** A key begins; `path` leads to the object that it is in. */
  key?(name: string, offset: number, path: Path): void;
  /** A value begins; `path` leads to it. */
  value?(offset: number, path: Path): void;
  open?(): void;
  /** `offset` is that of the bracket that closes. */
  close?(offset: number): void;
}

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma' | 'end';

/** Walks through a text of JSON; returns the first fault of its syntax, or null where there is none. */
export function walkJson(text: string, walker: Walker = {}): JsonFault | null {
  const scanner = createScanner(text, false);
  const path: (string | number)[] = [];
  const opened: number[] = []; // offsets of the brackets that are open
  const lists: boolean[] = []; // whether they are [
  let expected: Expected = 'value';
  let keys = 0;
  let before = 0; // the token before, and where it stands
  let beforeOffset = 0;
  const fault = (offset: number, [code, message, advice]: Said): JsonFault => ({
    code,
    offset,
    path: path.slice(),
    message,
    advice,
  });
  const afterValue = (): Expected => {
    if (lists.length === 0) return 'end';
    if (!lists[lists.length - 1]) path.pop();
    return 'comma';
  };

  for (;;) {
    const token = nextToken(text, scanner);
    const offset = scanner.getTokenOffset();
    const isList = lists.length > 0 && lists[lists.length - 1] === true;
    const closes = token === CLOSE_BRACE || token === CLOSE_BRACKET;

    if (token === LINE_COMMENT || token === BLOCK_COMMENT) return fault(offset, SAID.comment);
    if (token === STRING && scanner.getTokenError() !== 0) {
      const [said, at] = faultOfString(wordAt(text, scanner));
      return fault(offset + at, said);
    }
    // Also 052, 1.5.2 and 0x1F, of which the scanner makes two words.
    if (
      token === NUMBER &&
      (scanner.getTokenError() !== 0 || isWordy(text.charCodeAt(scanner.getPosition())))
    )
      return fault(offset, strangeValue(/^[\w.+-]*/.exec(text.slice(offset, offset + 60))![0]));

    if (token === END) {
      if (expected === 'end') return null;
      const bracket = opened.at(-1);
      if (bracket === undefined) return fault(0, SAID.empty);
      path.length = lists.length - 1; // the way to the bracket itself
      return fault(bracket, SAID.unclosed(text[bracket]!));
    }
    if (expected === 'end') return fault(offset, SAID.rest);

    if (closes && (expected === 'comma' || expected === 'value or ]' || expected === 'key or }')) {
      if ((token === CLOSE_BRACKET) !== isList)
        return fault(offset, SAID.bracket(wordAt(text, scanner), isList));
      walker.close?.(offset);
      lists.pop();
      opened.pop();
      if (isList && expected === 'comma') path.pop();
      expected = afterValue();
    } else if (closes && before === COMMA) {
      return fault(beforeOffset, SAID.comma);
    } else if (expected === 'comma') {
      if (token !== COMMA) return fault(offset, SAID.between(wordAt(text, scanner)));
      expected = isList ? 'value' : 'key';
    } else if (expected === 'colon') {
      if (token !== COLON) return fault(offset, SAID.colon(String(path.at(-1))));
      expected = 'value';
    } else if (expected === 'key' || expected === 'key or }') {
      if (token !== STRING) return fault(offset, SAID.key(wordAt(text, scanner)));
      if (++keys > JSON_LIMITS.keys) return fault(offset, SAID.keys(JSON_LIMITS.keys));
      const name = scanner.getTokenValue();
      walker.key?.(name, offset, path);
      path.push(name);
      expected = 'colon';
    } else {
      if (expected === 'value or ]') path.push(0);
      else if (isList) path[path.length - 1] = (path[path.length - 1] as number) + 1;
      if (token === COMMA || token === COLON || closes)
        return fault(offset, SAID.value(wordAt(text, scanner)));
      const opens = token === OPEN_BRACE || token === OPEN_BRACKET;
      if (!opens && !isScalar(token))
        return fault(offset, text[offset] === '<' ? SAID.page : strangeValue(wordAt(text, scanner)));
      if (opens && lists.length === JSON_LIMITS.depth) return fault(offset, SAID.deep(JSON_LIMITS.depth));
      walker.value?.(offset, path);
      if (opens) {
        walker.open?.();
        lists.push(token === OPEN_BRACKET);
        opened.push(offset);
        expected = token === OPEN_BRACKET ? 'value or ]' : 'key or }';
      } else expected = afterValue();
    }
    before = token;
    beforeOffset = offset;
  }
}

/** The token that was read last, as it stands in the text. */
function wordAt(text: string, scanner: JSONScanner): string {
  const offset = scanner.getTokenOffset();
  return text.slice(offset, Math.max(offset + 1, scanner.getPosition()));
}

const isScalar = (token: number): boolean => token >= NULL && token <= NUMBER;

/** Letters, digits, _ and the point: what would go on with a number. */
const isWordy = (c: number): boolean =>
  (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || c === 46;

/** The next token. Space is skipped here: the scanner would gather it, letter by letter. */
function nextToken(text: string, scanner: JSONScanner): number {
  let at = scanner.getPosition();
  for (let c = text.charCodeAt(at); c === 32 || c === 10 || c === 13 || c === 9; c = text.charCodeAt(at))
    at++;
  scanner.setPosition(at);
  return scanner.scan();
}
