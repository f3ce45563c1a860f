// `npm run calibrate`: history matching of the calibrated assumptions, from the frozen ranges to sim/calibrated.ts (the values
// that sim/assumptions.ts takes) and test/calibration/record.json (what was tried, what was ruled out and by what, what is
// left). A pure function of the model and the design: run anew, it writes the same bytes. `npm run calibrate -- box` runs the
// points of the prior box (pattern 9) instead, and writes test/patterns/box.json.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { POINTS, pointAt, type Point } from '../patterns/box.ts';
import { answer, hire, isHelping, type Crew } from './crew.ts';
import { AGAIN, TOGETHER, rangesDigest, type Values } from './parameters.ts';
import { moduleOf, recordOf, type Matched } from './record.ts';
import { judge, judgeAgain, type Scores } from './targets.ts';
import {
  WAVES,
  boxAround,
  leftOf,
  middleOf,
  nearestTo,
  pointsIn,
  prior,
  type Box,
  type Judged,
} from './waves.ts';

/** Points in the range of the one assumption that is matched by itself. */
const AGAIN_POINTS = 64;
/** How much wider than what is left a wave's box is: survivors are a sample. */
const MARGIN = 0.05;
/** Replicates by which the choice is judged. */
const FINAL = [16, 64, 256];

/** A point to be judged, or the number of a point of the prior box. */
type Question =
  | { readonly values: Values; readonly given?: Values; readonly stages: readonly number[] }
  | { readonly box: number };

async function think(question: Question): Promise<Scores | Point> {
  if ('box' in question) return pointAt(question.box);
  const { values, given, stages } = question;
  return AGAIN in values ? judgeAgain(values) : judge({ ...values, ...given }, stages);
}

type Judges = Crew<Question, Scores>;

/** `given` are values that the points do not have: what was matched by itself, so that no default in force is read. */
async function judgeAll(
  crew: Judges,
  points: readonly Values[],
  stages: readonly number[],
  given: Values = {},
): Promise<Judged[]> {
  const scores = await crew.ask(points.map((values) => ({ values, given, stages })));
  return points.map((values, k) => ({ values, scores: scores[k]! }));
}

async function matchTogether(crew: Judges, given: Values): Promise<Matched[]> {
  const waves: Matched[] = [];
  let box: Box = prior(TOGETHER);
  for (const [n, { points, stages }] of WAVES.entries()) {
    const design = pointsIn(box, points, `calibration wave ${n + 1}`);
    const judged = await judgeAll(crew, design, stages, given);
    waves.push({ box, stages, judged });
    const left = leftOf(judged).map(({ values }) => values);
    console.log(`wave ${n + 1}: ${left.length} of ${points} points are not ruled out`);
    box = boxAround(left, MARGIN);
  }
  return waves;
}

/** The middle of what is left; where that is ruled out itself, the point nearest to it that is not. */
async function choose(crew: Judges, left: readonly Values[], given: Values): Promise<Judged> {
  const middle = middleOf(left);
  for (const values of [middle, ...nearestTo(middle, left).map((point) => middleOf([point]))]) {
    const [judged] = await judgeAll(crew, [values], FINAL, given);
    if (judged!.scores.ruledOutBy === null) return judged!;
    console.log(`a choice is ruled out by ${judged!.scores.ruledOutBy}`);
  }
  throw new RangeError('no choice is left');
}

async function calibrate(): Promise<void> {
  const crew: Judges = hire();
  const box = prior([AGAIN]);
  const alone = await judgeAll(crew, pointsIn(box, AGAIN_POINTS, 'calibration, going again'), []);
  const again: Matched = { box, stages: [1], judged: alone };
  const [last] = await judgeAll(crew, [middleOf(leftOf(alone).map(({ values }) => values))], []);
  const waves = await matchTogether(crew, last!.values);
  const left = leftOf(waves.at(-1)!.judged).map(({ values }) => values);
  const chosen = await choose(crew, left, last!.values);
  crew.dismiss();
  const record = recordOf(rangesDigest(), waves, again, chosen, last!);
  writeFileSync('test/calibration/record.json', `${JSON.stringify(record, null, 1)}\n`);
  writeFileSync('sim/calibrated.ts', moduleOf(record));
  execFileSync('npx', ['prettier', '--write', '--log-level', 'warn', 'sim/calibrated.ts']);
}

async function fillBox(): Promise<void> {
  const crew = hire<Question, Point>();
  const questions = Array.from({ length: POINTS }, (_, n) => ({ box: n }));
  const points = await crew.ask(questions, (done) => {
    if (done % 64 === 0) console.log(`${done} of ${POINTS} points of the prior box`);
  });
  crew.dismiss();
  writeFileSync('test/patterns/box.json', boxFile(points));
}

function boxFile(points: readonly Point[]): string {
  const lines = points.map((point) => `  ${JSON.stringify(point)}`);
  return `{\n "ranges": "${rangesDigest()}",\n "points": [\n${lines.join(',\n')}\n ]\n}\n`;
}

if (isHelping) answer(think);
else if (process.argv.includes('box')) await fillBox();
else await calibrate();
