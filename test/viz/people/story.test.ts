import { describe, expect, it } from 'vitest';
import { parting } from '../../../sim/replay/parting.ts';
import type { Cause } from '../../../sim/replay/parting.ts';
import type { Decision } from '../../../sim/replay/decisions.ts';
import { trace } from '../../../sim/replay/trace.ts';
import {
  causeText,
  courseOf,
  decisionText,
  percent,
  spansOf,
  storyOf,
  titleOf,
  weekLines,
} from '../../../viz/people/story.ts';
import { LIVELY_WORLD, merged, MIXED_POLICY, scenarioOf, tablesOf } from '../../laws/worlds.ts';

const names = { policies: ['Harsh', 'Speak'], themes: ['Brutality', 'Corruption'] } as const;
const person = { row: 1043, arrived: 0 };

describe('a decision', () => {
  const joining = { support: 0.62, ideology: 0.55, ties: 1.5, online: 0, deterred: 0.8, chance: 0.12 };
  const one: Decision = { matter: 'join', chance: 0.12, draw: 0.08, happened: true, joining };

  it('is told with its chance, what that was made of, and the draw', () => {
    expect(decisionText(one)).toBe(
      'the chance of joining was 12 % (support 0.62 × acceptance of violence 0.55; ties in the group count 1.5; fear of punishment × 0.80); the draw, 0.080, fell below 0.12: they joined.',
    );
    const other = { ...one, chance: 0.05, happened: false, joining: { ...joining, ties: 0 } };
    expect(decisionText(other)).toContain('nobody to join through');
    expect(decisionText(other)).toContain('the draw, 0.080, did not fall below 0.050: they did not join.');
  });

  it('shows as many digits as it takes to see who is below whom', () => {
    const close = { matter: 'leave', chance: 0.0123456, draw: 0.0123412, happened: true } as const;
    expect(decisionText(close)).toContain('0.01234, fell below 0.01235');
    expect(decisionText({ ...close, draw: null, chance: 1 })).toContain('that is certain');
    expect(decisionText({ ...close, draw: null, chance: 0, happened: false })).toContain(
      'that is impossible',
    );
    expect(decisionText({ ...close, draw: -0.1, happened: false })).toContain('filled the draw first');
  });

  it('has its chance in percent', () => {
    expect([0, 0.00081, 0.0142, 0.12, 1].map(percent)).toEqual(['0 %', '0.081 %', '1.4 %', '12 %', '100 %']);
  });
});

describe('what parted two worlds', () => {
  const heard = {
    sender: 'tie',
    theme: 0,
    teller: 88,
    origin: 88,
    retold: 0,
    distance: 0.1,
    taken: 1,
    weight: 0.03,
  } as const;
  const cases: readonly (readonly [Cause, string])[] = [
    [
      { kind: 'heard', only: 'b', heard, elsewhere: null, tellers: [5, 3 | 16] },
      'their tie 88 told them their own story about “Brutality” under Speak only (88 was in prison under Harsh, known to the state and free, speaking in public under Speak)',
    ],
    [
      {
        kind: 'heard',
        only: 'a',
        heard: { ...heard, sender: 'outside', teller: null, origin: null },
        elsewhere: 0.05,
        tellers: null,
      },
      'a defector from outside the network told them a story about “Brutality” in both worlds, but it moved them less under Harsh',
    ],
    [
      {
        kind: 'heard',
        only: 'a',
        heard: { ...heard, sender: 'propaganda', theme: null },
        elsewhere: null,
        tellers: null,
      },
      'propaganda reached them under Harsh only',
    ],
    [
      { kind: 'case', only: 'a', seen: { row: 88, kind: 0, years: 7 } },
      'their tie 88 was sentenced to 7.0 years under Harsh only',
    ],
    [
      { kind: 'case', only: 'b', seen: { row: 1043, kind: 2, years: 0 } },
      'they themselves were acquitted under Speak only',
    ],
    [
      { kind: 'publicised', counts: [1, 0] },
      'what everybody believes about punishment changed: 1 publicised case under Harsh, 0 under Speak',
    ],
    [
      { kind: 'tie', row: 7, codes: [1, 32] },
      'their tie 7 was in the group under Harsh, and at home under Speak',
    ],
    [{ kind: 'offer', only: 'b' }, 'they learned of the offer to witnesses under Speak only'],
    [
      { kind: 'policy', matter: 'prosecute', chances: [0.95, 0.3] },
      'the policies themselves: the chance of being prosecuted was 95 % under Harsh, 30 % under Speak',
    ],
  ];

  it.each(cases)('%j', (cause, text) => expect(causeText(cause, person, names)).toBe(text));

  it('has words for every message and what is not followed', () => {
    for (const sender of ['institution', 'community', 'carried'] as const)
      expect(
        causeText(
          { kind: 'heard', only: 'a', heard: { ...heard, sender }, elsewhere: null, tellers: [1, 1] },
          person,
          names,
        ),
      ).toMatch(/under Harsh only$/);
    expect(causeText({ kind: 'stock' }, person, names)).toMatch(/ties/);
    expect(causeText({ kind: 'unknown' }, person, names)).toMatch(/does not follow/);
  });
});

describe('a story', () => {
  it('of everybody in a lively world says where worlds part, and never what did not happen', async () => {
    const scenario = scenarioOf(merged(LIVELY_WORLD, { weeks: 30 }), [{}, MIXED_POLICY]);
    const tables = await tablesOf(scenario);
    const people = Array.from({ length: 40 }, (_, row) => ({ row, arrived: 0 }));
    const [a, b] = tables.map((table) => trace(scenario, table, 0, people));
    const said = { policies: ['Harsh', 'Speak'], themes: scenario.themes.map(({ title }) => title) } as const;
    people.forEach((who, n) => {
      const traces = [a.traces[n], b.traces[n]] as const;
      const found = parting(...traces, [a.replay, b.replay]);
      const told = storyOf(found, traces, said);
      expect(told[0]).toContain(`Person ${who.row}`);
      if (found.week !== null) expect(told[0]).toContain(`until week ${found.week + 1}`);
      for (const line of told) expect(line).not.toMatch(/undefined|NaN|\[object|\.\.$/);
      for (const each of traces) {
        const spans = spansOf(each);
        expect(spans[0].from).toBe(each.from);
        spans.slice(1).forEach(({ from, code }, k) => {
          expect(from).toBe(spans[k].to);
          expect(code).not.toBe(spans[k].code);
        });
        const lines = each.weeks.flatMap((week) => weekLines(week, who, said));
        expect(lines.filter((line) => /undefined|NaN|\[object/.test(line))).toEqual([]);
        expect(courseOf(each, 'Harsh')).toMatch(/^Under Harsh: .+\.$/);
      }
    });
  });

  it('says when somebody came later, and when they were never there', async () => {
    expect(titleOf({ row: 3, arrived: 9 })).toBe('Person 3.9, who came in week 9');
    const scenario = scenarioOf(merged(LIVELY_WORLD, { weeks: 3, population: { turnover: 0 } }), [{}]);
    const [table] = await tablesOf(scenario);
    const never = { row: 3, arrived: 2 };
    const { traces, replay } = trace(scenario, table, 0, [
      never,
      person.row < 80 ? person : { row: 0, arrived: 0 },
    ]);
    const pair = [traces[0], traces[0]] as const;
    expect(storyOf(parting(...pair, [replay, replay]), pair, names)[0]).toContain('in neither world');
    const same = [traces[1], traces[1]] as const;
    expect(storyOf(parting(...same, [replay, replay]), same, names)[0]).toContain(
      'the same in both worlds, from the first',
    );
  });
});
