/**
 * The shape of a scenario, by the schema: every issue of zod becomes a problem in plain words with the bounds and what was given. Long
 * lists (ties, columns of people) go through a loop of their own, so that a hundred thousand bad entries cost no more than reading them.
 */
import type { Path } from '../json.ts';
import type { Finding, Findings } from '../problems.ts';
import { LIMITS, scenarioSchema, type Scenario } from '../scenario.ts';
import { boundsAdvice, idAdvice, typeAdvice } from './advice.ts';
import { bulkLists, checkBulk, withoutBulk, withBulk } from './bulk.ts';
import { describedAt, homesOf, namesAt, spell, valueAt, wanted, type Described } from './described.ts';
import { adviceFor, nearest } from './nearest.ts';
import { short } from './characters.ts';
import { toldValue } from './plain.ts';
import type { Members } from './version.ts';

/** The scenario with every default filled in; null, with what is wrong found, where it has not the shape of one. */
export function shaped(file: Members, findings: Findings): Scenario | null {
  const cut = withoutSurplus(file, findings);
  const bulk = bulkLists(cut);
  for (const list of bulk) checkBulk(list, cut, findings);
  const read = scenarioSchema.safeParse(withoutBulk(cut, bulk));
  for (const issue of read.error?.issues ?? []) tell(issue as Issue, cut, findings);
  if (findings.failed || !read.success) return null;
  return withBulk(read.data as Scenario, bulk);
}

// zod looks at every entry of a list before it counts them: what is too long is told and cut first.
function withoutSurplus(file: Members, findings: Findings): Members {
  const cut: Members = { ...file };
  const shorten = (owner: Members, name: string, path: Path, most: number): void => {
    const list = owner[name];
    if (!Array.isArray(list) || list.length <= most) return;
    findings.error(() => tooLong(path, list.length, most));
    owner[name] = list.slice(0, most);
  };
  shorten(cut, 'policies', ['policies'], LIMITS.policies);
  shorten(cut, 'themes', ['themes'], LIMITS.themes);
  const network = cut['network'];
  if (typeof network === 'object' && network !== null && !Array.isArray(network)) {
    cut['network'] = { ...network };
    shorten(cut['network'] as Members, 'layers', ['network', 'layers'], LIMITS.layers);
  }
  return cut;
}

const tooLong = (path: Path, length: number, most: number): Finding => ({
  code: 'list-too-long',
  path,
  message: `${spell(path)} has ${length} entries; the most is ${most}`,
  advice: `take ${length - most} out`,
});

/** The part of an issue of zod that is used; its message is not. */
interface Issue {
  readonly code: string;
  readonly path: Path;
  readonly keys?: readonly string[];
  readonly origin?: string;
}

function tell(issue: Issue, file: Members, findings: Findings): void {
  const { code, path } = issue;
  if (code === 'unrecognized_keys') {
    for (const key of issue.keys ?? []) findings.error(() => unknownKey(path, key, file));
    return;
  }
  const value = valueAt(file, path);
  findings.error(() => (value === undefined ? missing(path, file) : wrong(issue, value, file)));
}

function unknownKey(path: Path, key: string, file: Members): Finding {
  const names = namesAt(path, file);
  const homes = homesOf(key);
  const near = nearest(key, names);
  return {
    code: 'key-unknown',
    path: [...path, key],
    at: 'key',
    message: `${spell(path)} has no \`${short(key)}\``,
    advice:
      near === undefined && homes.length > 0
        ? `\`${short(key)}\` belongs in ${homes.slice(0, 3).join(' or ')}`
        : adviceFor(key, names),
  };
}

/** The most characters of a text, or of the expression that may stand in its place. */
const longest = (described: Described | undefined): number | undefined =>
  described?.maxLength ?? described?.anyOf?.find(({ maxLength }) => maxLength !== undefined)?.maxLength;

function missing(path: Path, file: Members): Finding {
  const name = String(path.at(-1));
  const kinds = name === 'kind' ? kindsAt(path, file) : [];
  const owner = path.slice(0, -1);
  const known = namesAt(owner, file);
  const slip = nearest(
    name,
    Object.keys(valueAt(file, owner) ?? {}).filter((key) => !known.includes(key)),
  );
  return {
    code: 'key-missing',
    path,
    message: `${spell(path)} is missing`,
    advice:
      slip !== undefined
        ? `should \`${short(slip)}\` be \`${name}\`?`
        : kinds.length > 0
          ? `add "${name}", one of ${kinds.map((kind) => `"${kind}"`).join(', ')}`
          : `add "${name}": ${wanted(describedAt(path, file))}`,
  };
}

function wrong({ code, path, origin }: Issue, value: unknown, file: Members): Finding {
  const described = describedAt(path, file);
  const must = `${spell(path)} is ${toldValue(value)}; it must be ${wanted(described)}`;
  const finding = (name: string, advice: string, message = must): Finding => ({
    code: name,
    path,
    message,
    advice,
  });
  switch (code) {
    case 'too_small':
    case 'too_big': {
      const isSmall = code === 'too_small';
      if (origin === 'string')
        return isSmall
          ? finding('text-empty', 'write at least one character')
          : finding(
              'text-too-long',
              `cut it to ${longest(described)} characters`,
              `${spell(path)} has ${String(value).length} characters; the most is ${longest(described)}`,
            );
      if (origin === 'array') return finding('list-too-short', 'add to it');
      return finding(isSmall ? 'number-too-small' : 'number-too-big', boundsAdvice(value, described));
    }
    case 'invalid_format':
      return finding('id-unfit', idAdvice(String(value)));
    case 'invalid_value':
      return finding('choice-unknown', adviceFor(String(value), (described?.enum ?? []).map(String)));
    default:
      break;
  }
  if (path.at(-1) === 'kind') return unknownKind(path, value, file);
  if (typeof value === 'number' && !Number.isInteger(value))
    return finding('number-not-whole', `write ${Math.floor(value)} or ${Math.ceil(value)}`);
  return finding('wrong-type', typeAdvice(value, described?.type));
}

function kindsAt(path: Path, file: Members): string[] {
  const alternatives = describedAt(path.slice(0, -1), file)?.oneOf ?? [];
  return alternatives.map(({ properties }) => String(properties?.['kind']?.const));
}

function unknownKind(path: Path, value: unknown, file: Members): Finding {
  return {
    code: 'choice-unknown',
    path,
    message: `${spell(path)} is ${toldValue(value)}; there is no such kind of layer`,
    advice: adviceFor(String(value), kindsAt(path, file)),
  };
}
