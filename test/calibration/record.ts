// What a calibration leaves behind: a record that a reader can check, and the module that the model reads its values from.
import type { Calibration } from '../../sim/calibrated.ts';
import { UNIDENTIFIED } from '../../sim/calibration.ts';
import { ASSUMPTIONS, CALIBRATED_POINTERS, rangeOf, type Values } from './parameters.ts';
import { CUTOFF, type Score } from './targets.ts';
import { boxAround, leftOf, type Box, type Judged } from './waves.ts';

/** A wave, judged. */
export interface Matched {
  readonly box: Box;
  readonly stages: readonly number[];
  readonly judged: readonly Judged[];
}

const short = (x: number): number => Number(x.toPrecision(4));
const shortBox = (box: Box): Box =>
  Object.fromEntries(
    Object.entries(box).map(([pointer, [low, high]]) => [pointer, [short(low), short(high)]]),
  );
const shortScore = ({ target, value, implausibility }: Score): Score => ({
  ...{ target, value: short(value), implausibility: short(implausibility) },
});

function waveOf({ box, stages, judged }: Matched) {
  const ruledOut: Record<string, number> = {};
  for (const { scores } of judged)
    if (scores.ruledOutBy !== null) ruledOut[scores.ruledOutBy] = (ruledOut[scores.ruledOutBy] ?? 0) + 1;
  const left = leftOf(judged);
  return {
    ...{ points: judged.length, replicates: stages.at(-1)!, box: shortBox(box), ruledOut, left: left.length },
    survivors: left.map(({ values }) => Object.values(values).map(short)),
  };
}

/** What is left of each assumption: the box around the points that the last wave did not rule out. */
function leftBox(waves: readonly Matched[], again: Matched): Box {
  const [together, alone] = [waves.at(-1)!, again].map((wave) =>
    boxAround(
      leftOf(wave.judged).map(({ values }) => values),
      0,
    ),
  );
  return { ...together, ...alone };
}

export type Record_ = ReturnType<typeof recordOf>;

export function recordOf(
  ranges: string,
  waves: readonly Matched[],
  again: Matched,
  chosen: Judged,
  alone: Judged,
) {
  const left = leftBox(waves, again);
  const values: Values = { ...chosen.values, ...alone.values };
  return {
    ranges,
    cutoff: CUTOFF,
    goingAgain: waveOf(again),
    waves: waves.map(waveOf),
    parameters: CALIBRATED_POINTERS.map((pointer) => {
      const [from, to] = rangeOf(pointer);
      const [low, high] = left[pointer]!;
      const share = short((high - low) / (to - from));
      const identified = share <= UNIDENTIFIED;
      return {
        pointer,
        range: [from, to],
        left: [short(low), short(high)],
        share,
        identified,
        value: values[pointer]!,
      };
    }),
    chosen: {
      why: 'the middle of the points that the last wave did not rule out, to three digits, judged anew',
      replicates: chosen.scores.replicates,
      scores: [...chosen.scores.scores, ...alone.scores.scores].map(shortScore),
      heldOut: {
        october2015: short(chosen.scores.growth!.later),
        april2016: short(chosen.scores.growth!.inflow),
      },
    },
  };
}

const HEAD = `/**
 * Written by \`npm run calibrate\` (test/calibration/): do not edit. The values that history matching chose for the calibrated
 * assumptions, and in short how; the whole record is test/calibration/record.json.
 */
`;

const TYPES = `
/** A wave of the history matching, in short. */
export interface Wave {
  readonly title: string;
  readonly points: number;
  readonly replicates: number;
  /** How many points each target ruled out. */
  readonly ruledOut: Readonly<Record<string, number>>;
  readonly left: number;
}

/** What a calibration found, in short. */
export interface Calibration {
  readonly waves: readonly Wave[];
  /** By pointer, what was not ruled out, and its share of the frozen range. */
  readonly left: readonly { readonly pointer: string; readonly left: readonly [number, number]; readonly share: number }[];
  /** What the chosen values give for each target, and how implausible that is. */
  readonly scores: readonly { readonly target: string; readonly value: number; readonly implausibility: number }[];
}
`;

/** The text of sim/calibrated.ts. */
export function moduleOf(record: Record_): string {
  const wave = (title: string, { points, replicates, ruledOut, left }: Record_['goingAgain']) => ({
    ...{ title, points, replicates, ruledOut, left },
  });
  const calibration: Calibration = {
    waves: [
      wave('going again', record.goingAgain),
      ...record.waves.map((one, n) => wave(`wave ${n + 1}`, one)),
    ],
    left: record.parameters.map(({ pointer, left, share }) => ({
      pointer,
      left: left as [number, number],
      share,
    })),
    scores: record.chosen.scores,
  };
  const values = record.parameters.map(
    ({ pointer, value }) => `  '${pointer}': ${value}, // ${ASSUMPTIONS.get(pointer)!.title}`,
  );
  return `${HEAD}
/** By JSON pointer. */
export const CALIBRATED = {
${values.join('\n')}
} as const;
${TYPES}
export const CALIBRATION: Calibration = ${JSON.stringify(calibration, null, 2)};
`;
}
