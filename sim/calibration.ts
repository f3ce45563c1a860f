/**
 * What the ODD says of the calibration, from what it wrote (calibrated.ts): what each wave ruled out, what is left of each range, and
 * how the chosen values do on what they were fitted to. Rows of tables; odd.ts lays them out.
 */
import { CALIBRATED, CALIBRATION } from './calibrated.ts';
import type { Parameter } from './parameter.ts';

/** A table: its head, and a row a line. */
export interface Rows {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Above this share of its frozen range, what is left of an assumption says nothing: by luck alone, few points left in the first wave
 * (six span about five sevenths of a range), the margin around them and the last wave's own points leave about seven tenths.
 */
export const UNIDENTIFIED = 0.65;

const shown = (x: number): string => String(Number(x.toPrecision(3)));

/** The tables by their mark. `parameterAt` finds an assumption by its JSON pointer. */
export function calibrationTables(
  parameterAt: (pointer: string) => Parameter,
): Readonly<Record<string, () => Rows>> {
  return { 'calibration.waves': waves, 'calibration.left': () => left(parameterAt), 'calibration.fit': fit };
}

function waves(): Rows {
  return {
    head: ['wave', 'points', 'replicates at most', 'ruled out by', 'not ruled out'],
    rows: CALIBRATION.waves.map(({ title, points, replicates, ruledOut, left: kept }) => [
      title,
      String(points),
      String(replicates),
      Object.entries(ruledOut)
        .map(([target, count]) => `${target} ${count}`)
        .join(', '),
      String(kept),
    ]),
  };
}

function left(parameterAt: (pointer: string) => Parameter): Rows {
  return {
    head: ['assumption', 'name', 'frozen range', 'not ruled out', 'share left', 'value', 'identified'],
    rows: CALIBRATION.left.map(({ pointer, left: [low, high], share }) => {
      const { title, range } = parameterAt(pointer);
      return [
        title,
        `\`${pointer.split('/').slice(-2).join('.')}\``,
        range.join(' to '),
        `${shown(low)} to ${shown(high)}`,
        share.toFixed(2),
        String((CALIBRATED as Readonly<Record<string, number>>)[pointer]),
        share > UNIDENTIFIED ? 'no' : 'in part',
      ];
    }),
  };
}

function fit(): Rows {
  return {
    head: ['fitted to', 'with the chosen values', 'implausibility (3 rules out)'],
    rows: CALIBRATION.scores.map(({ target, value, implausibility }) => [
      target,
      shown(value),
      implausibility.toFixed(2),
    ]),
  };
}
