// @vitest-environment jsdom
// The gallery's cards are what the answers say, few bytes, and every question has one that opens it in one step.
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { cardOf } from '../../viz/gallery/card.ts';
import type { Card } from '../../viz/gallery/card.ts';
import { PRESETS } from '../../viz/presets.ts';
import { answerKept, CARDS, cardsText } from '../cards.ts';
import { smallStore } from './small-store.ts';

const ids = PRESETS.map(({ id }) => id).sort();
const plain = (root: Element): string => root.textContent.replace(/\s+/g, ' ').trim();

describe('the cards', () => {
  it('are those of the answers, and small', () => {
    if (process.env.UPDATE_ANSWERS) writeFileSync(CARDS, cardsText());
    const text = readFileSync(CARDS, 'utf8');
    expect(text, 'stale: npm run answers, or this test with UPDATE_ANSWERS=1').toBe(cardsText());
    expect(gzipSync(text).length).toBeLessThan(4096);
  });

  it.each(ids)('of %s count as its answer does', (id) => {
    const { comparison } = answerKept(id);
    const card = (JSON.parse(readFileSync(CARDS, 'utf8')) as Record<string, Card>)[id]!;
    for (const { policy, counts, dots } of card) {
      const { n, median } = comparison.differences[policy]![comparison.headline]!;
      expect(counts.reduce((sum, k) => sum + k, 0)).toBe(n);
      expect(dots).toHaveLength(20);
      expect(dots).toEqual(Array.from(dots).sort((a, b) => a - b));
      expect(Math.abs(dots.filter((d) => d < 0).length - counts[0] / 10)).toBeLessThanOrEqual(1);
      expect(dots[9]! <= median! + 1e-9 && median! <= dots[10]! + 1e-9).toBe(true);
    }
  });
});

describe('the gallery', () => {
  beforeAll(() => {
    // jsdom has no modal dialogs.
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function () {
      this.open = false;
      this.dispatchEvent(new Event('close'));
    };
  });

  it('has a card for every question, and opens one in a step that can be undone', async () => {
    const { countOf, lookFor, showGallery } = await import('../../viz/panels/gallery.ts');
    const root = document.createElement('div');
    document.body.append(root);
    const { store } = smallStore();
    store.view.value = 'whatif';
    await Promise.all([showGallery(root, store), showGallery(root, store)]);
    expect(root.querySelectorAll('dialog')).toHaveLength(1);
    const cards = Array.from(root.querySelectorAll('article'));
    expect(cards.map((card) => card.querySelector('h3')!.textContent)).toEqual(
      PRESETS.map(({ title }) => title),
    );
    cards.forEach((card, k) => {
      const { id, question } = PRESETS[k]!;
      expect(plain(card)).toContain(question);
      expect(plain(card)).toMatch(/What to look for: [a-zA-Z]/);
      const rows = cardOf(answerKept(id));
      expect(card.querySelectorAll('figure circle')).toHaveLength(20 * rows.length);
      expect(card.querySelectorAll('figcaption li')).toHaveLength(rows.length);
    });
    expect(cards.filter((card) => plain(card).includes('It is open now'))).toHaveLength(1);

    const before = store.text.value;
    cards[3]!.querySelector('button')!.click();
    expect(root.querySelector('dialog')).toBe(null);
    expect([store.preset.value.id, store.view.value]).toEqual([PRESETS[3]!.id, 'answer']);
    expect(JSON.parse(store.text.value).title).toBe(PRESETS[3]!.title);
    store.undo();
    expect(store.text.value).toBe(before);

    expect(lookFor('No such words.')).toBe('No such words.');
    const said = (counts: [number, number, number]): string =>
      countOf({ policy: 'a', counts, dots: [] }, ['fewer', 'more']);
    expect([said([6, 1, 3]), said([3, 1, 6]), said([1, 7, 2])]).toEqual([
      'fewer in 6 of 10',
      'more in 6 of 10',
      'the same in 7 of 10',
    ]);
  });
});
