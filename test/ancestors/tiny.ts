// Tiny worlds: the exact law of what can happen to two or three people in two to five weeks, every way of chance gone
// through the real code, against runs under the kernel's own chance. Where people of one world touch nobody else, many
// copies of it stand side by side in one world; where something is shared by all, each is run alone.
import { stepWeek } from '../../sim/week.ts';
import { has } from '../../sim/bits.ts';
import { certaintyOf } from '../../sim/belief.ts';
import { supportOf, type World } from '../../sim/world.ts';
import { once, upTo, type Answer, type Case } from './case.ts';
import { everyWay, type Questions } from './enumerate.ts';
import { chiZ } from './narrative.ts';
import { morningOf, peopleOf, settingOf, type Setting, type Wish } from './setting.ts';

interface Tiny {
  readonly id: string;
  readonly what: string;
  readonly people: number;
  readonly weeks: number;
  readonly ties: readonly (readonly [number, number])[];
  readonly given?: { readonly members?: readonly number[]; readonly support?: readonly number[] };
  readonly wish: Omit<Wish, 'size' | 'layer' | 'given' | 'weeks'>;
  readonly questions: Questions;
  /** What happened, of the people from row `first` on. */
  readonly outcome: (world: World, first: number, t: number) => string;
  readonly alone?: boolean;
}

const COPIES = 20_000;
const ROUNDS = 5;
const ALONE = 20_000;

function copies({ people, weeks, ties, given = {}, wish }: Tiny, count: number): Promise<Setting> {
  const shift = (c: number) => (i: number) => c * people + i;
  const { members = [], support = upTo(people).map(() => 1) } = given;
  return settingOf({
    ...wish,
    size: people * count,
    weeks,
    layer: { kind: 'given', ties: upTo(count).flatMap((c) => ties.map((tie) => tie.map(shift(c)))) },
    given: {
      members: upTo(count).flatMap((c) => members.map(shift(c))),
      support: upTo(count).flatMap(() => support),
      ideology: upTo(count).flatMap(() => support),
    },
  });
}

function runThrough(world: World, weeks: number): World {
  for (let t = 0; t < weeks; t++) stepWeek(world, t);
  return world;
}

/** How often each outcome was seen under the kernel's own chance. */
async function seen(tiny: Tiny): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const count = tiny.alone === true ? 1 : COPIES;
  const setting = await copies(tiny, count);
  const people = peopleOf(setting, 0);
  for (const r of upTo(tiny.alone === true ? ALONE : ROUNDS)) {
    const world = runThrough(morningOf(setting, r, people), tiny.weeks);
    for (const c of upTo(count)) {
      const outcome = tiny.outcome(world, c * tiny.people, tiny.weeks);
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
  }
  return counts;
}

async function compare(tiny: Tiny): Promise<Answer> {
  const setting = await copies(tiny, 1);
  const people = peopleOf(setting, 0);
  const { law, ways } = everyWay(tiny.questions, tiny.people, (chance) =>
    tiny.outcome(runThrough(morningOf(setting, 0, people, chance), tiny.weeks), 0, tiny.weeks),
  );
  const sum = [...law.values()].reduce((total, p) => total + p, 0);
  if (Math.abs(sum - 1) > 1e-9 || ways < 2) throw new Error(`${ways} ways, of chance ${sum}`);
  const counts = await seen(tiny);
  const total = [...counts.values()].reduce((all, n) => all + n, 0);
  for (const outcome of counts.keys()) if (!law.has(outcome)) throw new Error(`${outcome} cannot happen`);
  const rare: [number, number] = [0, 0];
  const observed: number[] = [];
  const expected: number[] = [];
  for (const [outcome, p] of law) {
    const n = counts.get(outcome) ?? 0;
    if (p * total < 5) {
      rare[0] += n;
      rare[1] += p * total;
    } else {
      observed.push(n);
      expected.push(p * total);
    }
  }
  if (rare[1] > 0) {
    observed.push(rare[0]);
    expected.push(rare[1]);
  }
  if (observed.length < 3) throw new Error(`only ${observed.length} outcomes to tell apart`);
  const z = chiZ(observed, expected);
  return { value: z, error: Math.max(0, z) };
}

function caseOf(tiny: Tiny): Case {
  const ours = once(() => compare(tiny));
  return {
    id: `tiny-${tiny.id}`,
    target: `Tiny world, ${tiny.what}: chi-square of ${tiny.alone === true ? ALONE : COPIES * ROUNDS} runs against the exact law, as z`,
    published: 0,
    source: 'every way that chance can go, through the same code: a law, not a sample',
    ours,
    tolerance: 3,
  };
}

const PAIR = [[0, 1]] as const;
const TRIANGLE = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

const rows = (first: number, count: number, of: (i: number) => unknown): string =>
  upTo(count)
    .map((i) => of(first + i))
    .join(' ');
const stages = (count: number) => (world: World, first: number) =>
  rows(first, count, (i) => world.people.stage[i]);
const digits = (x: number): string => x.toFixed(6);

const STORY = { calling: 0.5, telling: 0.5, stifling: 0.5, forgetting: 0.25 };
const STORY_QUESTIONS: Questions = {
  cuts: { forget: [STORY.forgetting] },
  ranked: { callTie: 'first', callOrder: 'second', initialTeller: 'second' },
};

const WORLDS: readonly Tiny[] = [
  {
    id: 'messages',
    what: 'group and messages: who hears what in the second week, two voices outside',
    ...{ people: 2, weeks: 2, ties: PAIR, alone: true },
    wish: {
      on: ['group', 'messages'],
      sources: { volume: 100, competing: 300, outsideVoices: 2, outsideSpeaking: 0.5, outsideReach: 0.5 },
      group: { rise: 0, fall: 0 },
      policy: { institution: { reach: 0.25 } },
    },
    questions: {},
    outcome: ({ heard, everHeardCount }) => {
      const sets = [heard.propaganda, heard.institution, heard.outside];
      return `${sets.map((set) => rows(0, 2, (i) => Number(has(set, i)))).join('|')}|${everHeardCount[0]}`;
    },
  },
  {
    id: 'narrative',
    what: 'word of mouth among three, two weeks',
    ...{ people: 3, weeks: 2, ties: TRIANGLE, alone: true },
    wish: { on: ['narrative'], theme: { tellers: 1 }, narrative: STORY },
    questions: STORY_QUESTIONS,
    outcome: (world) => rows(0, 3, (i) => `${world.knows[i]}${world.retold[i]}`),
  },
  {
    id: 'narrative-each-tie',
    what: 'word of mouth by each tie among three, two weeks',
    ...{ people: 3, weeks: 2, ties: TRIANGLE, alone: true },
    wish: {
      on: ['narrative'],
      theme: { tellers: 1 },
      narrative: { ...STORY, calling: 0.25 },
      forms: { calling: 'each tie' },
    },
    questions: {
      cuts: { forget: [0.25], callTie: [0.25] },
      ranked: { callOrder: 'second', initialTeller: 'second' },
    },
    outcome: (world) => rows(0, 3, (i) => `${world.knows[i]}${world.retold[i]}`),
  },
  {
    id: 'attitude',
    what: 'taking stock in a row of three, two weeks',
    ...{ people: 3, weeks: 2, given: { support: [0.1, 0.5, 0.9] } },
    ties: [
      [0, 1],
      [1, 2],
    ],
    wish: { on: ['attitude'], attitude: { peerRate: 0.25, peerWeight: 0.5, latitude: 2, narrowing: 0 } },
    questions: {},
    outcome: (world, first, t) => rows(first, 3, (i) => digits(supportOf(world, i, t))),
  },
  {
    id: 'attitude-pairs',
    what: 'ties that meet pair by pair among three, two weeks',
    ...{ people: 3, weeks: 2, ties: TRIANGLE, given: { support: [0.1, 0.5, 0.9] } },
    wish: {
      on: ['attitude'],
      attitude: { peerRate: 0.25, peerWeight: 0.5, latitude: 0.45, narrowing: 0, contrast: 0 },
      forms: { peers: 'pairs' },
    },
    questions: { cuts: { meet: [0.25] } },
    outcome: (world, first, t) => rows(first, 3, (i) => digits(supportOf(world, i, t))),
  },
  {
    id: 'recruit',
    what: 'joining, three people of whom one is a member, two weeks',
    ...{ people: 3, weeks: 2, ties: TRIANGLE, given: { members: [0] } },
    wish: {
      on: ['recruit'],
      group: { rise: 0, fall: 0 },
      recruit: { rate: 0.25, vulnerability: 0, recruiterCapacity: 1e9, online: 0 },
    },
    questions: { cuts: { join: [0.25, 0.5] } },
    outcome: stages(3),
  },
  {
    id: 'member',
    what: 'membership of two, two weeks',
    ...{ people: 2, weeks: 2, ties: PAIR, given: { members: [0, 1] } },
    wish: { on: ['group', 'member'], group: { brutality: 0.5 }, member: { death: 0.25 } },
    questions: { cuts: { memberFate: [0.25] } },
    outcome: (world, first) =>
      rows(first, 2, (i) => `${world.people.stage[i]} ${digits(world.people.disillusion[i]!)}`),
  },
  {
    id: 'turnover',
    what: 'turnover of two, three weeks',
    ...{ people: 2, weeks: 3, ties: PAIR },
    wish: { on: ['turnover'], population: { turnover: 0.25 } },
    questions: {
      ignored: [
        ...(['support', 'ideology', 'communitySupport', 'communityIdeology'] as const),
        ...(['reactance', 'motive'] as const),
      ],
    },
    outcome: (world, first) => rows(first, 2, (i) => world.people.who[i]! >>> 22),
  },
  {
    id: 'exit',
    what: 'leaving, being killed, surfacing, going again and speaking, one member (with group and member), four weeks',
    ...{ people: 2, weeks: 4, ties: PAIR, given: { members: [0] } },
    wish: {
      on: ['group', 'member', 'exit'],
      group: { killing: 0.25, brutality: 1 },
      member: { death: 0.125 },
      exit: { leaving: 0.5, fear: 0, surfacing: 0.25, speaking: 0.25, fatigue: 0.25 },
      justice: { detection: 0.25, reengagement: 0.125 },
    },
    questions: {
      cuts: { memberFate: [0.125, 0.5], freeFate: [0.125, 0.5, 0.75], speak: [0.25] },
      ignored: ['willingness'],
    },
    outcome: (world, first) => `${world.people.stage[first]} ${world.people.speaking[first]}`,
  },
  {
    id: 'narrative-and-attitude',
    what: 'the pair word of mouth and attitude, three people, two weeks',
    ...{ people: 3, weeks: 2, ties: TRIANGLE, alone: true, given: { support: [0.4, 0.5, 0.6] } },
    wish: {
      on: ['narrative', 'attitude'],
      theme: { tellers: 1 },
      narrative: STORY,
      attitude: { peerRate: 0.5, peerWeight: 0.5, persuasion: 0.3 },
    },
    questions: STORY_QUESTIONS,
    outcome: (world, first, t) =>
      rows(first, 3, (i) => `${world.knows[i]} ${digits(supportOf(world, i, t))}`),
  },
  {
    id: 'recruit-and-member',
    what: 'the pair joining and membership, three people of whom one is a member, two weeks',
    ...{ people: 3, weeks: 2, ties: TRIANGLE, given: { members: [0] } },
    wish: {
      on: ['group', 'recruit', 'member'],
      group: { rise: 0, fall: 0 },
      recruit: { rate: 0.25, vulnerability: 0, recruiterCapacity: 1e9, online: 0 },
      member: { death: 0.25 },
    },
    questions: { cuts: { join: [0.25, 0.5], memberFate: [0.25] } },
    outcome: stages(3),
  },
  {
    id: 'exit-justice-deterrence',
    what: 'exit and justice, whose draws compete, and what a tie comes to believe: one member, six weeks',
    ...{ people: 2, weeks: 6, ties: PAIR, given: { members: [0] } },
    wish: {
      on: ['group', 'deterrence', 'member', 'exit', 'justice'],
      group: { brutality: 1 },
      deterrence: { confidence: 2, certainty: 0.5, tie: 1, own: 1, occurrence: 0.5, backlash: 0.1 },
      member: { death: 0.125 },
      exit: { leaving: 0.5, fear: 0, surfacing: 0.25, speaking: 0 },
      justice: { detection: 0.25, reengagement: 0.125, conviction: 0.75, lag: 1, evidence: 0 },
      policy: { sentencing: { certainty: 0.5, publicity: 0 } },
    },
    questions: { cuts: { memberFate: [0.125, 0.5], freeFate: [0.125, 0.5, 0.75] } },
    outcome: (world, first) =>
      `${rows(first, 2, (i) => `${world.people.stage[i]} ${digits(certaintyOf(world, i))}`)} ${digits(supportOf(world, first + 1, 6))}`,
  },
];

export const TINY_CASES: readonly Case[] = WORLDS.map(caseOf);
