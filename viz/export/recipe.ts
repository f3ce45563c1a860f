// A recipe is everything that gives a picture again: the scenario's text as it was written, the engine, the replicates, the
// view, and the digest of the runs, by which a second run is known to be the same. It is plain data with a version of its own;
// every carrier (SVG, PNG, ZIP, JSON, link) carries the same recipe, and what is read back comes through `recipeFrom`.

import type { Engine } from '../../sim/compare.ts';
import { digestOf } from '../../sim/digest.ts';
import { JSON_LIMITS } from '../../sim/json.ts';
import { LIMITS } from '../../sim/limits.ts';
import { choicesFrom, viewFrom } from '../choices.ts';
import type { Choices, ViewId } from '../choices.ts';
import { Refused } from './refusal.ts';

/** Runs of one kind, and SHA-256 of them (digestOfRuns of sim/compare.ts). */
export interface Ran {
  readonly replicates: number;
  readonly digest: string;
}

/** What was on the screen. */
export interface Shown {
  readonly view: ViewId;
  /** Id of the chart; null where no single one is meant. */
  readonly chart: string | null;
  readonly choices: Choices;
}

export interface Recipe {
  /** The version of this format. */
  readonly palinodeRecipe: 1;
  readonly engine: Engine;
  /** The text of the scenario, letter by letter. */
  readonly scenario: string;
  readonly seed: string;
  /** With the assumptions as they stand; null where nothing was run. */
  readonly fixed: Ran | null;
  /** With the guesses drawn from their ranges. */
  readonly drawn: Ran | null;
  /** Id of the preset that the scenario began as. */
  readonly preset: string | null;
  readonly shown: Shown;
}

export const RECIPE_VERSION = 1;

type Members = Readonly<Record<string, unknown>>;
/** From version n to n + 1. A step that has been released is never changed. */
export type Migrations = ReadonlyMap<number, (recipe: Members) => Members>;
const MIGRATIONS: Migrations = new Map();

/** '7f3a-92c1': eight digits of the SHA-256 of the recipe, in which the scenario counts by what it says, not by its layout. */
export function recipeCode(recipe: Recipe): string {
  const digest = digestOf({ ...recipe, scenario: contentOf(recipe.scenario) });
  return `${digest.slice(0, 4)}-${digest.slice(4, 8)}`;
}

function contentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A recipe out of a file or link. Throws a Refused; what is not of a recipe is left behind. */
export function recipeFrom(
  value: unknown,
  migrations: Migrations = MIGRATIONS,
  newest: number = RECIPE_VERSION,
): Recipe {
  const told = current(membersOf(value, ''), migrations, newest);
  const engine = membersOf(told['engine'], 'engine');
  return {
    palinodeRecipe: RECIPE_VERSION,
    engine: { name: word(engine['name'], 'engine name'), version: word(engine['version'], 'engine version') },
    scenario: text(told['scenario'], 'scenario', JSON_LIMITS.characters),
    seed: text(told['seed'], 'seed', 1000),
    fixed: runsFrom(told['fixed'], 'fixed'),
    drawn: runsFrom(told['drawn'], 'drawn'),
    preset: idFrom(told['preset'], 'preset'),
    shown: shownFrom(told['shown']),
  };
}

/** A view from outside: what cannot be shown is left as it is by default. */
export function shownFrom(value: unknown): Shown {
  const told = (typeof value === 'object' && value !== null ? value : {}) as Members;
  const chart = told['chart'];
  return {
    view: viewFrom(told['view']),
    chart: isId(chart) ? chart : null,
    choices: choicesFrom(told['choices']),
  };
}

function current(told: Members, migrations: Migrations, newest: number): Members {
  const version = told['palinodeRecipe'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw unfit('palinodeRecipe', 'a version: 1, 2, 3 …');
  if (version > newest) throw newer(version, newest, told);
  let recipe = told;
  for (let from = version; from < newest; from++) {
    const migrate = migrations.get(from);
    if (migrate === undefined) throw unfit('palinodeRecipe', 'a version that was released');
    recipe = { ...migrate(recipe), palinodeRecipe: from + 1 };
  }
  return recipe;
}

function newer(version: number, newest: number, { engine, scenario }: Members): Refused {
  const made = (engine as Members | null | undefined)?.['version'];
  const by = typeof made === 'string' && WORD.test(made) ? `, by version ${made} of the program` : '';
  return new Refused(
    'recipe-newer',
    `This was made in version ${version} of the format${by}; this build reads up to ${newest}`,
    '',
    'Open it with a newer build of this program. Below is its scenario, to be read only.',
    typeof scenario === 'string' ? { text: scenario.slice(0, JSON_LIMITS.characters) } : {},
  );
}

function runsFrom(value: unknown, name: string): Ran | null {
  if (value === null || value === undefined) return null;
  const { replicates, digest } = membersOf(value, name);
  if (
    typeof replicates !== 'number' ||
    !Number.isInteger(replicates) ||
    replicates < 1 ||
    replicates > LIMITS.replicates
  )
    throw unfit(`${name}.replicates`, `a whole number from 1 to ${LIMITS.replicates}`);
  if (typeof digest !== 'string' || !/^[0-9a-f]{64}$/.test(digest))
    throw unfit(`${name}.digest`, '64 hexadecimal digits');
  return { replicates, digest };
}

function membersOf(value: unknown, name: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unfit(name, 'an object { … }');
  return value as Members;
}

const WORD = /^[\w.+-]{1,60}$/;

function word(value: unknown, name: string): string {
  if (typeof value !== 'string' || !WORD.test(value)) throw unfit(name, 'a short word');
  return value;
}

function text(value: unknown, name: string, most: number): string {
  if (typeof value !== 'string' || value.length > most)
    throw unfit(name, `a text of at most ${most} characters`);
  return value;
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(value);

function idFrom(value: unknown, name: string): string | null {
  if (value === null || value === undefined) return null;
  if (!isId(value)) throw unfit(name, 'an id: lower-case letters, digits and hyphens');
  return value;
}

function unfit(name: string, wanted: string): Refused {
  return new Refused(
    'recipe-unfit',
    name === '' ? `The recipe is not ${wanted}` : `In the recipe, ${name} is not ${wanted}`,
    '',
    'The file was changed after it was made. Ask who made it for the scenario as a JSON file.',
  );
}
