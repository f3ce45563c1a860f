// Undo and redo: what was there is there again, and what follows a new edit is gone.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begin, current, edited, redone, undone } from '../../viz/history.ts';
import type { History } from '../../viz/history.ts';

const textsOf = ({ steps }: History<unknown>): string[] => steps.map(({ text }) => text);
const SEED = { seed: 20151001, numRuns: 300 };

describe('a history', () => {
  it('gives every text back, in order, and forward again', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 30 }), (texts) => {
        const steps = texts.filter((text, k) => text !== (k === 0 ? 'start' : texts[k - 1]));
        let history = steps.reduce((h, text) => edited(h, text), begin('start', 0));
        const seen = [current(history).text];
        for (let k = 0; k < history.steps.length; k++) seen.push(current((history = undone(history))).text);
        expect(seen.at(-1)).toBe('start');
        for (let k = 0; k < history.steps.length; k++) history = redone(history);
        expect(current(history).text).toBe(seen[0]);
      }),
      SEED,
    );
  });

  it('takes steps with one key together, only when they follow each other', () => {
    let history = edited(begin('a', 0), 'b', 'slider');
    history = edited(history, 'c', 'slider');
    expect(current(undone(history)).text).toBe('a');
    history = edited(history, 'd');
    history = edited(history, 'e', 'slider');
    expect(current(undone(history)).text).toBe('d');
    history = edited(undone(history), 'f', 'slider');
    expect(textsOf(history)).toEqual(['a', 'c', 'd', 'f']);
  });

  it('after undo, an edit with the same key is a step of its own', () => {
    const history = undone(edited(edited(begin('a', 0), 'b'), 'c', 'x'));
    expect(textsOf(edited(history, 'd', 'x'))).toEqual(['a', 'b', 'd']);
  });

  it('keeps the last 200', () => {
    const history = Array.from({ length: 500 }, (_, k) => `${k}`).reduce(
      (h, text) => edited(h, text),
      begin('start', 0),
    );
    expect(history.steps).toHaveLength(200);
    expect(current(history).text).toBe('499');
  });

  it('brings back with a text what it was made from, and forward again', () => {
    const steps = fc.array(fc.tuple(fc.string(), fc.nat({ max: 3 })), { maxLength: 30 });
    fc.assert(
      fc.property(steps, (all) => {
        let history = all.reduce((h, [text, origin]) => edited(h, text, null, origin), begin('start', 0));
        const there = history.steps.map(({ text, origin }) => [text, origin]);
        const back = there.map(() => {
          const { text, origin } = current(history);
          history = undone(history);
          return [text, origin];
        });
        expect(back.reverse()).toEqual(there);
        for (const step of there.slice(1)) {
          const { text, origin } = current((history = redone(history)));
          expect([text, origin]).toEqual(step);
        }
      }),
      SEED,
    );
    expect(current(edited(begin('a', 7), 'b')).origin).toBe(7);
  });

  it('is not moved by the same text', () => {
    const history = edited(begin('a', 0), 'b');
    expect(edited(history, 'b')).toBe(history);
  });
});
