/**
 * Where two worlds part for one person, and why. The same people meet the same luck under every policy, so a person is the same in both
 * until something reaches them in one world only. Whose fate differs is read off two replays; what parted them, off two traces: the
 * decision in which they differ, which part of its chance differs most, the week in which that part first differed, and what happened
 * then, or to whom of their ties.
 */
import type { Replay } from '../replay.ts';
import { HOME, MEMBER } from '../world.ts';
import { keyOf, presence, speakingOf, stageOf, type Person } from './code.ts';
import type { Decision, Matter } from './decisions.ts';
import { fateOf, type Divergence } from './fate.ts';
import type { Heard, Sender } from './heard.ts';
import { ASPECTS, type Aspect, type SeenCase, type Trace, type TracedWeek } from './trace.ts';

export type Side = 'a' | 'b';

/** Joined at the end of this week; null: never while in this place. */
function joinedIn({ codes, size }: Replay, { row }: Person, from: number, to: number): number | null {
  for (let w = from; w < to; w++) if (stageOf(codes[w * size + row]!) === MEMBER) return w;
  return null;
}

/** Everybody whose fate differs up to a morning, in the order in which they part. Both replays are of the same replicate. */
export function divergences(a: Replay, b: Replay, until = a.weeks): Divergence[] {
  const found: Divergence[] = [];
  for (let row = 0; row < a.size; row++) {
    for (const person of holders(a, b, row, until)) {
      const one = divergence(a, b, person, until);
      if (one !== null) found.push(one);
    }
  }
  return found.sort((x, y) => x.week - y.week || keyOf(x.person) - keyOf(y.person));
}

/** Whoever holds a place in either world up to a morning. */
function holders(a: Replay, b: Replay, row: number, until: number): Person[] {
  const found: Person[] = [{ row, arrived: 0 }];
  for (let w = 1; w <= until; w++)
    if (((a.codes[w * a.size + row]! | b.codes[w * b.size + row]!) & 64) !== 0)
      found.push({ row, arrived: w });
  return found;
}

function divergence(a: Replay, b: Replay, person: Person, until: number): Divergence | null {
  const [from, endA] = presence(a.codes, a.size, person);
  const endB = presence(b.codes, b.size, person)[1];
  const end = Math.min(Math.max(endA, endB), until + 1);
  const { row } = person;
  for (let w = from; w < end; w++) {
    const [x, y] = [a.codes[w * a.size + row]!, b.codes[w * b.size + row]!];
    const isSame = w < endA === w < endB && ((x ^ y) & 31) === 0;
    if (isSame) continue;
    const joined = [
      joinedIn(a, person, from, Math.min(endA, until + 1)),
      joinedIn(b, person, from, Math.min(endB, until + 1)),
    ] as const;
    return { person, fate: fateOf(...joined), week: Math.max(0, w - 1), joined };
  }
  return null;
}

/** A message that was heard in one world only, or weighed otherwise in the other. */
export interface HeardOnce {
  readonly only: Side;
  readonly heard: Heard;
  /** What it weighed in the other world; null where it was not heard there. */
  readonly elsewhere: number | null;
  /** The teller's bytes on that morning, in either world. */
  readonly tellers: readonly [number, number] | null;
}

export type Cause =
  | ({ readonly kind: 'heard' } & HeardOnce)
  | { readonly kind: 'case'; readonly only: Side; readonly seen: SeenCase }
  | { readonly kind: 'publicised'; readonly counts: readonly [number, number] }
  | { readonly kind: 'tie'; readonly row: number; readonly codes: readonly [number, number] }
  | { readonly kind: 'stock' }
  | { readonly kind: 'offer'; readonly only: Side }
  | { readonly kind: 'policy'; readonly matter: Matter; readonly chances: readonly [number, number] }
  | { readonly kind: 'unknown' };

export interface Parting {
  readonly person: Person;
  /** The first week in which anything of them, or that reaches them, differs; null: never. */
  readonly week: number | null;
  /** The first week an aspect. */
  readonly firsts: Readonly<Record<Aspect, number | null>>;
  /** The first week after which stage or voice differs, and what was decided then in either world. */
  readonly fate: {
    readonly week: number;
    readonly a: TracedWeek | null;
    readonly b: TracedWeek | null;
  } | null;
  /** The decision in which they differ. */
  readonly decision: {
    readonly matter: Matter;
    readonly a: Decision | null;
    readonly b: Decision | null;
  } | null;
  /** What stands behind it, and when. */
  readonly cause: { readonly week: number; readonly aspect: Aspect; readonly cause: Cause } | null;
}

/** The first week in which two marks differ, by aspect. Null: never. */
export function firstsOf(a: Trace, b: Trace): Record<Aspect, number | null> {
  const count = ASPECTS.length;
  return Object.fromEntries(
    ASPECTS.map((aspect, k) => {
      for (let n = k; n < a.marks.length; n += count)
        if (a.marks[n] !== b.marks[n]) return [aspect, Math.floor(n / count)];
      return [aspect, null];
    }),
  ) as Record<Aspect, number | null>;
}

/** The weeks of which `parting` must have the traces in full, as far as marks alone can tell. */
export function weeksNeeded(a: Trace, b: Trace): number[] {
  return Array.from(new Set(Object.values(firstsOf(a, b)).filter((week) => week !== null)));
}

/** Where the two worlds part for a person: their traces, in full in the weeks of `weeksNeeded`, and the replays. */
export function parting(a: Trace, b: Trace, replays: readonly [Replay, Replay]): Parting {
  const firsts = firstsOf(a, b);
  const weeks = Object.values(firsts).filter((week) => week !== null);
  const week = weeks.length === 0 ? null : Math.min(...weeks);
  const at = (t: number | null): [TracedWeek | null, TracedWeek | null] =>
    t === null ? [null, null] : [weekOf(a, t), weekOf(b, t)];
  const [fateA, fateB] = at(firsts.fate);
  const decision = decisionThatDiffers(fateA, fateB);
  const aspect = aspectBehind(decision, firsts);
  const since = aspect === null ? null : firsts[aspect];
  return {
    person: a.person,
    week,
    firsts,
    fate: firsts.fate === null ? null : { week: firsts.fate, a: fateA, b: fateB },
    decision,
    cause:
      aspect === null || since === null
        ? causeInPolicy(decision, firsts.fate)
        : { week: since, aspect, cause: causeOf(aspect, ...at(since), replays) },
  };
}

function weekOf({ weeks }: Trace, t: number): TracedWeek | null {
  return weeks.find((week) => week.t === t) ?? null;
}

/** What was decided otherwise: it happened in one world only; or, where nothing did, what was decided in one world only. */
function decisionThatDiffers(a: TracedWeek | null, b: TracedWeek | null): Parting['decision'] {
  const of = (week: TracedWeek | null, matter: Matter): Decision | null =>
    week?.decisions.find((one) => one.matter === matter) ?? null;
  const made = [...(a?.decisions ?? []), ...(b?.decisions ?? [])];
  const matters = Array.from(new Set(made.filter(({ happened }) => happened).map(({ matter }) => matter)));
  const differing = matters
    .map((matter) => ({ matter, a: of(a, matter), b: of(b, matter) }))
    .filter(({ a, b }) => (a?.happened ?? false) !== (b?.happened ?? false));
  return differing.find(({ matter }) => matter !== 'offer') ?? differing[0] ?? null;
}

/** Matters whose chance a policy sets itself, whatever the person heard or believes. */
const SET_BY_POLICY: readonly Matter[] = ['prosecute', 'convict', 'enrol', 'killed'];

function isSetByPolicy(decision: Parting['decision']): boolean {
  return (
    decision !== null && SET_BY_POLICY.includes(decision.matter) && decision.a?.chance !== decision.b?.chance
  );
}

/** Which aspect of the person carries the difference: of a chance of joining, that of its factor that differs most. */
function aspectBehind(decision: Parting['decision'], firsts: Parting['firsts']): Aspect | null {
  if (isSetByPolicy(decision)) return null;
  const a = decision?.a?.joining;
  const b = decision?.b?.joining;
  const until = firsts.fate ?? Infinity;
  const known = (aspect: Aspect): boolean => firsts[aspect] !== null && firsts[aspect] <= until;
  if (a !== undefined && b !== undefined) {
    const ratio = (x: number, y: number): number => Math.max(x, y) / Math.max(1e-12, Math.min(x, y));
    const factors: [Aspect, number][] = [
      ['attitude', ratio(a.support * a.ideology, b.support * b.ideology)],
      ['ties', ratio(a.ties + a.online, b.ties + b.online)],
      ['beliefs', ratio(a.deterred, b.deterred)],
    ];
    factors.sort((x, y) => y[1] - x[1]);
    const found = factors.find(([aspect, factor]) => factor > 1 && known(aspect))?.[0];
    if (found !== undefined) return earlier(found, firsts);
  }
  if (decision?.matter === 'join' && known('ties')) return 'ties';
  const order: Aspect[] = ['cases', 'beliefs', 'heard', 'ties', 'attitude'];
  const first = order.filter(known).sort((x, y) => firsts[x]! - firsts[y]!)[0];
  return first === undefined ? null : earlier(first, firsts);
}

/** An attitude moves by what was heard; a belief by a case. */
function earlier(aspect: Aspect, firsts: Parting['firsts']): Aspect {
  const before = aspect === 'attitude' ? 'heard' : aspect === 'beliefs' ? 'cases' : null;
  if (before === null) return aspect;
  const [x, y] = [firsts[before], firsts[aspect]];
  return x !== null && y !== null && x <= y ? before : aspect;
}

function causeInPolicy(decision: Parting['decision'], week: number | null): Parting['cause'] {
  if (decision === null || week === null) return null;
  const chances = [decision.a?.chance ?? 0, decision.b?.chance ?? 0] as const;
  return { week, aspect: 'fate', cause: { kind: 'policy', matter: decision.matter, chances } };
}

function causeOf(
  aspect: Aspect,
  a: TracedWeek | null,
  b: TracedWeek | null,
  replays: readonly [Replay, Replay],
): Cause {
  if (a === null || b === null) return { kind: 'unknown' };
  if (aspect === 'heard') return heardOnce(a, b, replays) ?? { kind: 'unknown' };
  if (aspect === 'cases') return caseOnce(a, b) ?? { kind: 'unknown' };
  if (aspect === 'beliefs') return { kind: 'publicised', counts: [a.publicised, b.publicised] };
  if (aspect === 'ties') return tieThatDiffers(a, b, replays) ?? { kind: 'unknown' };
  if (aspect === 'attitude' && (a.stock || b.stock)) return { kind: 'stock' };
  if (a.after !== null && b.after !== null && a.after.knowsOffer !== b.after.knowsOffer)
    return { kind: 'offer', only: a.after.knowsOffer ? 'a' : 'b' };
  return { kind: 'unknown' };
}

const sameHeard = (x: Heard, y: Heard): boolean =>
  x.sender === y.sender && x.theme === y.theme && x.teller === y.teller && x.origin === y.origin;

/** The weightiest of the messages that one side heard and the other did not; else one that weighed otherwise. */
function heardOnce(a: TracedWeek, b: TracedWeek, replays: readonly [Replay, Replay]): Cause | null {
  const only = (these: TracedWeek, those: TracedWeek, side: Side): [Side, Heard][] =>
    these.heard
      .filter((one) => !those.heard.some((other) => sameHeard(one, other) && other.weight === one.weight))
      .map((one) => [side, one]);
  const found = [...only(a, b, 'a'), ...only(b, a, 'b')];
  found.sort(
    (x, y) => Math.abs(y[1].weight) - Math.abs(x[1].weight) || rank(y[1].sender) - rank(x[1].sender),
  );
  const [first] = found;
  if (first === undefined) return null;
  const [side, heard] = first;
  const tellers =
    heard.teller === null
      ? null
      : ([0, 1].map((n) => replays[n]!.codes[a.t * replays[n]!.size + heard.teller!]!) as [number, number]);
  const elsewhere = (side === 'a' ? b : a).heard.find((one) => sameHeard(one, heard))?.weight ?? null;
  return { kind: 'heard', only: side, heard, elsewhere, tellers };
}

const rank = (sender: Sender): number => (sender === 'tie' ? 1 : 0);

function caseOnce(a: TracedWeek, b: TracedWeek): Cause | null {
  const missing = (one: SeenCase, those: TracedWeek): boolean =>
    !those.cases.some(
      (other) => other.row === one.row && other.kind === one.kind && other.years === one.years,
    );
  const inA = a.cases.find((one) => missing(one, b));
  if (inA !== undefined) return { kind: 'case', only: 'a', seen: inA };
  const inB = b.cases.find((one) => missing(one, a));
  return inB === undefined ? null : { kind: 'case', only: 'b', seen: inB };
}

/** The tie who changed in one world only that week: of several, one who is in the group in one of them. */
function tieThatDiffers(
  a: TracedWeek,
  b: TracedWeek,
  [left, right]: readonly [Replay, Replay],
): Cause | null {
  const rows = Array.from(new Set([...a.ties, ...b.ties].map(({ row }) => row)));
  const codes = (row: number): [number, number] => [
    left.codes[(a.t + 1) * left.size + row]!,
    right.codes[(b.t + 1) * right.size + row]!,
  ];
  const differing = rows.filter((row) => ((codes(row)[0] ^ codes(row)[1]) & 31) !== 0);
  const weight = (row: number): number => {
    const [x, y] = codes(row);
    if ((stageOf(x) === MEMBER) !== (stageOf(y) === MEMBER)) return 3;
    if (speakingOf(x) !== speakingOf(y)) return 2;
    return (stageOf(x) === HOME) !== (stageOf(y) === HOME) ? 1 : 0;
  };
  differing.sort((x, y) => weight(y) - weight(x) || x - y);
  const [row] = differing;
  return row === undefined ? null : { kind: 'tie', row, codes: codes(row) };
}
