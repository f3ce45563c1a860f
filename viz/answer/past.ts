// The answers that there were: of each as much as it takes to tell it from the others and to come back to it. Its runs are on
// the lab's shelf. An answer counts once half of its runs are there, so that a lever's way from 3 to 9 leaves none behind.

import { measureOf } from '../../sim/measures.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { gap, sideWords } from '../charts/words.ts';
import type { SparkLine } from '../charts/spark.ts';
import { differences, toldValue } from '../form/differs.ts';
import type { Difference } from '../form/differs.ts';
import { placeOf } from '../shown.ts';
import type { Shown } from '../shown.ts';
import type { Preset } from '../store.ts';
import { figureOf } from '../words.ts';
import { sayings } from './heading.ts';

/** What an answer was the answer to. */
export interface Asked {
  readonly scenario: Scenario;
  readonly text: string;
  readonly preset: Preset;
}

export interface PastAnswer extends Asked {
  /** What was changed, from the answer that stood before it. */
  readonly changed: string;
  /** The clearest difference: in the middle run, and in how many. */
  readonly said: string;
  /** Paired runs that it was made from. */
  readonly runs: number;
  /** The middle run of the headline under each policy, over time; none where it has no course. */
  readonly lines: readonly SparkLine[];
}

/** Answers kept. */
export const MOST = 12;

/** The answers with this one among them, if it is one already; `from`: the answer that stood before it. */
export function remembered(
  answers: readonly PastAnswer[],
  asked: Asked,
  shown: Shown,
  from: PastAnswer | null,
): readonly PastAnswer[] {
  if (shown.n === 0 || shown.n * 2 < shown.asked) return answers;
  const known = answers.find((answer) => isOf(answer, asked.scenario));
  const isNews = known === undefined || (known.runs < shown.n && shown.n === shown.asked);
  if (!isNews) return answers;
  const answer = { ...asked, changed: known?.changed ?? changeOf(from, asked), ...told(shown) };
  if (known !== undefined) return answers.map((each) => (each === known ? answer : each));
  return [...answers, answer].slice(-MOST);
}

export function isOf(answer: PastAnswer, scenario: Scenario): boolean {
  return answer.scenario === scenario || JSON.stringify(answer.scenario) === JSON.stringify(scenario);
}

function told(shown: Shown): Pick<PastAnswer, 'said' | 'runs' | 'lines'> {
  const { scenario, n } = shown;
  return { said: saidOf(shown), runs: n, lines: scenario.policies.flatMap(({ id }) => lineOf(shown, id)) };
}

/** 'Voices: 41 fewer in the middle run; fewer recruits in 187 of 200'. */
function saidOf(shown: Shown): string {
  const measure = measureOf(shown.scenario.headline);
  const [first] = sayings(shown, measure.id);
  if (first === undefined) return '';
  const { median, n, below, equal, above } = shown.difference(first.id, measure.id);
  const [low, high] = sideWords(measure);
  const most = Math.max(below, equal, above);
  const what = most === below ? low : most === above ? high : 'the same';
  const name = shown.scenario.policies.find(({ id }) => id === first.id)!.name;
  return `${name}: ${gap(median ?? NaN, measure)} in the middle run; ${what === 'the same' ? what : `${what} ${measure.more}`} in ${most} of ${n}`;
}

function lineOf(shown: Shown, policy: string): SparkLine[] {
  const bands = shown.bands(policy, shown.scenario.headline, false);
  const values = bands?.quantiles[2];
  return values === undefined ? [] : [{ place: placeOf(shown.scenario, policy), values }];
}

/** 'Deterrence: Severity (sentencing) from 2 to 3, and 1 more', or which question was opened. */
export function changeOf(from: Asked | null, { text, preset, scenario }: Asked): string {
  const opened = text === preset.text ? scenario.title : `${scenario.title} (changed)`;
  if (from?.preset.id !== preset.id || from.scenario.title !== scenario.title) return `Opened: ${opened}`;
  const [first, ...more] = differences(JSON.parse(from.text), JSON.parse(text));
  if (first === undefined) return 'The same in other words';
  return `${changed(first)}${more.length === 0 ? '' : `, and ${figureOf(more.length, 0)} more`}`;
}

function changed({ title, old, new: now }: Difference): string {
  if (isTold(old) && isTold(now)) return `${title} from ${toldValue(old)} to ${toldValue(now)}`;
  if (isTold(now)) return `${title} set to ${toldValue(now)}`;
  return now === undefined ? `${title} back to its default` : `${title} changed`;
}

const isTold = (value: unknown): boolean => ['number', 'string', 'boolean'].includes(typeof value);
