// The gate: every file of the corpus gets its answer, and what passes is complete and passes again unchanged.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../sim/problems.ts';
import { checkScenario, readScenario, type Reading } from '../sim/read.ts';
import corpus from './corpus/index.json' with { type: 'json' };

interface Recipe {
  readonly before?: string;
  readonly repeat: string;
  readonly times: number;
  readonly after?: string;
}
interface Expected {
  readonly file?: string;
  readonly recipe?: Recipe;
  readonly level: string;
  readonly code: string;
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
  /** How many problems there are in all, where it is not one. */
  readonly of?: number;
}
const CORPUS = corpus as readonly Expected[];
const FILES = new URL('./corpus/files/', import.meta.url);

const made = ({ before = '', repeat, times, after = '' }: Recipe): string =>
  before + repeat.repeat(times) + after;
const textOf = ({ file, recipe }: Expected): string =>
  file === undefined ? made(recipe!) : readFileSync(new URL(file, FILES), 'utf8');
const toldIn = (reading: Reading): readonly Problem[] => (reading.ok ? reading.warnings : reading.problems);

describe('the corpus of broken scenarios', () => {
  it('has two files a code, at least, and none that is not in the index', () => {
    const counts = new Map<string, number>();
    for (const { code } of CORPUS) counts.set(code, (counts.get(code) ?? 0) + 1);
    expect(counts.size).toBeGreaterThanOrEqual(90);
    expect(Array.from(counts).filter(([, n]) => n < 2)).toEqual([]);
    expect(readdirSync(FILES).sort()).toEqual(CORPUS.flatMap(({ file }) => file ?? []).sort());
  });

  it.each(
    CORPUS.map(
      (expected) => [expected.file ?? `${expected.code} ${expected.recipe!.times} times`, expected] as const,
    ),
  )('%s', async (_, expected) => {
    const { level, code, pointer, line, column, of = 1 } = expected;
    const reading = await readScenario(textOf(expected));
    const told = toldIn(reading);
    expect(told[0]).toMatchObject({ level, code, pointer, line, column });
    expect(told.map((problem) => problem.code)).toHaveLength(of);
    expect(reading.ok).toBe(level === 'warning');
  });
});
