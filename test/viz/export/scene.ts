// What the tests of viz/export share: a recipe, scenarios of every script, a small chart, files as a browser hands them over.
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { readFileSync } from 'node:fs';
import { LIMITS } from '../../../sim/limits.ts';
import { unfitCharacter } from '../../../sim/reading/characters.ts';
import { CHOICES, VIEWS } from '../../../viz/choices.ts';
import type { Preset } from '../../../viz/export/link.ts';
import type { Foreign } from '../../../viz/export/contents.ts';
import type { Recipe } from '../../../viz/export/recipe.ts';
import type { Told } from '../../../viz/export/svg.ts';

export const SEED = { seed: 20151001 };
const { window } = new JSDOM('');
globalThis.XMLSerializer = window.XMLSerializer;

const textOfPreset = (id: string): string =>
  readFileSync(new URL(`../../../scenarios/${id}.json`, import.meta.url), 'utf8');

export const PRESETS: readonly Preset[] = ['punish-or-listen', 'silenced-voices', 'stamp-of-the-state'].map(
  (id) => ({ id, title: id, text: textOfPreset(id) }),
);
export const [FIRST] = PRESETS as [Preset];
export const SHA = 'ab'.repeat(32);

export const recipeOf = (scenario: string = FIRST.text, more: Partial<Recipe> = {}): Recipe => ({
  palinodeRecipe: 1,
  engine: { name: 'palinode', version: '0.1.0' },
  scenario,
  seed: 'palinode 2015',
  fixed: { replicates: 200, digest: SHA },
  drawn: { replicates: 148, digest: SHA.replaceAll('a', '0') },
  preset: 'punish-or-listen',
  shown: { view: 'answer', chart: 'differences', choices: CHOICES },
  ...more,
});

/** Text of all planes of Unicode, as a scenario may have it. */
export const fitText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'binary', minLength: 1, maxLength })
    .filter((text) => unfitCharacter(text, false) === null);

/** Scenarios that the gate accepts: names in every script, numbers and levers moved, keys in any order and layout. */
export const scenarioText: fc.Arbitrary<string> = fc
  .record({
    title: fitText(40),
    question: fitText(60),
    notes: fitText(80),
    seed: fitText(20),
    names: fc.array(fitText(30), { minLength: 4, maxLength: 4 }),
    weeks: fc.integer({ min: 30, max: LIMITS.weeks }),
    replicates: fc.integer({ min: 1, max: 500 }),
    severity: fc.oneof(fc.double({ min: 0.1, max: 3, noNaN: true }), fc.constantFrom('1 + 0.001 * t', '0.9')),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    layout: fc.constantFrom(undefined, 2, '\t'),
    reversed: fc.boolean(),
  })
  .map(({ names, severity, share, layout, reversed, ...told }) => {
    const base = JSON.parse(FIRST.text) as { policies: object[] };
    const policies = base.policies.map((policy, k) => ({
      ...policy,
      name: `${k}${names[k]!}`,
      ...(k === 3 ? { sentencing: { severity } } : {}),
    }));
    const value = { ...base, ...told, population: { atRiskShare: share }, policies };
    const entries = Object.entries(value);
    return JSON.stringify(Object.fromEntries(reversed ? entries.reverse() : entries), null, layout);
  });

export const anyShown: fc.Arbitrary<Recipe['shown']> = fc.record({
  view: fc.constantFrom(...VIEWS),
  chart: fc.constantFrom(null, 'differences', 'fan', 'trade-off'),
  choices: fc.record({
    measure: fc.constantFrom(null, 'recruits', 'impunity'),
    overTime: fc.constantFrom('toDate', 'perWeek'),
    logarithmic: fc.boolean(),
    tradeOff: fc.constantFrom<readonly [string, string]>(['prison-served', 'recruits'], ['cost', 'deaths']),
    policy: fc.constantFrom(null, 'voices'),
    replicate: fc.nat(500),
    week: fc.nat(520),
    person: fc.constantFrom(null, '1043', '1043.2'),
  }),
});

const SVG = 'http://www.w3.org/2000/svg';

/** A chart like those of viz/charts, with what only a page needs. */
export function chartOf(title = 'Fewer recruits in 187 of 200 paired runs'): SVGSVGElement {
  const { document } = window;
  const make = (parent: Element, name: string, attributes: object, text = ''): Element => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.textContent = text;
    return parent.appendChild(element);
  };
  const svg = document.createElementNS(SVG, 'svg');
  const size = { width: 460, height: 260, viewBox: '0 0 460 260', 'font-family': 'Arial', 'font-size': 14 };
  for (const [key, value] of Object.entries({ ...size, role: 'img', 'aria-labelledby': 'c-title c-summary' }))
    svg.setAttribute(key, String(value));
  make(svg, 'title', { id: 'c-title' }, title);
  make(svg, 'desc', { id: 'c-summary' }, 'Dots.');
  make(svg, 'rect', { width: 460, height: 260, fill: '#ffffff' });
  const clip = make(make(svg, 'defs', {}), 'clipPath', { id: 'c-clip' });
  make(clip, 'rect', { width: 400, height: 200 });
  const group = make(svg, 'g', { 'clip-path': 'url(#c-clip)', class: 'marks', tabindex: 0, 'data-k': 1 });
  make(group, 'circle', { cx: 80, cy: 90, r: 20, fill: '#ba550b' });
  make(svg, 'text', { x: 24, y: 240 }, 'n = 200 paired runs');
  return svg as unknown as SVGSVGElement;
}

export const toldOf = (recipe: Recipe, more: Partial<Told> = {}): Told => ({
  recipe,
  title: 'Fewer recruits in 187 of 200 paired runs',
  description: 'Dots left of zero are runs with fewer recruits.',
  facts: ['n = 200 paired runs', '2,000 people', '520 weeks', 'seed palinode 2015', 'palinode 0.1.0', 'MIT'],
  date: '2026-11-24',
  link: null,
  ...more,
});

/** A file as the browser gives it. */
export function fileOf(name: string, contents: string | Uint8Array<ArrayBuffer>): Foreign {
  return new File([contents], name);
}

/** The smallest PNG there is: one pixel. */
export const PIXEL = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** Milliseconds of work of this process: what a test of speed may count where the machine is busy with others. */
export function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
