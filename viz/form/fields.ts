// The fields of the form: every assumption and every lever with what its declaration says of it, beside what the text of the
// scenario sets. Read from the declarations themselves (sim/assumptions.ts, sim/levers.ts), so that form, JSON and schema
// cannot say different things.

import { GROUPS } from '../../sim/assumptions.ts';
import { INSTRUMENTS, TIMING } from '../../sim/levers.ts';
import type { InstrumentId } from '../../sim/levers.ts';
import { LIMITS } from '../../sim/limits.ts';
import type { Grade, LeverMeta, Parameter } from '../../sim/parameter.ts';

/** A number that a scenario may set. `value` is what the text says, whatever that is, or else the default. */
export interface Field {
  readonly pointer: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** Where the number may plausibly lie; null where that is for the policy to choose. */
  readonly range: readonly [number, number] | null;
  readonly grade: Grade | null;
  /** Ids of sim/references.ts. */
  readonly evidence: readonly string[];
  /** Undefined where the scenario must say it. */
  readonly default: number | null | undefined;
  readonly value: unknown;
  readonly isSet: boolean;
  /** A lever may be an expression in t, a text. */
  readonly isLever: boolean;
  /** A limit that stands at its neutral value, the most, is none. */
  readonly isLimit: boolean;
}

export interface FieldGroup {
  readonly id: string;
  readonly title: string;
  /** Where its object stands. */
  readonly pointer: string;
  readonly fields: readonly Field[];
}

/** What the groups are called here, by what they are about to a reader. */
const TITLES: Readonly<Record<string, string>> = {
  '/population': 'People',
  '/sources': 'What is broadcast',
  '/group': 'The group',
  '/behaviour/narrative': 'Word of mouth',
  '/behaviour/attitude': 'Belief',
  '/behaviour/deterrence': 'Fear of punishment',
  '/behaviour/recruit': 'Recruitment',
  '/behaviour/member': 'Life in the group',
  '/behaviour/exit': 'Leaving and speaking',
  '/behaviour/justice': 'Sentences',
  '/costs': 'Costs',
};

/** Every assumption, group by group. `file` is the parsed text of a scenario, or anything. */
export function assumptionGroups(file: unknown): FieldGroup[] {
  return Object.entries(GROUPS).map(([pointer, parameters]) => {
    const told = membersAt(file, pointer.slice(1).split('/'));
    const fields = Object.entries<Parameter>(parameters).map(([name, parameter]) =>
      assumption(`${pointer}/${name}`, name, parameter, told),
    );
    const title = TITLES[pointer] ?? pointer;
    return { id: pointer.slice(1).replace('/', '-'), title, pointer, fields };
  });
}

/** The levers of policy `k`, instrument by instrument, each with its timing. */
export function leverGroups(file: unknown, k: number): FieldGroup[] {
  return (Object.keys(INSTRUMENTS) as InstrumentId[]).map((id) => {
    const pointer = `/policies/${k}/${id}`;
    const told = membersAt(file, ['policies', String(k), id]);
    const levers = Object.entries<LeverMeta>(INSTRUMENTS[id].levers).map(([name, meta]) =>
      lever(`${pointer}/${name}`, name, meta, told),
    );
    const times = (Object.keys(TIMING) as (keyof typeof TIMING)[]).map((name) => time(pointer, name, told));
    return { id, title: INSTRUMENTS[id].title, pointer, fields: [...levers, ...times] };
  });
}

/** The field at a pointer; undefined where there is no number. */
export function fieldAt(file: unknown, pointer: string): Field | undefined {
  const [name, ...way] = pointer.slice(1).split('/').reverse();
  const names = way.reverse();
  if (name === undefined) return undefined;
  const group = member(GROUPS, `/${names.join('/')}`);
  if (group !== undefined) {
    const parameter = member(group, name);
    return parameter && assumption(pointer, name, parameter, membersAt(file, names));
  }
  const [list, k, id] = names;
  if (list !== 'policies' || names.length !== 3 || !Object.hasOwn(INSTRUMENTS, id!)) return undefined;
  const told = membersAt(file, names);
  if (Object.hasOwn(TIMING, name)) return time(`/policies/${k}/${id}`, name as keyof typeof TIMING, told);
  const meta = member<LeverMeta>(INSTRUMENTS[id as InstrumentId].levers, name);
  return meta && lever(pointer, name, meta, told);
}

const member = <M>(of: Readonly<Record<string, M>>, name: string): M | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;

type Members = Readonly<Record<string, unknown>>;

const set = (told: Members, name: string, otherwise: unknown): Pick<Field, 'name' | 'value' | 'isSet'> => {
  const isSet = Object.hasOwn(told, name);
  return { name, isSet, value: isSet ? told[name] : otherwise };
};

function assumption(pointer: string, name: string, parameter: Parameter, told: Members): Field {
  const { title, description, unit, min, max, range, grade, evidence, value, integer } = parameter;
  return {
    ...{ pointer, title, description, unit, min, max, range, grade, evidence, default: value },
    ...set(told, name, value),
    ...{ integer: integer === true, isLever: false, isLimit: false },
  };
}

function lever(pointer: string, name: string, meta: LeverMeta, told: Members): Field {
  const { title, description, unit, min, max, value, limit } = meta;
  return {
    ...{ pointer, title, description, unit, min, max, default: value },
    ...{ range: null, grade: null, evidence: [], integer: false },
    ...set(told, name, value),
    ...{ isLever: true, isLimit: limit === true },
  };
}

function time(group: string, name: keyof typeof TIMING, told: Members): Field {
  const otherwise = name === 'end' ? null : 0;
  return {
    ...{ pointer: `${group}/${name}`, ...TIMING[name], min: 0, max: LIMITS.weeks, default: otherwise },
    ...{ range: null, grade: null, evidence: [], integer: true, isLever: false, isLimit: false },
    ...set(told, name, otherwise),
  };
}

/** The object that names lead to in a parsed text; an empty one where there is none. */
function membersAt(file: unknown, names: readonly string[]): Members {
  let at = file;
  for (const name of ['', ...names]) {
    if (name !== '') at = Object.hasOwn(at as object, name) ? (at as Members)[name] : undefined;
    if (typeof at !== 'object' || at === null) return {};
  }
  return at as Members;
}
