// @vitest-environment jsdom
// One field as a reader finds it: a label, a slider with its evidence behind it, the number, steps, reset, and what it is.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fieldAt } from '../../../viz/form/fields.ts';
import type { Field } from '../../../viz/form/fields.ts';
import { numberField, told } from '../../../viz/form/field.ts';
import type { FieldOptions } from '../../../viz/form/field.ts';
import { render } from '../../../viz/html.ts';
import { effect } from '../../../viz/signal.ts';

const root = document.createElement('div');
document.body.append(root);
const [onInput, onSettle] = [vi.fn(), vi.fn()];
afterEach(() => {
  render(null, root);
  vi.clearAllMocks();
});

const show = (field: Field, options: Partial<FieldOptions> = {}): HTMLElement => {
  render(numberField({ field, prefix: 'test', ...options }, onInput, onSettle), root);
  return root.querySelector('.field')!;
};
const find = <E extends HTMLElement = HTMLInputElement>(selector: string): E =>
  root.querySelector<E>(selector)!;
const file = (value: unknown) => ({ policies: [{ sentencing: { certainty: value } }] });
const certainty = (value: unknown): Field => fieldAt(file(value), '/policies/0/sentencing/certainty')!;
const correlation = fieldAt({}, '/population/attitudeCorrelation')!;

const type = (selector: string, value: string, event: 'input' | 'change'): void => {
  find(selector).value = value;
  find(selector).dispatchEvent(new Event(event, { bubbles: true }));
};
const press = (name: string): void =>
  Array.from(root.querySelectorAll('button'))
    .find((button) => (button.getAttribute('aria-label') ?? button.textContent).startsWith(name))!
    .click();

describe('a field', () => {
  it('says what it is, its value, its unit and how sure it is, in words', () => {
    const shown = show(correlation);
    expect(find('label').textContent).toBe('Support and ideology go together');
    expect(find<HTMLLabelElement & HTMLInputElement>('label').htmlFor).toBe(find('input[type=number]').id);
    expect(find('input[type=number]').value).toBe('0.6');
    expect(find('input[type=range]').getAttribute('aria-valuetext')).toBe('0.6 correlation');
    expect(find('.grade').textContent).toContain('a guess');
    expect(find('dl').textContent!.replace(/\s+/g, ' ')).toContain('Plausible 0.3 to 0.8 correlation');
    expect(shown.querySelectorAll('[style]').length).toBe(0);
  });

  it('draws the evidence behind the slider, on the same track', () => {
    show(correlation);
    const { min, max } = find('input[type=range]');
    const at = (value: number): number => (100 * (value - Number(min))) / (Number(max) - Number(min));
    const rect = root.querySelector('.band-range')!;
    expect(parseFloat(rect.getAttribute('x')!)).toBeCloseTo(at(0.3), 1);
    expect(parseFloat(rect.getAttribute('width')!)).toBeCloseTo(at(0.8) - at(0.3), 1);
    expect(parseFloat(root.querySelector('.band-default')!.getAttribute('x1')!)).toBeCloseTo(at(0.6), 1);
  });

  it('tells every step of a drag, and where it ends', () => {
    show(certainty(0.3));
    type('input[type=range]', '0.5', 'input');
    type('input[type=range]', '0.55', 'input');
    type('input[type=range]', '0.55', 'change');
    expect(onInput.mock.calls).toEqual([[0.5], [0.55]]);
    expect(onSettle.mock.calls).toEqual([[0.55]]);
  });

  it('holds its track still while it is dragged on, and lets go after', () => {
    const places = (n: number): Field =>
      fieldAt({ policies: [{ opportunity: { places: n } }] }, '/policies/0/opportunity/places')!;
    show(places(150));
    expect(find('input[type=range]').max).toBe('200');
    type('input[type=range]', '40', 'input');
    show(places(40));
    expect(find('input[type=range]').max).toBe('200');
    type('input[type=range]', '40', 'change');
    show(places(40));
    expect(find('input[type=range]').max).toBe('100');
  });

  it('takes a typed number as it is, also one out of bounds, which the gate will tell', () => {
    show(certainty(0.3));
    type('input[type=number]', '7', 'input');
    type('input[type=number]', '7', 'change');
    expect([onInput.mock.calls, onSettle.mock.calls]).toEqual([[[7]], [[7]]]);
    show(certainty(7), { problem: 'certainty is 7; the most is 1' });
    expect(find('input[type=number]').getAttribute('aria-invalid')).toBe('true');
    expect(
      document.getElementById(find('input[type=number]').getAttribute('aria-describedby')!)!.textContent,
    ).toBe('certainty is 7; the most is 1');
  });

  it('left empty is what it was; where nothing is a value, nothing', () => {
    show(certainty(0.3));
    type('input[type=number]', '', 'input');
    type('input[type=number]', '', 'change');
    expect(find('input[type=number]').value).toBe('0.3');
    expect([onInput, onSettle].flatMap((one) => one.mock.calls)).toEqual([]);
    show(fieldAt({ policies: [{ voices: { end: 9 } }] }, '/policies/0/voices/end')!);
    type('input[type=number]', '', 'change');
    expect(onSettle.mock.calls).toEqual([[null]]);
  });

  it('steps by a round amount, and not beyond its bounds', () => {
    show(certainty(0.3));
    press('More');
    press('Less');
    expect(onSettle.mock.calls).toEqual([[0.305], [0.295]]);
    show(certainty(1));
    expect(find<HTMLButtonElement & HTMLInputElement>('[aria-label^="More"]').disabled).toBe(true);
  });

  it('goes back to its default, where it is set and has one', () => {
    show(certainty(0.9));
    press('Reset Certainty to 0.3 share');
    expect(onSettle.mock.calls).toEqual([[undefined]]);
    show(certainty(0.3));
    expect(find('[aria-label^="Reset"]').hidden).toBe(false);
    show(fieldAt({}, '/policies/0/sentencing/certainty')!);
    expect(find('[aria-label^="Reset"]').hidden).toBe(true);
    show(fieldAt({ behaviour: { exit: { elasticity: -1 } } }, '/behaviour/exit/elasticity')!);
    expect(find('[aria-label^="Reset"]').hidden).toBe(true);
  });

  it('of a limit that is none says so', () => {
    const limit = fieldAt({}, '/policies/0/institution/capacity')!;
    show(limit);
    expect(find('.unit').textContent).toContain('no limit');
    expect(told(limit, 1e9)).toBe('no limit');
    expect(told(limit, 40)).toBe('40 people per week');
  });

  it('that is disabled has nothing that can be changed', () => {
    show(certainty(0.9), { disabled: true });
    const controls = Array.from(root.querySelectorAll<HTMLInputElement>('input, button'));
    expect(controls.length).toBeGreaterThan(4);
    expect(controls.every(({ disabled }) => disabled)).toBe(true);
  });

  it('shows its sources, with a link, when somebody looks', async () => {
    const rise = fieldAt({}, '/group/rise')!;
    const stop = effect(() => void show(rise));
    expect(find('.field-more').textContent).toContain('Fetching');
    find('.field-more').dispatchEvent(new Event('toggle'));
    await vi.waitFor(() => expect(find('.sources').textContent).toContain('Schmid (2015): Foreign'));
    expect(find('.sources').textContent).toContain('30,000');
    stop();
  });
});

describe('a lever over time', () => {
  it('becomes an expression, and one number again', () => {
    show(certainty(0.3));
    press('Over time: let Certainty change');
    show(certainty('step(t, 2)'), { preview: { weeks: Float64Array.of(0, 0, 1), fault: null } });
    type('input[type=text]', 'step(t, 3)', 'input');
    press('One number: make Certainty');
    expect(onInput.mock.calls).toEqual([['step(t, 3)']]);
    expect(onSettle.mock.calls).toEqual([['0.3'], [0]]);
  });

  it('draws its weeks, and says how low and high they go', () => {
    show(certainty('t / 4'), { preview: { weeks: Float64Array.of(0, 0.25, 0.5), fault: null } });
    expect(root.querySelector('polyline')!.getAttribute('points')).toBe('0,1 0.5,0.5 1,0');
    expect(find('figcaption').textContent).toBe('0 share at the least, 0.5 share at the most, over 3 weeks');
  });

  it('says what is wrong with it, in words', () => {
    show(certainty('t / 4'), {
      preview: { weeks: Float64Array.of(0), fault: 'in week 1 it gives 5; the most is 1' },
    });
    expect(find('.field-wrong').hidden).toBe(false);
    expect(find('.field-wrong').textContent).toBe('in week 1 it gives 5; the most is 1');
    show(certainty('t / 4'), { preview: null });
    expect(find('.field-wrong').hidden).toBe(true);
  });
});
