// How to cite what was made: the program with its version, the scenario with its digest, the day, and where it opens. In
// three forms, from the same facts. CITATION.cff at the root of the project is the program's own.

import type { Engine } from '../../sim/compare.ts';
import { digestOf } from '../../sim/digest.ts';
import { recipeCode } from './recipe.ts';
import type { Recipe } from './recipe.ts';

export interface Cited {
  readonly recipe: Recipe;
  /** Of the scenario. */
  readonly title: string;
  /** '2026-11-24'. */
  readonly date: string;
  /** Where it opens; null where the page has no address that others can reach. */
  readonly link: string | null;
}

export const PROGRAM = {
  title: 'Palinode: an agent-based simulator of testimony, propaganda and sentencing in at-risk networks',
  author: 'The Palinode authors',
  license: 'MIT',
} as const;

/** In the style of the American Psychological Association. */
export function apa({ recipe, title, date, link }: Cited): string {
  const { engine } = recipe;
  const from = link === null ? '' : ` ${link}`;
  return (
    `${PROGRAM.author}. (${date.slice(0, 4)}). ${PROGRAM.title} (Version ${engine.version}) [Computer software]. ` +
    `Scenario “${title}”, digest ${shortDigest(recipe)}, seed ${recipe.seed}, recipe ${recipeCode(recipe)}, run ${date}.${from}`
  );
}

export function bibtex({ recipe, title, date, link }: Cited): string {
  const fields: readonly (readonly [string, string | null])[] = [
    ['title', `{${texed(PROGRAM.title)}}`],
    ['author', `{${PROGRAM.author}}`],
    ['year', date.slice(0, 4)],
    ['version', recipe.engine.version],
    [
      'note',
      `Scenario ${texed(title)}, digest ${shortDigest(recipe)}, seed ${texed(recipe.seed)}, recipe ${recipeCode(recipe)}`,
    ],
    ['url', link],
    ['urldate', link === null ? null : date],
  ];
  const told = fields.flatMap(([name, value]) => (value === null ? [] : [`  ${name} = {${value}}`]));
  return `@software{palinode-${recipeCode(recipe)},\n${told.join(',\n')}\n}\n`;
}

/** Citation File Format 1.2.0. */
export function cff({ recipe, title, date, link }: Cited): string {
  return [
    'cff-version: 1.2.0',
    'message: Please cite the program with its version, and this result with its digest.',
    `title: ${quoted(PROGRAM.title)}`,
    'type: software',
    'authors:',
    `  - name: ${PROGRAM.author}`,
    `version: ${quoted(recipe.engine.version)}`,
    `license: ${PROGRAM.license}`,
    'references:',
    '  - type: data',
    `    title: ${quoted(title)}`,
    '    authors:',
    `      - name: ${PROGRAM.author}`,
    `    date-accessed: ${date}`,
    ...(link === null ? [] : [`    url: ${quoted(link)}`]),
    `    notes: ${quoted(`seed ${recipe.seed}; recipe ${recipeCode(recipe)}; digest of the runs ${recipe.fixed?.digest ?? 'none'}`)}`,
    '    identifiers:',
    '      - type: other',
    `        value: ${quoted(`sha256:${scenarioDigest(recipe)}`)}`,
    '        description: digest of the scenario',
    '',
  ].join('\n');
}

/** The verdict as it may stand in a memo: what the model did, and of what it is. */
export function sentenceWith(verdict: string, engine: Engine, code: string): string {
  return `${verdict} (Modelled, invented people; ${engine.name} ${engine.version}, recipe ${code}.)`;
}

function scenarioDigest({ scenario }: Recipe): string {
  return digestOf(JSON.parse(scenario));
}

function shortDigest(recipe: Recipe): string {
  return scenarioDigest(recipe).slice(0, 12);
}

/** A YAML text between quotes: JSON's are YAML's. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function texed(text: string): string {
  return text.replace(/[\\{}]/g, '').replace(/[&%$#_]/g, (c) => `\\${c}`);
}
