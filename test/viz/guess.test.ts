// @vitest-environment jsdom
// Guess first: the words set a guess beside what was counted, and the panel shows nothing of the answer before it is asked to.
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { measureOf } from '../../sim/measures.ts';
import { pairedSpread } from '../../sim/summary.ts';
import { gapWords, guessWords, reachOf, sureWords } from '../../viz/answer/guess.ts';
import { mountGuess } from '../../viz/panels/guess.ts';
import { SMALL } from './export/world.ts';
import { smallStore } from './small-store.ts';
import type { SmallStore } from './small-store.ts';

const recruits = measureOf('recruits');
const support = measureOf('support-at-risk');
const spreadOf = (gaps: readonly number[]) =>
  pairedSpread(
    Float64Array.from(gaps),
    gaps.map(() => 0),
  );
const plain = (root: Element): string => root.textContent.replace(/\s+/g, ' ').trim();

describe('the words', () => {
  const gaps = fc.array(fc.integer({ min: -90, max: 90 }), { minLength: 1, maxLength: 60 });

  it('count the gap from the guess to the middle run, and say on which side of it that is', () => {
    fc.assert(
      fc.property(gaps, fc.integer({ min: -99, max: 99 }), (all, amount) => {
        const difference = spreadOf(all);
        const said = gapWords({ amount, sure: null }, difference, recruits);
        const gap = difference.median! - amount;
        if (gap === 0) return expect(said).toContain(', as you guessed.');
        const [, size, side] = /, (?:under )?([\d.]+) (fewer|more) than you guessed\./.exec(said)!;
        expect(side).toBe(gap < 0 ? 'fewer' : 'more');
        expect(Math.abs(Number(size) - Math.abs(gap))).toBeLessThanOrEqual(0.5);
      }),
      { seed: 20151001, numRuns: 200 },
    );
  });

  it('say whether 9 of 10 runs are around the guess, from ten runs on', () => {
    const ten = spreadOf(Array.from({ length: 20 }, (_, k) => -40 + k));
    expect(gapWords({ amount: -30, sure: null }, ten, recruits)).toMatch(/your guess is among them/);
    expect(gapWords({ amount: 3, sure: null }, ten, recruits)).toMatch(/your guess is outside them/);
    expect(gapWords({ amount: 3, sure: null }, spreadOf([1, 2, 3]), recruits)).not.toMatch(/9 of 10/);
    expect(gapWords({ amount: 3, sure: null }, spreadOf([]), recruits)).toMatch(/^No run has a value/);
  });

  it('set how sure the guess was beside the count, in tenths', () => {
    const seven = spreadOf([...Array<number>(14).fill(-1), ...Array<number>(6).fill(1)]);
    expect(sureWords({ amount: 0, sure: 7 }, seven, recruits)).toBe(
      'It was fewer in 14 of 20 runs, about 7 of 10: as you said.',
    );
    expect(sureWords({ amount: 0, sure: 9 }, seven, recruits)).toMatch(/2 fewer than the 9 you said\.$/);
    expect(sureWords({ amount: 0, sure: 4 }, seven, recruits)).toMatch(/3 more than the 4 you said\.$/);
    expect(sureWords({ amount: 0, sure: null }, seven, recruits)).toMatch(/about 7 of 10\.$/);
    expect(sureWords({ amount: 0, sure: 4 }, spreadOf([]), recruits)).toBe('');
  });

  it('say a guess as it was made', () => {
    expect(guessWords({ amount: -20, sure: 7 }, recruits)).toBe('20 fewer, and fewer in 7 of 10 runs');
    expect(guessWords({ amount: 0.02, sure: null }, support)).toBe('0.0200 higher');
  });

  it.each([
    [120, recruits, 200],
    [100, recruits, 100],
    [-0.31, support, 0.5],
    [0, recruits, 10],
    [NaN, recruits, 10],
    [null, recruits, 10],
  ] as const)('a slider beside %s reaches a round number', (baseline, measure, reach) => {
    expect(reachOf(baseline, measure)).toBe(reach);
  });
});

describe('the panel', () => {
  let root: HTMLElement;
  let small: SmallStore;
  beforeEach(() => {
    root = document.createElement('section');
    document.body.replaceChildren(root);
    small = smallStore();
    small.store.guessing.value = true;
    mountGuess(root, small.store);
  });
  const find = <E extends HTMLElement = HTMLInputElement>(selector: string): E =>
    root.querySelector<E>(selector)!;
  const set = (selector: string, value: string, event: 'input' | 'change'): void => {
    find(selector).value = value;
    find(selector).dispatchEvent(new Event(event, { bubbles: true }));
  };
  const reveal = (): void =>
    void find('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));

  it('reveals nothing while nothing has been run, or nothing guessed, and says so', async () => {
    reveal();
    expect(plain(find('[role=status]'))).toMatch(/not run often enough yet: 0 of 5/);
    await small.run();
    reveal();
    expect(plain(find('[role=status]'))).toBe('Guess for one policy at least.');
    expect(root.querySelector('svg, table, h2')).toBe(null);
    expect(plain(root)).not.toMatch(/ended with|came out the same|in the middle run,|of 5/);
    expect(document.activeElement).toBe(find('h1'));
  });

  it('sets what was guessed on the axis of what was found, and the gap beside it', async () => {
    await small.run();
    expect(plain(root)).toMatch(/Under As it was, the baseline, the middle run ends with/);
    set('fieldset input[type=range]', '-3', 'input');
    expect(find('fieldset input[type=number]').value).toBe('3');
    set('fieldset input[type=number]', '4', 'change');
    expect(find('fieldset output').textContent).toMatch(/^4\.?0* less$|^4\.?0* fewer$|^4\.?0* lower$/);
    const [low, high] = Array.from(find('fieldset select').querySelectorAll('option'), (each) => each.value);
    set('fieldset select', high!, 'change');
    expect(find('fieldset output').textContent).toMatch(new RegExp(`^4\\.?0* ${high}$`));
    set('fieldset select', low!, 'change');
    set('input[id$=-sure]', '8', 'input');
    reveal();
    expect(root.querySelectorAll('line[data-guess]')).toHaveLength(1);
    expect(find('line[data-guess]').getAttribute('data-guess')).toBe('-4');
    const [first, second] = Array.from(root.querySelectorAll('dd'), plain);
    expect(first).toMatch(/^You guessed 4.* in 8 of 10 runs\. The middle run has .+ It was .+ of 5 runs/);
    expect(second).toMatch(/^You made no guess\. It was/);
    expect(root.querySelectorAll('.verdict')).toHaveLength(SMALL.policies.length - 1);
    expect(document.activeElement).toBe(find('h1'));
    expect(small.store.pictures.size).toBe(0);

    // Again, with the same guess; and anew where the scenario is another.
    find('button.again').click();
    expect(root.querySelector('svg, h2')).toBe(null);
    expect(find('fieldset input[type=number]').value).toBe('4');
    reveal();
    small.store.change('/weeks', 19);
    await small.settle();
    expect(root.querySelector('svg, h2')).toBe(null);
    expect(find('fieldset input[type=number]').value).toBe('');
  });
});
