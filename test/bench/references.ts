// The three references at one size, raced in one process (C in a child of it): ns per person-week each.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { generateNetwork } from '../../sim/generators.ts';
import type { Network } from '../../sim/network.ts';
import { cpu, race } from './clock.ts';
import { gather } from './gather.ts';
import { contagion, sis } from './sis.ts';
import type { Contagion } from './sis.ts';

export interface References {
  readonly people: number;
  readonly ties: number;
  readonly generation: number;
  /** ns per person-week; `c` is null where there is no compiler. */
  readonly gather: number;
  readonly javascript: number;
  readonly c: number | null;
  readonly ill: number;
  /** Whether both ended in the same state. */
  readonly identical: boolean | null;
}

/** More than half ill and a ninth of all changing every week: the busiest a contagion gets. */
const BETA = 0.024;
const GAMMA = 0.1;
const ROUNDS = 9;
/** Person-weeks of a round: a fifth of a second or so. */
const WORK = 1.2e7;

export async function references(people: number, binary: string | null): Promise<References> {
  const start = cpu();
  const network = smallWorld(people);
  const generation = cpu() - start;
  const disease = contagion(BETA, GAMMA, mostTies(network), 20151001);
  const state = Uint8Array.from({ length: people }, (_, i) => (i % 2 === 0 ? 1 : 0));
  const weeks = Math.max(2, Math.round(WORK / people));
  const twin = binary === null ? null : new Twin(binary, network, disease, state);
  const changed = new Int32Array(people + 1);
  let t = 0;
  let sum = 0;
  const racers = [
    () => {
      for (let w = 0; w < weeks; w++) sum += gather(network.targets, state);
    },
    () => {
      sis(network.offsets, network.targets, disease, state, changed, t, weeks);
      t += weeks;
    },
    ...(twin ? [() => twin.run(weeks)] : []),
  ];
  const [a, b, c] = (await race(racers, ROUNDS)).map((seconds) => (1e9 * seconds) / (people * weeks));
  const theirs = twin ? await twin.end() : null;
  if (sum === 0) throw new Error('nothing was gathered');
  return {
    people,
    ties: network.targets.length,
    generation,
    gather: a,
    javascript: b,
    c: c ?? null,
    ill: state.reduce((count, ill) => count + ill, 0) / people,
    identical: theirs && theirs.equals(state),
  };
}

/** The network of all references: a small world of mean degree 10, a tenth of its ties rewired. */
export function smallWorld(people: number): Network {
  const layer = { name: 'ties', trust: 1, kind: 'small world', degree: 10, rewiring: 0.1 } as const;
  const spec = { communities: { count: 1, sizes: 'equal' }, layers: [layer] } as const;
  return generateNetwork(spec, people, Uint32Array.of(1, 2, 3, 4)).network;
}

const mostTies = ({ offsets, size }: Network): number => {
  let most = 0;
  for (let i = 0; i < size; i++) most = Math.max(most, offsets[i + 1] - offsets[i]);
  return most;
};

/** The C program at work on a copy of the same case. */
class Twin {
  readonly #folder = mkdtempSync(join(tmpdir(), 'palinode-'));
  readonly #program;
  readonly #answers;
  readonly #exit: Promise<number | null>;

  constructor(binary: string, network: Network, disease: Contagion, state: Uint8Array) {
    const { offsets, targets } = network;
    const { thresholds, seed } = disease;
    const head = Int32Array.of(network.size, targets.length, thresholds.length, seed);
    const bytes = [head, offsets, targets, thresholds, state].map((a) =>
      Buffer.from(a.buffer, 0, a.byteLength),
    );
    writeFileSync(join(this.#folder, 'case'), Buffer.concat(bytes));
    this.#program = spawn(binary, [join(this.#folder, 'case'), join(this.#folder, 'state')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#exit = new Promise((resolve) => this.#program.on('close', resolve));
    this.#answers = createInterface({ input: this.#program.stdout })[Symbol.asyncIterator]();
  }

  /** @returns CPU seconds of that many weeks. */
  async run(weeks: number): Promise<number> {
    this.#program.stdin.write(`${weeks}\n`);
    const answer = await this.#answers.next();
    if (answer.done) throw new Error('sis.c ended early');
    return Number(answer.value);
  }

  /** @returns the state it ended in. */
  async end(): Promise<Buffer> {
    this.#program.stdin.end();
    const code = await this.#exit;
    const state = readFileSync(join(this.#folder, 'state'));
    rmSync(this.#folder, { recursive: true });
    if (code !== 0) throw new Error(`sis.c ended with ${code}`);
    return state;
  }
}
