// The one gate for what comes from outside: a dropped file or folder, a pasted text, a link, a draft from storage. It says
// what it is by its first bytes, never by its name, reads it under the bounds of its kind, and answers with a scenario that
// has been checked or with a refusal in plain words. Nothing is run, loaded or kept here.

import { digestOf } from '../../sim/digest.ts';
import { JSON_LIMITS, walkJson } from '../../sim/json.ts';
import { readScenario } from '../../sim/read.ts';
import type { Reading } from '../../sim/read.ts';
import { textOf } from './bytes.ts';
import { FOLDER_FILES, isManifest, recordFrom } from './folder.ts';
import type { FolderRecord, Spread } from './folder.ts';
import { isLink, recipeOfFragment } from './link.ts';
import type { Preset } from './link.ts';
import { isPng, PNG_LIMITS, textIn } from './png.ts';
import { KEYWORD } from './raster.ts';
import { recipeFrom } from './recipe.ts';
import type { Recipe } from './recipe.ts';
import { Refused, refusalOf } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { recipeInSvg, SVG_BYTES } from './svg.ts';
import { isZip, textsInZip, ZIP_LIMITS } from './zip.ts';

export type Carrier =
  'scenario' | 'recipe' | 'report' | 'svg' | 'png' | 'zip' | 'link' | 'folder' | 'comparison';

export interface Opened {
  readonly carrier: Carrier;
  /** Of the file, or what it is. */
  readonly name: string;
  /** The scenario's text. */
  readonly text: string;
  /** What the reader of scenarios says of it; problems are for the editor to show. */
  readonly reading: Reading;
  /** Null for a bare scenario and for a folder of one policy. */
  readonly recipe: Recipe | null;
  readonly record: FolderRecord | null;
  /** By policy, then measure: numbers that came along, to be compared with those of a new run. */
  readonly numbers: Readonly<Record<string, Readonly<Record<string, Spread>>>> | null;
}

export type Answer =
  { readonly ok: true; readonly opened: Opened } | { readonly ok: false; readonly refusal: Refusal };

/** As much of File as is used. */
export interface Foreign {
  readonly name: string;
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
  arrayBuffer(): Promise<ArrayBuffer>;
}

export interface Gate {
  readonly presets: readonly Preset[];
  /** The recipe of a code that was typed, of a picture made in this browser. */
  readonly recall?: (code: string) => Recipe | null;
}

/** Opens what was dropped, pasted or followed. Never throws. */
export async function openForeign(
  foreign: string | Foreign | readonly Foreign[],
  gate: Gate,
): Promise<Answer> {
  const name = nameOf(foreign);
  try {
    const opened =
      typeof foreign === 'string'
        ? await openText(foreign.trim(), gate)
        : isList(foreign)
          ? await openFiles(foreign, gate)
          : await openFile(foreign, gate);
    return { ok: true, opened: agreed({ ...opened, name: opened.name || name }) };
  } catch (error) {
    return { ok: false, refusal: refusalOf(error, name) };
  }
}

const isList = (foreign: Foreign | readonly Foreign[]): foreign is readonly Foreign[] =>
  Array.isArray(foreign);

/** A name as it may be said back: short, on one line, without what changes the direction of writing. */
function nameOf(foreign: string | Foreign | readonly Foreign[]): string {
  if (typeof foreign === 'string') return '';
  const name = isList(foreign) ? '' : foreign.name;
  return Array.from(name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ''))
    .slice(0, 60)
    .join('');
}

async function openFiles(files: readonly Foreign[], gate: Gate): Promise<Opened> {
  if (files.length === 1) return openFile(files[0]!, gate);
  const texts = new Map<string, string>();
  const named = (name: string): Foreign | undefined => files.find((file) => file.name === name);
  if (files.some((file) => file.name === 'journal.palinode'))
    throw new Refused(
      'folder-unfinished',
      'This run is not finished: journal.palinode is still in its folder',
      '',
      'Give the command that began it once more; it goes on from there.',
    );
  if (named('manifest.json') === undefined) return openPair(files);
  for (const name of FOLDER_FILES) {
    const file = named(name);
    if (file !== undefined) texts.set(name, await textOfFile(file));
  }
  return openFolder(texts);
}

/** A scenario and the comparison that the command line made of it. */
async function openPair(files: readonly Foreign[]): Promise<Opened> {
  const several = new Refused(
    'files-many',
    `${files.length} files at once are neither the folder of a run nor a scenario with its comparison`,
    '',
    'Drop one file, or the whole folder that palinode run wrote.',
  );
  if (files.length !== 2) throw several;
  const texts = await Promise.all(files.map(textOfFile));
  const values = texts.map(valueOf);
  const at = values.findIndex(isComparison);
  if (at < 0) throw several;
  const scenario = await openJson(texts[1 - at]!);
  const { engine, seed, replicates, digest, drawn, scenario: about } = values[at] as Members;
  if (!scenario.reading.ok || (about as Members)['digest'] !== digestOf(scenario.reading.scenario))
    throw new Refused(
      'comparison-unfit',
      'This comparison was made of another scenario, or with other options of the command line',
      '',
      'Drop the scenario as it was run, or give it the seed and the replicates of the command.',
    );
  const second = drawn as Members | undefined;
  const recipe = recipeFrom({
    palinodeRecipe: 1,
    engine,
    scenario: scenario.text,
    seed,
    fixed: { replicates, digest },
    drawn: second && { replicates: second['replicates'], digest: second['digest'] },
  });
  return { ...scenario, carrier: 'comparison', recipe, numbers: numbersFrom(values[at]) };
}

async function openFolder(texts: ReadonlyMap<string, string>): Promise<Opened> {
  const text = texts.get('scenario.json');
  if (text === undefined) throw incomplete('scenario.json');
  const manifest = valueOf(texts.get('manifest.json')!);
  const reading = await readScenario(text);
  if (!isManifest(manifest) || !reading.ok) throw incomplete('a readable scenario.json and manifest.json');
  const record = recordFrom(manifest, reading.scenario, texts);
  return {
    carrier: 'folder',
    name: '',
    text,
    reading,
    recipe: null,
    record,
    numbers: { [record.policy]: record.summary },
  };
}

function incomplete(what: string): Refused {
  return new Refused(
    'folder-incomplete',
    `This folder of a run has no ${what}`,
    '',
    'Drop the whole folder that palinode run wrote.',
  );
}

async function openFile(file: Foreign, gate: Gate): Promise<Opened> {
  const start = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  if (isPng(start)) return openPng(await bytesOf(file, PNG_LIMITS.bytes, 'a picture'));
  if (isZip(start)) return openZip(await bytesOf(file, ZIP_LIMITS.bytes, 'a ZIP'));
  const known = MAGIC.find(([bytes]) => bytes.every((byte, k) => start[k] === byte));
  if (known !== undefined) throw foreignKind(known[1], known[2]);
  return openText(await textOfFile(file), gate);
}

const MAGIC: readonly (readonly [bytes: readonly number[], kind: string, advice: string])[] = [
  [[0x1f, 0x8b], 'a gzip archive', 'Unpack it first.'],
  [
    [0xff, 0xd8, 0xff],
    'a JPEG picture',
    'JPEG carries no recipe. Ask for the PNG or the SVG, or type the recipe code printed in its corner.',
  ],
  [
    [0x52, 0x49, 0x46, 0x46],
    'a WebP picture',
    'It carries no recipe. Ask for the PNG or the SVG, or type the recipe code printed in its corner.',
  ],
  [
    [0x25, 0x50, 0x44, 0x46],
    'a PDF',
    'Ask for the scenario as a file, or type the recipe code printed on it.',
  ],
  [[0xff, 0xfe], 'text in UTF-16', 'Save it as UTF-8.'],
  [[0xfe, 0xff], 'text in UTF-16', 'Save it as UTF-8.'],
];

function foreignKind(kind: string, advice: string): Refused {
  return new Refused('not-ours', `This is ${kind}, which is not opened here`, '', advice);
}

async function bytesOf(file: Foreign, most: number, kind: string): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > most)
    throw new Refused(
      'file-too-large',
      `The file has ${tell(file.size)} bytes; the most for ${kind} is ${tell(most)}`,
      '',
      'What this program writes is smaller. Ask who sent it for the scenario as a JSON file.',
    );
  return new Uint8Array(await file.arrayBuffer());
}

const tell = (n: number): string => n.toLocaleString('en');
/** Bytes above which no text can be a scenario or an SVG of ours. */
const TEXT_BYTES = Math.max(SVG_BYTES, 3 * JSON_LIMITS.characters);

async function textOfFile(file: Foreign): Promise<string> {
  const text = textOf(await bytesOf(file, TEXT_BYTES, 'a text'));
  if (text === null)
    throw new Refused(
      'not-utf-8',
      'This is neither a picture of this program nor text in UTF-8',
      '',
      'A scenario is a JSON file. Save it as UTF-8.',
    );
  return text;
}

async function openPng(bytes: Uint8Array<ArrayBuffer>): Promise<Opened> {
  const text = await textIn(bytes, KEYWORD);
  if (text === null) throw without('PNG');
  return opened('png', recipeIn(text));
}

function without(kind: string): Refused {
  return new Refused(
    'no-recipe',
    `This ${kind} carries no recipe: copied through a chat app?`,
    '',
    'Type the recipe code printed in its corner, or ask for the file itself.',
  );
}

async function openZip(bytes: Uint8Array<ArrayBuffer>): Promise<Opened> {
  const texts = await textsInZip(bytes, ['recipe.json', 'comparison.json', ...FOLDER_FILES]);
  const recipe = texts.get('recipe.json');
  if (recipe !== undefined)
    return {
      ...(await opened('zip', recipeIn(recipe))),
      numbers: numbersFrom(valueOf(texts.get('comparison.json') ?? 'null')),
    };
  if (texts.has('manifest.json')) return openFolder(texts);
  const scenario = texts.get('scenario.json');
  if (scenario === undefined) throw without('ZIP');
  return openJson(scenario);
}

async function openText(text: string, gate: Gate): Promise<Opened> {
  if (isLink(text)) return opened('link', await recipeOfFragment(text, gate.presets));
  if (/^[0-9a-f]{4}-[0-9a-f]{4}$/i.test(text)) return openCode(text.toLowerCase(), gate);
  const json = text.replace(/^\ufeff/, '');
  if (/^\s*(<!doctype html|<html)/i.test(json))
    throw foreignKind('a web page', 'Save the file itself, not the page that shows it.');
  if (/^\s*</.test(json)) return openSvg(json);
  return openJson(json);
}

async function openCode(code: string, { recall }: Gate): Promise<Opened> {
  const recipe = recall?.(code) ?? null;
  if (recipe !== null) return { ...(await opened('recipe', recipe)), name: `recipe ${code}` };
  throw new Refused(
    'code-unknown',
    `No picture with the code ${code} was made in this browser`,
    '',
    'A code finds what was exported here. Ask who made the picture for its link, or for the file itself.',
  );
}

async function openSvg(text: string): Promise<Opened> {
  if (text.length > SVG_BYTES)
    throw foreignKind('an SVG that is too large', 'Ask for the scenario as a JSON file.');
  const found = recipeInSvg(text);
  if (found === null) throw without('SVG');
  return opened('svg', recipeIn(found));
}

async function openJson(text: string): Promise<Opened> {
  const value = valueOf(text);
  const told = (typeof value === 'object' && value !== null ? value : {}) as Members;
  if ('palinodeRecipe' in told) return opened('recipe', recipeFrom(value));
  if ('palinodeReport' in told) return openReport(told);
  if (isComparison(value))
    throw numbersAlone('the comparison', 'Drop it together with the scenario that was compared.');
  if (isManifest(value)) throw numbersAlone('the manifest of a run', 'Drop the whole folder.');
  return openScenario(text);
}

async function openReport({ palinodeReport, recipe, comparison }: Members): Promise<Opened> {
  if (typeof palinodeReport === 'number' && palinodeReport > 1)
    throw new Refused(
      'recipe-newer',
      `This report was made in version ${palinodeReport} of its format; this build reads up to 1`,
      '',
      'Open it with a newer build of this program.',
    );
  return { ...(await opened('report', recipeFrom(recipe))), numbers: numbersFrom(comparison) };
}

function numbersAlone(what: string, advice: string): Refused {
  return new Refused(
    'numbers-alone',
    `This is ${what}: it has the numbers, but not the scenario`,
    '',
    advice,
  );
}

/** A text that may be a scenario: with its problems, if it at least begins as one. */
async function openScenario(text: string): Promise<Opened> {
  const reading = await readScenario(text);
  if (!reading.ok) {
    const { code, message, advice, line, column } = reading.problems[0]!;
    const where = line === 0 ? '' : `line ${line}, column ${column}`;
    if (code === 'version-newer')
      throw new Refused(code, sentence(message), where, sentence(advice), { text });
    if (!/^\s*\{/.test(text) || text.length > JSON_LIMITS.characters)
      throw new Refused(code, `This is no scenario: ${message}`, where, sentence(advice));
  }
  return { carrier: 'scenario', name: '', text, reading, recipe: null, record: null, numbers: null };
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

async function opened(carrier: Carrier, recipe: Recipe): Promise<Opened> {
  const { text, reading } = await openScenario(recipe.scenario);
  return {
    carrier,
    name: carrier === 'link' ? 'link' : '',
    text,
    reading,
    recipe,
    record: null,
    numbers: null,
  };
}

/** A recipe and its scenario say the same seed. Throws a Refused where they do not. */
function agreed(found: Opened): Opened {
  const { recipe, reading } = found;
  if (recipe === null || !reading.ok || recipe.seed === reading.scenario.seed) return found;
  throw new Refused(
    'recipe-contradicts',
    'The recipe names another seed than its scenario has',
    '',
    'The file was changed after it was made. Ask who made it for the scenario as a JSON file.',
  );
}

type Members = Readonly<Record<string, unknown>>;

/** The value of a JSON text; null where it is none, or deeper or longer than is taken. */
function valueOf(text: string): unknown {
  if (text.length > 2 * JSON_LIMITS.characters || walkJson(text) !== null) return null;
  return JSON.parse(text);
}

function recipeIn(text: string): Recipe {
  const value = valueOf(text);
  if (value === null)
    throw new Refused(
      'recipe-unfit',
      'The recipe in it is not JSON',
      '',
      'The file was changed after it was made. Ask for it again.',
    );
  return recipeFrom(value);
}

function isComparison(value: unknown): boolean {
  const told = (typeof value === 'object' && value !== null ? value : {}) as Members;
  const scenario = told['scenario'];
  return 'verdicts' in told && typeof scenario === 'object' && scenario !== null && 'digest' in scenario;
}

/** The spreads in a comparison, number by number; what is no number is left out. */
function numbersFrom(comparison: unknown): Opened['numbers'] {
  const policies = (comparison as Members | null)?.['policies'];
  if (typeof policies !== 'object' || policies === null) return null;
  const entries = Object.entries(policies as Members).slice(0, 100);
  return Object.fromEntries(entries.map(([id, measures]) => [id, spreadsFrom(measures)]));
}

function spreadsFrom(measures: unknown): Record<string, Spread> {
  const entries = Object.entries((measures ?? {}) as Members).slice(0, 200);
  const number = (value: unknown): number | null =>
    typeof value === 'number' && Number.isFinite(value) ? value : null;
  return Object.fromEntries(
    entries.map(([id, told]) => {
      const { n, median, p05, p95 } = (told ?? {}) as Members;
      return [id, { n: number(n) ?? 0, median: number(median), p05: number(p05), p95: number(p95) }];
    }),
  );
}
