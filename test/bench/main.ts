// `npm run bench [-- --json] [-- --quick]`: speed and memory of the built engine, beside references measured in the
// same run on the same machine, so that the ratios mean something where the absolute figures do not.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../../package.json' with { type: 'json' };
import type { References } from './references.ts';
import { aim, table } from './report.ts';
import type { Section } from './report.ts';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
});
const SIZES = options.quick ? [1e3, 1e4] : [1e3, 1e4, 1e5, 1e6];
const folder = mkdtempSync(join(tmpdir(), 'palinode-bench-'));

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** A case in a process of its own. */
function measure<T>(name: string, ...given: readonly unknown[]): T {
  say(`  ${name} ${given.filter((value) => typeof value === 'number').join(' ')}`);
  const program = join(import.meta.dirname, 'case.js');
  const answer = execFileSync(process.execPath, [program, name, JSON.stringify(given)], { encoding: 'utf8' });
  return JSON.parse(answer) as T;
}

/** @returns the compiled sis.c, or null where there is no compiler. */
function compiled(): string | null {
  const binary = join(folder, 'sis');
  const source = join(import.meta.dirname, '../../test/bench/sis.c');
  try {
    execFileSync('cc', ['-O3', '-march=native', '-o', binary, source], { stdio: 'ignore' });
    return binary;
  } catch {
    say('  no C compiler: reference (c) is left out');
    return null;
  }
}

function references(): Section {
  const binary = compiled();
  const measured = SIZES.map((people) => measure<References>('references', people, binary));
  const ratio = measured.map(({ javascript, c }) => (c === null ? null : c / javascript));
  const generation = measured.map((m) => m.generation);
  return {
    title: 'References: small world, mean degree 10, CPU ns per person-week',
    columns: SIZES.map((people) => people.toLocaleString('en')),
    rows: [
      { name: '(a) gather a byte per tie', unit: 'ns', values: measured.map((m) => m.gather) },
      { name: '(b) SIS contagion, JavaScript', unit: 'ns', values: measured.map((m) => m.javascript) },
      { name: '(c) SIS contagion, C -O3', unit: 'ns', values: measured.map((m) => m.c) },
      {
        name: 'speed of (b) in terms of (c)',
        unit: '',
        values: ratio,
        aim: aim('≥ 0.45', ratio, (r) => r >= 0.45),
      },
      {
        name: '(b) and (c) end in one state',
        unit: '',
        values: measured.map((m) => (m.identical === null ? null : m.identical ? 'yes' : 'NO')),
      },
      {
        name: 'making the network',
        unit: 's',
        values: generation,
        aim: aim('≤ 2 s', generation, (seconds) => seconds <= 2),
      },
    ],
  };
}

const sections: Section[] = [];
try {
  say('measuring, a few minutes (one process a line):');
  sections.push(references());
} finally {
  rmSync(folder, { recursive: true });
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`;
if (options.json) console.log(JSON.stringify({ version, machine, sections }, null, 2));
else console.log(`\nPalinode ${version} on ${machine}\n\n${sections.map(table).join('\n\n')}`);
