// What the reader has chosen to look at: the part of the page's state that is not the scenario. It travels in links and
// pictures, so it is plain data, and what comes from outside is put right by `choicesFrom` before it is used.

import { MEASURES } from '../sim/measures.ts';

export const VIEWS = ['answer', 'why', 'people', 'whatif', 'scenario', 'about'] as const;
export type ViewId = (typeof VIEWS)[number];

export interface Choices {
  /** Id of the measure that the answer speaks of; null: the scenario's headline. */
  readonly measure: string | null;
  readonly overTime: 'toDate' | 'perWeek';
  readonly logarithmic: boolean;
  /** Ids of the measures of the trade-off, x then y. */
  readonly tradeOff: readonly [string, string];
  /** Id of the policy that is set beside the baseline where only one can be; null: the first. */
  readonly policy: string | null;
  readonly replicate: number;
  readonly week: number;
  /** A person: their row and, where they came later, the week of their arrival: '1043' or '1043.52'. */
  readonly person: string | null;
}

export const CHOICES: Choices = {
  measure: null,
  overTime: 'toDate',
  logarithmic: false,
  tradeOff: ['prison-served', 'recruits'],
  policy: null,
  replicate: 0,
  week: 0,
  person: null,
};

const isMeasure = (value: unknown): value is string => MEASURES.some(({ id }) => id === value);
const isWhole = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z0-9.-]{1,60}$/.test(value);

/** Choices from a link or a file: what is not a choice that can be made is left as it is by default. */
export function choicesFrom(value: unknown): Choices {
  const told = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const pair = Array.isArray(told.tradeOff) && told.tradeOff.length === 2 ? told.tradeOff : [];
  return {
    measure: isMeasure(told.measure) ? told.measure : CHOICES.measure,
    overTime: told.overTime === 'perWeek' ? 'perWeek' : 'toDate',
    logarithmic: told.logarithmic === true,
    tradeOff: isMeasure(pair[0]) && isMeasure(pair[1]) ? [pair[0], pair[1]] : CHOICES.tradeOff,
    policy: isName(told.policy) ? told.policy : CHOICES.policy,
    replicate: isWhole(told.replicate, 1_000_000) ? told.replicate : CHOICES.replicate,
    week: isWhole(told.week, 1024) ? told.week : CHOICES.week,
    person: isName(told.person) ? told.person : CHOICES.person,
  };
}

export function viewFrom(value: unknown): ViewId {
  return VIEWS.find((view) => view === value) ?? 'answer';
}
