// `npm run bench [-- --json] [-- --quick]`: speed and memory of the built engine, beside references measured in the
// same run on the same machine, so that the ratios mean something where the absolute figures do not.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../../package.json' with { type: 'json' };
import { parsed, silent, sized, still, store } from './cases.ts';
import { growth, median } from './clock.ts';
import type { Run } from './model.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { References } from './references.ts';
import { aim, table } from './report.ts';
import type { Section } from './report.ts';

const ROOT = join(import.meta.dirname, '../..');
const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    scenario: { type: 'string', default: join(ROOT, 'scenarios/punish-or-listen.json') },
  },
});
const SIZES = options.quick ? [1e3, 1e4] : [1e3, 1e4, 1e5, 1e6];
const COLUMNS = SIZES.map((people) => people.toLocaleString('en'));
const WEEKS = 520;
const folder = mkdtempSync(join(tmpdir(), 'palinode-bench-'));
const scenario = parsed(readFileSync(options.scenario, 'utf8'));

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** A case in a process of its own. */
function measure<T>(name: string, ...given: readonly unknown[]): T {
  say(
    `  ${name} ${given
      .flat()
      .map((value) => (typeof value === 'string' ? basename(value) : value))
      .join(' ')}`,
  );
  const program = join(import.meta.dirname, 'case.js');
  const answer = execFileSync(process.execPath, [program, name, JSON.stringify(given)], { encoding: 'utf8' });
  return JSON.parse(answer) as T;
}

/** @returns the compiled sis.c, or null where there is no compiler. */
function compiled(): string | null {
  const binary = join(folder, 'sis');
  try {
    const source = join(ROOT, 'test/bench/sis.c');
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
  const making = measured.map((m) => m.generation);
  const same = measured.map(({ identical }) => (identical === null ? null : identical ? 'yes' : 'NO'));
  return {
    title: 'References: small world, mean degree 10; CPU time',
    columns: COLUMNS,
    rows: [
      { name: '(a) gather a byte per tie', unit: 'ns a person-week', values: measured.map((m) => m.gather) },
      { name: '(b) SIS contagion, JavaScript', unit: 'ns', values: measured.map((m) => m.javascript) },
      { name: '(c) SIS contagion, C -O3', unit: 'ns', values: measured.map((m) => m.c) },
      {
        name: 'speed of (b) as a share of (c)',
        unit: '',
        values: ratio,
        aim: aim('≥ 0.45', ratio, (r) => r >= 0.45),
      },
      { name: '(b) and (c) end in one state', unit: '', values: same },
      { name: 'making the network', unit: 's', values: making, aim: aim('≤ 2', making, (s) => s <= 2) },
    ],
  };
}

async function model(): Promise<Section> {
  const { baseline } = scenario;
  const measured: Run[] = [];
  for (const people of SIZES) {
    const file = await store(folder, `people-${people}`, sized(scenario, people, WEEKS), baseline);
    measured.push(measure<Run>('model', file));
  }
  const share = async (name: string, quieter: (busy: Scenario) => Scenario): Promise<number[]> => {
    const shares: number[] = [];
    for (const [k, people] of SIZES.entries()) {
      const file = await store(
        folder,
        `${name}-${people}`,
        quieter(sized(scenario, people, WEEKS)),
        baseline,
      );
      shares.push(measure<Run>('model', file).cost / measured[k].cost);
    }
    return shares;
  };
  const silence = await share('silent', silent);
  const stillness = await share('still', still);
  const column = (pick: (run: Run) => number): number[] => measured.map(pick);
  const cost = column((m) => m.cost);
  const large = measured.filter(({ people }) => people >= 1e4);
  const whole = column((m) => m.whole);
  const limit = (people: number): number => (people > 1e5 ? 30 : people > 1e4 ? 3 : Infinity);
  const peak = column((m) => m.peak);
  return {
    title: `Full model: ${WEEKS} weeks, policy ${baseline}; CPU time`,
    columns: COLUMNS,
    rows: [
      {
        name: 'the weeks',
        unit: 'ns a person-week',
        values: cost,
        aim: aim(
          '≤ 40 from 10⁴ people',
          large.map((m) => m.cost),
          (ns) => ns <= 40,
        ),
      },
      { name: 'people who change', unit: '% a week', values: column((m) => 100 * m.changed) },
      { name: 'people looked at', unit: 'a person-week', values: column((m) => m.rows) },
      { name: 'ties looked at', unit: 'a person-week', values: column((m) => m.ties) },
      { name: 'draws', unit: 'a person-week', values: column((m) => m.draws) },
      { name: 'a world where nothing is said', unit: 'share of its cost', values: silence },
      {
        name: 'a world where nothing happens',
        unit: 'share',
        values: stillness,
        aim: aim('≤ 0.10 from 10⁴', stillness.slice(1), (part) => part <= 0.1),
      },
      { name: 'mean degree', unit: 'ties', values: column((m) => m.tiesPerPerson) },
      { name: 'people and network', unit: 's', values: column((m) => m.making) },
      {
        name: 'a whole run',
        unit: 's',
        values: whole,
        aim: aim(
          '≤ 3 at 10⁵, 30 at 10⁶',
          measured.map((m) => m.whole / limit(m.people)),
          (share) => share <= 1,
        ),
      },
      { name: 'table of people', unit: 'bytes a person', values: column((m) => m.rowBytes) },
      { name: 'all of a run, as estimated', unit: 'bytes a person', values: column((m) => m.heldBytes) },
      { name: 'peak memory', unit: 'MB', values: peak, aim: aim('≤ 400', peak, (mb) => mb <= 400) },
      { name: 'of it, Node itself', unit: 'MB', values: column((m) => m.node) },
      {
        name: 'growth exponent in people',
        unit: '',
        values: [
          growth(
            SIZES,
            measured.map((m) => m.cost * m.people),
          ),
        ],
      },
      rise(large),
    ],
  };
}

function rise(large: readonly Run[]): Section['rows'][number] {
  const costs = large.map((m) => m.cost);
  const values = [Math.max(...costs) / Math.min(...costs)];
  return {
    name: 'dearest size over cheapest, from 10⁴',
    unit: '×',
    values,
    aim: aim('≤ 2', values, (r) => r <= 2),
  };
}

async function scaling(): Promise<Section> {
  const weeks = [130, 260, 520];
  const files: string[] = [];
  for (const count of weeks)
    files.push(await store(folder, `weeks-${count}`, { ...scenario, weeks: count }, scenario.baseline));
  const byWeeks = measure<number[]>('runs', files, [8], 5);
  const replicates = [5, 10, 20, 40];
  const byReplicates = measure<number[]>('runs', files.slice(-1), replicates, 3);
  const inWeeks = [growth(weeks, byWeeks)];
  const inReplicates = [growth(replicates, byReplicates)];
  return {
    title: 'The default scenario as it stands',
    columns: [''],
    rows: [
      {
        name: 'growth exponent in weeks',
        unit: '',
        values: inWeeks,
        aim: aim('≤ 1.1', inWeeks, (g) => g <= 1.1),
      },
      {
        name: 'growth exponent in replicates',
        unit: '',
        values: inReplicates,
        aim: aim('≤ 1.1', inReplicates, (g) => g <= 1.1),
      },
      ...commandLine(),
    ],
  };
}

/** Seconds by the wall of dist/cli.js as a person would start it; NaN, with a word on why, where it failed. */
function wall(...given: readonly string[]): number {
  say(`  cli ${given.slice(0, 1).concat(given.slice(2)).join(' ')}`);
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist/cli.js'), ...given], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status === 0) return (performance.now() - start) / 1000;
  say(`  it failed: ${stderr.trim()}`);
  return NaN;
}

function commandLine(): Section['rows'] {
  const start = [median([1, 2, 3, 4, 5].map(() => wall('--version')))];
  const task = ['run', options.scenario, '--policy', scenario.baseline, '--replicates', '200'];
  const place = ['--out', join(folder, 'out'), '--force', '--quiet'];
  const ask = (workers: number): number => wall(...task, '--workers', `${workers}`, ...place);
  const rounds = [1, 2, 3].map(() => [ask(1), ask(2)] as const);
  const two = [median(rounds.map(([, seconds]) => seconds))];
  const speedup = [median(rounds.map(([one, both]) => one / both))];
  const unit = 's by the wall';
  return [
    { name: '200 replicates, 2 workers', unit, values: two, aim: aim('≤ 5', two, (s) => s <= 5) },
    {
      name: 'speed of 2 workers over 1',
      unit: '×',
      values: speedup,
      aim: aim('≥ 1.6', speedup, (x) => x >= 1.6),
    },
    { name: 'start-up of the command line', unit, values: start, aim: aim('≤ 0.3', start, (s) => s <= 0.3) },
  ];
}

const sections: Section[] = [];
try {
  say('measuring, some minutes (a process a line):');
  sections.push(references(), await model(), await scaling());
} finally {
  rmSync(folder, { recursive: true });
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`;
if (options.json) console.log(JSON.stringify({ version, machine, sections }, null, 2));
else console.log(`\nPalinode ${version} on ${machine}\n\n${sections.map(table).join('\n\n')}`);
