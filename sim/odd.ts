/**
 * The numbers of the ODD, written by the code that declares them: ODD.md marks where a table stands, and what stands there is made here,
 * so that the document cannot say another number than the model reads. The same tables, filled with a scenario's own numbers, are the
 * ODD of that scenario. Pure: text and a scenario in, text out.
 */
import { GROUPS } from './assumptions.ts';
import { calibrationTables } from './calibration.ts';
import type { Engine } from './compare.ts';
import { digestOf } from './digest.ts';
import { MEASURES } from './measures.ts';
import { INSTRUMENTS, type InstrumentId } from './levers.ts';
import type { LeverMeta, Parameter } from './parameter.ts';
import { REFERENCES, type Reference } from './references.ts';
import { scenarioJsonSchema, type Scenario } from './scenario.ts';

/** Tables of assumptions by their mark, which is where the group stands in a scenario. */
const ASSUMPTIONS = Object.fromEntries(
  Object.entries(GROUPS).map(([pointer, group]) => [pointer.slice(1).replaceAll('/', '.'), group]),
);

const CALIBRATION = calibrationTables((pointer) => {
  const at = pointer.lastIndexOf('/');
  return ASSUMPTIONS[pointer.slice(1, at).replaceAll('/', '.')]![pointer.slice(at + 1)]!;
});

/** What a mark may ask for: `policy.` and an instrument for its levers. */
export const TABLES: readonly string[] = [
  'run',
  'network',
  'themes',
  'forms',
  'timing',
  'measures',
  'references',
  ...Object.keys(CALIBRATION),
  ...Object.keys(ASSUMPTIONS),
  ...Object.keys(INSTRUMENTS).map((id) => `policy.${id}`),
];

const MARKED = /<!-- table: ([\w.]+) -->[\s\S]*?<!-- end -->/g;

/**
 * The ODD with every marked table written anew; with a scenario, its numbers stand beside the defaults, in bold where they differ.
 * Throws a RangeError for a mark that names no table.
 */
export function fillTables(odd: string, scenario?: Scenario): string {
  return odd.replace(
    MARKED,
    (_, id: string) => `<!-- table: ${id} -->\n\n${tableOf(id, scenario)}\n\n<!-- end -->`,
  );
}

/**
 * The ODD of one scenario: what it asks and how it differs from the defaults, then the whole document with its numbers. With the engine,
 * it says which version of the model it describes, and the digest by which results of the same scenario can be told.
 */
export function scenarioOdd(odd: string, scenario: Scenario, engine?: Engine): string {
  const title = `# ${plain(scenario.title)}: ODD of the scenario as run\n\n${introduction(scenario, engine)}`;
  return fillTables(odd, scenario).replace(/^# .*$/m, () => title);
}

/** One table as lines of Markdown, its columns padded to one width. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) =>
    row.map((cell) => cell.replace(/\s+/g, ' ').replace(/\|/g, '\\|')),
  );
  const widths = head.map((_, c) => Math.max(3, ...cells.map((row) => row[c]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, c) => cell.padEnd(widths[c]!)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n');
}

function tableOf(id: string, scenario: Scenario | undefined): string {
  if (id === 'run') return runTable(scenario);
  if (id === 'network') return networkTable(scenario);
  if (id === 'themes') return themesTable(scenario);
  if (id === 'forms') return formsTable(scenario);
  if (id === 'timing') return timingTable();
  if (id === 'measures') return measuresTable();
  if (id === 'references') return Object.entries(REFERENCES).map(referenceLine).join('\n');
  const calibration = CALIBRATION[id]?.();
  if (calibration !== undefined) return markdownTable(calibration.head, calibration.rows);
  const assumptions = ASSUMPTIONS[id];
  if (assumptions !== undefined) return assumptionsTable(id, assumptions, scenario);
  const instrument = id.replace(/^policy\./, '');
  if (!Object.hasOwn(INSTRUMENTS, instrument)) throw new RangeError(`the ODD asks for a table "${id}"`);
  return leversTable(instrument as InstrumentId, scenario);
}

function assumptionsTable(
  id: string,
  group: Readonly<Record<string, Parameter>>,
  scenario: Scenario | undefined,
): string {
  const short = id.split('.').at(-1)!;
  const here = (name: string, { value }: Parameter): string[] =>
    scenario === undefined ? [] : [changed(at(scenario, [...id.split('.'), name]), value)];
  return markdownTable(
    ['parameter', 'what it says', 'default', ...beside(scenario), 'unit', 'range', 'grade', 'evidence'],
    Object.entries(group).map(([name, parameter]) => [
      `\`${short}.${name}\``,
      `${parameter.title}. ${parameter.description}`,
      parameter.value === undefined ? 'none: must be given' : String(parameter.value),
      ...here(name, parameter),
      parameter.unit,
      rangeOf(parameter),
      parameter.grade,
      parameter.evidence.join(', '),
    ]),
  );
}

function rangeOf({ range: [low, high] }: Parameter): string {
  return low === high ? 'fixed' : `${low} to ${high}`;
}

function leversTable(instrument: InstrumentId, scenario: Scenario | undefined): string {
  const policies = scenario?.policies ?? [];
  return markdownTable(
    ['lever', 'what it says', 'nobody acts', ...policies.map(({ id }) => `\`${id}\``), 'unit', 'bounds'],
    Object.entries<LeverMeta>(INSTRUMENTS[instrument].levers).map(([name, lever]) => [
      `\`${instrument}.${name}\``,
      `${lever.title}. ${lever.description}`,
      String(lever.value),
      ...policies.map((policy) => changed(at(policy, [instrument, name]), lever.value)),
      lever.unit,
      `${lever.min} to ${lever.max}`,
    ]),
  );
}

/** What is read of the schema here: numbers, choices and lists with a default. */
interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

let schema: Schema | undefined; // made when first asked for: it takes a moment

function schemaAt(path: readonly string[]): Schema {
  schema ??= scenarioJsonSchema() as Schema;
  return path.reduce((at: Schema, name) => (name === '*' ? at.items! : at.properties![name]!), schema);
}

function runTable(scenario: Scenario | undefined): string {
  const paths = [['weeks'], ['replicates'], ['network', 'communities', 'count']];
  return markdownTable(
    ['number', 'default', ...beside(scenario), 'unit', 'bounds'],
    paths.map((path) => {
      const schema = schemaAt(path);
      return [
        `\`${path.slice(-2).join('.')}\``,
        said(schema.default),
        ...(scenario === undefined ? [] : [changed(at(scenario, path), schema.default)]),
        schema.unit ?? '',
        `${schema.minimum} to ${schema.maximum}`,
      ];
    }),
  );
}

function networkTable(scenario: Scenario | undefined): string {
  const layers =
    scenario?.network.layers ?? (schemaAt(['network', 'layers']).default as Scenario['network']['layers']);
  return markdownTable(
    ['layer', 'law', '`layers.degree` or size', 'inside or rewired', '`layers.trust`', 'holds abroad'],
    layers.map((layer) => {
      const law = layer as { degree?: number; size?: number; within?: number; rewiring?: number };
      return [
        plain(layer.name),
        layer.kind,
        said(law.degree ?? law.size),
        said(law.within ?? law.rewiring),
        said(layer.trust),
        layer.abroad ? 'yes' : 'no',
      ];
    }),
  );
}

function themesTable(scenario: Scenario | undefined): string {
  const themes = scenario?.themes ?? (schemaAt(['themes']).default as Scenario['themes']);
  const names = ['share', 'distance', 'elsewhere', 'tellers'] as const;
  return markdownTable(
    ['theme', 'title', ...names.map((name) => `\`themes.${name}\``)],
    themes.map((theme) => [theme.id, plain(theme.title), ...names.map((name) => said(theme[name]))]),
  );
}

function formsTable(scenario: Scenario | undefined): string {
  const forms = Object.entries(schemaAt(['behaviour', 'forms']).properties!);
  return markdownTable(
    ['form', 'what it says', 'default', ...beside(scenario), 'choices'],
    forms.map(([name, schema]) => [
      `\`forms.${name}\``,
      schema.description ?? '',
      said(schema.default),
      ...(scenario === undefined
        ? []
        : [changed(at(scenario, ['behaviour', 'forms', name]), schema.default)]),
      (schema.enum ?? []).join('; '),
    ]),
  );
}

function timingTable(): string {
  const instrument = schemaAt(['policies', '*']).properties!.sentencing!;
  return markdownTable(
    ['lever', 'what it says', 'default', 'unit'],
    ['start', 'end', 'phaseIn'].map((name) => {
      const schema = instrument.properties![name]!;
      return [
        `\`${name}\``,
        `${schema.title}. ${schema.description}`,
        said(schema.default),
        schema.unit ?? '',
      ];
    }),
  );
}

function measuresTable(): string {
  return markdownTable(
    ['measure', 'what it counts', 'unit', 'better when'],
    MEASURES.map(({ id, title, description, unit, betterWhen }) => [
      `\`${id}\``,
      `${title}. ${description}`,
      unit,
      betterWhen ?? 'not said',
    ]),
  );
}

/** One source as an item of a list. */
function referenceLine([id, { authors, year, title, where, says, status, doi, url }]: [
  string,
  Reference,
]): string {
  const who = [authors === 'None' ? '' : authors, year ?? ''].filter((part) => part !== '').join(' ');
  const what = [who, title, where].filter((part) => part !== '').join(', ');
  const found = doi === undefined ? url && `<${url}>` : `doi ${doi}`;
  return `- ${id}: ${plain(what)}. ${plain(says)} _${status}_${found === undefined ? '' : `; ${found}`}`;
}

function introduction(scenario: Scenario, engine: Engine | undefined): string {
  const { question, notes, seed, weeks, replicates, population, policies, baseline, headline } = scenario;
  const off = Object.entries(scenario.behaviour.submodels)
    .filter(([, on]) => !on)
    .map(([id]) => `\`${id}\``);
  const given = Object.keys(scenario.population.given).map((name) => `\`${name}\``);
  return [
    plain(question),
    plain(notes),
    `Seed "${plain(seed)}"; ${population.size} people, ${weeks} weeks, ${replicates} replicates. ` +
      `Compared with \`${baseline}\`, by \`${headline}\`. Numbers in bold differ from the default.`,
    engine === undefined
      ? ''
      : `Described by ${engine.name} ${engine.version}; digest of the scenario ${digestOf(scenario)}.`,
    off.length > 0 ? `Submodels switched off: ${off.join(', ')}.` : '',
    given.length > 0 ? `Columns of people given, not drawn: ${given.join(', ')}.` : '',
    policies
      .map(({ id, name, description }) => `- \`${id}\` ${plain(name)}. ${plain(description)}`.trimEnd())
      .join('\n'),
    'What follows is the ODD of the model, with the numbers of this scenario in its tables.',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const beside = (scenario: Scenario | undefined): string[] => (scenario === undefined ? [] : ['here']);

const said = (value: unknown): string => (value === undefined ? '' : plain(String(value)));

const changed = (value: unknown, neutral: unknown): string =>
  value === neutral ? said(value) : `**${said(value)}**`;

function at(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>>)[name], root);
}

/** Text of a scenario on one line, with nothing that Markdown would read. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<#]/g, '\\$&');
}
