/**
 * Written by `npm run calibrate` (test/calibration/): do not edit. The values that history matching chose for the calibrated
 * assumptions, and in short how; the whole record is test/calibration/record.json.
 */

/** By JSON pointer. */
export const CALIBRATED = {
  '/population/initialMembers': 0.0108, // Members at the start
  '/group/rise': 0.657, // Rise of its fortunes
  '/group/peak': 204, // Peak of its fortunes
  '/group/fall': 2, // Fall of its fortunes
  '/behaviour/recruit/rate': 1.1, // Recruitment
  '/behaviour/recruit/recruiterCapacity': 0.453, // People that a member works on
  '/behaviour/recruit/online': 0.0849, // Opportunity online
  '/behaviour/recruit/onlineCapacity': 50.2, // Recruiters online
  '/behaviour/attitude/persuasion': 0.243, // Persuasion
  '/behaviour/attitude/contrast': 0.572, // Contrast
  '/behaviour/justice/reengagement': 0.000162, // Re-engagement
} as const;

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
  readonly left: readonly {
    readonly pointer: string;
    readonly left: readonly [number, number];
    readonly share: number;
  }[];
  /** What the chosen values give for each target, and how implausible that is. */
  readonly scores: readonly {
    readonly target: string;
    readonly value: number;
    readonly implausibility: number;
  }[];
}

export const CALIBRATION: Calibration = {
  waves: [
    {
      title: 'going again',
      points: 64,
      replicates: 1,
      ruledOut: {
        'gone again in five years': 39,
      },
      left: 25,
    },
    {
      title: 'wave 1',
      points: 256,
      replicates: 8,
      ruledOut: {
        scale: 189,
        'growth in 2014': 49,
        'trial: effect': 9,
        'growth in 2013': 1,
        'growth in 2012': 2,
      },
      left: 6,
    },
    {
      title: 'wave 2',
      points: 192,
      replicates: 16,
      ruledOut: {
        scale: 92,
        'trial: effect': 8,
        'growth in 2014': 50,
      },
      left: 42,
    },
    {
      title: 'wave 3',
      points: 96,
      replicates: 64,
      ruledOut: {
        'growth in 2014': 19,
        scale: 51,
        'trial: effect': 5,
        'growth in 2012': 1,
      },
      left: 20,
    },
  ],
  left: [
    {
      pointer: '/population/initialMembers',
      left: [0.002529, 0.01839],
      share: 0.793,
    },
    {
      pointer: '/group/rise',
      left: [0.5071, 0.9524],
      share: 0.4452,
    },
    {
      pointer: '/group/peak',
      left: [192, 213.2],
      share: 0.5316,
    },
    {
      pointer: '/group/fall',
      left: [1.413, 2.491],
      share: 0.7185,
    },
    {
      pointer: '/behaviour/recruit/rate',
      left: [0.5628, 1.731],
      share: 0.7788,
    },
    {
      pointer: '/behaviour/recruit/recruiterCapacity',
      left: [0.1282, 1.228],
      share: 0.5787,
    },
    {
      pointer: '/behaviour/recruit/online',
      left: [0.02463, 0.1481],
      share: 0.6858,
    },
    {
      pointer: '/behaviour/recruit/onlineCapacity',
      left: [20.36, 72.21],
      share: 0.6913,
    },
    {
      pointer: '/behaviour/attitude/persuasion',
      left: [0.1276, 0.3498],
      share: 0.635,
    },
    {
      pointer: '/behaviour/attitude/contrast',
      left: [0.2235, 0.8214],
      share: 0.598,
    },
    {
      pointer: '/behaviour/justice/reengagement',
      left: [0.00008693, 0.0002369],
      share: 0.375,
    },
  ],
  scores: [
    {
      target: 'trial: effect',
      value: -0.2517,
      implausibility: 1.511,
    },
    {
      target: 'trial: the reactant less the rest',
      value: 0.03309,
      implausibility: 0,
    },
    {
      target: 'growth in 2012',
      value: 2.991,
      implausibility: 2.019,
    },
    {
      target: 'growth in 2013',
      value: 2.561,
      implausibility: 0.7327,
    },
    {
      target: 'growth in 2014',
      value: 2.255,
      implausibility: 0.8892,
    },
    {
      target: 'scale',
      value: 101.8,
      implausibility: 0.7098,
    },
    {
      target: 'gone again in five years',
      value: 0.03744,
      implausibility: 0.4192,
    },
  ],
};
