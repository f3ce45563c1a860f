// Every colour of a chart, in one place, light and dark. Policies are line, fill and text, so they have 4.5 to 1 on the
// paper; stages are fills, 3 to 1; and all of a kind are apart by 15 of CIEDE2000 in four kinds of colour vision
// (test/viz/charts/colours.test.ts). Red and blue are no judgement, and differences go from amber to blue-violet.

import type { Stage } from '../../sim/stages.ts';

/** 'forced': the reader's own colours (forced-colors), where dash, shape and words tell things apart. */
export type Theme = 'light' | 'dark' | 'forced';

export type StageName = Stage;

export interface Colours {
  readonly ink: string;
  readonly quiet: string;
  /** Hairlines: nothing depends on seeing them. */
  readonly rule: string;
  readonly paper: string;
  /** What a reader has picked. */
  readonly picked: string;
  /** The baseline first. */
  readonly policies: readonly string[];
  readonly stages: Readonly<Record<StageName, string>>;
  /** From the most below zero to the most above it; the fifth of nine is zero. */
  readonly scale: readonly string[];
}

const stages = (grey: string, amber: string, red: string, blue: string, dark: string): Colours['stages'] => ({
  home: grey,
  member: red,
  left: amber,
  surfaced: blue,
  awaiting: dark,
  imprisoned: dark,
  released: blue,
  dead: grey,
});

const ALL_INK = Array.from({ length: 5 }, () => 'CanvasText');

export const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: {
    ink: '#1c1e21',
    quiet: '#5c5f66',
    rule: '#d5d7db',
    paper: '#ffffff',
    picked: '#1c1e21',
    policies: ['#777575', '#ba550b', '#0d422f', '#1a6bfe', '#652d6f'],
    stages: stages('#929599', '#c78003', '#880809', '#054caf', '#130619'),
    scale: [
      ...['#8d5700', '#b67200', '#d79644', '#edbe8b', '#eeeef0'],
      ...['#c0c2fe', '#909bfd', '#6079e8', '#345bc9'],
    ],
  },
  dark: {
    ink: '#eceef2',
    quiet: '#a9aeb9',
    rule: '#3a404b',
    paper: '#14171c',
    picked: '#eceef2',
    policies: ['#868484', '#df7f0b', '#c3fac8', '#4b7ff0', '#ecd4fd'],
    stages: stages('#626876', '#feb810', '#ff6b6b', '#1f9cfe', '#efe9f9'),
    scale: [
      ...['#ffb964', '#d5933e', '#ab7329', '#7c5729', '#2c2f36'],
      ...['#4e599e', '#6477dc', '#8c99fe', '#c0c2fe'],
    ],
  },
  forced: {
    ink: 'CanvasText',
    quiet: 'CanvasText',
    rule: 'GrayText',
    paper: 'Canvas',
    picked: 'Highlight',
    policies: ALL_INK,
    stages: stages('CanvasText', 'CanvasText', 'CanvasText', 'CanvasText', 'CanvasText'),
    scale: Array.from({ length: 9 }, () => 'Canvas'),
  },
};
