import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay, type Onlooker } from '../../sim/replay.ts';
import { presence, stageOf, speakingOf, type Person } from '../../sim/replay/code.ts';
import {
  callsOfWeek,
  clearCalls,
  heardStories,
  knowledgeOf,
  type Knowledge,
} from '../../sim/replay/heard.ts';
import { trace, type TracedWeek } from '../../sim/replay/trace.ts';
import { simulate } from '../../sim/run.ts';
import { column, COLUMN } from '../../sim/series.ts';
import {
  AT_LARGE,
  DEAD,
  HOME,
  LEFT,
  MEMBER,
  SURFACED,
  TOLD_UNIT,
  supportOf,
  type World,
} from '../../sim/world.ts';
import {
  anyPolicy,
  anyWorld,
  LIVELY_WORLD,
  merged,
  MIXED_POLICY,
  open,
  runs,
  scenarioOf,
  tablesOf,
} from '../laws/worlds.ts';
import { stepWeek } from '../../sim/week.ts';

const everybody = (size: number): Person[] => Array.from({ length: size }, (_, row) => ({ row, arrived: 0 }));

/** Looks at every story that anybody hears, and holds it against what the submodels made of it. */
class Auditor implements Onlooker {
  world!: World;
  differences = 0;
  stories = 0;
  #before: { knowledge: Knowledge; told: number; stories: number }[] = [];
  hear: Onlooker['hear'] = (inner) => inner;
  opened(world: World): void {
    this.world = world;
  }
  morning(): void {
    const { world } = this;
    clearCalls(world);
    this.#before = everybody(world.size).map(({ row }) => ({
      knowledge: knowledgeOf(world, row),
      told: world.toldWeight[row],
      stories: world.people.stories[row],
    }));
  }
  ran: Onlooker['ran'] = (submodel, t) => {
    if (submodel !== 'narrative') return;
    const { world } = this;
    const calls = callsOfWeek(world);
    let tellings = 0;
    this.#before.forEach(({ knowledge, told, stories }, i) => {
      const worn = world.timesHeard.slice(i * world.themes, (i + 1) * world.themes);
      const heard = heardStories(world, i, knowledge, calls, t);
      this.stories += heard.length;
      const stage = world.people.stage[i];
      if (AT_LARGE[stage] === 1) {
        tellings += heard.filter(({ sender }) => sender === 'tie').length;
        const sum = heard.reduce((all, { weight }) => all + Math.round(weight * TOLD_UNIT), 0);
        if (sum !== world.toldWeight[i] - told) this.differences++;
      } else if (stage === MEMBER) {
        const sum = heard.reduce((all, { weight }) => Math.fround(all + weight), stories);
        if (sum !== world.people.stories[i]) this.differences++;
      }
      if (worn.some((n, k) => n !== world.timesHeard[i * world.themes + k])) this.differences++;
    });
    if (tellings !== world.week[COLUMN.tellings]) this.differences++;
  };
  evening(): void {}
}

describe('what was heard', () => {
  it('is what the submodels weighed: the same stories, tellers and weights, to the last bit', async () => {
    let stories = 0;
    await fc.assert(
      fc.asyncProperty(anyWorld({ maxWeeks: 20, maxSize: 50 }), anyPolicy, async (world, policy) => {
        const scenario = scenarioOf(world, [policy]);
        const [table] = await tablesOf(scenario);
        const auditor = new Auditor();
        replay(scenario, table, 0, undefined, auditor);
        stories += auditor.stories;
        expect(auditor.differences).toBe(0);
      }),
      runs(20),
    );
    expect(stories).toBeGreaterThan(1000);
  });
});

describe('a trace', () => {
  it('changes nothing: the same bytes with everybody traced and with nobody', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld({ maxWeeks: 15, maxSize: 30 }), anyPolicy, async (world, policy) => {
        const scenario = scenarioOf(world, [policy]);
        const [table] = await tablesOf(scenario);
        const plain = replay(scenario, table, 1);
        const { replay: traced } = trace(scenario, table, 1, everybody(plain.size));
        expect(traced.digest).toBe(plain.digest);
        expect(traced.codes).toEqual(plain.codes);
      }),
      runs(12),
    );
  });

  it('tells of chances that decided: whatever happened fell below its chance, and what came of it came', async () => {
    const counts = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        anyWorld({ maxWeeks: 20, maxSize: 40, forms: false }),
        anyPolicy,
        async (world, policy) => {
          const scenario = scenarioOf(world, [policy]);
          const [table] = await tablesOf(scenario);
          const size = scenario.population.size;
          const series = simulate(scenario, table, 0);
          const { traces } = trace(scenario, table, 0, everybody(size));
          const wrong = traces.flatMap(({ weeks }) => weeks.filter((week) => !agrees(week)));
          expect(wrong).toEqual([]);
          if (scenario.population.turnover === 0) {
            const joins = traces.flatMap(({ weeks }) => weeks.filter((week) => isHappening(week, 'join')));
            expect(joins.length).toBe(column(series, 'joins').reduce((a, b) => a + b, 0));
          }
          for (const { weeks } of traces)
            for (const { decisions } of weeks)
              for (const { matter, happened, chance, draw } of decisions) {
                if (draw !== null && happened !== draw < chance)
                  throw new Error(`${matter} ${chance} ${draw}`);
                if (happened) counts.set(matter, (counts.get(matter) ?? 0) + 1);
              }
        },
      ),
      runs(20),
    );
    // every matter came up, or this law would hold for nothing
    const usual = [
      'join',
      'leave',
      'surface',
      'found',
      'speak',
      'prosecute',
      'convict',
      'again',
      'offer',
      'die',
    ];
    for (const matter of usual) expect([matter, counts.get(matter) ?? 0]).not.toEqual([matter, 0]);
  });

  it('follows a person from their coming until somebody else takes the place', async () => {
    const scenario = scenarioOf(merged(LIVELY_WORLD, { population: { turnover: 0.1 } }), [MIXED_POLICY]);
    const [table] = await tablesOf(scenario);
    const { codes, size } = replay(scenario, table, 0);
    const later: Person[] = [];
    for (let w = 1; w < scenario.weeks; w++)
      for (let row = 0; row < size; row++)
        if ((codes[w * size + row] & 64) !== 0) later.push({ row, arrived: w });
    const people = [...everybody(size), ...later, { row: 0, arrived: 29 }];
    const { traces } = trace(scenario, table, 0, people);
    traces.forEach(({ person, from, to, weeks }) => {
      const [first, end] = presence(codes, size, person);
      expect([from, to]).toEqual([first, Math.min(end, scenario.weeks)]);
      expect(weeks.map(({ t }) => t)).toEqual(Array.from({ length: to - from }, (_, k) => from + k));
      weeks.forEach(({ before, after }, k) => {
        expect(before.code & 31).toBe(codes[(from + k) * size + person.row] & 31);
        if (after === null) expect(k).toBe(weeks.length - 1);
        else if (k + 1 < weeks.length) expect(weeks[k + 1].before).toEqual(after);
      });
    });
    expect(later.length).toBeGreaterThan(50);
  });

  it('knows how a person stood, and whom of their ties something happened to', async () => {
    const scenario = scenarioOf(LIVELY_WORLD, [MIXED_POLICY]);
    const [table] = await tablesOf(scenario);
    const world = open(scenario, table);
    const { traces, replay: run } = trace(scenario, table, 0, everybody(80));
    let changes = 0;
    for (let t = 0; t < scenario.weeks; t++) {
      for (const { person, from, weeks } of traces) {
        const week = weeks[t - from];
        if (week === undefined) continue;
        expect(week.before.support).toBe(supportOf(world, person.row, t));
        expect(week.before.memberTies).toBe(world.people.memberTies[person.row]);
        changes += week.ties.length;
        for (const { row, to } of week.ties) expect(run.codes[(t + 1) * 80 + row]).toBe(to);
      }
      stepWeek(world, t);
    }
    expect(changes).toBeGreaterThan(100);
  });

  it('tells in full of the weeks that are wanted, and marks all', async () => {
    const scenario = scenarioOf(LIVELY_WORLD, [MIXED_POLICY]);
    const [table] = await tablesOf(scenario);
    const { traces } = trace(scenario, table, 0, everybody(3), { wanted: (n, t) => n === 1 && t === 4 });
    expect(traces.map(({ weeks }) => weeks.map(({ t }) => t))).toEqual([[], [4], []]);
    const all = trace(scenario, table, 0, everybody(3)).traces;
    expect(traces.map(({ marks }) => marks)).toEqual(all.map(({ marks }) => marks));
  });
});

const isHappening = ({ decisions }: TracedWeek, matter: string): boolean =>
  decisions.some((one) => one.matter === matter && one.happened);

/** What was decided is what came: the stage of the next morning. */
function agrees(week: TracedWeek): boolean {
  const { before, after } = week;
  const from = stageOf(before.code);
  const to = after === null ? HOME : stageOf(after.code);
  const happens = (matter: string): boolean => isHappening(week, matter);
  if (from === HOME) return happens('join') === (to === MEMBER);
  if (from === MEMBER) {
    if (happens('die') || (happens('leave') && happens('killed'))) return to === DEAD;
    return happens('leave') ? to === LEFT : to === MEMBER;
  }
  if (happens('again')) return to === MEMBER;
  if (from === LEFT && (happens('found') || happens('surface'))) return to === SURFACED;
  const begins = speakingOf(before.code) === 0 && after !== null && speakingOf(after.code) !== 0;
  return from === LEFT ? to === LEFT && (!begins || happens('speak')) : !begins || happens('speak');
}
