/**
 * The instruments of a policy and their levers, declared once, as data. A lever is a number, or an expression in t that gives one a
 * week; sim/policy.ts turns a policy into a table of them, a column a lever, a row a week. Before an instrument starts and after it
 * ends its levers stand at `value`, which is what happens when nobody does anything: `value` is the historical arm.
 */
import type { LeverMeta } from './parameter.ts';

interface Instrument {
  readonly title: string;
  readonly levers: Readonly<Record<string, LeverMeta>>;
}

/** When an instrument acts; every one of them has these beside its levers. */
export const TIMING = {
  start: { title: 'Starts', description: 'The first week in which the instrument acts.', unit: 'week' },
  end: {
    title: 'Ends',
    description: 'The first week in which it acts no more; null: it stays.',
    unit: 'week',
  },
  phaseIn: {
    title: 'Phase-in',
    description: 'Weeks over which it grows from nothing to its full value.',
    unit: 'weeks',
  },
} as const;

const share = { unit: 'share', min: 0, max: 1 } as const;

export const INSTRUMENTS = {
  sentencing: {
    title: 'Sentencing',
    levers: {
      certainty: {
        ...share,
        title: 'Certainty',
        description:
          'The chance that a former member who is known to the state is prosecuted; a confession raises it.',
        value: 0.3,
      },
      severity: {
        title: 'Severity',
        description: 'Years of prison for each year of offence severity; 1 is the reference.',
        unit: 'years per year',
        min: 0,
        max: 20,
        value: 1,
      },
      floor: {
        title: 'Shortest sentence',
        description: 'The sentence that a conviction carries at the least.',
        unit: 'years',
        min: 0,
        max: 60,
        value: 0,
      },
      threshold: {
        title: 'Severity that is prosecuted',
        description: 'Former members whose offences weigh less than this are not prosecuted.',
        unit: 'years',
        min: 0,
        max: 1000,
        value: 0,
      },
      publicity: {
        ...share,
        title: 'Publicity',
        description: 'The share of convictions that is made known to everyone.',
        value: 0.3,
      },
    },
  },
  offer: {
    title: 'Testimony offer',
    levers: {
      discount: {
        ...share,
        title: 'Discount',
        description: 'The share of the sentence that a wholly candid testimony takes off.',
        value: 0,
      },
      protection: {
        ...share,
        title: 'Protection',
        description: 'How well a voice is protected, from not at all to fully.',
        value: 0,
      },
      anonymity: {
        ...share,
        title: 'Anonymity',
        description: 'The share of voices that speak without a name.',
        value: 0,
      },
      candour: {
        ...share,
        title: 'Candour wanted',
        description: 'From an edited story (0) to the whole story, crimes included (1).',
        value: 0,
      },
    },
  },
  voices: {
    title: 'Voices',
    levers: {
      amplification: {
        ...share,
        title: 'Amplification',
        description:
          'The share of its audience that one carried voice reaches in a week; several reach it independently.',
        value: 0,
      },
      capacity: {
        title: 'Voices carried',
        description: 'How many voices can be carried in a week; more voices than that are thinned by lot.',
        unit: 'voices per week',
        min: 0,
        max: 64,
        value: 0,
      },
      targeting: {
        ...share,
        title: 'Targeting',
        description: 'From everyone alike (0) to people at risk only (1).',
        value: 0,
      },
      threshold: {
        title: 'Severity that may speak',
        description: 'Voices whose offences weigh more than this are neither carried nor given a discount.',
        unit: 'years',
        min: 0,
        max: 1000,
        value: 1000,
        limit: true,
      },
      branding: {
        ...share,
        title: 'Stamp of the state',
        description: 'How visibly the state stands behind the voices that it carries.',
        value: 0,
      },
      fromPrison: {
        ...share,
        title: 'From prison',
        description: 'The share of imprisoned former members who may speak, and whose voice may be carried.',
        value: 0,
      },
    },
  },
  institution: {
    title: 'Institutional messages',
    levers: {
      reach: {
        ...share,
        title: 'Reach',
        description: 'The chance a week that a person hears an institutional message.',
        value: 0.02,
      },
      capacity: {
        title: 'People reached at most',
        description: 'How many people the campaign can pay to reach in a week; thinned by lot.',
        unit: 'people per week',
        min: 0,
        max: 1e9,
        value: 1e9,
        limit: true,
      },
    },
  },
  takedown: {
    title: 'Propaganda takedown',
    levers: {
      share: {
        ...share,
        title: 'Share taken down',
        description: 'The share of propaganda items taken down before they are seen.',
        value: 0,
      },
      capacity: {
        title: 'Items taken down at most',
        description: 'How many items can be taken down in a week.',
        unit: 'items per week',
        min: 0,
        max: 1e9,
        value: 1e9,
        limit: true,
      },
    },
  },
  control: {
    title: 'Counter-measures against control',
    levers: {
      breaking: {
        ...share,
        title: 'Control broken',
        description:
          'The share of the control of the group, over information and over leavers, that is broken.',
        value: 0,
      },
    },
  },
  reintegration: {
    title: 'Reintegration',
    levers: {
      places: {
        title: 'Places',
        description: 'Places in the programme at any one time.',
        unit: 'places',
        min: 0,
        max: 1e9,
        value: 0,
      },
      effect: {
        ...share,
        title: 'Effect',
        description: 'How much the programme lowers the chance of re-engagement.',
        value: 0,
      },
    },
  },
  opportunity: {
    title: 'Opportunity work',
    levers: {
      places: {
        title: 'Places',
        description: 'Jobs for people at risk; given out anew every week by lot.',
        unit: 'places',
        min: 0,
        max: 1e9,
        value: 0,
      },
      effect: {
        ...share,
        title: 'Effect',
        description: 'How much a job lowers the chance of joining.',
        value: 0,
      },
    },
  },
  community: {
    title: 'Community work',
    levers: {
      places: {
        title: 'Contacts',
        description: 'People at risk with whom community workers speak in a week.',
        unit: 'people per week',
        min: 0,
        max: 1e9,
        value: 0,
      },
      credibility: {
        title: 'Credibility',
        description: 'How credible community workers are; an institution is 1.',
        unit: 'times',
        min: 0,
        max: 2,
        value: 1.5,
      },
    },
  },
} as const satisfies Readonly<Record<string, Instrument>>;

/**
 * What a lever without a natural end is set to at the most, by its unit. Its bound only keeps out what is no number of people or
 * years; a slider or a map that went there would show a policy's whole range in its first pixel.
 */
const USUAL: Readonly<Record<string, number>> = {
  years: 40,
  places: 100,
  'people per week': 100,
  'items per week': 100,
};

/** The most that a policy would set a lever to. */
export function usualMost({ unit, max }: Pick<LeverMeta, 'unit' | 'max'>): number {
  return Math.min(max, USUAL[unit] ?? max);
}

export type InstrumentId = keyof typeof INSTRUMENTS;
export type LeverId<I extends InstrumentId> = keyof (typeof INSTRUMENTS)[I]['levers'];
