// The store: undo takes back with a text what it was made from; who comes back to the opening finds its answer; and the
// heading is the clearest answer, in the words that are copied.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../sim/answer.ts';
import { readScenario } from '../../sim/read.ts';
import { sayings } from '../../viz/answer/heading.ts';
import { recipeNow } from '../../viz/export/now.ts';
import type { Opening } from '../../viz/opening/opening.ts';
import { shownOpening } from '../../viz/shown.ts';
import { PRESET, SMALL_TEXT, smallStore } from './small-store.ts';

const textOf = (name: string): string => readFileSync(`scenarios/${name}.json`, 'utf8');
const other = { id: 'aarhus', title: 'Aarhus', text: textOf('aarhus') };

/** The published answer to a question, as a page opens on it. */
async function openingOf(preset: string): Promise<Opening> {
  const text = textOf(preset);
  const reading = await readScenario(text);
  if (!reading.ok) throw new Error(preset);
  const answer = JSON.parse(readFileSync(`scenarios/answers/${preset}.json`, 'utf8')) as Answer;
  return { preset, text, scenario: reading.scenario, answer };
}

describe('undo', () => {
  it('of an opened question brings back its text and what it is a change of', async () => {
    const { store, settle } = smallStore();
    store.change('/replicates', 7);
    store.open(other);
    store.change('/replicates', 9);
    expect(store.preset.value.id).toBe('aarhus');
    await settle();
    expect(store.source.value).toBe(store.text.value);
    store.undo();
    expect([store.preset.value.id, store.text.value]).toEqual(['aarhus', other.text]);
    store.undo();
    expect(store.preset.value.id).toBe('punish-or-listen');
    expect(JSON.parse(store.text.value).replicates).toBe(7);
    store.redo();
    expect(store.preset.value.id).toBe('aarhus');
  });

  it('has no step for what is open already', () => {
    const { store } = smallStore();
    store.open({ ...PRESET });
    expect(store.canUndo.value).toBe(false);
  });
});

describe('a scenario', () => {
  it('is of the last text that could be read', async () => {
    const { store, settle } = smallStore();
    store.edit('{');
    await settle();
    expect([store.reading.value!.ok, store.source.value]).toEqual([false, SMALL_TEXT]);
    const spaced = `${store.source.value}\n`;
    store.edit(spaced);
    await settle();
    expect(store.source.value).toBe(spaced);
  });

  it('that is the opening again has the answer that came with it', async () => {
    const opening = await openingOf('punish-or-listen');
    const { store, settle } = smallStore({ opening });
    store.change('/weeks', 100);
    await settle();
    expect(store.opening.value).toBe(null);
    // It is still what is shown, and what is taken away says so, until there is a preview of what was changed.
    expect(store.published.value).toBe(opening);
    expect((await recipeNow(store, null)).fixed).toEqual({
      replicates: opening.answer.comparison.replicates,
      digest: opening.answer.comparison.digest,
    });
    store.edit(`${opening.text}\n`);
    await settle();
    expect(store.opening.value).toBe(opening);
  });
});

describe('the check of the opening', () => {
  it('is of the runs that came: one that failed says nothing, one that differs everything', async () => {
    const opening = await openingOf('punish-or-listen');
    const { digests } = opening.answer;
    const [first] = Object.keys(digests) as [string];
    const checked = (of: (r: number, digest: string | null) => string | null): string => {
      const { store } = smallStore({ opening });
      const fixed = {
        ...{ done: 8, asked: 200 },
        digests: (policy: string) =>
          digests[policy]!.map((digest, r) => (policy === first ? of(r, digest) : digest)),
      };
      store.lab.results.value = { scenario: opening.scenario, fixed, drawn: fixed } as never;
      return store.check.value;
    };
    expect(checked((_, digest) => digest)).toBe('same');
    expect(checked((r, digest) => (r === 3 ? null : digest))).toBe('unchecked');
    expect(checked((r, digest) => (r === 3 ? 'f'.repeat(64) : digest))).toBe('differs');
    expect(checked((r) => (r === 3 ? null : 'f'.repeat(64)))).toBe('differs');
  });
});

describe('the heading', () => {
  it.each(['punish-or-listen', 'whole-or-edited', 'aarhus'])('of %s is its clearest answer', async (id) => {
    const shown = shownOpening(await openingOf(id), () => null);
    const { headline, policies, baseline } = shown.scenario;
    const said = sayings(shown, headline);
    const clear = said.map(({ id: policy }) => {
      const { below, above, n } = shown.difference(policy, headline);
      return Math.abs(below - above) / n;
    });
    expect(clear).toEqual(Array.from(clear).sort((a, b) => b - a));
    expect(said.map((one) => one.id).sort()).toEqual(
      policies
        .map((one) => one.id)
        .filter((one) => one !== baseline)
        .sort(),
    );
    for (const { id: policy, text } of said) expect(text).toBe(shown.verdict(policy, headline).text);
    const look = { ...shown, preview: true, n: 8, asked: 200 };
    expect(sayings(look, headline)[0]!.text).toBe(`So far, in 8 of 200 runs: ${said[0]!.text}`);
  });
});
