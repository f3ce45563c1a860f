// Every assumption names where it comes from, and its grade is no better than that.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ASSUMPTIONS } from '../sim/assumptions.ts';
import type { Parameter } from '../sim/parameter.ts';
import { REFERENCES } from '../sim/references.ts';

const PARAMETERS = ASSUMPTIONS.map(({ pointer, parameter }) => [pointer, parameter] as const);

/** What a parameter may be called for its references: those that are somebody's finding, and confirmed. */
const found = ({ evidence }: Parameter) =>
  evidence.filter((id) => !['judgement', 'unverified'].includes(REFERENCES[id]!.status));

describe('the evidence of a parameter', () => {
  it('is looked at for every parameter', () => expect(PARAMETERS.length).toBeGreaterThan(80));

  it.each(PARAMETERS)('%s is known', (_, { evidence }) => {
    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence.filter((id) => !Object.hasOwn(REFERENCES, id))).toEqual([]);
    expect(new Set(evidence).size).toBe(evidence.length);
  });

  it('that is no more than assumed is graded H, and so is what nobody has found', () => {
    const graded = PARAMETERS.filter(([, { grade }]) => grade !== 'H');
    expect(graded.length).toBeGreaterThan(20);
    expect(
      graded.filter(([, { evidence }]) => evidence.every((id) => REFERENCES[id]!.status === 'judgement')),
    ).toEqual([]);
  });

  it('of grade A or B has a confirmed finding in it', () => {
    const strong = PARAMETERS.filter(([, { grade }]) => grade === 'A' || grade === 'B');
    expect(strong.filter(([, parameter]) => found(parameter).length === 0).map(([name]) => name)).toEqual([]);
  });

  it('has a value and a range inside the bounds, and the value in the range', () => {
    for (const [name, { value, min, max, range }] of PARAMETERS) {
      expect(range[0], name).toBeGreaterThanOrEqual(min);
      expect(range[1], name).toBeLessThanOrEqual(max);
      expect(range[0], name).toBeLessThanOrEqual(range[1]);
      if (value === undefined) continue;
      expect(value, name).toBeGreaterThanOrEqual(range[0]);
      expect(value, name).toBeLessThanOrEqual(range[1]);
    }
  });
});

describe('a reference', () => {
  const all = Object.entries(REFERENCES);
  it('says something, in a sentence, and where it is to be found', () => {
    for (const [id, { authors, year, title, where, says, status }] of all) {
      expect(says, id).toMatch(/^[A-Z0-9].*\.$/);
      if (status === 'judgement') continue;
      expect(authors, id).not.toBe('');
      expect(title, id).not.toBe('');
      expect(where, id).not.toBe('');
      expect(year, id).toBeGreaterThan(1900);
    }
  });
  it('has an identifier of the right form, if it has one', () => {
    for (const [id, { doi, url }] of all) {
      if (doi !== undefined) expect(doi, id).toMatch(/^10\.\d{4,}\/\S+$/);
      if (url !== undefined) expect(url, id).toMatch(/^https:\/\/\S+$/);
    }
  });
  it('exists for every id that the comments of the scenario and the ODD name', () => {
    const texts = ['scenario.ts', 'assumptions.ts', 'ODD.md'].map((name) =>
      readFileSync(new URL(`../sim/${name}`, import.meta.url), 'utf8'),
    );
    const named = new Set(
      texts.flatMap(
        (text) => text.match(/\b(?:C[1-9]\d?|E[1-9]\d?[a-c]?|E-R\d|V[1-9]\d?|P[1-9]\d?|H1)\b/g) ?? [],
      ),
    );
    expect(named.size).toBeGreaterThan(40);
    expect(Array.from(named).filter((id) => !Object.hasOwn(REFERENCES, id))).toEqual([]);
  });
});
