/**
 * One way to declare a number that a scenario may set: its type, unit, bounds, default, title, one plain sentence, plausible
 * range, evidence and grade stand in one place (sim/scenario.ts) and travel from there into the JSON Schema, the form, the ODD and
 * the ensemble that draws the guesses.
 */

/** How sure a number is: A direct and quantitative in this field, B direct and qualitative, C an adjacent field, H a guess. */
export type Grade = 'A' | 'B' | 'C' | 'H';

/** What is said of an assumption, in the words that the reader sees. `range` is what the drawn ensemble samples, uniformly. */
export interface Parameter {
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly value?: number;
  readonly min: number;
  readonly max: number;
  readonly range: readonly [number, number];
  /** Where it comes from: references of sim/references.ts, or 'assumed' where nothing was found. */
  readonly evidence: readonly string[];
  readonly grade: Grade;
  readonly integer?: boolean;
}

/** What is said of a lever: a number, or an expression in t (the week) that gives a number every week. */
export interface LeverMeta {
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** A limit whose neutral value means none: it holds in full from the first week, for half of no limit is none. */
  readonly limit?: boolean;
}
