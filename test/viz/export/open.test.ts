// The one gate: everything that this program writes opens again to the same scenario and view; everything else is refused with
// a code, a sentence, a place and what to do, whatever its name says.
import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DISK } from '../../../sim/cli/disk.ts';
import { Journal } from '../../../sim/cli/journal.ts';
import { recordOf, writeResults } from '../../../sim/cli/results.ts';
import { compare } from '../../../sim/compare.ts';
import { prepare } from '../../../sim/jobs.ts';
import { compileTask } from '../../../sim/ensemble.ts';
import { fragmentOf } from '../../../viz/export/link.ts';
import { openForeign } from '../../../viz/export/open.ts';
import type { Foreign, Opened } from '../../../viz/export/contents.ts';
import { withTexts } from '../../../viz/export/png.ts';
import { textsOf } from '../../../viz/export/raster.ts';
import type { Migrations, Recipe } from '../../../viz/export/recipe.ts';
import { recipeCode, recipeFrom } from '../../../viz/export/recipe.ts';
import type { Refusal } from '../../../viz/export/refusal.ts';
import { Refused, refusalOf } from '../../../viz/export/refusal.ts';
import { reportText } from '../../../viz/export/report.ts';
import { carrier, svgText } from '../../../viz/export/svg.ts';
import { zipOf } from '../../../viz/export/zip.ts';
import {
  anyShown,
  chartOf,
  fileOf,
  FIRST,
  PIXEL,
  PRESETS,
  recipeOf,
  scenarioText,
  SEED,
  toldOf,
} from './scene.ts';
import { runsOf, SMALL } from './world.ts';

const GATE = { presets: PRESETS };
const open = async (foreign: string | Foreign | readonly Foreign[], gate = {}): Promise<Opened> => {
  const answer = await openForeign(foreign, { ...GATE, ...gate });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.opened;
};
const refusal = async (foreign: string | Foreign | readonly Foreign[]): Promise<Refusal> => {
  const answer = await openForeign(foreign, GATE);
  if (answer.ok) throw new Error(`opened as ${answer.opened.carrier}`);
  const { what, advice, where } = answer.refusal;
  expect(what).toMatch(/^\S.{8,300}$/s);
  expect(advice).toMatch(/^[A-Z“].*[.]$/s);
  expect(`${what}${advice}${where}`).not.toMatch(/Error|undefined|\[object|at .*\.ts/);
  return answer.refusal;
};
const carriers = async (recipe: Recipe): Promise<Record<string, string | Foreign>> => {
  const told = toldOf(recipe, { link: `https://example.org/${await fragmentOf(recipe, PRESETS)}` });
  return {
    svg: fileOf('a.svg', svgText(carrier(chartOf(), told))),
    png: fileOf('a.png', await withTexts(PIXEL, textsOf(told), 11811)),
    zip: fileOf('a.zip', zipOf({ 'recipe.json': JSON.stringify(recipe), 'runs.csv': 'policy\r\n' })),
    recipe: fileOf('a.json', JSON.stringify(recipe)),
    report: fileOf('a.txt', reportText(recipe, { failed: [], policies: {} } as never)),
    link: await fragmentOf(recipe, PRESETS),
  };
};

describe('everything that is written opens again', () => {
  it('to the same text, view and digest, in every carrier', async () => {
    const law = fc.asyncProperty(scenarioText, anyShown, async (text, shown) => {
      const { seed } = JSON.parse(text) as { seed: string };
      const recipe = recipeOf(text, { seed, shown });
      for (const [kind, file] of Object.entries(await carriers(recipe))) {
        const opened = await open(file);
        expect(opened.carrier).toBe(kind);
        expect(opened.reading).toMatchObject({ ok: true });
        if (kind === 'link') expect(JSON.parse(opened.text)).toEqual(JSON.parse(text));
        else expect(opened.text).toBe(text);
        expect(recipeCode(opened.recipe!)).toBe(recipeCode(recipe));
        expect(opened.recipe).toEqual({ ...recipe, scenario: opened.text });
      }
    });
    await fc.assert(law, { ...SEED, numRuns: 12 });
  });

  it('a scenario, pasted or dropped, with its problems where it has some', async () => {
    expect(await open(`  ${FIRST.text}`)).toMatchObject({
      carrier: 'scenario',
      recipe: null,
      reading: { ok: true },
    });
    expect(await open(fileOf('x.txt', `\ufeff${FIRST.text}`))).toMatchObject({
      name: 'x.txt',
      reading: { ok: true },
    });
    const broken = FIRST.text.replace('"weeks"', '"weks"');
    const { reading, text } = await open(fileOf('x.json', broken));
    expect(text).toBe(broken);
    expect(reading).toMatchObject({ ok: false });
    expect((await open(FIRST.text.slice(0, 900))).reading).toMatchObject({ ok: false });
  });

  it('a code that was printed on a picture made here', async () => {
    const recipe = recipeOf();
    const code = recipeCode(recipe);
    const recall = (asked: string): Recipe | null => (asked === code ? recipe : null);
    expect((await open(code.toUpperCase(), { recall })).recipe).toEqual(recipe);
    expect((await refusal('0000-0000')).code).toBe('code-unknown');
  });
});

describe('the command line', () => {
  const record = async (folder: string): Promise<readonly string[]> => {
    const journal = new Journal(DISK, join(folder, 'journal.palinode'), false);
    journal.begin('{}');
    const policy = SMALL.policies[2]!;
    const job = prepare({ ...(await compileTask(SMALL, 'fixed', { policies: [policy], series: true })) });
    const digests = Array.from({ length: SMALL.replicates }, (_, r) => {
      const { digests, outcomes, series } = job(r);
      journal.append(r, recordOf({ digest: digests[0]!, outcomes, values: series[0]! }));
      return digests[0]!;
    });
    const replicates = Array.from(journal.done).sort();
    const results = { scenario: SMALL, policy: policy.id, command: 'it', journal, replicates, failures: [] };
    await writeResults(DISK, folder, results, () => Promise.resolve(), () => {}); // prettier-ignore
    journal.close();
    return digests;
  };

  it('leaves a folder that opens with every digest, and its numbers, and not when it was changed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'palinode-folder-'));
    try {
      const digests = await record(folder);
      const names = ['manifest.json', 'scenario.json', 'summary.csv', 'series.csv'];
      const texts = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
      const files = (more: Record<string, string> = {}): Foreign[] =>
        Object.entries({ ...texts, ...more }).map(([name, text]) => fileOf(name, text));
      const { carrier: kind, record: found, numbers } = await open(files());
      expect(kind).toBe('folder');
      expect(found).toMatchObject({ policy: 'voices', digests });
      const runs = await runsOf(SMALL);
      expect(runs.digests('voices')).toEqual(digests);
      const recruits = Array.from(runs.outcomes('voices', 'recruits')).sort((a, b) => a - b);
      expect(numbers!['voices']!['recruits']).toMatchObject({ n: 5, median: recruits[2] });
      const packed = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`out/${name}`, text]));
      expect(await open(fileOf('out.zip', zipOf(packed)))).toMatchObject({
        carrier: 'folder',
        record: { digests },
      });

      const manifest = texts['manifest.json']!;
      for (const changed of [
        { 'scenario.json': texts['scenario.json']!.replace('"weeks": 20', '"weeks": 21') },
        { 'summary.csv': `${texts['summary.csv']!} ` },
        { 'manifest.json': manifest.replace('"voices"', '"nobody"') },
        { 'manifest.json': manifest.replace('"palinode"', '""') },
        { 'manifest.json': manifest.replace('"replicate": 1', '"replicate": 99') },
        { 'manifest.json': manifest.replace(digests[2]!, 'x') },
      ])
        expect((await refusal(files(changed))).code).toBe('folder-unfit');
      expect((await refusal(files({ 'manifest.json': '[]' }))).code).toBe('folder-incomplete');
      expect((await refusal(files({ 'scenario.json': '{' }))).code).toBe('folder-incomplete');
      expect((await refusal(files().filter(({ name }) => name !== 'scenario.json'))).code).toBe(
        'folder-incomplete',
      );
      expect((await refusal([...files(), fileOf('journal.palinode', '')])).code).toBe('folder-unfinished');
      expect((await refusal(fileOf('manifest.json', manifest))).code).toBe('numbers-alone');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('writes a comparison that opens beside its scenario', async () => {
    const runs = await runsOf(SMALL);
    const comparison = compare({
      engine: { name: 'palinode', version: '0.1.0' },
      scenario: SMALL,
      ensemble: runs.ensemble(),
    });
    const files = [fileOf('c.json', JSON.stringify(comparison)), fileOf('s.json', JSON.stringify(SMALL))];
    const { recipe, numbers } = await open(files);
    expect(recipe!.fixed).toEqual({ replicates: 5, digest: comparison.digest });
    expect(numbers!['voices']!['cost']!.median).toBe(comparison.policies['voices']!['cost']!.median);
    expect((await refusal(files[0]!)).code).toBe('numbers-alone');
    expect((await refusal([files[0]!, fileOf('s.json', FIRST.text)])).code).toBe('comparison-unfit');
    expect((await refusal([fileOf('a', '{}'), fileOf('b', '{}')])).code).toBe('files-many');
    expect((await refusal([1, 2, 3].map((k) => fileOf(`${k}`, '{}')))).code).toBe('files-many');
  });
});

describe('what is refused', () => {
  const text = (contents: string | Uint8Array<ArrayBuffer>, name = 'x'): Promise<Refusal> =>
    refusal(fileOf(name, contents));
  const bytes = (...values: number[]): Uint8Array<ArrayBuffer> =>
    Uint8Array.from([...values, ...Array<number>(20).fill(0)]);

  it.each([
    ['nothing', '', 'json-empty'],
    ['a sentence', 'hello', 'json-word'],
    ['a list', '[1, 2]', 'not-an-object'],
    ['a web page', '<!DOCTYPE html><html></html>', 'not-ours'],
    ['another page', '\n<html lang="en">', 'not-ours'],
    ['XML', '<gexf></gexf>', 'not-svg'],
    ['an SVG of others', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'no-recipe'],
    ['a PNG without recipe', PIXEL, 'no-recipe'],
    ['a ZIP without recipe', zipOf({ 'a.txt': 'a' }), 'no-recipe'],
    ['gzip', bytes(0x1f, 0x8b), 'not-ours'],
    ['JPEG', bytes(0xff, 0xd8, 0xff), 'not-ours'],
    ['UTF-16', bytes(0xff, 0xfe, 0x7b, 0), 'not-ours'],
    ['a program', bytes(0x7f, 0x45, 0x4c, 0x46, 0xff), 'not-utf-8'],
    ['a cut PNG', PIXEL.slice(0, 40), 'png-broken'],
    ['a cut ZIP', zipOf({ 'recipe.json': '{}' }).slice(0, 60), 'zip-broken'],
    ['a newer scenario', '{"schemaVersion": 2}', 'version-newer'],
    [
      'a newer recipe',
      '{"palinodeRecipe": 2, "scenario": "{}", "engine": {"version": "9.0"}}',
      'recipe-newer',
    ],
    ['a newer report', '{"palinodeReport": 2}', 'recipe-newer'],
    ['a recipe without parts', '{"palinodeRecipe": 1}', 'recipe-unfit'],
    ['a recipe of no version', '{"palinodeRecipe": "1"}', 'recipe-unfit'],
    ['a report without recipe', '{"palinodeReport": 1}', 'recipe-unfit'],
    ['a link', '#r=v1.9', 'link-incomplete'],
  ])('%s', async (_, contents, code) => {
    const found = await text(contents, 'the file.bin');
    expect(found.code).toBe(code);
    expect(found.where).toMatch(/^the file\.bin/);
  });

  it('says the version that is needed, and shows the scenario of a newer file to be read', async () => {
    expect(await text('{"schemaVersion": 2}')).toMatchObject({ text: '{"schemaVersion": 2}' });
    const newer = JSON.stringify({ ...recipeOf('{"a": 1}'), palinodeRecipe: 3 });
    expect(await text(newer)).toMatchObject({
      text: '{"a": 1}',
      what: expect.stringMatching(/version 3 .*version 0\.1\.0/) as string,
    });
  });
  it('says where to find the recipe of a picture that lost it', async () => {
    expect(await text(PIXEL)).toMatchObject({
      what: 'This PNG carries no recipe: copied through a chat app?',
      advice: 'Type the recipe code printed in its corner, or ask for the file itself.',
    });
  });
  it('a recipe whose seed is not its scenario’s, whose parts are of the wrong kind, whose JSON is none', async () => {
    expect((await text(JSON.stringify(recipeOf(FIRST.text, { seed: 'other' })))).code).toBe(
      'recipe-contradicts',
    );
    const parts = { engine: { name: '<b>', version: '1' }, scenario: 5, seed: null, fixed: { replicates: 0, digest: '' }, drawn: { replicates: 3, digest: 'x' }, preset: 'A B' }; // prettier-ignore
    for (const [part, value] of Object.entries(parts))
      expect((await text(JSON.stringify({ ...recipeOf(), [part]: value }))).code, part).toBe('recipe-unfit');
    for (const raw of ['{', '7', '"', '[]'])
      expect((await text(zipOf({ 'recipe.json': raw }))).code).toBe('recipe-unfit');
    expect(await open(JSON.stringify(recipeOf('{"schemaVersion": 1}', { seed: 'x' })))).toMatchObject({
      reading: { ok: false },
    });
  });
  it('a file that is too large, before it is read', async () => {
    const claims = (start: Uint8Array<ArrayBuffer>, size: number): Foreign => ({
      name: 'large',
      size,
      slice: () => new Blob([start]),
      arrayBuffer: () => Promise.reject(new Error('it was read')),
    });
    for (const [start, size] of [
      [PIXEL.slice(0, 16), 67_108_865],
      [Uint8Array.of(0x50, 0x4b, 3, 4), 67_108_865],
      [Uint8Array.of(0x7b), 5e8],
    ] as const)
      expect((await refusal(claims(start, size))).code).toBe('file-too-large');
  });
  it('a file that cannot be read, without a word of the engine', async () => {
    const torn: Foreign = {
      name: 'torn',
      size: 9,
      slice: () => new Blob(['{']),
      arrayBuffer: () => Promise.reject(new Error('NotReadableError at x.ts:3')),
    };
    expect((await refusal(torn)).code).toBe('unreadable');
    expect(refusalOf(new TypeError('x'), '').where).toBe('');
    expect(refusalOf(new Refused('a', 'b', 'byte 3', 'c'), 'n.png').where).toBe('n.png, byte 3');
  });
  it('says names back without what hides in them', async () => {
    expect((await text('', 'a\u202egnp.\u0000exe\n'.padEnd(300, 'x'))).where).toMatch(/^agnp\.exex{52}, /);
  });
});

describe('recipes of other versions', () => {
  const old = { ...recipeOf(), palinodeRecipe: 1 };
  it('are brought up to date step by step, and never guessed at', () => {
    const steps: Migrations = new Map<number, (told: object) => Record<string, unknown>>([
      [1, (told: object) => ({ ...told, seed: 'two' })],
      [2, (told: object) => ({ ...told, preset: 'three' })],
    ]);
    expect(recipeFrom(old, steps, 3)).toMatchObject({ seed: 'two', preset: 'three' });
    expect(() => recipeFrom(old, new Map(), 2)).toThrow(Refused);
    expect(() => recipeFrom({ ...old, palinodeRecipe: 0 })).toThrow(Refused);
  });
});
