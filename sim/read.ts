/**
 * The one gate to a Scenario, for files, links, stored drafts and objects in memory. It opens step by step, and each step may rely on
 * the ones before: size, syntax, plain data, version, shape, meaning. What stops at it gets its problems, in plain words, with places.
 */
import { JSON_LIMITS, type JsonFault } from './json.ts';
import { Findings, type Finding, type Problem } from './problems.ts';
import { checkBuildable } from './reading/buildable.ts';
import { checkConflicts } from './reading/conflicts.ts';
import { checkMeaning } from './reading/meaning.ts';
import { faultsOf, findPlaces, linesAndColumns, pointerOf, withinString } from './reading/places.ts';
import { plainValue, toldValue } from './reading/plain.ts';
import { checkSettings } from './reading/settings.ts';
import { shaped } from './reading/shape.ts';
import { atThisVersion, type Members } from './reading/version.ts';
import type { Scenario } from './scenario.ts';

/** A checked scenario, or what is wrong: the first problems in the order of their places, and how many more there are. */
export type Reading =
  | { readonly ok: true; readonly scenario: Scenario; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly more: number };

/** Reads the text of a scenario file. Never throws; nothing in the text is run. */
export async function readScenario(text: string): Promise<Reading> {
  const { characters } = JSON_LIMITS;
  if (text.length > characters)
    return refusedText('', [
      {
        code: 'file-too-large',
        offset: 0,
        path: [],
        message: `the text has ${text.length} characters; the most is ${characters}`,
        advice: 'a scenario is a few kilobytes; write networks with fewer ties',
      },
    ]);
  const json = text.startsWith('\ufeff') ? text.slice(1) : text;
  const { faults, more } = faultsOf(json);
  if (faults.length > 0) return refusedText(json, faults, more);
  return check(JSON.parse(json), json);
}

/** Checks a scenario that is an object already, as a form or a program makes it. Places are pointers only: line and column are 0. */
export function checkScenario(value: unknown): Promise<Reading> {
  return check(value, null);
}

async function check(value: unknown, text: string | null): Promise<Reading> {
  const findings = new Findings();
  const scenario = await understood(value, findings, text !== null);
  if (scenario === null)
    return { ok: false, problems: placed(findings.errors, 'error', text), more: findings.more };
  return { ok: true, scenario, warnings: placed(findings.warnings, 'warning', text) };
}

async function understood(value: unknown, findings: Findings, isOurs: boolean): Promise<Scenario | null> {
  const plain = plainValue(value, findings, isOurs);
  if (findings.failed) return null;
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    findings.error(() => ({
      code: 'not-an-object',
      path: [],
      message: `a scenario is one object { … }; this is ${toldValue(plain)}`,
      advice: 'start from a file in scenarios/',
    }));
    return null;
  }
  const current = atThisVersion(plain as Members, findings);
  const scenario = current && shaped(current, findings);
  if (scenario === null) return null;
  checkMeaning(scenario, findings);
  checkBuildable(scenario, findings);
  const tables = await checkSettings(scenario, findings);
  if (findings.failed) return null;
  checkConflicts(scenario, tables, findings);
  return scenario;
}

function placed(found: readonly Finding[], level: Problem['level'], text: string | null): Problem[] {
  const places = text === null ? [] : placesOf(found, text);
  const problems = found.map(({ code, path, message, advice }, k) => {
    const { line, column } = places[k] ?? { line: 0, column: 0 };
    return { code, level, pointer: pointerOf(path), line, column, message, advice };
  });
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

function placesOf(found: readonly Finding[], text: string) {
  const places = findPlaces(
    text,
    found.map(({ path }) => path),
  );
  const offsets = found.map(({ at, character }, k) => {
    const { value, key, found: isThere } = places[k]!;
    if (at === 'key') return key;
    return character !== undefined && isThere ? withinString(text, value, character) : value;
  });
  return linesAndColumns(text, offsets);
}

function refusedText(text: string, faults: readonly JsonFault[], more = 0): Reading {
  const places = linesAndColumns(
    text,
    faults.map(({ offset }) => offset),
  );
  const problems = faults.map(({ code, path, message, advice }, k) => {
    return { code, level: 'error', pointer: pointerOf(path), ...places[k]!, message, advice } as const;
  });
  return { ok: false, problems, more };
}
