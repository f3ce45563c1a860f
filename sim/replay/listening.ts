/**
 * Chance as it is, with an ear to it: answers what the chance inside answers, and tells of every draw that is made for somebody in whom
 * the listener is interested.
 */
import type { Chance } from '../random.ts';

/** A draw for one person: the chance that it was held against where it is known, and the number; null: certain, nothing was drawn. */
export interface Draw {
  readonly stream: number;
  readonly who: number;
  readonly t: number;
  readonly p: number | null;
  readonly u: number | null;
}

/** Draws that say who by two words, or by a row of 32, are not told of: they can be asked again. */
export class ListeningChance implements Chance {
  readonly #inner: Chance;
  readonly #isHeard: (who: number) => boolean;
  readonly #tell: (draw: Draw) => void;
  #telling = false;

  constructor(inner: Chance, isHeard: (who: number) => boolean, tell: (draw: Draw) => void) {
    this.#inner = inner;
    this.#isHeard = isHeard;
    this.#tell = tell;
  }

  uniform(stream: number, who: number, t: number): number {
    const u = this.#inner.uniform(stream, who, t);
    if (!this.#telling && this.#isHeard(who >>> 0)) this.#told({ stream, who: who >>> 0, t, p: null, u });
    return u;
  }

  uniform2(stream: number, a: number, b: number, t: number): number {
    return this.#inner.uniform2(stream, a, b, t);
  }

  happens(p: number, stream: number, who: number, t: number): boolean {
    const happens = this.#inner.happens(p, stream, who, t);
    if (!this.#telling && this.#isHeard(who >>> 0)) {
      const u = p > 0 && p < 1 ? this.#inner.uniform(stream, who, t) : null;
      this.#told({ stream, who: who >>> 0, t, p, u });
    }
    return happens;
  }

  block(p: number, stream: number, block: number, t: number): number {
    return this.#inner.block(p, stream, block, t);
  }

  // What the listener asks of chance while being told is not told again.
  #told(draw: Draw): void {
    this.#telling = true;
    try {
      this.#tell(draw);
    } finally {
      this.#telling = false;
    }
  }
}
