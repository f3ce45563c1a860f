// The document that says what the model is: its numbers are the code's, it names everything the code has, and a
// scenario's own ODD is the same document with other numbers. UPDATE_ODD=1 writes the tables of sim/ODD.md anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JUSTICE } from '../sim/assumptions.ts';
import { digestOf } from '../sim/digest.ts';
import { TABLES, fillTables, markdownTable, scenarioOdd } from '../sim/odd.ts';
import { SUBMODELS, scenarioSchema } from '../sim/scenario.ts';
import { seriesColumns } from '../sim/series.ts';
import { PEOPLE, STAGES, STREAMS } from '../sim/world.ts';

const PATH = join(import.meta.dirname, '../sim/ODD.md');
if (process.env.UPDATE_ODD) writeFileSync(PATH, fillTables(readFileSync(PATH, 'utf8')));
const ODD = readFileSync(PATH, 'utf8');

const SCENARIO = scenarioSchema.parse({
  schemaVersion: 1,
  title: 'A *bold* | question #1',
  question: 'Does it\nhold?',
  seed: 'odd',
  weeks: 52,
  behaviour: { exit: { elasticity: -0.5 }, justice: { lag: 13 }, submodels: { turnover: false } },
  policies: [
    { id: 'one', name: 'One' },
    { id: 'two', name: 'Two', sentencing: { certainty: '0.3 + 0.1 * (t > 20)' } },
  ],
  baseline: 'one',
});

/** Cells of a line of a table, by its bars that are not escaped. */
const cellsOf = (line: string): string[] => line.split(/(?<!\\)(?:\\\\)*\|/).slice(1, -1);
const rowOf = (odd: string, name: string): string[] => {
  const line = odd.split('\n').find((text) => text.startsWith(`| \`${name}\``));
  return cellsOf(line ?? '').map((cell) => cell.trim());
};
const outsideTables = (odd: string): string =>
  odd.replace(/(<!-- table: [\w.]+ -->)[\s\S]*?(?=<!-- end -->)/g, '$1');

describe('the tables of sim/ODD.md', () => {
  it('say what the code declares (UPDATE_ODD=1 writes them anew)', () => {
    expect(ODD === fillTables(ODD)).toBe(true);
  });
  it('are all there, each once', () => {
    const marked = Array.from(ODD.matchAll(/<!-- table: ([\w.]+) -->/g), ([, id]) => id);
    expect(marked.sort()).toEqual(Array.from(TABLES).sort());
  });
  it('would be stale if a number moved', () => {
    const lag = rowOf(ODD, 'justice.lag');
    expect(lag).toContain(String(JUSTICE.lag.value));
    const stale = ODD.replace(/(`justice\.lag` .*?\| )39 /, '$140 ');
    expect(stale).not.toBe(ODD);
    expect(fillTables(stale)).toBe(ODD);
  });
  it('are written once and stay', () => {
    expect(fillTables(fillTables(ODD, SCENARIO))).toBe(ODD);
    expect(outsideTables(fillTables(ODD, SCENARIO))).toBe(outsideTables(ODD));
  });
  it('must be known', () => {
    const unknown = '<!-- table: policy.magic -->\n<!-- end -->';
    expect(() => fillTables(unknown)).toThrow(new RangeError('the ODD asks for a table "policy.magic"'));
    expect(() => fillTables(unknown.replace('magic', 'toString'))).toThrow(RangeError);
  });
  it('stay rectangular, whatever stands in them', () => {
    const text = fc.string({ unit: fc.constantFrom('|', '\\', '`', '*', 'a', ' ', '\n', '日') });
    const rows = fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, ([head, ...body]) => {
        const safe = (text: string): string => text.replaceAll('\\', '\\\\');
        const lines = markdownTable(
          head!.map(safe),
          body.map((row) => row.map(safe)),
        ).split('\n');
        expect(lines).toHaveLength(body.length + 2);
        const fits = (line: string): boolean =>
          cellsOf(line).length === head!.length && line.length === lines[0]!.length;
        expect(lines.filter((line) => !fits(line))).toEqual([]);
      }),
      { seed: 20151001, numRuns: 300 },
    );
  });
});

describe('the text of sim/ODD.md', () => {
  const given = new Set(Array.from(ODD.matchAll(/`([\w.*]+)`/g), ([, name]) => name));
  const missing = (names: readonly string[]): string[] => names.filter((name) => !given.has(name));

  it('names every stage, column of people, stream, column of the series and submodel', () => {
    expect(missing(STAGES)).toEqual([]);
    expect(missing(Object.keys(PEOPLE))).toEqual([]);
    expect(missing(STREAMS)).toEqual([]);
    expect(missing(seriesColumns(SCENARIO).map((name) => name.replace(/\..*/, '.*')))).toEqual([]);
    expect(missing(SUBMODELS)).toEqual([]);
  });
  it('has the seven elements of the protocol and the eleven design concepts', () => {
    const elements = Array.from(ODD.matchAll(/^## (\d) /gm), ([, n]) => Number(n));
    expect(elements).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const concepts = Array.from(ODD.matchAll(/\*\*4\.(\d+) /g), ([, n]) => Number(n));
    expect(concepts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
  it('writes out the ten claims, each with a switch that a scenario has', () => {
    const claims = Array.from(ODD.matchAll(/^\| (F\d+) .*\| (.*?) +\|$/gm), ([, id, off]) => ({
      id,
      off,
    }));
    expect(claims.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, n) => `F${n + 1}`));
    for (const { off } of claims) {
      const switches = Array.from(off!.matchAll(/`(\w+\.\w+)`/g), ([, name]) => name!);
      expect(switches.length).toBeGreaterThan(0);
      for (const name of switches)
        expect(rowOf(ODD, name).length > 0 || name.startsWith('themes.')).toBe(true);
    }
  });
  it('has a source for every id that a number rests on', () => {
    const [tables, sources] = [ODD, ODD.slice(ODD.indexOf('## Sources'))];
    const listed = new Set(
      Array.from(sources.matchAll(/^- ([^:]+):/gm), ([, ids]) => ids!.split(', ')).flat(),
    );
    const used = tables
      .split('\n')
      .filter((line) => /^\| `\w+\.\w+` /.test(line))
      .map(cellsOf)
      .filter((cells) => cells.length === 7)
      .flatMap((cells) => cells[6]!.trim().split(', '));
    expect(used.length).toBeGreaterThan(80);
    expect(used.filter((id) => !listed.has(id))).toEqual([]);
  });
});

describe('the ODD of a scenario', () => {
  const odd = scenarioOdd(ODD, SCENARIO);

  it('has its numbers beside the defaults, in bold where they differ', () => {
    expect(rowOf(odd, 'justice.lag').slice(2, 4)).toEqual(['39', '**13**']);
    expect(rowOf(odd, 'exit.elasticity').slice(2, 4)).toEqual(['none: must be given', '**-0.5**']);
    expect(rowOf(odd, 'justice.conviction').slice(2, 4)).toEqual(['0.94', '0.94']);
    expect(rowOf(odd, 'weeks').slice(1, 3)).toEqual(['520', '**52**']);
    expect(rowOf(odd, 'sentencing.certainty').slice(2, 5)).toEqual([
      '0.3',
      '0.3',
      '**0.3 + 0.1 \\* (t > 20)**',
    ]);
  });
  it('says which engine described it, and the digest of the scenario, when it is told', () => {
    const told = scenarioOdd(ODD, SCENARIO, { name: 'palinode', version: '9.8.7' });
    expect(told).toContain(`Described by palinode 9.8.7; digest of the scenario ${digestOf(SCENARIO)}.`);
    expect(odd).not.toContain('Described by');
  });
  it('says what it asks, and changes nothing else', () => {
    expect(
      odd.startsWith('# A \\*bold\\* | question \\#1: ODD of the scenario as run\n\nDoes it hold?\n'),
    ).toBe(true);
    expect(odd).toContain('Submodels switched off: `turnover`.');
    const body = (text: string): string => outsideTables(text.slice(text.indexOf('## 1 Purpose')));
    expect(body(odd)).toBe(body(ODD));
  });
});
