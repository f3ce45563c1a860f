// The link: '#r=v1.<preset>.<length>.<crc>.<base64url>' of deflated JSON. What it says is the difference from a preset, so that most
// links are a line long; length and check sum say at once whether a mail program has cut it, and the preset's name, which comes
// first, what may be opened instead. A link that was opened is only read here: nothing runs by itself.

import { canonicalJson, digestOf } from '../../sim/digest.ts';
import { walkJson } from '../../sim/json.ts';
import { CHOICES } from '../choices.ts';
import { base64url, crc32, deflate, fromBase64url, inflate, textOf, utf8 } from './bytes.ts';
import { differenceOf, patched } from './merge.ts';
import type { Json } from './merge.ts';
import { recipeFrom, RECIPE_VERSION } from './recipe.ts';
import type { Recipe, Shown } from './recipe.ts';
import { Refused } from './refusal.ts';

export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Characters of a whole link. Mail and chat programs cut long ones; above `most` none is made. */
export const LENGTHS = { long: 2000, file: 8000, most: 32_000, read: 262_144 } as const;
const UNPACKED = 262_144;

/** What a link's length means for who sends it. */
export type Fitness = 'short' | 'long' | 'file' | 'none';

export function fitnessOf(link: string): Fitness {
  if (link.length > LENGTHS.most) return 'none';
  if (link.length > LENGTHS.file) return 'file';
  return link.length > LENGTHS.long ? 'long' : 'short';
}

/** The fragment of a recipe, '#r=…'. `presets` are those that the page knows; recipes that say the same give the same link. */
export async function fragmentOf(recipe: Recipe, presets: readonly Preset[]): Promise<string> {
  const packed = base64url(await deflate(utf8(canonicalJson(payloadOf(recipe, presets))), 'deflate-raw'));
  const named = recipe.preset !== null && NAME.test(recipe.preset) ? [recipe.preset] : [];
  const sum = sumOf([...named, packed].join('.'));
  return `#r=${[`v${RECIPE_VERSION}`, ...named, packed.length, sum, packed].join('.')}`;
}

/** The recipe of a fragment. Throws a Refused. The scenario says what it said; its layout may be the preset's or plain. */
export async function recipeOfFragment(fragment: string, presets: readonly Preset[]): Promise<Recipe> {
  const packed = packedOf(fragment, presets);
  const bytes = fromBase64url(packed);
  if (bytes === null) throw damaged('it has characters that no link has');
  const unpacked = textOf(await inflate(bytes, 'deflate-raw', UNPACKED, 'The link'));
  if (unpacked === null || walkJson(unpacked) !== null) throw damaged('it does not unpack to a recipe');
  return recipeOfPayload(JSON.parse(unpacked), presets);
}

/** Whether a text begins as such a link does: an SVG or a note that has one somewhere in it does not. */
export function isLink(text: string): boolean {
  return /^([\w+.-]+:[^\s<>{}"#]*|[\w./-]*)#r=|^v\d+\.([a-z][a-z0-9-]*\.)?\d+\./.test(
    text.trimStart().slice(0, LENGTHS.read),
  );
}

function sumOf(packed: string): string {
  return crc32(utf8(packed)).toString(16).padStart(8, '0');
}

/** A preset as a link may name it; a number is none. */
const NAME = /^[a-z][a-z0-9-]{0,59}$/;

function packedOf(fragment: string, presets: readonly Preset[]): string {
  if (fragment.length > LENGTHS.read)
    throw new Refused(
      'link-too-long',
      `The link has ${tell(fragment.length)} characters; the most is ${tell(LENGTHS.read)}`,
      '',
      'Ask who sent it for the scenario as a file.',
    );
  const whole = fragment.replace(/\s+/g, ''); // mail programs break long lines
  const found = /(?:#r=|^)v(\d{1,4})\.(?:([a-z][a-z0-9-]*)\.)?(\d{1,7})\.([0-9a-f]{8})\.(.*)$/s.exec(whole);
  if (found === null) {
    const short = /(?:#r=|^)(?:v(?:\d+(?:\.([a-z][a-z0-9-]*)?)?(?:\.\d*)?(?:\.[0-9a-f]*)?)?)?$/.exec(whole);
    throw short === null
      ? damaged('it does not begin as a link of this program does')
      : incomplete('it ends in its first words', presetOf(short[1], presets));
  }
  const [, version, preset, length, sum, packed] = found as unknown as [string, string, ...string[]];
  const instead = presetOf(preset, presets);
  if (Number(version) > RECIPE_VERSION)
    throw new Refused(
      'recipe-newer',
      `This link was made in version ${version} of the format; this build reads up to ${RECIPE_VERSION}`,
      '',
      'Open it with a newer build of this program.',
    );
  if (packed!.length < Number(length))
    throw incomplete(`got ${tell(packed!.length)} of ${tell(Number(length))} characters`, instead);
  if (packed!.length > Number(length))
    throw damaged(`${tell(packed!.length - Number(length))} characters too many stand at its end`, instead);
  if (sumOf(preset === undefined ? packed! : `${preset}.${packed}`) !== sum)
    throw damaged('some of its characters were changed', instead);
  return packed!;
}

/** The preset that a link was made from, as far as it says so and it is known here. */
function presetOf(name: string | undefined, presets: readonly Preset[]): Preset | undefined {
  return presets.find(({ id }) => id === name);
}

function incomplete(how: string, instead?: Preset): Refused {
  return new Refused(
    'link-incomplete',
    `The link is incomplete (${how})`,
    '',
    `A mail or chat program may have cut it. Copy it again as a whole, or ask for the file.${orInstead(instead)}`,
    instead && { preset: instead.id },
  );
}

function damaged(how: string, instead?: Preset): Refused {
  return new Refused(
    'link-damaged',
    `The link is damaged: ${how}`,
    '',
    `Copy it again from where it came, or ask for the file.${orInstead(instead)}`,
    instead && { preset: instead.id },
  );
}

function orInstead(preset: Preset | undefined): string {
  return preset === undefined ? '' : ` Or open what it was made from, “${preset.title}”, as it is here.`;
}

const tell = (n: number): string => n.toLocaleString('en');

// Short keys: every letter of it is in the address bar.
function payloadOf(recipe: Recipe, presets: readonly Preset[]): Json {
  const { engine, fixed, drawn, shown } = recipe;
  return JSON.parse(
    JSON.stringify({
      ...scenarioPart(recipe, presets),
      e: [engine.name, engine.version],
      f: fixed && [fixed.replicates, fixed.digest],
      d: drawn && [drawn.replicates, drawn.digest],
      v: shownPart(shown),
    }),
  ) as Json;
}

/** By the preset and what differs, or whole; `s` is the check that the preset is still the one that was meant. */
function scenarioPart(
  { scenario, preset, seed }: Recipe,
  presets: readonly Preset[],
): Record<string, unknown> {
  const content = JSON.parse(scenario) as Json;
  const whole = { t: content, ...(preset === null ? {} : { p: preset }), k: seed };
  const base = presets.find(({ id }) => id === preset);
  const change = base === undefined ? null : differenceOf(JSON.parse(base.text) as Json, content);
  if (change === null) return whole;
  const part = { p: preset, ...(isEmpty(change) ? {} : { c: change }), s: shortDigest(content), k: seed };
  return canonicalJson(part).length < canonicalJson(whole).length ? part : whole;
}

const shortDigest = (content: Json): string => digestOf(content).slice(0, 8);
const isEmpty = (value: Json): boolean => canonicalJson(value) === '{}';

/** Only what differs from what is shown by default. */
function shownPart({ view, chart, choices }: Shown): Record<string, unknown> {
  const chosen = Object.entries(choices).filter(
    ([name, value]) => canonicalJson(value) !== canonicalJson(CHOICES[name as keyof typeof CHOICES]),
  );
  return {
    w: view,
    ...(chart === null ? {} : { h: chart }),
    ...(chosen.length === 0 ? {} : { c: Object.fromEntries(chosen) }),
  };
}

function recipeOfPayload(value: unknown, presets: readonly Preset[]): Recipe {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw damaged('it does not unpack to a recipe');
  const { p, e, f, d, v, k } = value as Record<string, unknown>;
  const [name, version] = Array.isArray(e) ? e : [];
  const runs = (pair: unknown): unknown =>
    Array.isArray(pair) ? { replicates: pair[0], digest: pair[1] } : pair;
  const { w, h, c } = (typeof v === 'object' && v !== null ? v : {}) as Record<string, unknown>;
  return recipeFrom({
    palinodeRecipe: RECIPE_VERSION,
    engine: { name, version },
    scenario: scenarioOf(value as Record<string, Json>, presets),
    seed: k,
    fixed: runs(f),
    drawn: runs(d),
    preset: p,
    shown: {
      view: w,
      chart: h,
      choices: typeof c === 'object' && c !== null ? { ...CHOICES, ...c } : CHOICES,
    },
  });
}

function scenarioOf({ t, p, c, s }: Record<string, Json>, presets: readonly Preset[]): string {
  if (t !== undefined) return written(t);
  const base = presets.find(({ id }) => id === p);
  if (base === undefined)
    throw new Refused(
      'preset-unknown',
      'The link changes a ready-made scenario that this build does not have',
      '',
      'Open it with the build that made it, or ask for the scenario as a file.',
    );
  const content = JSON.parse(base.text) as Json;
  const changed = c === undefined ? content : patched(content, c);
  if (shortDigest(changed) !== s)
    throw new Refused(
      'preset-changed',
      `The link says what differs from “${base.title}”, and that scenario is not the same in this build`,
      '',
      'Open it with the build that made it, ask for the file, or open that scenario as it is here.',
      { preset: base.id },
    );
  return c === undefined ? base.text : written(changed);
}

function written(content: Json): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
