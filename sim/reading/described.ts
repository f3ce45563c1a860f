/**
 * What the schema says of a place in a scenario: its bounds, its unit, its names, in words. Read off the JSON Schema, so that what a
 * person is told cannot differ from what is checked; it is only built when there is something to tell.
 */
import type { Path } from '../json.ts';
import { scenarioJsonSchema } from '../scenario.ts';

/** The part of a JSON Schema that is used here. */
export interface Described {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly unit?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
  readonly prefixItems?: readonly Described[];
  readonly anyOf?: readonly Described[];
  readonly oneOf?: readonly Described[];
}

let whole: Described | undefined;
const schema = (): Described => (whole ??= scenarioJsonSchema() as Described);

/** What is said of the place that `path` leads to in `file`, which decides between alternatives by their `kind`. */
export function describedAt(path: Path, file: unknown): Described | undefined {
  let here: Described | undefined = schema();
  let value = file;
  for (const name of path) {
    here = alternative(here, value);
    here =
      typeof name === 'number' ? (here?.prefixItems?.[name] ?? here?.items) : own(here?.properties, name);
    value = own(value as Record<string, unknown> | undefined, String(name));
  }
  return here && alternative(here, value);
}

function alternative(here: Described | undefined, value: unknown): Described | undefined {
  if (here?.oneOf === undefined) return here;
  const kind = own(value as Record<string, unknown> | undefined, 'kind');
  return here.oneOf.find(({ properties }) => properties?.['kind']?.const === kind) ?? here;
}

/** The value that stands at a path, undefined where there is none. */
export const valueAt = (file: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, name) => own(value as Record<string, unknown> | undefined, String(name)),
    file,
  );

function own<T>(members: Readonly<Record<string, T>> | null | undefined, name: string): T | undefined {
  return typeof members === 'object' && members !== null && Object.hasOwn(members, name)
    ? members[name]
    : undefined;
}

/** The names that an object at a path may have. */
export function namesAt(path: Path, file: unknown): string[] {
  return Object.keys(describedAt(path, file)?.properties ?? {});
}

/** Objects in which a name is known, as "behaviour.narrative"; lists as "policies[…]". */
export function homesOf(name: string): string[] {
  const homes = new Set<string>();
  const visit = (here: Described, place: string): void => {
    for (const [key, inner] of Object.entries(here.properties ?? {})) {
      if (key === name) homes.add(place);
      visit(inner, place === '' ? key : `${place}.${key}`);
    }
    if (here.items) visit(here.items, `${place}[…]`);
    for (const one of here.oneOf ?? []) visit(one, place);
  };
  visit(schema(), '');
  return Array.from(homes, (place) => (place === '' ? 'the outermost object' : `\`${place}\``));
}

/** What is wanted, as the end of "… must be". */
export function wanted(described: Described | undefined): string {
  if (described === undefined) return 'something else';
  const { anyOf, unit } = described;
  const measured = unit === undefined || unit === 'share' || / to /.test(unit) ? '' : ` (${unit})`;
  if (anyOf) {
    const alternatives = anyOf.map((one) => (one.type === 'string' ? 'an expression in t' : wanted(one)));
    return `${alternatives.join(', or ')}${measured}`;
  }
  return `${plainly(described)}${measured}`;
}

function plainly(described: Described): string {
  const { type, minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = described;
  if ('const' in described) return JSON.stringify(described.const);
  if (described.enum) return `one of ${described.enum.map((one) => `"${String(one)}"`).join(', ')}`;
  if (described.oneOf) return 'an object { … }';
  switch (type) {
    case 'integer':
    case 'number': {
      const what = type === 'integer' ? 'a whole number' : 'a number';
      return maximum === undefined || maximum > 1e15
        ? `${what} of ${minimum} or more`
        : `${what} from ${minimum} to ${maximum}`;
    }
    case 'string':
      if (pattern !== undefined)
        return 'an id of at most 40 lower-case letters, digits and hyphens that begins with a letter';
      return minLength === undefined
        ? `a text of at most ${maxLength} characters`
        : `a text of ${minLength} to ${maxLength} characters`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return minItems === undefined
        ? 'a list'
        : minItems === maxItems
          ? `a list of ${minItems}`
          : `a list of ${minItems} to ${maxItems}`;
    case 'object':
      return 'an object { … }';
    default:
      return type ?? 'something else';
  }
}

/** A path as the code writes it: policies[2].voices.amplification. */
export const spell = (path: Path): string =>
  path.length === 0
    ? 'the scenario'
    : `\`${path.map((name, k) => (typeof name === 'number' ? `[${name}]` : `${k === 0 ? '' : '.'}${name}`)).join('')}\``;
