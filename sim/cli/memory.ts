// What a run will need is reckoned before anything is allocated, and refused above a cap: a process that runs out of memory
// loses everything, a refusal loses nothing.

import { availableParallelism, totalmem } from 'node:os';
import type { Scenario } from '../scenario.ts';
import { bytesOf } from '../size.ts';
import { Refusal } from './exit.ts';
import { usage } from './options.ts';
import { counting } from './readers.ts';

const GIB = 2 ** 30;
/** What the program itself takes, and each thread beside its world; and of the last world what is not yet collected: measured. */
const PROGRAM = 70e6;
const THREAD = 25e6;
const LEFT_OVER = 30e6;

/** Bytes that a run with so many workers will take: within a fifth from 2,000 to 1,000,000 people, with 1 worker and 2. */
export function estimate(scenario: Scenario, workers: number): number {
  return PROGRAM + workers * worker(scenario);
}

function worker(scenario: Scenario): number {
  const bytes = bytesOf(scenario);
  return THREAD + bytes + Math.min(bytes, LEFT_OVER);
}

/** The cap: --max-memory, or 4 GiB, or 60 % of the memory that there is, if that is less. */
export function memoryCap(asked: string | undefined): number {
  return asked === undefined ? Math.min(4 * GIB, 0.6 * machineMemory()) : readSize(asked);
}

function machineMemory(): number {
  const limit = process.constrainedMemory?.() ?? 0;
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

const UNITS: Readonly<Record<string, number>> = { K: 2 ** 10, M: 2 ** 20, G: GIB, T: 2 ** 40 };

function readSize(text: string): number {
  const parts = /^(\d+(?:\.\d+)?)\s*([KMGT])(?:i?B)?$/i.exec(text.trim());
  const bytes = parts === null ? 0 : Number(parts[1]) * UNITS[parts[2]!.toUpperCase()]!;
  if (!(bytes > 0)) throw usage(`--max-memory ${text} is not a size.`, 'Write it like 800M or 2G.');
  return bytes;
}

/**
 * How many workers to have: as asked, or one a core and as many as fit. Throws a Refusal with the estimate where it would
 * not fit, and says what would.
 */
export function workersWithin(
  scenario: Scenario,
  cap: number,
  asked: string | undefined,
  replicates: number,
): { readonly workers: number; readonly fewer: boolean } {
  const wanted = asked === undefined ? availableParallelism() : counting('workers', asked, 512);
  const useful = Math.max(1, Math.min(wanted, replicates));
  const fitting = Math.floor((cap - PROGRAM) / worker(scenario));
  if (fitting >= useful) return { workers: useful, fewer: false };
  if (fitting >= 1 && asked === undefined) return { workers: fitting, fewer: true };
  throw tooLarge(scenario, cap, useful, fitting);
}

/** Throws a Refusal where one world with `more` bytes beside it would not fit. */
export function refuseOver(scenario: Scenario, cap: number): void {
  if (estimate(scenario, 1) > cap) throw tooLarge(scenario, cap, 1, 0);
}

function tooLarge(scenario: Scenario, cap: number, workers: number, fitting: number): Refusal {
  const { size } = scenario.population;
  const people = Math.floor(((cap - PROGRAM - THREAD - LEFT_OVER) / bytesOf(scenario)) * size);
  const advice =
    fitting >= 1
      ? `--workers ${fitting} would fit.`
      : people >= 1
        ? `About ${people.toLocaleString('en')} people would fit, or --max-memory ${bytesInWords(
            estimate(scenario, 1) * 1.1,
          )
            .replace(' ', '')
            .replace('B', '')}.`
        : `Ask for more than ${bytesInWords(estimate(scenario, 1))}.`;
  const needed = bytesInWords(estimate(scenario, workers));
  const by = workers === 1 ? '' : ` with ${workers} workers`;
  return new Refusal(
    'memory',
    `This needs about ${needed}${by}, and the limit is ${bytesInWords(cap)}: ${size.toLocaleString('en')} people over ${scenario.weeks} weeks.`,
    advice,
  );
}

/** '74 GB', '1.5 GB', '310 MB', in powers of 1,024 as --max-memory reads them. */
export function bytesInWords(bytes: number): string {
  const gib = bytes / GIB;
  if (gib >= 0.95) return `${gib < 10 ? gib.toFixed(1) : Math.round(gib).toLocaleString('en')} GB`;
  return `${Math.max(1, Math.ceil(bytes / 2 ** 20))} MB`;
}
