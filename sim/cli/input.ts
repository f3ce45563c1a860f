// The scenario file, from the disk to a checked scenario: its size is looked at before it is read, its bytes before they are
// text, and what is wrong with the text is for sim/read.ts to say.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { JSON_LIMITS } from '../json.ts';
import type { Problem } from '../problems.ts';
import { readScenario } from '../read.ts';
import type { Scenario } from '../scenario.ts';
import { Refusal } from './exit.ts';
import { nearest } from '../reading/nearest.ts';
import { usage } from './options.ts';
import { problemsText } from './problems.ts';
import { printable, reasonOf, remark } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** Bytes above which no file can be a scenario: its text would have too many characters. */
const LARGEST = 3 * (JSON_LIMITS.characters + 1);

export interface Input {
  readonly name: string;
  readonly text: string;
  readonly scenario: Scenario;
  readonly warnings: readonly Problem[];
}

/** Reads and checks a scenario. Throws a Refusal with its problems; warnings are remarked. */
export async function readInput(terminal: Terminal, file: string): Promise<Input> {
  const name = file === '-' ? 'standard input' : file;
  const text = decoded(name, readBytes(name, file));
  const reading = await readScenario(text);
  if (!reading.ok) {
    throw new Refusal('problems', problemsText(printable(name), text, reading.problems, reading.more));
  }
  const { scenario, warnings } = reading;
  if (warnings.length > 0) remark(terminal, problemsText(printable(name), text, warnings, 0));
  return { name, text, scenario, warnings };
}

function readBytes(name: string, file: string): Uint8Array {
  try {
    const handle = file === '-' ? 0 : openSync(file, 'r');
    try {
      return readAll(name, handle);
    } finally {
      if (handle !== 0) closeSync(handle);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('input', `${printable(name)} cannot be read: ${reasonOf(error)}.`, '', error);
  }
}

// One byte more than is allowed is asked for: a pipe has no size to look at.
function readAll(name: string, handle: number): Uint8Array {
  const { size } = fstatSync(handle);
  if (size > LARGEST) throw tooLarge(name, size);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const chunk = new Uint8Array(Math.max(65_536, Math.min(size + 1, LARGEST)));
    const read = readSync(handle, chunk, 0, chunk.length, null);
    if (read === 0) break;
    chunks.push(chunk.subarray(0, read));
    length += read;
    if (length > LARGEST) throw tooLarge(name, length);
  }
  return Buffer.concat(chunks, length);
}

function tooLarge(name: string, size: number): Refusal {
  return bytesRefused(
    name,
    'file-too-large',
    `the file has ${size.toLocaleString('en')} bytes or more; the most is ${LARGEST.toLocaleString('en')}`,
    'a scenario is a few kilobytes of JSON; write networks with fewer ties',
  );
}

function decoded(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw bytesRefused(
      name,
      'not-utf-8',
      'this is not text in UTF-8',
      'save it as UTF-8; a scenario is a JSON file',
    );
  }
}

/** A problem of the bytes, told as those of the text are. */
function bytesRefused(name: string, code: string, message: string, advice: string): Refusal {
  const problem: Problem = { code, level: 'error', pointer: '', line: 0, column: 0, message, advice };
  return new Refusal('problems', problemsText(printable(name), '', [problem], 0));
}

/** The policy of this id. Throws a Refusal that names the nearest. */
export function policyOf(scenario: Scenario, id: string, option: 'policy' | 'baseline') {
  const found = scenario.policies.find((policy) => policy.id === id);
  if (found !== undefined) return found;
  const ids = scenario.policies.map((policy) => policy.id);
  const meant = nearest(id, ids);
  throw usage(
    `--${option} ${printable(id)}: the scenario has no such policy.`,
    meant === undefined ? `It has ${ids.join(', ')}.` : `Did you mean ${meant}? It has ${ids.join(', ')}.`,
  );
}
