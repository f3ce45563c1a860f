// Completion: twelve probes, each a text with a cursor, and the laws that what is offered fits.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEASURES } from '../../../sim/measures.ts';
import { readScenario } from '../../../sim/read.ts';
import { complete } from '../../../viz/editor/complete.ts';
import type { Options } from '../../../viz/editor/complete.ts';

const preset = readFileSync('scenarios/punish-or-listen.json', 'utf8');

/** What is offered at the ¦ in a text. */
function at(marked: string): Options | null {
  const offset = marked.indexOf('¦');
  return complete(marked.replace('¦', ''), offset);
}
const labels = (marked: string): string[] => at(marked)?.options.map(({ label }) => label) ?? [];

/** The text after the option of that name is taken, with the selection in ‹ ›. */
function taken(marked: string, label: string): string {
  const text = marked.replace('¦', '');
  const { from, to, options } = at(marked)!;
  const { insert, select } = options.find((one) => one.label === label)!;
  const shown = `${insert.slice(0, select[0])}‹${insert.slice(...select)}›${insert.slice(select[1])}`;
  return text.slice(0, from) + shown + text.slice(to);
}

describe('completion', () => {
  it('1: names of the outermost object, without those that are there', () => {
    const found = labels('{ "title": "x", ¦ }');
    expect(found).toContain('policies');
    expect(found).toContain('weeks');
    expect(found).not.toContain('title');
  });

  it('2: a name that is half written, with its value to write over', () => {
    expect(labels('{ "behaviour": { "exit": { "ela¦" } } }')).toContain('elasticity');
    expect(taken('{ "behaviour": { "exit": { "ela¦" } } }', 'elasticity')).toBe(
      '{ "behaviour": { "exit": { "elasticity": ‹-1› } } }',
    );
  });

  it('3: levers and timing of an instrument, in a list of policies', () => {
    const found = labels('{ "policies": [ {}, { "id": "a", "voices": { "start": 3, "¦" } } ] }');
    expect(found).toEqual([
      'end', 'phaseIn', 'amplification', 'capacity', 'targeting', 'threshold', 'branding', 'fromPrison',
    ]); // prettier-ignore
  });

  it('4: instruments of a policy', () => {
    const found = labels('{ "policies": [ { "id": "a", "name": "A", ¦ } ] }');
    expect(found).toContain('sentencing');
    expect(found).toContain('takedown');
    expect(found).not.toContain('id');
  });

  it('5: ids of policies for the baseline', () => {
    const marked = preset.replace('"baseline": "as-it-was"', '"baseline": "¦"');
    expect(labels(marked)).toEqual(['as-it-was', 'deterrence', 'voices', 'balance']);
    expect(taken(marked, 'voices')).toContain('"baseline": "voices"‹›,');
  });

  it('6: measures for the headline, with their titles', () => {
    const { options } = at('{ "headline": ¦ }')!;
    expect(options.map(({ label, detail }) => [label, detail])).toEqual(
      MEASURES.map(({ id, title }) => [id, title]),
    );
  });

  it('7: the values of a choice', () => {
    expect(labels('{ "network": { "communities": { "sizes": ¦ } } }')).toEqual(['equal', 'geometric']);
    expect(taken('{ "network": { "communities": { "sizes":¦ } } }', 'geometric')).toContain(
      '"sizes": "geometric"‹› }',
    );
  });

  it('8: kinds of layers, and then what a layer of the kind may have', () => {
    expect(labels('{ "network": { "layers": [ { "name": "a", "kind": "¦" } ] } }')).toContain('small world');
    expect(labels('{ "network": { "layers": [ { "name": "a", "kind": "cliques", ¦ } ] } }')).toEqual([
      'trust', 'abroad', 'size',
    ]); // prettier-ignore
    expect(labels('{ "network": { "layers": [ { "name": "a", ¦ } ] } }')).toContain('kind');
  });

  it('9: the default of a number and the ends of its plausible range', () => {
    const { options } = at('{ "population": { "atRiskShare": ¦ } }')!;
    expect(options.map(({ label, detail }) => [label, detail])).toEqual([
      ['0.2', 'default'],
      ['0.1', 'least plausible'],
      ['0.3', 'most plausible'],
    ]);
  });

  it('10: for a lever its neutral value, and expressions in the week', () => {
    const found = labels('{ "policies": [ { "sentencing": { "certainty": ¦ } } ] }');
    expect(found).toEqual(['0.3', 'step(t, 52)', 'ramp(t, 0, 52)']);
    expect(labels('{ "policies": [ { "voices": { "end": ¦ } } ] }')).toEqual(['null']);
  });

  it('11: a new policy in the list, with what it must have', () => {
    expect(taken('{ "policies": [ { "id": "a" }¦ ] }', '{ … }')).toBe(
      '{ "policies": [ { "id": "a" }, { "id": "‹›", "name": "" } ] }',
    );
    expect(taken('{ "policies": [¦] }', '{ … }')).toContain('[{ "id": "‹›"');
  });

  it('12: commas where they are needed, on lines and in a text that is broken elsewhere', () => {
    expect(taken('{\n  "title": "x"\n  ¦\n}', 'weeks')).toBe('{\n  "title": "x"\n  , "weeks": ‹520›\n}');
    expect(taken('{ ¦\n  "title": "x"\n}', 'weeks')).toBe('{ "weeks": ‹520›,\n  "title": "x"\n}');
    expect(labels('{ "a": tru, b "policies": [ { "offer": { "¦')).toContain('candour');
    expect(labels('{ "baseline": ¦\n "policies": [ { "id": "one" } ] }')).toEqual(['one']);
  });

  it('of a name that has its value already writes the name alone', () => {
    expect(taken('{ "popula¦": { "size": 3 } }', 'population')).toBe('{ "population"‹›: { "size": 3 } }');
  });

  it('of an empty text is a scenario', () => {
    expect(taken('¦', 'a scenario')).toMatch(/^\{ "schemaVersion": 1, "title": "‹›"/);
  });

  it('is nothing where nothing can be said', () => {
    const nowhere = [
      '{ "title": "¦" }',
      '{ "title" ¦ }',
      '{}¦',
      '3¦',
      '{ "nothing": { ¦ } }',
      '{ "title": "x" : ¦ }',
    ];
    for (const one of nowhere) expect(labels(one), one).toEqual([]);
  });

  it('says what each name is', () => {
    const { options } = at('{ "behaviour": { "exit": { ¦ } } }')!;
    expect(options.find(({ label }) => label === 'leaving')!.info).toMatch(
      /^Leaving \(leaving\)\n.*tries to leave\.\nMust be a number from 0 to 1.*\nPlausible: 0\.002 to 0\.03; grade B/,
    );
  });

  it('never throws, and what it replaces is in the text, whatever the text', () => {
    const scraps = fc
      .array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"policies"', '"kind"', '"voices"', '"', '\\', '1', ' ', '\n', 'x', '"layers"', '"network"'), { maxLength: 25 })
      .map((parts) => parts.join('')); // prettier-ignore
    let offered = 0;
    fc.assert(
      fc.property(scraps, fc.nat(60), (text, k) => {
        const offset = Math.min(k, text.length);
        const found = complete(text, offset);
        if (found === null) return;
        offered++;
        expect(found.from).toBeLessThanOrEqual(found.to);
        expect(found.to).toBeLessThanOrEqual(text.length);
      }),
      { seed: 20151001, numRuns: 1000 },
    );
    expect(offered).toBeGreaterThan(50);
  });

  it('of a scenario, each name that is taken gives one that can be read or is told what is missing', async () => {
    const marked = preset.replace('"baseline"', '¦\n  "baseline"');
    for (const { label } of at(marked)!.options) {
      const reading = await readScenario(taken(marked, label).replace(/[‹›]/g, ''));
      const codes = reading.ok ? [] : reading.problems.map(({ code }) => code);
      expect(
        codes.filter((code) => !/^(list-too-short|text-empty)$/.test(code)),
        label,
      ).toEqual([]);
    }
  });
});
