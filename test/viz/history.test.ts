// Undo and redo: what was there is there again, and what follows a new edit is gone.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begin, current, edited, redone, undone } from '../../viz/history.ts';

const SEED = { seed: 20151001, numRuns: 300 };

describe('a history', () => {
  it('gives every text back, in order, and forward again', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 30 }), (texts) => {
        const steps = texts.filter((text, k) => text !== (k === 0 ? 'start' : texts[k - 1]));
        let history = steps.reduce((h, text) => edited(h, text), begin('start'));
        const seen = [current(history)];
        for (let k = 0; k < history.texts.length; k++) seen.push(current((history = undone(history))));
        expect(seen.at(-1)).toBe('start');
        for (let k = 0; k < history.texts.length; k++) history = redone(history);
        expect(current(history)).toBe(seen[0]);
      }),
      SEED,
    );
  });

  it('takes steps with one key together, only when they follow each other', () => {
    let history = edited(begin('a'), 'b', 'slider');
    history = edited(history, 'c', 'slider');
    expect(current(undone(history))).toBe('a');
    history = edited(history, 'd');
    history = edited(history, 'e', 'slider');
    expect(current(undone(history))).toBe('d');
    history = edited(undone(history), 'f', 'slider');
    expect(history.texts).toEqual(['a', 'c', 'd', 'f']);
  });

  it('after undo, an edit with the same key is a step of its own', () => {
    const history = undone(edited(edited(begin('a'), 'b'), 'c', 'x'));
    expect(edited(history, 'd', 'x').texts).toEqual(['a', 'b', 'd']);
  });

  it('keeps the last 200', () => {
    const history = Array.from({ length: 500 }, (_, k) => `${k}`).reduce(
      (h, text) => edited(h, text),
      begin('start'),
    );
    expect(history.texts).toHaveLength(200);
    expect(current(history)).toBe('499');
  });

  it('is not moved by the same text', () => {
    const history = edited(begin('a'), 'b');
    expect(edited(history, 'b')).toBe(history);
  });
});
