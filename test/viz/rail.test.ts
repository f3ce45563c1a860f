// @vitest-environment jsdom
// The rail tells who has not moved a lever that they can, at one lever, until the first input to any; then never again.
import { afterEach, describe, expect, it } from 'vitest';
import { Drafts } from '../../viz/drafts.ts';
import { mountRail } from '../../viz/panels/rail.ts';
import { box, smallStore } from './small-store.ts';

afterEach(() => document.body.replaceChildren());

function rail(cupboard = () => box()): HTMLElement {
  const root = document.createElement('aside');
  document.body.append(root);
  mountRail(root, smallStore({ cupboard }).store);
  return root;
}
const hints = (root: HTMLElement): string[] =>
  Array.from(root.querySelectorAll('.move-me'), ({ textContent }) => textContent);
const lever = (root: HTMLElement, name: string): HTMLElement =>
  root.querySelector(`[data-pointer="/policies/1/${name}"]`)!;
const type = (input: HTMLInputElement, value: string): void => {
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};

// In two tests, for to mount a rail without a browser takes long.
describe('the hint', () => {
  it('stands at one lever in sight, told with its slider, until any lever is moved, and never again', () => {
    const cupboard = box();
    const root = rail(() => cupboard);
    expect(hints(root)).toEqual(['Move me: what if the sentence were longer?']);
    const hinted = root.querySelector('.hinted')!;
    expect(hinted).toBe(lever(root, 'sentencing/severity'));
    expect(hinted.closest('details')!.open).toBe(true);
    const described = hinted.querySelector('input[type=range]')!.getAttribute('aria-describedby');
    expect(document.getElementById(described!)!.textContent).toMatch(/^Move me/);

    // Nothing of this moves a lever: an assumption, an explanation, the baseline.
    const assumption = root.querySelector<HTMLInputElement>('.assumptions input[type=number]')!;
    type(assumption, assumption.value);
    hinted.querySelector('summary')!.click();
    root.querySelectorAll<HTMLInputElement>('.baseline input')[2]!.click();
    expect(hints(root)).toHaveLength(1);
    expect(new Drafts(() => cupboard).moved).toBe(false);

    type(lever(root, 'offer/discount').querySelector('input[type=number]')!, '0.5');
    expect(hints(root)).toEqual([]);
    expect(new Drafts(() => cupboard).moved).toBe(true);
  });

  it('goes with a step too, and where nothing is kept for as long as the page is open', () => {
    const denied = (): never => {
      throw new Error('denied');
    };
    const root = rail(denied);
    expect(hints(root)).toHaveLength(1);
    lever(root, 'sentencing/severity').querySelector<HTMLElement>('button.step')!.click();
    expect(hints(root)).toEqual([]);
    const drafts = new Drafts(denied);
    drafts.noteMoved();
    expect(drafts.moved).toBe(true);
  });
});
