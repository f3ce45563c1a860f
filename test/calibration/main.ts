// `npm run calibrate`: history matching of the calibrated assumptions, from the frozen ranges to sim/calibrated.ts (the values
// that sim/assumptions.ts takes) and test/calibration/record.json (what was tried, what was ruled out and by what, what is
// left). A pure function of the model and the design: run anew, it writes the same bytes.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { fork, type ChildProcess } from 'node:child_process';
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

/** Processes that judge; how many changes nothing but the time it takes. */
const WORKERS = Number(process.env.CALIBRATE_WORKERS ?? 2);
/** Points in the range of the one assumption that is matched by itself. */
const AGAIN_POINTS = 64;
/** How much wider than what is left a wave's box is: survivors are a sample. */
const MARGIN = 0.05;
/** Replicates by which the choice is judged. */
const FINAL = [16, 64, 256];

interface Asked {
  readonly values: Values;
  readonly stages: readonly number[];
}

function answer(): void {
  process.on('message', ({ values, stages }: Asked) => {
    const judged = AGAIN in values ? judgeAgain(values) : judge(values, stages);
    void judged.then((scores) => process.send!(scores));
  });
}

/** Has points judged by the crew, in any order; they come back in theirs. */
async function judgeAll(
  crew: readonly ChildProcess[],
  points: readonly Values[],
  stages: readonly number[],
): Promise<Judged[]> {
  const judged: Judged[] = [];
  let next = 0;
  const work = async (worker: ChildProcess): Promise<void> => {
    while (next < points.length) {
      const k = next++;
      worker.send({ values: points[k]!, stages });
      const [scores] = (await once(worker, 'message')) as [Scores];
      judged[k] = { values: points[k]!, scores };
    }
  };
  await Promise.all(crew.map(work));
  return judged;
}

async function matchTogether(crew: readonly ChildProcess[]): Promise<Matched[]> {
  const waves: Matched[] = [];
  let box: Box = prior(TOGETHER);
  for (const [n, { points, stages }] of WAVES.entries()) {
    const design = pointsIn(box, points, `calibration wave ${n + 1}`);
    const judged = await judgeAll(crew, design, stages);
    waves.push({ box, stages, judged });
    const left = leftOf(judged).map(({ values }) => values);
    console.log(`wave ${n + 1}: ${left.length} of ${points} points are not ruled out`);
    box = boxAround(left, MARGIN);
  }
  return waves;
}

/** The middle of what is left; where that is ruled out itself, the point nearest to it that is not. */
async function choose(crew: readonly ChildProcess[], left: readonly Values[]): Promise<Judged> {
  const middle = middleOf(left);
  for (const values of [middle, ...nearestTo(middle, left).map((point) => middleOf([point]))]) {
    const [judged] = await judgeAll(crew.slice(0, 1), [values], FINAL);
    if (judged!.scores.ruledOutBy === null) return judged!;
    console.log(`a choice is ruled out by ${judged!.scores.ruledOutBy}`);
  }
  throw new RangeError('no choice is left');
}

async function calibrate(): Promise<void> {
  const crew = Array.from({ length: WORKERS }, () => fork(process.argv[1]!, ['judge']));
  const box = prior([AGAIN]);
  const alone = await judgeAll(crew, pointsIn(box, AGAIN_POINTS, 'calibration, going again'), []);
  const again: Matched = { box, stages: [1], judged: alone };
  const waves = await matchTogether(crew);
  const chosen = await choose(
    crew,
    leftOf(waves.at(-1)!.judged).map(({ values }) => values),
  );
  const [last] = await judgeAll(crew, [middleOf(leftOf(alone).map(({ values }) => values))], []);
  const record = recordOf(rangesDigest(), waves, again, chosen, last!);
  writeFileSync('test/calibration/record.json', `${JSON.stringify(record, null, 1)}\n`);
  writeFileSync('sim/calibrated.ts', moduleOf(record));
  for (const worker of crew) worker.disconnect();
}

if (process.send === undefined) await calibrate();
else answer();
