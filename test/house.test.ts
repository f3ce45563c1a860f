// The architecture of CONTRIBUTING.md, enforced: who may import what, one doorway a package, the fence of the kernel,
// and documents that keep step with the code. Every rule is also shown a line that breaks it.
import { describe, expect, it } from 'vitest';
import { dependencies } from '../package.json' with { type: 'json' };
import { SUBMODELS, scenarioJsonSchema } from '../sim/scenario.ts';
import { declared, oddVerbs, undocumented, unread, weekVerbs } from './house/documents.ts';
import {
  DOORWAYS,
  brokenBoundaries,
  importRings,
  kernelFence,
  packagesAtOnce,
  sideDoors,
  unusedDoors,
  vagueNames,
} from './house/rules.ts';
import { readSources } from './house/sources.ts';
import type { Sources } from './house/sources.ts';

const SOURCES = readSources(['sim', 'viz']);
const ODD = readSources(['sim'], 'ODD.md').get('sim/ODD.md') ?? '';

/** A project of one file. */
const only = (path: string, text: string): Sources => new Map([[path, text]]);

describe('imports', () => {
  it('stay inside the boundaries', () => expect(brokenBoundaries(SOURCES)).toEqual([]));
  it.each([
    ['sim/x.ts', "import { fan } from '../viz/charts/fan.ts';"],
    ['sim/x.ts', "import { main } from './cli/main.ts';"],
    ['sim/x.ts', "const fs = await import('node:fs');"],
    ['sim/cli/x.ts', "export { store } from '../../viz/store.ts';"],
    ['sim/submodels/x.ts', "import { recruit } from './recruit.ts';"],
    ['viz/panels/x.ts', "import { simulate } from '../../sim/run.ts';"],
    ['viz/charts/x.ts', "import { simulate } from '../store.ts';"],
  ])('%s may not say %s', (path, text) => {
    expect(brokenBoundaries(only(path, text))).toHaveLength(1);
  });
  it('of types alone do not count where only running is forbidden', () => {
    expect(brokenBoundaries(only('viz/x.ts', "import type { World } from '../sim/world.ts';"))).toEqual([]);
  });

  it('of a package go through its doorway', () => {
    expect(sideDoors(SOURCES)).toEqual([]);
    expect(unusedDoors(SOURCES)).toEqual([]);
    expect(Object.keys(dependencies).sort()).toEqual(Object.keys(DOORWAYS).sort());
  });
  it.each(["import * as z from 'zod';", "await import('mathjs/number');", "export * from 'left-pad';"])(
    'and not through a side door: %s',
    (text) => expect(sideDoors(only('sim/x.ts', text))).toHaveLength(1),
  );

  it('keep what is heavy out of the worker, and everything out of the start of the command line', () => {
    expect(packagesAtOnce(SOURCES, 'sim/worker.ts')).toEqual(['@noble/hashes', 'comlink']);
    expect(packagesAtOnce(SOURCES, 'sim/cli/main.ts')).toEqual([]);
    const chain = new Map([
      ['sim/a.ts', "import { b } from './b.ts'; import type { c } from './c.ts'; await import('./d.ts');"],
      ['sim/b.ts', "export * from 'zod/mini';"],
      ['sim/c.ts', "import 'mathjs';"],
      ['sim/d.ts', "import 'comlink';"],
    ]);
    expect(packagesAtOnce(chain, 'sim/a.ts')).toEqual(['zod']);
  });

  it('form no ring', () => {
    expect(importRings(SOURCES)).toEqual([]);
    const ring = new Map([
      ['sim/a.ts', "import { b } from './b.ts';"],
      ['sim/b.ts', "import { a } from './a.ts';"],
    ]);
    expect(importRings(ring)).toEqual(['sim/a.ts → sim/b.ts → sim/a.ts']);
  });
});

describe('the kernel', () => {
  it('has no chance of its own, no clock, and no arithmetic that differs between engines', () => {
    expect(kernelFence(SOURCES)).toEqual([]);
  });
  it.each([
    'Math.random()',
    'Math.exp(1)',
    "Math['log'](2)",
    'const { pow } = Math',
    '2 ** 3',
    'Date.now()',
    'performance.now()',
  ])('may not say %s', (text) => expect(kernelFence(only('sim/x.ts', text))).not.toEqual([]));
});

describe('sim/ODD.md', () => {
  const numbers = declared(scenarioJsonSchema());

  it('describes the submodels in the order of the week, and there are no others', () => {
    const files = Array.from(SOURCES.keys()).flatMap(
      (path) => /^sim\/submodels\/(\w+)\.ts$/.exec(path)?.[1] ?? [],
    );
    expect(files.length).toBeGreaterThanOrEqual(10);
    expect(weekVerbs(SOURCES.get('sim/week.ts') ?? '')).toEqual(SUBMODELS);
    expect(files.sort()).toEqual(Array.from(SUBMODELS).sort());
    expect(oddVerbs(ODD)).toEqual(SUBMODELS);
  });
  it('would notice a submodel out of step', () => {
    expect(oddVerbs('### 7.1 `group`\n### 7.3 `exit`\n')).toEqual(['group', '7.3 exit']);
    const week =
      "import { a } from './submodels/b.ts'; import { c } from './submodels/d.ts'; const W = [c, a];";
    expect(weekVerbs(week)).toEqual(['d', 'b']);
  });

  it('names every number that a scenario may set, and the model reads it', () => {
    expect(numbers.length).toBeGreaterThan(100);
    expect(unread(numbers, SOURCES)).toEqual([]);
    expect(undocumented(numbers, ODD)).toEqual([]);
  });
  it('would notice a number that is not read or not named', () => {
    const schema = { properties: { exit: { properties: { wings: { unit: 'per week' } } } } };
    expect(declared(schema)).toEqual(['exit.wings']);
    expect(unread(['exit.wings'], SOURCES)).toEqual(['exit.wings']);
    expect(unread(['exit.wings'], only('sim/x.ts', 'const { wings } = behaviour.exit;'))).toEqual([]);
    expect(unread(['exit.wings'], only('sim/x.ts', '// exit wings'))).toEqual(['exit.wings']);
    expect(undocumented(['exit.wings', 'offer.start'], 'Named are `start` and exit.wings.')).toEqual([
      'exit.wings',
    ]);
  });
});

describe('names', () => {
  it('say what is in a file', () => {
    expect(vagueNames(SOURCES)).toEqual([]);
    expect(vagueNames(only('sim/utils.ts', ''))).toEqual(['sim/utils.ts']);
  });
});
