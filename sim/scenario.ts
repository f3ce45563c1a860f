/**
 * What a scenario may say: names, units, bounds, defaults, titles and evidence, once. zod is the law (this is its only doorway); the
 * types, the JSON Schema, the form and the documents all come from here. Reading text into a Scenario is sim/read.ts.
 */
import * as z from 'zod';
import {
  ATTITUDE,
  COSTS,
  DETERRENCE,
  EXIT,
  GROUP,
  JUSTICE,
  MEMBER,
  NARRATIVE,
  POPULATION,
  RECRUIT,
  SOURCES,
} from './assumptions.ts';
import { INSTRUMENTS, TIMING, type InstrumentId, type LeverId } from './levers.ts';
import { LIMITS } from './limits.ts';
import type { LeverMeta, Parameter } from './parameter.ts';

z.config({ jitless: true });

/** The version of the scenario format. A file of a newer one is refused, never guessed at. */
export const SCHEMA_VERSION = 1;

export { LIMITS };

type Numbers<G> = z.ZodObject<{ [K in keyof G]: z.ZodType<number, number | undefined> }, z.core.$strict>;

function number(parameter: Parameter): z.ZodType<number, number | undefined> {
  const { min, max, value, integer, ...told } = parameter;
  const bounded = (integer === true ? z.int() : z.number()).min(min).max(max);
  const schema = value === undefined ? bounded : bounded.default(value);
  return schema.meta({ ...told }) as unknown as z.ZodType<number, number | undefined>;
}

function numbers<G extends Readonly<Record<string, Parameter>>>(title: string, group: G): Numbers<G> {
  const shape = Object.fromEntries(
    Object.entries(group).map(([name, parameter]) => [name, number(parameter)]),
  );
  return z.strictObject(shape).meta({ title }) as unknown as Numbers<G>;
}

/** A group that may be left out: every number in it then takes its default. */
const optional = <S extends z.ZodType>(group: S): z.ZodPrefault<S> => group.prefault({} as never);

const label = (max: number) => z.string().min(1).max(max);
const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .meta({ description: 'Lower-case letters, digits and hyphens; begins with a letter.' });

/** A lever: a number within its bounds, or an expression in t; the values of an expression are checked when it is compiled. */
export type Lever = number | string;

function lever(meta: LeverMeta): z.ZodType<Lever, Lever | undefined> {
  const { min, max, value, limit: _, ...told } = meta;
  return z
    .union([z.number().min(min).max(max), z.string().min(1).max(400)])
    .default(value)
    .meta({ ...told, minimum: min, maximum: max }) as z.ZodType<Lever, Lever | undefined>;
}

const timing = {
  start: z.int().min(0).max(LIMITS.weeks).default(0).meta(TIMING.start),
  end: z.int().min(0).max(LIMITS.weeks).nullable().default(null).meta(TIMING.end),
  phaseIn: z.int().min(0).max(LIMITS.weeks).default(0).meta(TIMING.phaseIn),
};

function instrument(id: InstrumentId) {
  const { title, levers } = INSTRUMENTS[id];
  const shape = Object.fromEntries(Object.entries(levers).map(([name, meta]) => [name, lever(meta)]));
  return z
    .strictObject({ ...timing, ...shape })
    .prefault({})
    .meta({ title });
}

/** When an instrument acts, in weeks. */
export interface Timing {
  readonly start: number;
  readonly end: number | null;
  readonly phaseIn: number;
}

export type Policy = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
} & { readonly [I in InstrumentId]: Timing & { readonly [L in LeverId<I>]: Lever } };

const policySchema = z
  .strictObject({
    id: identifier,
    name: label(80).meta({ title: 'Name' }),
    description: z.string().max(600).default(''),
    ...Object.fromEntries((Object.keys(INSTRUMENTS) as InstrumentId[]).map((id) => [id, instrument(id)])),
  })
  .meta({ title: 'Policy' }) as unknown as z.ZodType<Policy>;

const degree = z
  .number()
  .min(0)
  .max(LIMITS.people)
  .meta({ unit: 'ties', description: 'Mean ties a person in this layer.' });
const layerBase = {
  name: label(40),
  trust: z.number().min(0).max(2).default(1).meta({
    unit: 'times',
    description:
      'How much a story told over such a tie is trusted; of two layers with the same tie, the more trusted one wins.',
  }),
  abroad: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether such ties hold while one of the two is with the group.' }),
};
const layer = z.discriminatedUnion('kind', [
  z.strictObject({ ...layerBase, kind: z.literal('random'), degree }),
  z.strictObject({
    ...layerBase,
    kind: z.literal('small world'),
    degree,
    rewiring: z.number().min(0).max(1),
  }),
  z.strictObject({ ...layerBase, kind: z.literal('preferential'), degree }),
  z.strictObject({ ...layerBase, kind: z.literal('communities'), degree, within: z.number().min(0).max(1) }),
  z.strictObject({ ...layerBase, kind: z.literal('cliques'), size: z.int().min(1).max(50) }),
  z.strictObject({ ...layerBase, kind: z.literal('ring'), degree }),
  z.strictObject({ ...layerBase, kind: z.literal('complete') }),
  z.strictObject({
    ...layerBase,
    kind: z.literal('given'),
    ties: z.array(z.tuple([z.int().min(0), z.int().min(0)])).max(1_000_000),
  }),
]);

/** Households, communities, and an online layer with hubs; degrees and trust are assumed. */
const LAYERS: z.output<typeof layer>[] = [
  { name: 'kin', trust: 1.2, abroad: true, kind: 'cliques', size: 4 },
  { name: 'peer', trust: 1, abroad: true, kind: 'communities', degree: 6, within: 0.9 },
  { name: 'online', trust: 0.5, abroad: true, kind: 'preferential', degree: 2 },
];

const network = z
  .strictObject({
    communities: z
      .strictObject({
        count: z.int().min(1).max(65_535).default(40).meta({ title: 'Communities', unit: 'communities' }),
        sizes: z.enum(['equal', 'geometric']).default('equal').meta({ title: 'Their sizes' }),
      })
      .prefault({}),
    layers: z
      .array(layer)
      .min(1)
      .max(LIMITS.layers)
      .default(() => structuredClone(LAYERS)),
  })
  .prefault({})
  .meta({ title: 'Network' });

const themeShape = {
  title: label(80),
  share: z.number().min(0).max(1).meta({
    unit: 'share',
    description: 'Share of former members, and of people, for whom this is the theme that matters.',
  }),
  distance: z.number().min(0).max(1).default(0).meta({
    unit: '0 to 1',
    description: 'What the theme adds to the ideological distance at which it is heard.',
  }),
  elsewhere: z.number().min(0).max(1).default(0.6).meta({
    unit: 'share',
    description:
      'Its weight with people for whom another theme matters; 1 for every theme switches the claim off.',
  }),
  tellers: z.int().min(0).max(LIMITS.people).default(0).meta({
    unit: 'people',
    description: 'How many people are telling it in the first week.',
  }),
};
const theme = z.strictObject({ id: identifier, ...themeShape });

/** The four narratives of defectors in Neumann 2015 (C20 to C23); shares and distances are assumed. */
const THEMES = [
  { id: 'strife', title: 'Fighting other Sunnis', share: 0.3, distance: 0, elsewhere: 0.6, tellers: 0 },
  {
    id: 'brutality',
    title: 'Brutality against Sunnis',
    share: 0.35,
    distance: 0,
    elsewhere: 0.6,
    tellers: 0,
  },
  {
    id: 'corruption',
    title: 'Corruption and favours',
    share: 0.2,
    distance: 0.05,
    elsewhere: 0.6,
    tellers: 0,
  },
  { id: 'hardship', title: 'Hardship and boredom', share: 0.15, distance: 0.1, elsewhere: 0.4, tellers: 0 },
];

const column = z.array(z.number().min(0).max(1)).max(1_000_000);
const given = z
  .strictObject({
    support: column.optional(),
    ideology: column.optional(),
    reactance: column.optional(),
    threshold: z.array(z.number().min(0).max(LIMITS.people)).max(1_000_000).optional(),
    members: z.array(z.int().min(0)).max(1_000_000).optional(),
    stubborn: z.array(z.int().min(0)).max(1_000_000).optional(),
  })
  .prefault({})
  .meta({
    title: 'Given people',
    description: 'Columns that replace what would be drawn: one number a person, or lists of rows.',
  });

const forms = z
  .strictObject({
    calling: z.enum(['one tie', 'each tie']).default('one tie').meta({
      title: 'Calling',
      description: 'A teller calls one tie, or each of their ties, in a week.',
    }),
    peers: z.enum(['taking stock', 'pairs']).default('taking stock').meta({
      title: 'Influence of ties',
      description: 'A person weighs all ties at once, or ties meet pair by pair.',
    }),
    joining: z.enum(['hazard', 'threshold count', 'threshold share']).default('hazard').meta({
      title: 'Joining',
      description: 'By a hazard; or at once when enough ties (a count, or a share of all ties) are members.',
    }),
    outsideVoices: z.enum(['fixed', 'responding']).default('fixed').meta({
      title: 'Voices outside',
      description: 'Speak whatever is done here, or fall silent as the perceived sanction grows.',
    }),
  })
  .prefault({})
  .meta({ title: 'Forms', description: 'Which published form a submodel takes.' });

/** The submodels in the order of the week. */
export const SUBMODELS = [
  'group',
  'messages',
  'narrative',
  'attitude',
  'deterrence',
  'recruit',
  'member',
  'exit',
  'justice',
  'turnover',
  'observe',
] as const;
export type SubmodelId = (typeof SUBMODELS)[number];

const switches = z
  .strictObject(
    Object.fromEntries(
      SUBMODELS.filter((id) => id !== 'observe').map((id) => [id, z.boolean().default(true)]),
    ) as Record<Exclude<SubmodelId, 'observe'>, z.ZodDefault<z.ZodBoolean>>,
  )
  .prefault({})
  .meta({ title: 'Submodels', description: 'A submodel that is switched off does nothing in any week.' });

export const scenarioSchema = z
  .strictObject({
    schemaVersion: z.literal(SCHEMA_VERSION).meta({ description: 'The version of this format.' }),
    title: label(120),
    question: z.string().max(300).default('').meta({ description: 'What the scenario asks.' }),
    notes: z.string().max(4000).default('').meta({ description: 'Sources, and what to look for.' }),
    seed: label(200).meta({ description: 'Any text; the same text gives the same chance everywhere.' }),
    weeks: z.int().min(1).max(LIMITS.weeks).default(520).meta({ unit: 'weeks' }),
    replicates: z.int().min(1).max(LIMITS.replicates).default(200).meta({ unit: 'runs' }),
    population: optional(numbers('Population', POPULATION).extend({ given })),
    network,
    sources: optional(numbers('Sources', SOURCES)),
    group: optional(numbers('Group', GROUP)),
    themes: z
      .array(theme)
      .min(1)
      .max(LIMITS.themes)
      .default(() => structuredClone(THEMES)),
    behaviour: z
      .strictObject({
        narrative: optional(numbers('Word of mouth', NARRATIVE)),
        attitude: optional(numbers('Attitudes', ATTITUDE)),
        deterrence: optional(numbers('Deterrence', DETERRENCE)),
        recruit: optional(numbers('Recruitment', RECRUIT)),
        member: optional(numbers('Membership', MEMBER)),
        exit: numbers('Exit', EXIT),
        justice: optional(numbers('Justice', JUSTICE)),
        forms,
        submodels: switches,
      })
      .meta({ title: 'Behaviour' }),
    costs: optional(numbers('Costs', COSTS)),
    policies: z.array(policySchema).min(2).max(LIMITS.policies),
    baseline: identifier.meta({ description: 'The id of the policy that the others are compared with.' }),
    headline: label(60).default('recruits').meta({ description: 'The measure that the verdict speaks of.' }),
  })
  .meta({ title: 'Palinode scenario' });

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** A checked scenario with every default filled in. */
export type Scenario = DeepReadonly<z.output<typeof scenarioSchema>>;
export type Behaviour = Scenario['behaviour'];

/** The JSON Schema (2020-12) of a scenario file as a person writes it. */
export function scenarioJsonSchema(): object {
  return z.toJSONSchema(scenarioSchema, { io: 'input', target: 'draft-2020-12' });
}
