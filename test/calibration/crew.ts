// A crew of processes that judge points: who judges what, and when, changes nothing but the time it takes.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const PROCESSES = Number(process.env.CALIBRATE_PROCESSES ?? 2);

/** Whether this process is one of a crew. */
export const isHelping = process.send !== undefined;

/** Answers what the crew's owner asks, one question at a time. */
export function answer<Q, A>(think: (question: Q) => Promise<A>): void {
  process.on('message', (question: Q) => void think(question).then((found) => process.send!(found)));
}

export interface Crew<Q, A> {
  /** Answers in the order of the questions; `told` hears how many there are so far. */
  ask(questions: readonly Q[], told?: (done: number) => void): Promise<A[]>;
  dismiss(): void;
}

/** Hires processes that run this same program. A process that dies fails what was asked. */
export function hire<Q extends object, A>(): Crew<Q, A> {
  const processes = Array.from({ length: PROCESSES }, () => fork(process.argv[1]!));
  return {
    async ask(questions, told) {
      const answers: A[] = [];
      let [next, done] = [0, 0];
      const work = async (helper: ChildProcess): Promise<void> => {
        while (next < questions.length) {
          const k = next++;
          helper.send(questions[k]!);
          answers[k] = await reply<A>(helper);
          told?.(++done);
        }
      };
      await Promise.all(processes.map(work));
      return answers;
    },
    dismiss() {
      for (const helper of processes) helper.disconnect();
    },
  };
}

async function reply<A>(helper: ChildProcess): Promise<A> {
  const over = new AbortController();
  const gone = once(helper, 'exit', { signal: over.signal }).then(() => {
    throw new Error('a process that judges points has died');
  });
  gone.catch(() => undefined);
  try {
    const [found] = (await Promise.race([once(helper, 'message'), gone])) as [A];
    return found;
  } finally {
    over.abort();
  }
}
