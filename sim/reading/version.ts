/**
 * The version of a scenario file, looked at before anything else of it: a file of a newer version is refused, never guessed at; one of
 * an older version is brought up to date step by step. Steps are pure, and a step that has been released is never changed.
 */
import type { Findings } from '../problems.ts';
import { SCHEMA_VERSION } from '../scenario.ts';
import { toldValue } from './plain.ts';

export type Members = Record<string, unknown>;

/** From version n to version n + 1: what the file of the older version says, said in the newer one. */
export type Migrations = ReadonlyMap<number, (file: Members) => Members>;

/** None yet: 1 is the first version. */
const MIGRATIONS: Migrations = new Map();

/** The file as this build would have written it; null, with what is wrong found, where it cannot be. */
export function atThisVersion(
  file: Members,
  findings: Findings,
  migrations: Migrations = MIGRATIONS,
  newest: number = SCHEMA_VERSION,
): Members | null {
  const version = file['schemaVersion'];
  const refuse = (code: string, message: string, advice: string): null => {
    findings.error(() => ({ code, path: ['schemaVersion'], message, advice }));
    return null;
  };
  if (version === undefined)
    return refuse(
      'version-missing',
      'the scenario does not say its version',
      `add "schemaVersion": ${newest}`,
    );
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return refuse(
      'version-unknown',
      `\`schemaVersion\` is ${toldValue(version)}; versions are 1, 2, 3 …`,
      `write "schemaVersion": ${newest}`,
    );
  if (version > newest)
    return refuse(
      'version-newer',
      `made with version ${version}; this build reads up to ${newest}`,
      'open it with a newer build of this program',
    );
  let current = file;
  for (let from = version; from < newest; from++) {
    const migrate = migrations.get(from);
    if (migrate === undefined)
      return refuse(
        'version-unknown',
        `version ${version} was never released`,
        `write "schemaVersion": ${newest}`,
      );
    current = { ...migrate(current), schemaVersion: from + 1 };
  }
  return current;
}
