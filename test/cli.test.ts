// The command line, as built: what it prints and where, how it ends, and that the same run gives the same bytes.
import { mkdirSync, openSync, readFileSync, readdirSync, writeFileSync, closeSync, chmodSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import Ajv from 'ajv/dist/2020.js';
import { version } from '../package.json' with { type: 'json' };
import { EXITS, Refusal } from '../sim/cli/exit.ts';
import { estimate, memoryCap, workersWithin } from '../sim/cli/memory.ts';
import { readArguments } from '../sim/cli/options.ts';
import { counting, seedOf } from '../sim/cli/readers.ts';
import { MEASURES } from '../sim/measures.ts';
import { seriesColumns } from '../sim/series.ts';
import { palinode, built, workplace, writeScenario } from './cli/program.ts';
import { loudScenario } from './pool/crew.ts';

const place = workplace();
const FILE = place.path('small.json');
const SMALL = { people: 120, weeks: 10, replicates: 4 };
const at = { cwd: place.folder };

beforeAll(() => {
  built();
  writeScenario(FILE, SMALL);
}, 120_000);
afterAll(() => place.leave());

function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('--help and --version', () => {
  it('say what there is', async () => {
    const { code, out, err } = palinode(['--help']);
    expect([code, err]).toEqual([0, '']);
    await expect(out.replaceAll(version, '<version>')).toMatchFileSnapshot('golden/cli-help.txt');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(96);
  });
  it('name every exit code', () => {
    const { out } = palinode(['--help']);
    for (const [code] of Object.values(EXITS)) expect(out).toMatch(new RegExp(`^  ${code} `, 'm'));
  });
  it('of one command leave out what it does not have', () => {
    const { out } = palinode(['run', '--help']);
    expect(out).toContain('--policy ID');
    expect(out).not.toContain('--baseline');
  });
  it('print the version', () =>
    expect(palinode(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' }));
});

describe('what is not understood', () => {
  it.each([
    [['compare', 'f', '--replicatse', '3'], 'There is no option --replicatse. Did you mean --replicates?'],
    [['compare', 'f', '-x'], 'There is no option -x.'],
    [['comprae', 'f'], 'There is no command comprae. Did you mean compare?'],
    [[], 'Nothing was asked for. Commands are check, run, compare, odd, schema.'],
    [['compare'], 'compare needs a scenario file. It is palinode compare FILE.'],
    [['compare', 'f', 'g'], 'One thing too many: g. It is palinode compare FILE.'],
    [['schema', 'f'], 'One thing too many: f.'],
    [['compare', 'f', '--policy', 'voices'], 'compare has no option --policy. run has it.'],
    [['compare', 'f', '--replicates'], '--replicates needs a value: --replicates N.'],
    [['run', 'f', '--policy', '--force', '--out', 'x'], '--policy needs a value: --policy ID.'],
    [['compare', 'f', '--json=yes'], '--json takes no value.'],
    [['compare', 'f', '--seed', 'a', '--seed', 'b'], '--seed is given twice.'],
    [['--constructor'], 'There is no option --constructor.'],
    [['constructor'], 'There is no command constructor.'],
  ])('%j', (args, words) => {
    const refusal = refusalOf(() => readArguments(args));
    expect(refusal.exit).toBe('usage');
    expect(`${refusal.message} ${refusal.advice}`).toContain(words);
  });

  it.each([
    ['0', 'not a whole number from 1 to 9'],
    ['10', 'not a whole number from 1 to 9'],
    ...['1e0', '-1', '1.5', '', ' 1', '٣'].map((text): [string, string] => [text, 'not a whole number']),
  ])('as a count: %j', (text, words) => {
    expect(refusalOf(() => counting('workers', text, 9)).message).toContain(words);
    expect(counting('workers', '9', 9)).toBe(9);
  });

  it.each(['', 'a\u0007', 'a\u202eb', '\ud800', 'x'.repeat(201)])('as a seed: %j', (text) => {
    expect(refusalOf(() => seedOf(text)).message).toContain('--seed is text');
    expect(seedOf('ß 字 🙂')).toBe('ß 字 🙂');
  });

  it.each(['2', '2X', '-1G', '0M', 'G', '1e9G'])('as a size: %j', (text) => {
    expect(refusalOf(() => memoryCap(text)).message).toContain('not a size');
    expect([memoryCap('1.5G'), memoryCap('800M'), memoryCap('2GiB')]).toEqual([
      1.5 * 2 ** 30,
      800 * 2 ** 20,
      2 ** 31,
    ]);
  });

  it('as many workers are had as fit, unless it was said how many', () => {
    const scenario = loudScenario(SMALL);
    const cores = availableParallelism();
    const forTwo = estimate(scenario, 2) + 1;
    expect(workersWithin(scenario, forTwo, undefined, 100)).toEqual({
      workers: Math.min(2, cores),
      fewer: cores > 2,
    });
    expect(workersWithin(scenario, forTwo, '9', 2)).toEqual({ workers: 2, fewer: false });
    expect(refusalOf(() => workersWithin(scenario, forTwo, '3', 100))).toMatchObject({
      exit: 'memory',
      advice: '--workers 2 would fit.',
    });
  });

  it('values may begin with a hyphen, or be said after an equals sign', () => {
    const { values } = readArguments(['run', 'f', '--seed', '-5', '--policy=--force', '--out=a b']);
    expect(values).toEqual({ seed: '-5', policy: '--force', out: 'a b' });
  });

  it.each([
    [['comprae', FILE], 'Did you mean compare?'],
    [['compare', FILE, '--baseline', 'voice'], 'Did you mean voices?'],
    [['compare', FILE, '--assumptions', 'loose'], 'fixed or drawn'],
    [['run', FILE, '--policy', 'nobody', '--out', place.path('never')], 'It has as-it-was'],
    [['run', FILE, '--out', place.path('never')], 'needs --policy'],
    [['run', FILE, '--policy', 'voices'], 'needs --out'],
  ])('%j ends with 64, in words', (args, words) => {
    const { code, out, err } = palinode(args);
    expect(err).toContain(words);
    expect([code, out]).toEqual([64, '']);
    expect(err).not.toMatch(/^\s+at /m);
    expect(err).toMatch(/^palinode: .*palinode --help says what there is\.\n$/s);
  });
});

describe('check', () => {
  it('says what a good scenario is', () => {
    const { code, out, err } = palinode(['check', FILE]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('small.json: no problems');
    expect(out).toMatch(/people +120\n/);
  });
  it('describes the network beside what was asked for', () => {
    const { code, out } = palinode(['check', FILE, '--network']);
    expect(code).toBe(0);
    expect(out).toMatch(/mean degree +\d+\.\d\d\n/);
    expect(out).toMatch(/kin +\d+ +\d\.\d\d \(3\.00\) +1\.000 \(1\.000\)/);
  });
  it('tells the problems of a bad one on standard output, with the place, and ends with 2', () => {
    writeFileSync(place.path('bad.json'), readFileSync(FILE, 'utf8').replace('"weeks":10', '"weeks":"ten"'));
    const { code, out, err } = palinode(['check', 'bad.json'], at);
    expect([code, err]).toEqual([2, '']);
    expect(out).toMatch(/^bad\.json:1:\d+: error [a-z-]+ at \/weeks\n {2}\S/);
    expect(out).toMatch(/\n {2}1 \| .*"weeks":"ten".*\n +\^/);
    const { code: other, out: nothing, err: told } = palinode(['compare', 'bad.json'], at);
    expect([other, nothing]).toEqual([2, '']);
    expect(told).toBe(out);
  });
  it('reads standard input, with or without a mark of byte order', () => {
    const text = readFileSync(FILE, 'utf8');
    expect(palinode(['check', '-'], { input: text }).out).toContain('standard input: no problems');
    expect(palinode(['check', '-'], { input: `\ufeff${text}` }).code).toBe(0);
  });
  it('knows what is no text, and what is too large, before it is read as one', () => {
    expect(palinode(['check', '-'], { input: new Uint8Array([0x7b, 0xff, 0xfe]) })).toMatchObject({
      code: 2,
      out: expect.stringContaining('not-utf-8') as string,
    });
    expect(palinode(['check', '-'], { input: new Uint8Array(26_000_000).fill(0x20) })).toMatchObject({
      code: 2,
      out: expect.stringContaining('file-too-large') as string,
    });
  });
  it('shows nothing of a file that could command a terminal', () => {
    const { out } = palinode(['check', '-'], { input: '{"a\u001b[2J\u202e": 1, "b": \u009b2J}' });
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
  it.each([
    ['nothing.json', 'there is no such file'],
    ['.', 'it is a folder'],
  ])('%s ends with 66', (file, words) => {
    const { code, err } = palinode(['check', file], at);
    expect([code, err.includes(words)]).toEqual([66, true]);
  });
});

describe('schema', () => {
  it('is a JSON Schema that takes the scenario and refuses another', () => {
    const { code, out } = palinode(['schema']);
    expect(code).toBe(0);
    const validate = new Ajv({ strict: false }).compile(JSON.parse(out) as object);
    const scenario = JSON.parse(readFileSync(FILE, 'utf8')) as object;
    expect(validate(scenario)).toBe(true);
    expect(validate({ ...scenario, weeks: 'ten' })).toBe(false);
  });
});

describe('odd', () => {
  it('writes the whole model with the numbers of the scenario, to a file as to the terminal', () => {
    const { code, out, err } = palinode(['odd', FILE]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(': ODD of the scenario as run\n');
    expect(out).toContain(`Described by palinode ${version}; digest of the scenario `);
    expect(out).toMatch(/^\| `population\.size` .*\| 2000 +\| \*\*120\*\* /m);
    for (const element of ['1 Purpose', '5 Initialisation', '7 Submodels'])
      expect(out).toContain(`\n## ${element}`);
    const file = place.path('new/odd.md');
    expect(palinode(['odd', FILE, '--out', file])).toEqual({ code: 0, out: '', err: `Written: ${file}\n` });
    expect(readFileSync(file, 'utf8')).toBe(out);
  });
  it.each([
    [['odd', FILE, '--out', place.folder], 74, 'it is a folder'],
    [['odd', FILE, '--out='], 64, '--out needs a file to write to.'],
    [['odd', place.path('nowhere.json')], 66, 'there is no such file or folder'],
    [['odd', FILE, '--json'], 64, 'odd has no option --json. compare has it.'],
    [['odd'], 64, 'odd needs a scenario file. It is palinode odd FILE.'],
  ])('%j ends in words', (args, ends, words) => {
    const { code, out, err } = palinode(args);
    expect([code, out]).toEqual([ends, '']);
    expect(err.replaceAll('\n', ' ')).toContain(words);
  });
  it('tells what is wrong with a scenario as check does', () => {
    const bad = palinode(['odd', '-'], { input: '{ "schemaVersion": 1 }' });
    expect([bad.code, bad.out]).toEqual([2, '']);
    expect(bad.err).toContain('title');
  });
});

describe('compare', () => {
  const json = (...args: string[]) => {
    const { code, out, err } = palinode(['compare', FILE, '--json', '--quiet', ...args]);
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out) as Record<string, never> & { digest: string; drawn?: object };
  };

  it('prints one document, the same for any number of workers, with the guesses drawn beside it', () => {
    const one = json('--workers', '1');
    expect(json('--workers', '3')).toEqual(one);
    expect(one).toMatchObject({
      engine: { name: 'palinode', version },
      seed: 'palinode 2015',
      replicates: 4,
      baseline: 'as-it-was',
      assumptions: 'fixed',
      drawn: { assumptions: 'drawn', replicates: 4 },
    });
    const fixed = json('--assumptions', 'fixed');
    expect(fixed.digest).toBe(one.digest);
    expect(fixed).not.toHaveProperty('drawn');
    const drawn = json('--assumptions', 'drawn');
    expect(drawn.digest).toBe((one.drawn as { digest: string }).digest);
  });

  it('does what its options say', () => {
    const found = json(
      '--assumptions',
      'fixed',
      '--replicates',
      '2',
      '--seed',
      'ß 字',
      '--baseline',
      'voices',
    );
    expect(found).toMatchObject({ replicates: 2, seed: 'ß 字', baseline: 'voices' });
    expect(Object.keys(found['differences']!)).toEqual(['as-it-was', 'deterrence', 'balance']);
    const scenario = JSON.parse(readFileSync(FILE, 'utf8')) as object;
    writeFileSync(place.path('cost.json'), JSON.stringify({ ...scenario, headline: 'cost', replicates: 60 }));
    const args = ['compare', 'cost.json', '--until-certain', '--assumptions', 'fixed', '--json', '--quiet'];
    const [one, two] = ['1', '2'].map((workers) => palinode([...args, '--workers', workers], at).out);
    expect(two).toBe(one);
    const { replicates } = JSON.parse(one!) as { replicates: number };
    expect(replicates).toBeGreaterThanOrEqual(8);
    expect(replicates).toBeLessThan(60);
  });

  it('prints the answer first and no escape where it is no terminal', () => {
    const { code, out, err } = palinode(['compare', FILE]);
    expect(code).toBe(0);
    const [title, question] = out.split('\n');
    expect([title, question]).toEqual(['Punish or listen?', expect.stringMatching(/^Does a state/)]);
    expect(out.slice(0, out.indexOf('Outcomes'))).toMatch(/ in any run\.| paired runs/);
    expect(out).toContain('Deterrence minus As it was, run by run');
    for (const { title: name } of MEASURES) expect(out.split(name).length).toBeGreaterThan(3);
    expect(out + err).not.toContain('\u001b');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(out).toContain('With the guesses drawn from their ranges');
    // For each policy the guess on which the answer rests, or that none does: over 4 runs nothing can stand out.
    const rests = out.replaceAll('\n', ' ').match(/No single guess stands out|No guess can be named/g) ?? [];
    expect(rests).toHaveLength(3);
  });

  it('draws into a folder that is not there yet, and says so on standard error', () => {
    const { code, err } = palinode(['compare', FILE, '--assumptions', 'fixed', '--svg', 'out/a/b.svg'], at);
    expect([code, err]).toEqual([0, expect.stringContaining('Drawn: out/a/b.svg')]);
    const svg = readFileSync(place.path('out/a/b.svg'), 'utf8');
    expect(svg).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /,
    );
    expect(svg.match(/<circle /g)!.length).toBe(3 * 4);
    expect(readdirSync(place.path('out/a'))).toEqual(['b.svg']);
  });

  it('does not begin where the drawing could not be written', () => {
    const { code, out, err } = palinode(['compare', FILE, '--svg', 'small.json/x.svg'], at);
    expect([code, out]).toEqual([74, '']);
    expect(err).toContain('cannot be written');
  });

  it('ends with 74 where nobody reads, or the disk is full', () => {
    const full = openSync('/dev/full', 'w');
    const { code, err } = palinode(['compare', FILE, '--assumptions', 'fixed'], { stdout: full });
    closeSync(full);
    expect([code, err]).toEqual([74, expect.stringContaining('the disk is full')]);
  });

  it('is told beforehand what does not fit, and is not begun', () => {
    writeScenario(place.path('large.json'), { people: 4_000_000, weeks: 900 });
    const { code, out, err } = palinode(['compare', 'large.json', '--max-memory', '300M'], at);
    expect([code, out]).toEqual([75, '']);
    expect(err).toMatch(/needs about [\d.]+ GB.*the limit is 300 MB.*4,000,000 people/s);
    expect(err).toMatch(/About [\d,]+ people would fit/);
    const workers = palinode([
      'compare',
      FILE,
      '--max-memory',
      '150M',
      '--workers',
      '40',
      '--replicates',
      '100',
    ]);
    expect([workers.code, workers.err]).toEqual([75, expect.stringMatching(/--workers \d would fit/)]);
  });
});

describe('run', () => {
  const RESULTS = ['manifest.json', 'scenario.json', 'series.csv', 'summary.csv'];
  const runTo = (folder: string, ...more: string[]) =>
    palinode(['run', 'small.json', '--policy', 'voices', '--replicates', '3', '--out', folder, ...more], at);
  const contents = (folder: string): string[] =>
    RESULTS.map((name) => readFileSync(place.path(`${folder}/${name}`), 'utf8'));

  it('writes four files, the same for any number of workers', () => {
    const { code, out, err } = runTo('one', '--workers', '1');
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain('Written: one');
    expect(readdirSync(place.path('one')).sort()).toEqual(RESULTS);
    expect(runTo('deep/three', '--workers', '3', '--quiet')).toEqual({ code: 0, out: '', err: '' });
    expect(contents('deep/three')).toEqual(contents('one'));
  });

  it('the series are tidy and read back as the very same numbers', () => {
    const [, scenario, csv] = contents('one') as [string, string, string];
    const rows = csv.split('\r\n');
    expect(rows.shift()).toBe('policy,replicate,week,measure,value');
    expect(rows.pop()).toBe('');
    const columns = seriesColumns(loudScenario(SMALL));
    expect(rows.length).toBe(3 * SMALL.weeks * columns.length);
    expect(new Set(rows.map((line) => line.split(',').length))).toEqual(new Set([5]));
    expect(JSON.parse(scenario)).toMatchObject({ replicates: 3, weeks: 10 });
    const document = JSON.parse(
      palinode(['compare', FILE, '--json', '--assumptions', 'fixed', '-q']).out,
    ) as {
      policies: { voices: { recruits: { mean: number } } };
    };
    const joins = (r: number): number =>
      rows
        .map((line) => line.split(','))
        .filter(([, replicate, , measure]) => Number(replicate) === r && measure === 'joins')
        .reduce((sum, cells) => sum + Number(cells[4]), 0);
    const summary = contents('one')[3]!
      .split('\r\n')
      .find((line) => line.includes(',recruits,'))!;
    expect(Number(summary.split(',')[4])).toBeCloseTo((joins(0) + joins(1) + joins(2)) / 3, 12);
    expect(document.policies.voices.recruits.mean).toBeGreaterThanOrEqual(0);
  });

  it('the manifest says how it was made, and its digests are those of the files', async () => {
    const [manifest] = contents('one');
    const { files, runs, command, engine } = JSON.parse(manifest!) as {
      files: Record<string, { bytes: number; sha256: string }>;
      runs: { replicate: number; digest: string }[];
      command: string;
      engine: object;
    };
    expect(command).toBe("palinode run small.json --policy voices --replicates 3 --seed 'palinode 2015'");
    expect(engine).toEqual({ name: 'palinode', version });
    expect(runs.map(({ replicate }) => replicate)).toEqual([0, 1, 2]);
    const { createHash } = await import('node:crypto');
    for (const [name, { bytes, sha256 }] of Object.entries(files)) {
      const content = readFileSync(place.path(`one/${name}`));
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
    }
  });

  it('does not touch what is there, unless it is told to', () => {
    const before = contents('one');
    expect(runTo('one')).toMatchObject({ code: 73, err: expect.stringContaining('--force') as string });
    mkdirSync(place.path('mine'));
    writeFileSync(place.path('mine/notes.txt'), 'mine');
    expect(runTo('mine').code).toBe(73);
    expect(runTo('small.json').code).toBe(73);
    expect(runTo('mine', '--force', '-q').code).toBe(0);
    expect(readFileSync(place.path('mine/notes.txt'), 'utf8')).toBe('mine');
    expect(contents('mine')).toEqual(before);
    expect(runTo('one', '--force', '--seed', 'other', '-q').code).toBe(0);
    expect(contents('one')).not.toEqual(before);
  });

  it('ends with 74 where it may not write', () => {
    mkdirSync(place.path('locked'));
    chmodSync(place.path('locked'), 0o555);
    // Root may write anywhere; /proc, nobody.
    const folder = process.getuid?.() === 0 ? '/proc/palinode' : 'locked/x';
    const { code, err } = runTo(folder);
    expect([code, err]).toEqual([74, expect.stringContaining('cannot be written')]);
    expect(err).not.toMatch(/^\s+at /m);
  });
});
