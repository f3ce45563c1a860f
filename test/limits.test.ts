// The page of limits: every hole in the evidence is named with what follows from it, and a reader finds the page.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { REFERENCES } from '../sim/references.ts';

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const LIMITS = read('sim/LIMITS.md');
const holes = Object.keys(REFERENCES).filter((id) => /^H\d+$/.test(id));

describe('the page of limits', () => {
  it('knows ten holes, and tells each with what nobody knows and what follows', () => {
    expect(holes).toEqual(Array.from({ length: 10 }, (_, n) => `H${n + 1}`));
    const rows = Array.from(LIMITS.matchAll(/^\| (H\d+) +\|(.*)\|(.*)\|$/gm), ([, id, hole, follows]) => ({
      id: id!,
      hole: hole!.trim(),
      follows: follows!.trim(),
    }));
    expect(rows.map(({ id }) => id)).toEqual(holes);
    for (const { id, hole, follows } of rows) {
      expect(hole, id).toMatch(/^[A-Z].{30,}\.$/);
      expect(follows, id).toMatch(/^[A-Z].{30,}\.$/);
    }
  });
  it('says how sure is to be read, what may not be concluded, and what it must not be used for', () => {
    const headings = Array.from(LIMITS.matchAll(/^## (.*)$/gm), ([, text]) => text);
    expect(headings).toEqual([
      'How to read how sure an answer is',
      'What may not be concluded',
      'The holes in the evidence',
      'What the grades say',
      'What it must not be used for',
    ]);
    for (const word of ['Chance', 'Guesses', 'The guess it rests on most'])
      expect(LIMITS).toContain(`**${word}.**`);
  });
  it('promises nothing of the world', () => expect(LIMITS).not.toMatch(/\b(proves|significant|will)\b/i));
  it('is found from the README and from the ODD', () => {
    expect(read('README.md')).toContain('](sim/LIMITS.md)');
    expect(read('sim/ODD.md')).toContain('](LIMITS.md)');
  });
});
