// Where the People view asks its worker. The latest question of a kind wins: an older one's answer is dropped, and another
// pair of worlds ends whatever is going on. A worker that dies fails the questions that were open, in words, and the next
// question finds a new one.

import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { Person } from '../../sim/replay/code.ts';
import type { Parting } from '../../sim/replay/parting.ts';
import type { Pair, PeopleService, PersonStory, Progress, TwoWorlds } from './worker.ts';

/** Null: overtaken by a newer question. */
export type Answer<T> = Promise<T | null>;

interface Hand {
  readonly worker: Worker;
  /** Kept for as long as the worker: calls in flight are lost when their proxy is collected. */
  readonly service: Remote<PeopleService>;
  /** Rejects when the worker dies. */
  readonly dead: Promise<never>;
  readonly die: (why: string) => void;
}

type Kind = keyof PeopleService;

export class Desk {
  readonly #start: () => Worker;
  #hand: Hand | null = null;
  #asked = 0;
  #open = 0;
  readonly #latest = new Map<Kind, number>();
  readonly #progress = new Map<number, (part: number) => void>();

  constructor(start: () => Worker) {
    this.#start = start;
  }

  /** Two worlds of a replicate: layout, everybody on every morning, and whose fate differs. */
  worlds(pair: Pair, told?: (part: number) => void): Answer<TwoWorlds> {
    if (this.#open > 0) this.end();
    this.#latest.clear();
    return this.#ask('worlds', (service, n) => service.worlds(n, pair) as Promise<TwoWorlds>, told);
  }

  story(pair: Pair, person: Person, told?: (part: number) => void): Answer<PersonStory> {
    return this.#ask('story', (service, n) => service.story(n, pair, person) as Promise<PersonStory>, told);
  }

  partings(pair: Pair, people: readonly Person[], told?: (part: number) => void): Answer<Parting[]> {
    return this.#ask(
      'partings',
      (service, n) => service.partings(n, pair, people) as Promise<Parting[]>,
      told,
    );
  }

  /** Ends the worker; what is asked next starts another. */
  end(): void {
    this.#latest.clear();
    this.#hand?.die('it is not needed any more');
  }

  async #ask<T>(
    kind: Kind,
    ask: (service: Remote<PeopleService>, question: number) => Promise<T>,
    told?: (part: number) => void,
  ): Answer<T> {
    const question = ++this.#asked;
    this.#latest.set(kind, question);
    const isLatest = (): boolean => this.#latest.get(kind) === question;
    const hand = (this.#hand ??= this.#hire());
    if (told !== undefined) this.#progress.set(question, (part) => isLatest() && told(part));
    this.#open++;
    try {
      const answer = await Promise.race([ask(hand.service, question), hand.dead]);
      return isLatest() ? answer : null;
    } catch (error) {
      if (!isLatest()) return null;
      throw error;
    } finally {
      this.#open--;
      this.#progress.delete(question);
    }
  }

  #hire(): Hand {
    const worker = this.#start();
    let die = (_: Error): void => {};
    const dead = new Promise<never>((_, reject) => (die = reject));
    dead.catch(() => {}); // said to whoever is waiting, and to nobody where nobody is
    const end = (why: string): void => {
      if (this.#hand?.worker === worker) this.#hand = null;
      worker.terminate();
      die(new Error(why));
    };
    worker.addEventListener('error', (event) => end(event.message || 'the worker did not start'));
    worker.addEventListener('messageerror', () => end('a message that could not be read'));
    worker.addEventListener('message', ({ data }: MessageEvent<Partial<Progress>>) => {
      if (typeof data?.question === 'number') this.#progress.get(data.question)?.(data.part ?? 0);
    });
    return { worker, service: wrap<PeopleService>(worker), dead, die: end };
  }
}
