// One-key fixes: a slip of one letter in any key or choice is mended back, and no fix of any kind leaves its problem.
import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../sim/problems.ts';
import { readScenario } from '../../../sim/read.ts';
import { linesAndColumns } from '../../../sim/reading/places.ts';
import { fixOf, offsetAt, tokenEnd } from '../../../viz/editor/fix.ts';

const text = readFileSync('scenarios/punish-or-listen.json', 'utf8');

async function problemsOf(of: string): Promise<readonly Problem[]> {
  const reading = await readScenario(of);
  return reading.ok ? reading.warnings : reading.problems;
}
async function fixed(of: string): Promise<string | undefined> {
  const [problem] = await problemsOf(of);
  return problem && fixOf(problem, of)?.text;
}

/** Keys of the file, and texts that are one of several. */
const WORDS = Array.from(
  text.matchAll(/"([A-Za-z][\w-]+)"(?=:)|(?<=(?:baseline|headline)": )"([\w-]+)"/g),
  (found) => ({
    at: found.index + 1,
    word: (found[1] ?? found[2])!,
  }),
).filter(({ word }) => word.length > 3 && word !== 'schemaVersion'); // a file without a version is asked for one first

describe('a fix', () => {
  it('mends a slip in any key, baseline or headline', async () => {
    let tried = 0;
    for (const { at, word } of WORDS) {
      const slip = word.slice(0, 2) + word[3] + word[2] + word.slice(4);
      if (slip === word) continue;
      const broken = text.slice(0, at) + slip + text.slice(at + word.length);
      // The values of another name may be refused first: `title` for `tilte` and the like are all told together.
      const problem = (await problemsOf(broken)).find((one) => /did you mean|should/.test(one.advice))!;
      expect(problem, `${word} as ${slip}`).toBeDefined();
      expect(fixOf(problem, broken)?.text, `${word} as ${slip}`).toBe(text);
      tried++;
    }
    expect(tried).toBeGreaterThan(40);
  });

  it('of what is broken in the collection of bad files leaves no such problem', async () => {
    const names = readdirSync('test/corpus/files').filter((file) => file.endsWith('.json'));
    const kinds = new Set<string>();
    for (const name of names) {
      const of = readFileSync(`test/corpus/files/${name}`, 'utf8');
      if (of.length > 20_000) continue;
      for (const problem of await problemsOf(of)) {
        const fix = fixOf(problem, of);
        if (fix === null) continue;
        kinds.add(problem.code);
        expect(fix.text, name).not.toBe(of);
        const same = (await problemsOf(fix.text)).filter(
          ({ code, line, column, message }) =>
            code === problem.code &&
            line === problem.line &&
            column === problem.column &&
            message === problem.message,
        );
        expect(same, `${name}: ${fix.label}`).toEqual([]);
      }
    }
    expect(Array.from(kinds).sort()).toEqual(
      expect.arrayContaining([
        'choice-unknown',
        'json-comma',
        'json-comment',
        'json-trailing-comma',
        'json-word',
        'key-unknown',
        'wrong-type',
      ]),
    );
  }, 60_000);

  it('writes what the advice says', async () => {
    const minimal = (inner: string) => text.replace('"weeks": 520', inner);
    expect(await fixed(minimal('"weeks": "520"'))).toBe(text);
    expect(await fixed(minimal('"weeks": 520.4'))).toBe(text);
    expect(await fixed(minimal('"weeks": 520000'))).toBe(text);
    expect(await fixed(text.replace('"certainty": 0.76', '"certainty": 76'))).toBe(text);
    expect(await fixed(text.replace('"seed": "palinode 2015"', '"seed": 2015'))).toContain('"seed": "2015"');
    expect(await fixed(text.replace('"schemaVersion": 1,', ''))).toContain('"schemaVersion": 1');
    expect(await fixed(text.replace('"weeks": 520,', '"weeks": 520'))).toBe(text);
    expect(await fixed(text.replace('"headline": "recruits"\n', '"headline": "recruits",\n'))).toBe(text);
    expect(await fixed(text.replace('"weeks"', '// so long\n  "weeks"'))).toBe(
      text.replace('"weeks"', '\n  "weeks"'),
    );
    expect(await fixed(text.replace('"certainty": 0.76', '"certainty": "stap(t, 3)"'))).toContain(
      '"step(t, 3)"',
    );
  });

  it('keeps a mark of order and the ends of lines', async () => {
    const other = `\ufeff${text.replaceAll('\n', '\r\n')}`;
    expect(await fixed(other.replace('"weeks"', '"wekks"'))).toBe(other);
  });

  it('is none where only the reader can know', async () => {
    for (const of of ['', '{', text.replace('"weeks": 520', '"weeks": 520, "weeks": 3')])
      expect(await fixed(of), of.slice(0, 20)).toBeUndefined();
    expect(
      fixOf(
        { code: 'x', level: 'error', pointer: '', line: 0, column: 0, message: '', advice: 'take it out' },
        text,
      ),
    ).toBeNull();
  });
});

describe('places', () => {
  it('are where lines and columns say, whatever ends the lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '\n', '\r\n', '\r', '"'), { maxLength: 20 }),
        fc.nat(25),
        (parts, k) => {
          const of = parts.join('').replace(/\r\n/g, '\n').replace(/\r/g, '\r'); // CR LF is one end
          const offset = Math.min(k, of.length);
          const [{ line, column }] = linesAndColumns(of, [offset]) as [{ line: number; column: number }];
          expect(offsetAt(of, line, column)).toBe(offset);
        },
      ),
      { seed: 20151001, numRuns: 500 },
    );
    expect(offsetAt('a\r\nb', 2, 1)).toBe(3);
    expect(offsetAt('a', 9, 9)).toBe(1);
  });

  it('end with the word that begins there', () => {
    expect(tokenEnd('"a\\"b" c', 0)).toBe(6);
    expect(tokenEnd('-0.5e3,', 0)).toBe(6);
    expect(tokenEnd('{}', 0)).toBe(1);
    expect(tokenEnd('"open\n', 0)).toBe(5);
    expect(tokenEnd('a', 1)).toBe(1);
  });
});
