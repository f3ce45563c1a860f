/**
 * Lists that may have a million entries: columns of given people, and given ties. The schema says what an entry may be; the loop over
 * the entries is here, because a validator that makes an object an issue would take seconds over a list that is wrong throughout.
 */
import type { Path } from '../json.ts';
import type { Finding, Findings } from '../problems.ts';
import type { Scenario } from '../scenario.ts';
import { describedAt, spell, valueAt, wanted, type Described } from './described.ts';
import { toldValue } from './plain.ts';
import type { Members } from './version.ts';

interface Bulk {
  readonly path: Path;
  readonly list: readonly unknown[];
}

const COLUMNS = ['support', 'ideology', 'reactance', 'threshold', 'members', 'stubborn'] as const;

/** The long lists of a file, where they are lists at all. */
export function bulkLists(file: Members): Bulk[] {
  const layers = valueAt(file, ['network', 'layers']);
  const paths: Path[] = [
    ...COLUMNS.map((name) => ['population', 'given', name]),
    ...(Array.isArray(layers) ? layers : []).flatMap((layer, k) =>
      valueAt(layer, ['kind']) === 'given' ? [['network', 'layers', k, 'ties']] : [],
    ),
  ];
  return paths.flatMap((path) => {
    const list = valueAt(file, path);
    return Array.isArray(list) ? [{ path, list }] : [];
  });
}

/** Finds every entry that is not what the schema says. */
export function checkBulk({ path, list }: Bulk, file: Members, findings: Findings): void {
  const described = describedAt(path, file);
  const { maxItems = Infinity, items } = described ?? {};
  if (list.length > maxItems)
    return findings.error(() => ({
      code: 'list-too-long',
      path,
      message: `${spell(path)} has ${list.length} entries; the most is ${maxItems}`,
      advice: `take ${list.length - maxItems} out`,
    }));
  const entry = items?.prefixItems ?? [items ?? {}];
  const isPair = items?.prefixItems !== undefined;
  for (let k = 0; k < list.length; k++) {
    const value = list[k];
    if (isPair ? isTie(value, entry) : isNumber(value, entry[0]!)) continue;
    findings.error(() =>
      isPair ? wrongTie([...path, k], value) : wrongNumber([...path, k], value, entry[0]!),
    );
  }
}

const isNumber = (value: unknown, { type, minimum = -Infinity, maximum = Infinity }: Described): boolean =>
  typeof value === 'number' &&
  value >= minimum &&
  value <= maximum &&
  (type !== 'integer' || Number.isSafeInteger(value));

const isTie = (value: unknown, entry: readonly Described[]): boolean =>
  Array.isArray(value) &&
  value.length === 2 &&
  isNumber(value[0], entry[0]!) &&
  isNumber(value[1], entry[1]!);

function wrongNumber(path: Path, value: unknown, described: Described): Finding {
  const isNumeric = typeof value === 'number';
  const { minimum = -Infinity, type } = described;
  const code = !isNumeric
    ? 'wrong-type'
    : value < minimum
      ? 'number-too-small'
      : type === 'integer' && !Number.isInteger(value)
        ? 'number-not-whole'
        : 'number-too-big';
  return {
    code,
    path,
    message: `${spell(path)} is ${toldValue(value)}; it must be ${wanted(described)}`,
    advice:
      type === 'integer'
        ? 'write the rows of people, counted from 0'
        : 'write one number a person, or leave the whole list out',
  };
}

const wrongTie = (path: Path, value: unknown): Finding => ({
  code: 'tie-shape',
  path,
  message: `${spell(path)} is ${toldValue(value)}; a tie is the rows of two people`,
  advice: 'write it as [0, 1]; rows are whole numbers from 0',
});

/** The file with an empty list in the place of each long one. */
export function withoutBulk(file: Members, bulk: readonly Bulk[]): Members {
  return bulk.reduce((light, { path }) => replaced(light, path, []) as Members, file);
}

/** The scenario with its long lists again. */
export function withBulk(scenario: Scenario, bulk: readonly Bulk[]): Scenario {
  return bulk.reduce<unknown>((full, { path, list }) => replaced(full, path, list), scenario) as Scenario;
}

/** A copy, shared except along the path, in which something else stands at its end. */
function replaced(owner: unknown, path: Path, value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const copy: Members | unknown[] = Array.isArray(owner) ? owner.slice() : { ...(owner as Members) };
  (copy as Members)[name] = replaced((owner as Members)[name], rest, value);
  return copy;
}
