// Enough of XML to find one element's text in a foreign SVG: a scan from front to back, without entities of its own, without
// recursion, without a document. The browser's parser is not asked: it expands entities without bound, and a page under
// Trusted Types may not hand it text.

import { Refused } from './refusal.ts';

const DEPTH = 256;
const NAME = /[A-Za-z_:][\w:.-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*(?:"[^"<]*"|'[^'<]*')/y;
const END = /\s*(\/?)>/y;
const CLOSE = /\s*>/y;

export interface Found {
  readonly root: string;
  /** Text of every element of the name that stands inside the other, in their order. */
  readonly texts: readonly string[];
}

/** Scans the text of an XML file. Throws a Refused with the place where it is not one, or is one that is not taken. */
export function textsInXml(xml: string, element: string, inside: string): Found {
  const open: string[] = [];
  const texts: string[] = [];
  let root = '';
  let at = 0;
  const isWanted = (): boolean => open.at(-1) === element && open.includes(inside);
  const add = (text: string): void => {
    if (isWanted()) texts[texts.length - 1] += text;
  };
  while (at < xml.length) {
    const mark = xml.indexOf('<', at);
    const end = mark < 0 ? xml.length : mark;
    if (open.length === 0 && xml.slice(at, end).trim() !== '')
      throw broken(xml, at, 'text outside of its elements');
    if (isWanted()) add(decoded(xml, at, end));
    if (mark < 0) break;
    if (xml.startsWith('<!--', mark)) at = after(xml, '-->', mark + 4);
    else if (xml.startsWith('<![CDATA[', mark)) {
      at = after(xml, ']]>', mark + 9);
      add(xml.slice(mark + 9, at - 3));
    } else if (xml.startsWith('<?', mark)) at = after(xml, '?>', mark + 2);
    else if (xml.startsWith('<!', mark)) throw declared(xml, mark);
    else if (xml.startsWith('</', mark)) {
      const name = word(NAME, xml, mark + 2);
      if (name === null || open.pop() !== name)
        throw broken(xml, mark, 'an element that ends where it may not');
      at = past(CLOSE, xml, mark + 2 + name.length);
    } else {
      const name = word(NAME, xml, mark + 1);
      if (name === null) throw broken(xml, mark, 'a < that begins no element');
      if (open.length === 0 && root !== '') throw broken(xml, mark, 'a second outermost element');
      if (open.length === DEPTH) throw broken(xml, mark, `elements nested deeper than ${DEPTH}`);
      root ||= name;
      at = pastAttributes(xml, mark + 1 + name.length);
      open.push(name);
      if (isWanted()) texts.push('');
      if (xml[at - 2] === '/') open.pop();
    }
  }
  if (root === '' || open.length > 0) throw broken(xml, xml.length, 'it ends before its elements do');
  return { root, texts };
}

function word(pattern: RegExp, xml: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(xml)?.[0] ?? null;
}

function past(pattern: RegExp, xml: string, at: number): number {
  const found = word(pattern, xml, at);
  if (found === null) throw broken(xml, at, 'a tag that is not closed');
  return at + found.length;
}

function pastAttributes(xml: string, from: number): number {
  let at = from;
  for (let found = word(ATTRIBUTE, xml, at); found !== null; found = word(ATTRIBUTE, xml, at))
    at += found.length;
  return past(END, xml, at);
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw broken(xml, from, `no ${mark} where one is needed`);
  return at + mark.length;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(xml: string, from: number, to: number): string {
  return xml
    .slice(from, to)
    .replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{1,10}));|&/g, (whole, decimal, hexadecimal, name) => {
      const point =
        decimal !== undefined
          ? Number(decimal)
          : hexadecimal !== undefined
            ? parseInt(hexadecimal, 16)
            : null;
      if (point !== null && point <= 0x10ffff) return String.fromCodePoint(point);
      const letter = name === undefined || !Object.hasOwn(NAMED, name) ? undefined : NAMED[name];
      if (letter === undefined)
        throw broken(xml, from, `${whole.slice(0, 12)}, which stands for nothing here`);
      return letter;
    });
}

function declared(xml: string, at: number): Refused {
  return new Refused(
    'svg-declaration',
    'The SVG has a DOCTYPE or ENTITY declaration, which is not taken',
    lineOf(xml, at),
    'Use the file as this program wrote it; a drawing program may have added the declaration.',
  );
}

function broken(xml: string, at: number, what: string): Refused {
  return new Refused(
    'svg-broken',
    `This is not a whole SVG file: ${what}`,
    lineOf(xml, at),
    'Copy or download it again from where it came.',
  );
}

function lineOf(xml: string, at: number): string {
  let line = 1;
  for (let k = xml.indexOf('\n'); k >= 0 && k < at; k = xml.indexOf('\n', k + 1)) line++;
  return `line ${line}`;
}
