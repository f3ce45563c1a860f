// What a text turns out to be: a scenario, a recipe, a report, or numbers alone. Below it what a file is to the gate, and
// how much of one is read.

import { JSON_LIMITS, walkJson } from '../../sim/json.ts';
import { readScenario } from '../../sim/read.ts';
import type { Reading } from '../../sim/read.ts';
import { textOf } from './bytes.ts';
import { isManifest } from './folder.ts';
import type { FolderRecord } from './folder.ts';
import { isComparison, numbersFrom } from './numbers.ts';
import type { Numbers } from './numbers.ts';
import { recipeFrom } from './recipe.ts';
import type { Recipe } from './recipe.ts';
import { Refused } from './refusal.ts';
import { SVG_BYTES } from './svg.ts';

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
  readonly numbers: Numbers | null;
}

/** As much of File as is used. */
export interface Foreign {
  readonly name: string;
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
  arrayBuffer(): Promise<ArrayBuffer>;
}

export type Members = Readonly<Record<string, unknown>>;

/** The value of a JSON text; null where it is none, or deeper or longer than is taken. */
export function valueOf(text: string): unknown {
  if (text.length > 2 * JSON_LIMITS.characters || walkJson(text) !== null) return null;
  return JSON.parse(text);
}

export function recipeIn(text: string): Recipe {
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

export async function openJson(text: string): Promise<Opened> {
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
export async function openScenario(text: string): Promise<Opened> {
  const reading = await readScenario(text);
  if (!reading.ok) {
    const { code, message, advice, line, column } = reading.problems[0]!;
    const where = line === 0 ? '' : `line ${line}, column ${column}`;
    if (code === 'version-newer')
      throw new Refused(code, sentence(message).slice(0, -1), where, sentence(advice), { text });
    if (!/^\s*\{/.test(text) || text.length > JSON_LIMITS.characters)
      throw new Refused(code, `This is no scenario: ${message}`, where, sentence(advice));
  }
  return { carrier: 'scenario', name: '', text, reading, recipe: null, record: null, numbers: null };
}

/** The words of a problem as a sentence. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}

export async function opened(carrier: Carrier, recipe: Recipe): Promise<Opened> {
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

export async function bytesOf(file: Foreign, most: number, kind: string): Promise<Uint8Array<ArrayBuffer>> {
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

export async function textOfFile(file: Foreign): Promise<string> {
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
