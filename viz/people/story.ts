// A person's story in plain words, from what was traced of them in two worlds. Pure: the same traces tell the same story.
// Weeks are counted from 1, as readers do; what happened in week 31 shows from the end of week 31 on.

import { nameOf } from '../../sim/replay/code.ts';
import type { Person } from '../../sim/replay/code.ts';
import type { Decision, Matter } from '../../sim/replay/decisions.ts';
import type { Fate } from '../../sim/replay/fate.ts';
import type { Cause, Parting, Side } from '../../sim/replay/parting.ts';
import type { SeenCase, Trace, TracedWeek } from '../../sim/replay/trace.ts';
import { figureOf } from '../words.ts';
import { standingOf } from './classes.ts';

export interface Names {
  /** The policies, baseline first. */
  readonly policies: readonly [string, string];
  /** Titles of the themes of stories, in their order. */
  readonly themes: readonly string[];
}

export const FATE_WORDS: Readonly<Record<Fate, string>> = {
  spared: 'joins in the first only',
  lost: 'joins in the second only',
  later: 'joins later in the second',
  sooner: 'joins sooner in the second',
  other: 'parts after joining, or never joins',
};

/** Noun, what it is called when it happens, and when it does not. */
const WORDS: Readonly<Record<Matter, readonly [string, string, string]>> = {
  join: ['joining', 'they joined', 'they did not join'],
  die: ['dying abroad', 'they died', 'they lived'],
  leave: ['trying to leave', 'they tried to leave', 'they stayed'],
  killed: ['being caught and killed on leaving', 'they were killed', 'they got away'],
  again: ['going back to the group', 'they went back', 'they did not go back'],
  found: ['being found by the state', 'they were found', 'they were not found'],
  surface: ['coming forward', 'they came forward', 'they did not come forward'],
  speak: ['beginning to speak', 'they spoke', 'they kept silent'],
  anonymous: ['withholding their name', 'they gave no name', 'they gave their name'],
  tire: ['falling silent', 'they fell silent', 'they went on speaking'],
  offer: ['hearing of the offer', 'they heard of it', 'they did not hear of it'],
  prosecute: ['being prosecuted', 'they were charged', 'they were not charged'],
  convict: ['being convicted', 'they were convicted', 'they were acquitted'],
  enrol: ['a place in the programme', 'they got one', 'they got none'],
};

/** 'nobody', '1 person', '1,912 people'. */
export const peopleWords = (n: number): string =>
  n === 0 ? 'nobody' : n === 1 ? '1 person' : `${figureOf(n, 0)} people`;

export function titleOf(person: Person): string {
  return person.arrived === 0
    ? `Person ${person.row}`
    : `Person ${nameOf(person)}, who came in week ${person.arrived}`;
}

/** '12 %', '1.4 %', '0.08 %'. */
export function percent(share: number): string {
  const x = 100 * share;
  if (x === 0 || x >= 10) return `${Math.round(x)} %`;
  return x >= 1 ? `${x.toFixed(1)} %` : `${plain(x, 2)} %`;
}

/** A number to so many digits that count, without an exponent. */
function plain(x: number, digits: number): string {
  if (x === 0) return '0';
  const places = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(x))));
  return x.toFixed(Math.min(8, places));
}

/** 'the draw, 0.08, fell below 0.12': in as many digits as it takes to see it. */
function drawn({ chance, draw }: Decision): string {
  if (draw === null) return chance >= 1 ? 'that is certain' : 'that is impossible';
  if (draw < 0) return 'something else filled the draw first';
  for (const digits of [2, 3, 4, 6]) {
    const [x, y] = [plain(draw, digits), plain(chance, digits)];
    if (x !== y) return `the draw, ${x}, ${draw < chance ? 'fell below' : 'did not fall below'} ${y}`;
  }
  return `the draw ${draw < chance ? 'just fell below it' : 'just missed it'}`;
}

/** 'chance of joining 12 % (two ties …); the draw, 0.08, fell below 0.12: they joined.' */
export function decisionText(one: Decision): string {
  const [noun, did, didNot] = WORDS[one.matter];
  const why = one.joining === undefined ? '' : ` (${factorsOf(one)})`;
  return `the chance of ${noun} was ${percent(one.chance)}${why}; ${drawn(one)}: ${one.happened ? did : didNot}.`;
}

function factorsOf({ joining }: Decision): string {
  const { support, ideology, ties, online, deterred } = joining!;
  const reached = [
    ...(ties > 0 ? [`ties in the group count ${plain(ties, 2)}`] : []),
    ...(online > 0 ? [`a recruiter online ${plain(online, 2)}`] : []),
  ];
  return [
    `support ${support.toFixed(2)} × acceptance of violence ${ideology.toFixed(2)}`,
    reached.length === 0 ? 'nobody to join through' : reached.join(', '),
    `fear of punishment × ${deterred.toFixed(2)}`,
  ].join('; ');
}

const only = (names: Names, side: Side): string => `under ${names.policies[side === 'a' ? 0 : 1]} only`;

/** What parted a person's two worlds, as a clause. */
export function causeText(cause: Cause, person: Person, names: Names): string {
  switch (cause.kind) {
    case 'heard':
      return heardText(cause, names);
    case 'case':
      return `${caseText(cause.seen, person)} ${only(names, cause.only)}`;
    case 'publicised': {
      const [a, b] = cause.counts;
      return `what everybody believes about punishment changed: ${a} publicised ${cases(a)} under ${names.policies[0]}, ${b} under ${names.policies[1]}`;
    }
    case 'tie': {
      const [a, b] = cause.codes.map(standingOf);
      return `their tie ${cause.row} was ${a} under ${names.policies[0]}, and ${b} under ${names.policies[1]}`;
    }
    case 'stock':
      return 'they took stock of what their ties think, which was not the same any more';
    case 'offer':
      return `they learned of the offer to witnesses ${only(names, cause.only)}`;
    case 'policy':
      return `the policies themselves: the chance of ${WORDS[cause.matter][0]} was ${percent(cause.chances[0])} under ${names.policies[0]}, ${percent(cause.chances[1])} under ${names.policies[1]}`;
    case 'unknown':
      return 'something that this trace does not follow';
  }
}

const cases = (n: number): string => (n === 1 ? 'case' : 'cases');

function heardText(cause: Extract<Cause, { kind: 'heard' }>, names: Names): string {
  const { heard, elsewhere, tellers } = cause;
  const where =
    elsewhere === null
      ? only(names, cause.only)
      : `in both worlds, but it moved them ${Math.abs(elsewhere) < Math.abs(heard.weight) ? 'more' : 'less'} under ${names.policies[cause.only === 'a' ? 0 : 1]}`;
  const theme = heard.theme === null ? '' : ` about “${names.themes[heard.theme] ?? heard.theme}”`;
  const standing =
    tellers === null || (tellers[0] & 31) === (tellers[1] & 31)
      ? ''
      : ` (${heard.teller} was ${standingOf(tellers[0])} under ${names.policies[0]}, ${standingOf(tellers[1])} under ${names.policies[1]})`;
  switch (heard.sender) {
    case 'propaganda':
      return `propaganda reached them ${where}`;
    case 'institution':
      return `a message of the government reached them ${where}`;
    case 'community':
      return `a community worker reached them ${where}`;
    case 'outside':
      return `a defector from outside the network told them a story${theme} ${where}`;
    case 'carried':
      return `a voice that the state carries${heard.teller === null ? '' : `, ${heard.teller},`} told them a story${theme} ${where}${standing}`;
    case 'tie': {
      const whose = heard.origin === heard.teller ? 'their own story' : 'a story';
      return `their tie ${heard.teller} told them ${whose}${theme} ${where}${standing}`;
    }
  }
}

function caseText({ row, kind, years }: SeenCase, person: Person): string {
  const who = row === person.row ? 'they themselves' : `their tie ${row}`;
  const were = row === person.row ? 'were' : 'was';
  if (kind === 0) return `${who} ${were} sentenced to ${years.toFixed(1)} years`;
  return kind === 1 ? `${who} came back and went unpunished` : `${who} ${were} acquitted`;
}

/** The story of a person in two worlds: what is the same, where they part and why, and the decision that was taken otherwise. */
export function storyOf(parting: Parting, traces: readonly [Trace, Trace], names: Names): string[] {
  const { person, week, fate, decision, cause } = parting;
  const title = titleOf(person);
  const absent = traces.map(({ from, to }) => from === to);
  if (absent[0] || absent[1]) {
    const where = absent[0] && absent[1] ? 'in neither world' : `${only(names, absent[0] ? 'b' : 'a')}`;
    return [
      `${title}, takes this place ${where}: in the other world whoever held it before stayed on.`.replace(
        ', takes',
        ' takes',
      ),
    ];
  }
  if (week === null)
    return [
      `${title} is the same in both worlds, from the first week to the last.`,
      courseOf(traces[0], null),
    ];
  const told = [
    `${title} is the same in both worlds until week ${week + 1}.`,
    ...traces.map((trace, n) => courseOf(trace, names.policies[n]!)),
  ];
  if (fate === null)
    return [
      ...told,
      'Where they stand is the same in both worlds to the end; what they heard or believe is not.',
    ];
  if (cause !== null) told.push(`Week ${cause.week + 1}: ${causeText(cause.cause, person, names)}.`);
  if (decision !== null) told.push(...decisionLines(decision, fate.week, names));
  return told;
}

function decisionLines(
  { matter, a, b }: NonNullable<Parting['decision']>,
  week: number,
  { policies }: Names,
): string[] {
  const noun = WORDS[matter][0];
  const not = `there was no decision about ${noun}.`;
  return [
    `Week ${week + 1}, ${policies[0]}: ${a === null ? not : decisionText(a)}`,
    `Same week, ${policies[1]}: ${b === null ? not : decisionText(b)}`,
  ];
}

/** 'Under Harsh sentences: at home until week 31, then in the group until week 80, then dead.' */
export function courseOf(trace: Trace, policy: string | null): string {
  const spans = spansOf(trace);
  const parts = spans.map(({ code, to }, n) =>
    n === spans.length - 1 ? standingOf(code) : `${standingOf(code)} until week ${to}`,
  );
  const moved = trace.weeks.at(-1)?.after === null ? `, and moved away in week ${trace.to}` : '';
  return `${policy === null ? 'In both' : `Under ${policy}`}: ${parts.join(', then ')}${moved}.`;
}

/** A stretch of the mornings [from, to] during which stage and voice stay the same; the mornings of a life are shared out. */
export interface Span {
  readonly code: number;
  readonly from: number;
  readonly to: number;
}

export function spansOf({ weeks }: Trace): Span[] {
  const spans: { code: number; from: number; to: number }[] = [];
  const add = (code: number, morning: number): void => {
    const last = spans.at(-1);
    if (last !== undefined) last.to = morning;
    if (last === undefined || last.code !== code) spans.push({ code, from: morning, to: morning });
  };
  for (const { t, before, after } of weeks) {
    if (spans.length === 0) add(before.code & 31, t);
    if (after !== null) add(after.code & 31, t + 1);
  }
  return spans;
}

/** What happened to somebody in a week, for a list; empty where nothing did. */
export function weekLines(week: TracedWeek, person: Person, names: Names): string[] {
  const lines: string[] = [];
  for (const one of week.heard) {
    if (one.sender !== 'tie' && one.sender !== 'carried' && one.sender !== 'outside') continue;
    const theme = one.theme === null ? '' : ` about “${names.themes[one.theme] ?? one.theme}”`;
    const who =
      one.sender === 'outside'
        ? 'a defector from outside'
        : one.sender === 'carried'
          ? `the carried voice ${one.teller ?? ''}`.trim()
          : `tie ${one.teller}`;
    lines.push(`${who} told a story${theme}: ${takenText(one.taken, one.weight)}`);
  }
  for (const one of week.cases) lines.push(caseText(one, person));
  for (const one of week.ties) lines.push(`tie ${one.row}: ${standingOf(one.from)} → ${standingOf(one.to)}`);
  for (const one of week.decisions)
    if (one.happened && one.matter !== 'anonymous') lines.push(decisionText(one));
  return lines;
}

function takenText(taken: number, weight: number): string {
  if (taken === 0) return 'too far from what they think to be taken in';
  return taken > 0
    ? `taken in (weight ${plain(weight, 2)})`
    : `it repelled them (weight ${plain(weight, 2)})`;
}
