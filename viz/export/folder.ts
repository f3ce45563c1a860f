// The folder that `palinode run` writes, opened in the page: the scenario as it was run, and what its manifest says of every
// replicate, so that the page can run the same ones and say whether they came out the same. The series themselves are not
// read: they may be larger than a page can hold, and the page makes its own.

import type { Engine } from '../../sim/compare.ts';
import { digestOf, sha256Hex } from '../../sim/digest.ts';
import { LIMITS } from '../../sim/limits.ts';
import { MEASURES } from '../../sim/measures.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { utf8 } from './bytes.ts';
import { Refused } from './refusal.ts';

/** What a run of the command line says of itself. */
export interface FolderRecord {
  readonly engine: Engine;
  readonly policy: string;
  /** By replicate; null where it was given up. */
  readonly digests: readonly (string | null)[];
  /** By measure id: the middle run, and between what 9 of 10 lie. */
  readonly summary: Readonly<Record<string, Spread>>;
}

export interface Spread {
  readonly n: number;
  readonly median: number | null;
  readonly p05: number | null;
  readonly p95: number | null;
}

/** Files of the folder that are looked at. */
export const FOLDER_FILES = ['manifest.json', 'scenario.json', 'summary.csv'] as const;
type Members = Readonly<Record<string, unknown>>;

export function isManifest(value: unknown): value is Members {
  const told = (value ?? {}) as Members;
  return Array.isArray(told['runs']) && typeof told['policy'] === 'string' && 'files' in told;
}

/** The record of a manifest and a summary, for the scenario beside them. Throws a Refused where they do not agree. */
export function recordFrom(
  manifest: Members,
  scenario: Scenario,
  texts: ReadonlyMap<string, string>,
): FolderRecord {
  const policy = String(manifest['policy']);
  if (!scenario.policies.some(({ id }) => id === policy)) throw unfit('its policy is not in the scenario');
  if (manifest['scenario'] !== digestOf(scenario)) throw unfit('its scenario is not the one that was run');
  for (const [name, text] of texts)
    if (isChanged(manifest, name, text)) throw unfit(`${name} was changed after the run`);
  return {
    engine: engineFrom(manifest['engine']),
    policy,
    digests: digestsFrom(manifest['runs'], scenario),
    summary: summaryFrom(texts.get('summary.csv') ?? '', policy),
  };
}

function isChanged(manifest: Members, name: string, text: string): boolean {
  const written = ((manifest['files'] ?? {}) as Record<string, Members | undefined>)[name];
  return written !== undefined && written['sha256'] !== sha256Hex(utf8(text));
}

function engineFrom(value: unknown): Engine {
  const { name, version } = (value ?? {}) as Members;
  const isWord = (word: unknown): word is string => typeof word === 'string' && /^[\w.+-]{1,60}$/.test(word);
  if (!isWord(name) || !isWord(version)) throw unfit('it does not say which engine made it');
  return { name, version };
}

function digestsFrom(value: unknown, scenario: Scenario): (string | null)[] {
  const runs = Array.isArray(value) ? (value as Members[]) : [];
  const digests = Array<string | null>(scenario.replicates).fill(null);
  for (const run of runs.slice(0, LIMITS.replicates)) {
    const { replicate, digest } = run ?? {};
    if (typeof replicate !== 'number' || !(replicate in digests) || !/^[0-9a-f]{64}$/.test(String(digest)))
      throw unfit('its list of runs is not one');
    digests[replicate] = String(digest);
  }
  return digests;
}

/** Rows as the command line writes them: no cell of the columns that are read has a comma in it. */
function summaryFrom(text: string, policy: string): Record<string, Spread> {
  const [head = '', ...lines] = text.split('\r\n');
  const columns = head.split(',');
  const rows = lines.map((line) => cellsOf(line)).filter((cells) => cells[0] === policy);
  const known = rows.filter((cells) => MEASURES.some(({ id }) => id === cells[1]));
  return Object.fromEntries(
    known.map((cells) => {
      const number = (name: string): number | null => {
        const cell = cells[columns.indexOf(name)] ?? '';
        return cell === '' || !Number.isFinite(Number(cell)) ? null : Number(cell);
      };
      const spread = { median: number('median'), p05: number('p05'), p95: number('p95') };
      return [cells[1]!, { n: number('n') ?? 0, ...spread }];
    }),
  );
}

function cellsOf(line: string): string[] {
  const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
  return cells.map((cell) =>
    cell
      .replace(/,$/, '')
      .replace(/^"([\s\S]*)"$/, '$1')
      .replaceAll('""', '"'),
  );
}

function unfit(what: string): Refused {
  return new Refused(
    'folder-unfit',
    `This folder is not as palinode run left it: ${what}`,
    'manifest.json',
    'Drop its scenario.json alone, and run it here.',
  );
}
