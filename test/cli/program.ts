// The built program, run as a person runs it. It is built here if a source is newer than it is.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loudScenario } from '../pool/crew.ts';
import type { Small } from '../pool/crew.ts';

export const ROOT = join(import.meta.dirname, '../..');
export const CLI = join(ROOT, 'dist/cli.js');

/** Builds dist/ unless it is newer than every source. */
export function built(): void {
  const age = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['sim', 'viz'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(ROOT, folder, path),
    ),
  );
  const newest = Math.max(...[...sources, join(ROOT, 'package.json')].map(age));
  if (Math.min(age(CLI), age(join(ROOT, 'dist/thread.js'))) > newest) return;
  const { status, stderr } = spawnSync('npx', ['vite', 'build', '--logLevel', 'error'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the program cannot be built: ${stderr}`);
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  readonly stdout?: number | 'pipe';
  readonly node?: readonly string[];
}

const environment = (env: Surroundings['env'] = {}): NodeJS.ProcessEnv => {
  const { NO_COLOR: _, FORCE_COLOR: __, NODE_OPTIONS: ___, ...rest } = process.env;
  return { ...rest, ...env };
};

/** Runs a command to its end. */
export function palinode(
  args: readonly string[],
  { cwd, env, input, stdout = 'pipe', node = [] }: Surroundings = {},
): Ended {
  const done = spawnSync(process.execPath, [...node, CLI, ...args], {
    cwd,
    env: environment(env),
    input: input ?? '',
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['pipe', stdout, 'pipe'],
  });
  return { code: done.status, out: done.stdout ?? '', err: done.stderr };
}

/** Starts a command; what it has said so far can be looked at while it goes on. */
export function started(
  args: readonly string[],
  { cwd }: Surroundings = {},
): { readonly child: ChildProcess; readonly said: () => Ended; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env: environment() });
  const text = { out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (text.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (text.err += data.toString()));
  const said = (): Ended => ({ code: child.exitCode, ...text });
  const ended = new Promise<Ended>((resolve) => child.on('close', () => resolve(said())));
  return { child, said, ended };
}

/** A folder of its own for a test file, and what takes it away. */
export function workplace(): {
  readonly folder: string;
  readonly path: (name: string) => string;
  leave(): void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'palinode-'));
  return {
    folder,
    path: (name) => join(folder, name),
    leave: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Writes a small scenario of four policies that part from the first week on. */
export function writeScenario(file: string, small: Small = {}, more: object = {}): void {
  writeFileSync(file, JSON.stringify({ ...loudScenario(small), headline: 'recruits', ...more }));
}
