// @vitest-environment jsdom
// The strip of past answers: each is kept once, with what was changed, twelve of them; a press brings one back in one step.
import { beforeEach, describe, expect, it } from 'vitest';
import { changeOf, MOST, remembered } from '../../viz/answer/past.ts';
import type { PastAnswer } from '../../viz/answer/past.ts';
import { mountPast } from '../../viz/panels/past.ts';
import { shownRuns } from '../../viz/shown.ts';
import type { Shown } from '../../viz/shown.ts';
import { runsOf, SMALL } from './export/world.ts';
import { PRESET, SMALL_TEXT, smallStore } from './small-store.ts';
import type { SmallStore } from './small-store.ts';

const plain = (root: Element): string => root.textContent.replace(/\s+/g, ' ').trim();

describe('an answer', () => {
  const shown = async (more: Partial<Shown> = {}): Promise<Shown> => {
    const fixed = await runsOf(SMALL);
    return { ...shownRuns({ scenario: SMALL, fixed, drawn: fixed }), ...more };
  };
  const asked = (seed: string) => ({
    scenario: { ...SMALL, seed },
    text: SMALL_TEXT.replace(SMALL.seed, seed),
    preset: PRESET,
  });

  it('is kept from half of its runs on, once, and told anew when all are there', async () => {
    const few = remembered([], asked('a'), await shown({ n: 2, asked: 5 }), null);
    expect(few).toEqual([]);
    const half = remembered([], asked('a'), await shown({ n: 3, asked: 5 }), null);
    expect(half.map(({ runs }) => runs)).toEqual([3]);
    expect(remembered(half, asked('a'), await shown({ n: 4, asked: 5 }), null)).toBe(half);
    const whole = remembered(half, asked('a'), await shown(), half[0]!);
    expect(whole.map(({ runs, changed }) => [runs, changed])).toEqual([[5, half[0]!.changed]]);
    expect(remembered(whole, asked('a'), await shown(), null)).toBe(whole);
  });

  it('says the difference as it was counted', async () => {
    const [answer] = remembered([], asked('a'), await shown(), null);
    const [, name, most] = /^(.+): .+ in the middle run; .+ in (\d) of 5$/.exec(answer!.said)!;
    const { id } = SMALL.policies.find((policy) => policy.name === name)!;
    const { below, equal, above } = (await shown()).difference(id, SMALL.headline);
    expect(Number(most)).toBe(Math.max(below, equal, above));
  });

  it('is one of the last twelve', async () => {
    const one = await shown();
    const all = Array.from({ length: MOST + 3 }, (_, k) => `seed ${k}`).reduce<readonly PastAnswer[]>(
      (answers, seed) => remembered(answers, asked(seed), one, answers.at(-1) ?? null),
      [],
    );
    expect(all.map(({ scenario }) => scenario.seed)).toEqual(
      Array.from({ length: MOST }, (_, k) => `seed ${k + 3}`),
    );
    expect(all.at(-1)!.changed).toBe('seed from seed 13 to seed 14');
  });

  it.each([
    ['{"weeks": 10}', '{"weeks": 20}', /^weeks from 10 to 20$/],
    ['{}', '{"weeks": 20}', /set to 20/],
    ['{"weeks": 10}', '{}', /back to its default$/],
    ['{"weeks": 1, "seed": "a"}', '{"weeks": 2, "seed": "b"}', /, and 1 more$/],
    ['{"weeks": 10}', '{"weeks":10}', /^The same in other words$/],
    ['{"a": 1}', '{"a": {}}', /^a changed$/],
  ])('after %s, %s is told as what changed', (before, after, said) => {
    const of = (text: string) => ({ scenario: SMALL, text, preset: PRESET });
    expect(changeOf(of(before), of(after))).toMatch(said);
  });

  it('to another question is told by its title, and that it was changed', () => {
    const other = { scenario: SMALL, text: SMALL_TEXT, preset: { ...PRESET, id: 'aarhus' } };
    expect(changeOf(null, other)).toBe(`Opened: ${SMALL.title}`);
    expect(changeOf({ ...other, preset: PRESET }, { ...other, text: '{}' })).toMatch(/\(changed\)$/);
    const file = { ...other, scenario: { ...SMALL, title: 'Mine' } };
    expect(changeOf(other, file)).toMatch(/^Opened: Mine/);
  });
});

describe('the strip', () => {
  let root: HTMLElement;
  let small: SmallStore;
  beforeEach(async () => {
    root = document.createElement('div');
    small = smallStore();
    mountPast(root, small.store);
    await small.run();
  });
  const buttons = (): HTMLButtonElement[] => Array.from(root.querySelectorAll('button'));

  it('is there from the second answer on, and marks the one that is shown', async () => {
    expect([root.hidden, plain(root)]).toEqual([true, '']);
    small.store.change('/policies/1/sentencing/severity', 3);
    await small.run();
    expect(root.hidden).toBe(false);
    expect(plain(root.querySelector('summary')!)).toContain('The last 2 answers');
    expect(plain(buttons()[1]!)).toMatch(/\(sentencing\) from 2 to 3/);
    expect(buttons().map((button) => button.getAttribute('aria-current'))).toEqual(['false', 'true']);
    expect(root.querySelectorAll('button svg path').length).toBe(2 * SMALL.policies.length);
  });

  it('brings an answer back in one step, which Undo takes back, and forgets none', async () => {
    const { store } = small;
    store.change('/policies/1/sentencing/severity', 3);
    await small.run();
    store.open(
      { ...PRESET, id: 'aarhus', title: 'Aarhus' },
      SMALL_TEXT.replace('"weeks": 20', '"weeks": 19'),
    );
    await small.run();
    const there = store.text.value;
    buttons()[0]!.click();
    expect([store.text.value, store.preset.value.id]).toEqual([SMALL_TEXT, 'punish-or-listen']);
    await small.run();
    expect(buttons().map((button) => button.getAttribute('aria-current'))).toEqual([
      'true',
      'false',
      'false',
    ]);
    store.undo();
    expect([store.text.value, store.preset.value.id]).toEqual([there, 'aarhus']);
    expect(buttons()).toHaveLength(3);
  });
});
