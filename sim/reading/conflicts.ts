/**
 * Levers of one policy that contradict each other. None is an error: the model has a rule for each, and the warning says which it is, so
 * that nobody takes for an effect of a policy what is only a lever left at nothing.
 */
import type { Findings } from '../problems.ts';
import type { PolicyTable } from '../policy.ts';
import type { Scenario } from '../scenario.ts';

type Columns = Readonly<Record<string, Readonly<Record<string, Float64Array>>>>;

interface Conflict {
  readonly code: string;
  /** The lever that does nothing, as instrument.lever. */
  readonly idle: string;
  readonly holds: (
    most: (lever: string) => number,
    least: (lever: string) => number,
    scenario: Scenario,
  ) => boolean;
  readonly message: string;
  readonly advice: string;
}

/** One lever that is set, and one that is needed for it and stands at 0 in every week. */
const needs = (idle: string, needed: string, code: string, rule: string): Conflict => ({
  code,
  idle,
  holds: (most) => most(idle) > 0 && most(needed) === 0,
  message: `\`${idle}\` is set, but \`${needed}\` is 0 in every week: ${rule}`,
  advice: `set \`${needed}\` too, or leave \`${idle}\` out`,
});

export const CONFLICTS: readonly Conflict[] = [
  needs('voices.amplification', 'voices.capacity', 'voices-without-capacity', 'no voice is carried'),
  needs(
    'voices.capacity',
    'voices.amplification',
    'voices-without-reach',
    'the voices that are carried reach nobody',
  ),
  needs(
    'voices.fromPrison',
    'voices.amplification',
    'prison-voices-unheard',
    'they speak, but are not carried',
  ),
  needs(
    'offer.discount',
    'offer.candour',
    'discount-without-candour',
    'the discount is for candour, so nothing is taken off',
  ),
  needs(
    'reintegration.effect',
    'reintegration.places',
    'reintegration-without-places',
    'nobody is in the programme',
  ),
  needs(
    'reintegration.places',
    'reintegration.effect',
    'reintegration-without-effect',
    'the places are paid for and change nothing',
  ),
  needs('opportunity.effect', 'opportunity.places', 'opportunity-without-places', 'nobody has such a job'),
  needs(
    'opportunity.places',
    'opportunity.effect',
    'opportunity-without-effect',
    'the jobs are paid for and change nothing',
  ),
  needs(
    'community.places',
    'community.credibility',
    'community-without-credibility',
    'the contacts are paid for and move nobody',
  ),
  needs('takedown.share', 'takedown.capacity', 'takedown-without-capacity', 'nothing is taken down'),
  needs('institution.reach', 'institution.capacity', 'institution-without-capacity', 'nobody is reached'),
  {
    code: 'candour-without-offer',
    idle: 'offer.candour',
    holds: (most) =>
      most('offer.candour') > 0 &&
      ['offer.discount', 'offer.protection', 'voices.amplification'].every((lever) => most(lever) === 0),
    message:
      '`offer.candour` is wanted, but nothing is offered for it and no voice is carried: those who speak anyway are candid at their own cost',
    advice:
      'set `offer.discount`, `offer.protection` or `voices.amplification` too, or leave `offer.candour` out',
  },
  {
    code: 'sentence-without-certainty',
    idle: 'sentencing.certainty',
    holds: (most, least) =>
      most('sentencing.certainty') === 0 &&
      most('offer.candour') === 0 &&
      (most('sentencing.floor') > 0 || most('sentencing.severity') > 1 || least('sentencing.severity') < 1),
    message: '`sentencing.certainty` is 0 in every week: nobody is prosecuted, and no sentence matters',
    advice: 'set `sentencing.certainty` above 0, or leave severity and floor as they are',
  },
  {
    code: 'floor-above-severity',
    idle: 'sentencing.floor',
    holds: (most, _, { behaviour }) =>
      most('sentencing.floor') > most('sentencing.severity') * behaviour.deterrence.referenceSeverity,
    message:
      '`sentencing.floor` is longer than the sentence of a typical offence (`severity` times `referenceSeverity`): the longer of the two is imposed, so the floor decides',
    advice: 'make the floor smaller or the severity larger, if that is not meant',
  },
];

/** Warns of contradictions within each policy, and of two policies that are one. */
export function checkConflicts(scenario: Scenario, tables: readonly PolicyTable[], findings: Findings): void {
  tables.forEach((table, k) => {
    const column = (lever: string): Float64Array => {
      const [instrument, name] = lever.split('.') as [string, string];
      return (table as unknown as Columns)[instrument]![name]!;
    };
    const most = (lever: string): number => column(lever).reduce((a, b) => Math.max(a, b));
    const least = (lever: string): number => column(lever).reduce((a, b) => Math.min(a, b));
    for (const { code, idle, holds, message, advice } of CONFLICTS)
      if (holds(most, least, scenario))
        findings.warning(() => ({ code, path: ['policies', k, ...idle.split('.')], message, advice }));
    const twin = tables.slice(0, k).findIndex((other) => isSame(table, other));
    if (twin >= 0)
      findings.warning(() => ({
        code: 'policies-identical',
        path: ['policies', k],
        message: `it does in every week what \`policies[${twin}]\` does: the two will differ by exactly 0`,
        advice: 'change a lever of one, or take it out',
      }));
  });
}

function isSame(a: PolicyTable, b: PolicyTable): boolean {
  const [x, y] = [new Float64Array(a.buffer), new Float64Array(b.buffer)];
  return x.every((value, k) => value === y[k]);
}
