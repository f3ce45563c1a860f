// @vitest-environment jsdom
// The form and the text are the same thing twice: what the form sets stands in the text, and what the text says stands in the
// form, whoever of the two was first.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readScenario } from '../../../sim/read.ts';
import type { Scenario } from '../../../sim/scenario.ts';
import { assumptionGroups, fieldAt, leverGroups } from '../../../viz/form/fields.ts';
import { scenarioForm } from '../../../viz/form/form.ts';
import type { FormParts } from '../../../viz/form/form.ts';
import { otherGroups, setOther } from '../../../viz/form/others.ts';
import type { Other } from '../../../viz/form/others.ts';
import { removePolicy } from '../../../viz/form/policies.ts';
import { html, render } from '../../../viz/html.ts';
import { signal } from '../../../viz/signal.ts';
import { valueAt } from '../../../viz/text.ts';

const preset = removePolicy(readFileSync('scenarios/punish-or-listen.json', 'utf8'), 3);
const reading = await readScenario(preset);
const scenario = reading.ok ? reading.scenario : (null as never as Scenario);
const parsed = (text: string): unknown => JSON.parse(text) as unknown;

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(html``, root));

const policy = {
  ...{ add: vi.fn(), duplicate: vi.fn(), remove: vi.fn(), move: vi.fn(), baseline: vi.fn(), rename: vi.fn() },
};

/** Of every kind of group some: a document without a browser is slow. */
const OPEN = ['about', 'run', 'population', 'behaviour-exit', 'network', 'themes', 'forms', 'submodels', 'policy-1', 'policy-1-sentencing', 'policy-1-voices']; // prettier-ignore

/** A form over a text that it changes. */
function formOver(start: string, more: Partial<FormParts> = {}) {
  let text = start;
  const open = signal<ReadonlySet<string>>(new Set(OPEN));
  const draw = (): void => {
    const set = (pointer: string, value: unknown): void => {
      text = setOther(text, pointer, value);
      draw();
    };
    const file = parsed(text);
    const parts = { text, file, isShut: false, scenario, problems: [], open, policy };
    render(scenarioForm({ ...parts, change: set, settle: set, ...more }), root);
  };
  draw();
  return { text: () => text };
}

/** The control of a field; not found by a selector, which is slow here. */
function box(pointer: string): HTMLInputElement {
  const field = Array.from(root.getElementsByClassName('field')).find(
    (one) => (one as HTMLElement).dataset.pointer === pointer,
  )!;
  const inputs = Array.from(field.getElementsByTagName('input')).filter((one) => one.type !== 'range');
  return (inputs[0] ?? field.querySelector('textarea, select')) as HTMLInputElement;
}

function type(pointer: string, value: string): void {
  box(pointer).value = value;
  box(pointer).dispatchEvent(new Event('input', { bubbles: true }));
  box(pointer).dispatchEvent(new Event('change', { bubbles: true }));
}

const numbers = [...assumptionGroups({}), ...leverGroups({}, 1)]
  .filter(({ id }) => OPEN.some((one) => one === id || one === `policy-1-${id}`))
  .flatMap(({ fields }) => fields);

describe('the form', () => {
  it('writes what is set into the text, and shows it again, field by field', () => {
    const { text } = formOver(preset);
    const choice = fc.constantFrom(...numbers);
    fc.assert(
      fc.property(choice, fc.double({ min: 0, max: 1, noNaN: true }), (field, share) => {
        const exact = field.min + share * (Math.min(field.max, 1000) - field.min);
        const value = field.integer ? Math.round(exact) : Number(exact.toPrecision(6));
        const before = parsed(text());
        type(field.pointer, String(value));
        expect(valueAt(text(), field.pointer)).toBe(value);
        expect(fieldAt(parsed(text()), field.pointer)).toMatchObject({ value, isSet: true });
        expect(Number(box(field.pointer).value)).toBe(value);
        // Nothing else has changed: put back, the text says what it said.
        const was = fieldAt(before, field.pointer)!;
        const back = setOther(text(), field.pointer, was.isSet ? was.value : undefined);
        expect(parsed(back)).toEqual(before);
      }),
      { seed: 20151001, numRuns: 8 },
    );
  });

  it('shows what the text says, for every number of it', () => {
    formOver(preset);
    const file = parsed(preset);
    for (const { pointer } of numbers) {
      const { value } = fieldAt(file, pointer)!;
      expect(box(pointer).value, pointer).toBe(typeof value === 'number' ? String(value) : '');
    }
  });

  it('has a labelled control for every setting', () => {
    formOver(preset);
    const boxes = Array.from(root.querySelectorAll<HTMLInputElement>('input, select, textarea'));
    expect(boxes.length).toBeGreaterThan(100);
    const named = new Set(Array.from(root.getElementsByTagName('label'), ({ htmlFor }) => htmlFor));
    for (const one of boxes)
      expect(
        one.hasAttribute('aria-label') || named.has(one.id) || one.closest('label') !== null,
        one.id,
      ).toBe(true);
    const ids = Array.from(root.querySelectorAll('[id]'), ({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(root.querySelectorAll('[style]').length).toBe(0);
  });

  it('sets texts, choices and switches', () => {
    const { text } = formOver(preset);
    type('/title', 'Another “question”');
    type('/headline', 'defections');
    type('/behaviour/forms/joining', 'threshold share');
    box('/behaviour/submodels/justice').click();
    type('/weeks', '104');
    expect(['/title', '/headline', '/behaviour/forms/joining', '/behaviour/submodels/justice', '/weeks'].map((one) => valueAt(text(), one))).toEqual([
      'Another “question”', 'defections', 'threshold share', false, 104,
    ]); // prettier-ignore
  });

  it('writes a whole list before one entry of it that stood there by default', async () => {
    const { text } = formOver(preset);
    type('/network/layers/1/trust', '0.7');
    expect((valueAt(text(), '/network/layers') as unknown[]).length).toBe(3);
    const read = await readScenario(text());
    expect(read.ok && read.scenario.network.layers).toEqual(
      scenario.network.layers.map((layer, k) => (k === 1 ? { ...layer, trust: 0.7 } : layer)),
    );
    type('/themes/0/title', 'Strife');
    expect((valueAt(text(), '/themes') as unknown[]).length).toBe(scenario.themes.length);
  });

  it('hands policies to those who keep their ids and the baseline right', () => {
    formOver(preset);
    const press = (name: string): void =>
      root.querySelector<HTMLButtonElement>(`[data-group="policy-1"] button[aria-label="${name}"]`)!.click();
    press('Copy Deterrence');
    press('Move up Deterrence');
    press('Remove Deterrence');
    press('Compare the others with Deterrence');
    root.querySelector<HTMLButtonElement>('[data-policy=add]')!.click();
    type('/policies/1/id', 'harsh');
    expect(policy.duplicate).toHaveBeenCalledWith(1);
    expect(policy.move).toHaveBeenCalledWith(1, 0);
    expect(policy.remove).toHaveBeenCalledWith(1);
    expect(policy.baseline).toHaveBeenCalledWith('deterrence');
    expect(policy.add).toHaveBeenCalledOnce();
    expect(policy.rename).toHaveBeenCalledExactlyOnceWith(1, 'harsh');
  });

  it('says at its field what the gate says', () => {
    const problem = {
      ...({ code: 'number-too-big', level: 'error', pointer: '/policies/1/sentencing/severity' } as const),
      ...{
        line: 20,
        column: 5,
        message: 'it is 99; it must be a number from 0 to 20',
        advice: 'by default it is 1',
      },
    };
    formOver(preset, { problems: [problem] });
    expect(root.querySelector(`[data-pointer="${problem.pointer}"] .field-wrong`)!.textContent).toBe(
      'it is 99; it must be a number from 0 to 20: by default it is 1',
    );
    expect(root.querySelector('[data-group="policy-1"] > summary')!.textContent).toContain('1 problem');
  });

  it('is shut while the text is no JSON', () => {
    formOver(preset, { isShut: true });
    const controls = Array.from(root.querySelectorAll<HTMLInputElement>('input, select, textarea, button'));
    expect(controls.filter(({ disabled }) => !disabled)).toEqual([]);
  });

  it('stands on a text that is no scenario', () => {
    for (const odd of [
      '{}',
      '[]',
      '3',
      'null',
      '{"policies":3}',
      '{"policies":[1,{}],"network":{"layers":[3]},"themes":{}}',
    ])
      expect(() => formOver(odd), odd).not.toThrow();
  });
});

describe('the settings off the schema', () => {
  const all = (of: unknown): Other[] => otherGroups(of).flatMap(({ others }) => others);

  it('say their value, or the default where there is none', () => {
    const find = (pointer: string) => all(parsed(preset)).find((other) => other.pointer === pointer)!;
    expect(find('/weeks')).toMatchObject({ kind: 'number', value: 520, isSet: true, min: 1, max: 1023 });
    expect(find('/notes')).toMatchObject({ kind: 'prose' });
    expect(find('/headline').choices.length).toBeGreaterThan(15);
    expect(find('/behaviour/forms/joining')).toMatchObject({ kind: 'choice', value: 'hazard', isSet: false });
    expect(find('/network/layers/0/trust')).toMatchObject({ title: 'kin: Trust', value: 1.2 });
    expect(all(parsed(preset)).length).toBeGreaterThan(50);
  });
});
