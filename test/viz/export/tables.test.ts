// Tables of a world that was really run: every cell is the number that the page shows, and no text in them is a formula.
import { strFromU8, unzipSync } from 'fflate';
import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../../../sim/compare.ts';
import type { Comparison } from '../../../sim/compare.ts';
import { MEASURES } from '../../../sim/measures.ts';
import { summarise } from '../../../sim/summary.ts';
import { joined, utf8 } from '../../../viz/export/bytes.ts';
import { Refused } from '../../../viz/export/refusal.ts';
import { differencesTable, dictionary, runsTable, summaryTable } from '../../../viz/export/tables.ts';
import { textsInZip, ZIP_LIMITS, zipOf } from '../../../viz/export/zip.ts';
import type { Runs } from '../../../viz/results.ts';
import { recipeOf } from './scene.ts';
import { runsOf, SMALL } from './world.ts';

type Rows = Record<string, string>[];
/** Our tables have no quoted cell but where a unit has a comma. */
function rowsOf(csv: string): Rows {
  expect(csv.endsWith('\r\n')).toBe(true);
  const [head, ...lines] = csv.slice(0, -2).split('\r\n');
  const cells = (line: string): string[] =>
    Array.from(line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g), ([, cell]) =>
      cell!.replace(/^"(.*)"$/, '$1'),
    ).slice(0, head!.split(',').length);
  const names = head!.split(',');
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, k) => [names[k]!, cell])));
}
const numberIn = (cell: string): number => (cell === '' ? NaN : Number(cell));

let fixed: Runs;
let drawn: Runs;
let comparison: Comparison;
beforeAll(async () => {
  [fixed, drawn] = [await runsOf(SMALL), await runsOf(SMALL, 'drawn')];
  comparison = compare({
    engine: { name: 'palinode', version: '0.1.0' },
    scenario: SMALL,
    ensemble: fixed.ensemble(),
    drawn: drawn.ensemble(),
  });
});

describe('the table of runs', () => {
  it('has every outcome of every run in the last week, to the last bit', () => {
    const rows = rowsOf(runsTable(fixed));
    expect(rows).toHaveLength(SMALL.policies.length * 5 * MEASURES.length);
    for (const { policy, replicate, week, measure, value } of rows) {
      expect(week).toBe(String(SMALL.weeks - 1));
      expect(numberIn(value!)).toBe(fixed.outcomes(policy!, measure!)[Number(replicate)]);
    }
  });
  it('has the weeks between of the measures that are followed, as the page draws them', () => {
    const rows = rowsOf(runsTable(fixed, ['recruits'])).filter(({ measure }) => measure === 'recruits');
    expect(rows).toHaveLength(SMALL.policies.length * 5 * SMALL.weeks);
    for (const { policy, replicate, week, value } of rows.filter(({ week }) => week !== '19'))
      expect(Math.fround(Number(value))).toBe(
        fixed.path(policy!, 'recruits', Number(replicate))![Number(week)],
      );
    const certain = rowsOf(runsTable(fixed, ['certainty'])).filter(({ measure }) => measure === 'certainty');
    expect(Math.max(...certain.slice(0, 19).map(({ value }) => value!.length))).toBeLessThanOrEqual(11);
  });
});

it('the summary counts what summarise counts', () => {
  const rows = rowsOf(summaryTable([fixed, drawn]));
  expect(rows).toHaveLength(2 * SMALL.policies.length * MEASURES.length);
  for (const { assumptions, policy, measure, p05, p25, p50, p75, p95, n } of rows) {
    const told = summarise((assumptions === 'fixed' ? fixed : drawn).outcomes(policy!, measure!));
    const cells = [n, p05, p25, p50, p75, p95].map((cell) => (cell === '' ? null : Number(cell)));
    expect(cells).toEqual([told.n, told.p05, told.p25, told.median, told.p75, told.p95]);
  }
});

it('the differences are those of the comparison, fixed and drawn', () => {
  const rows = rowsOf(differencesTable(comparison, SMALL));
  expect(rows).toHaveLength(2 * 3 * MEASURES.length);
  for (const { assumptions, policy, baseline, measure, below, p50 } of rows) {
    const found = (assumptions === 'fixed' ? comparison : comparison.drawn!).differences[policy!]![measure!]!;
    expect([Number(below), p50 === '' ? null : Number(p50), baseline]).toEqual([
      found.below,
      found.median,
      SMALL.baseline,
    ]);
  }
});

it('the dictionary names every file, column, policy and measure', () => {
  const text = dictionary(recipeOf(JSON.stringify(SMALL)), SMALL, ['recruits']);
  for (const table of [runsTable(fixed), summaryTable([fixed]), differencesTable(comparison, SMALL)])
    for (const column of table.split('\r\n')[0]!.split(',')) expect(text).toContain(column);
  for (const { id, description, unit } of MEASURES)
    for (const told of [`  ${id} (${unit}): `, description]) expect(text).toContain(told);
  for (const { id, name } of SMALL.policies) expect(text).toContain(`${id}: ${name}`);
  expect(text).toMatch(/earlier weeks of recruits/);
  expect(text).toMatch(/apostrophe/);
  expect(dictionary(recipeOf('{}', { fixed: null, drawn: null }), { ...SMALL, question: '' }, [])).toMatch(
    /no other week/,
  );
});

describe('a ZIP', () => {
  const files = { 'recipe.json': '{"a": "é😀"}', 'README.txt': 'x'.repeat(5000), 'empty.txt': '' };
  const refused = async (
    bytes: Uint8Array<ArrayBuffer>,
    wanted = ['recipe.json', 'README.txt'],
  ): Promise<string> => {
    const error: unknown = await textsInZip(bytes, wanted).catch((thrown: unknown) => thrown);
    return error instanceof Refused
      ? `${error.refusal.code}: ${error.refusal.what}`
      : `not refused: ${String(error)}`;
  };
  const changed = (at: number, ...bytes: number[]): Uint8Array<ArrayBuffer> => {
    const zip = zipOf(files);
    zip.set(bytes, at < 0 ? zip.length + at : at);
    return zip;
  };

  it('is read by fflate and here, and has the same bytes every time', async () => {
    const zip = zipOf(files);
    expect(zipOf(files)).toEqual(zip);
    const theirs = Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)]);
    expect(Object.fromEntries(theirs)).toEqual(files);
    expect(Object.fromEntries(await textsInZip(zip, Object.keys(files)))).toEqual(files);
    expect(
      Object.fromEntries(
        await textsInZip(zipOf({ 'run/recipe.json': '{}', 'a/b/recipe.json': '' }), ['recipe.json']),
      ),
    ).toEqual(
      { 'recipe.json': '{}' }, // prettier-ignore
    );
    expect((await textsInZip(zip, ['absent'])).size).toBe(0);
  });
  it('packs as zlib unpacks', () => {
    const zip = zipOf({ a: files['README.txt'] });
    const view = new DataView(zip.buffer);
    const packed = zip.slice(31, 31 + view.getUint32(18, true));
    expect(inflateRawSync(packed).toString()).toBe(files['README.txt']);
  });
  it('that is cut, damaged, locked or lies about itself is refused', async () => {
    const zip = zipOf(files);
    for (let length = 0; length < zip.length; length += 5)
      expect(await refused(zip.slice(0, length))).toMatch(/^zip-broken: .*no end/);
    expect(await refused(joined([zip, utf8('x')]))).toMatch(/no end/);
    expect(await refused(changed(-6, 0xff, 0xff, 0xff, 0x7f))).toMatch(/list of files is cut/);
    expect(await refused(changed(-12, 0xff, 0x7f))).toMatch(/more than 256 files/);
    const list = zip.length - 22 - 3 * 46 - 'recipe.jsonREADME.txtempty.txt'.length;
    expect(await refused(changed(list, 0))).toMatch(/list of files is cut/);
    expect(await refused(changed(list + 8, 1))).toMatch(/password/);
    expect(await refused(changed(list + 10, 12))).toMatch(/unknown way/);
    expect(await refused(changed(list + 16, 0))).toMatch(/recipe.json is damaged/);
    expect(await refused(changed(list + 20, 0xff, 0xff, 0xff))).toMatch(/recipe.json is cut/);
    expect(await refused(changed(list + 28, 0xff, 0xff))).toMatch(/list of files is cut/);
    expect(await refused(changed(list + 42, 9))).toMatch(/not where it should be/);
    expect(await refused(zipOf({ 'recipe.json': '{}', 'a/recipe.json': '{}' }))).toMatch(/twice/);
    const latin = zipOf({ 'recipe.json': 'aaaa' });
    expect(await textsInZip(latin, ['recipe.json'])).toEqual(new Map([['recipe.json', 'aaaa']]));
  });
  it('that is a bomb is cut off', async () => {
    const bomb = zipOf({ 'recipe.json': ' '.repeat(ZIP_LIMITS.unpacked + 1) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refused(bomb)).toMatch(/unpacks-too-large/);
    const half = ' '.repeat(ZIP_LIMITS.unpacked / 2 + 1);
    expect(await refused(zipOf({ 'recipe.json': half, 'README.txt': half }))).toMatch(/unpacks-too-large/);
  });
});
