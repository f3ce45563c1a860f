// The settings of a scenario that are no assumption and no lever: its texts, its size, its network, themes, forms and switches.
// Read off the schema, so that a new one has its place in the form when it is declared.

import { MEASURES } from '../../sim/measures.ts';
import { describedAt } from '../../sim/reading/described.ts';
import type { Described } from '../../sim/reading/described.ts';
import { setValue, valueAt } from '../text.ts';
import { namesOf } from './tree.ts';

export interface Other {
  readonly pointer: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly kind: 'text' | 'prose' | 'choice' | 'switch' | 'number';
  /** For a choice: what may be chosen, and how it is called. */
  readonly choices: readonly (readonly [value: string, title: string])[];
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly value: unknown;
  readonly isSet: boolean;
  readonly default: unknown;
}

export interface OtherGroup {
  readonly id: string;
  readonly title: string;
  readonly others: readonly Other[];
}

type Told = Described & { readonly title?: string };

/** The groups, in the order in which a reader meets them. `file` is a parsed text, or anything. */
export function otherGroups(file: unknown): OtherGroup[] {
  const of = (...pointers: string[]): Other[] => pointers.flatMap((pointer) => otherAt(file, pointer));
  return [
    { id: 'about', title: 'What is asked', others: of('/title', '/question', '/notes', '/headline') },
    { id: 'run', title: 'Weeks, runs and chance', others: of('/weeks', '/replicates', '/seed') },
    {
      id: 'network',
      title: 'Network',
      others: [
        ...of('/network/communities/count', '/network/communities/sizes'),
        ...entries(file, '/network/layers', ['kind', 'ties']),
      ],
    },
    { id: 'themes', title: 'Themes of the stories', others: entries(file, '/themes', ['id']) },
    { id: 'forms', title: 'Forms of the submodels', others: members(file, '/behaviour/forms') },
    { id: 'submodels', title: 'Submodels switched on', others: members(file, '/behaviour/submodels') },
  ];
}

/** The id, name and description of policy `k`. */
export function policyOthers(file: unknown, k: number): Other[] {
  return ['id', 'name', 'description'].flatMap((name) => otherAt(file, `/policies/${k}/${name}`));
}

function members(file: unknown, pointer: string): Other[] {
  const names = Object.keys(describedAt(pathOf(pointer), file)?.properties ?? {});
  return names.flatMap((name) => otherAt(file, `${pointer}/${name}`));
}

/** What the entries of a list say, that of the default list where the text has none. */
function entries(file: unknown, pointer: string, without: readonly string[]): Other[] {
  const list = listAt(file, pointer);
  const whole = withList(file, pointer, list);
  return list.flatMap((entry, k) => {
    const named = members(whole, `${pointer}/${k}`).filter(
      (other) => !without.some((name) => other.pointer.endsWith(`/${name}`)),
    );
    const { name, title } = (entry ?? {}) as { name?: unknown; title?: unknown };
    const isSet = at(file, pathOf(pointer)) !== undefined;
    return named.map((other) => ({
      ...other,
      isSet: other.isSet && isSet,
      title: `${String(name ?? title ?? k + 1)}: ${other.title}`,
    }));
  });
}

function listAt(file: unknown, pointer: string): readonly unknown[] {
  const told = at(file, pathOf(pointer));
  const standard = describedAt(pathOf(pointer), file)?.default;
  return Array.isArray(told) ? told : Array.isArray(standard) ? standard : [];
}

function withList(file: unknown, pointer: string, list: readonly unknown[]): unknown {
  const text = JSON.stringify(typeof file === 'object' && file !== null && !Array.isArray(file) ? file : {});
  return JSON.parse(setValue(text, pointer, list)) as unknown;
}

/** Nothing where the schema has no such place, or one that is no single value. */
function otherAt(file: unknown, pointer: string): Other[] {
  const path = pathOf(pointer);
  const told = describedAt(path, file) as Told | undefined;
  const name = String(path.at(-1));
  const kind = told && kindOf(told, name);
  if (told === undefined || kind === undefined) return [];
  const value = at(file, path);
  return [
    {
      pointer,
      title: told.title ?? WORDS[name] ?? capital(name),
      description: told.description ?? '',
      unit: told.unit ?? '',
      kind,
      choices: choicesOf(told, name),
      min: told.minimum,
      max: told.maximum ?? told.maxLength,
      value: value === undefined ? told.default : value,
      isSet: value !== undefined,
      default: told.default,
    },
  ];
}

const WORDS: Readonly<Record<string, string>> = {
  headline: 'Headline measure',
  replicates: 'Runs',
  degree: 'Ties a person',
  abroad: 'Holds abroad',
  size: 'People in a clique',
  within: 'Share of ties within the community',
  id: 'Id',
};

const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

function kindOf({ type, enum: among, maxLength }: Told, name: string): Other['kind'] | undefined {
  if (among !== undefined || name === 'headline') return 'choice';
  if (type === 'boolean') return 'switch';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'string') return (maxLength ?? 0) > 200 ? 'prose' : 'text';
  return undefined;
}

function choicesOf({ enum: among }: Told, name: string): Other['choices'] {
  if (name === 'headline') return MEASURES.map(({ id, title }) => [id, title] as const);
  return (among ?? []).map((one) => [String(one), String(one)] as const);
}

const pathOf = (pointer: string): (string | number)[] =>
  namesOf(pointer).map((name) => (/^\d+$/.test(name) ? Number(name) : name));

function at(file: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string | number, unknown>)[name]
        : undefined,
    file,
  );
}

/**
 * The text with the value at a pointer into a list that may be there by default only: then the whole list is written first, for a
 * list of one changed entry would take the others away.
 */
export function setOther(text: string, pointer: string, value: unknown): string {
  const list = /^\/(?:network\/layers|themes)(?=\/)/.exec(pointer)?.[0];
  if (list === undefined || valueAt(text, list) !== undefined) return setValue(text, pointer, value);
  const standard = describedAt(pathOf(list), {})?.default;
  return setValue(setValue(text, list, standard), pointer, value);
}
