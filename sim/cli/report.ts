// A comparison as a person reads it in a terminal: the answer in a sentence first, then every outcome under every policy,
// then every difference with the runs counted on either side.

import type { Comparison, Findings } from '../compare.ts';
import { answerOf } from '../compare.ts';
import { others } from '../others.ts';
import { MEASURES, measureOf } from '../measures.ts';
import type { Measure } from '../measures.ts';
import type { Policy, Scenario } from '../scenario.ts';
import type { PairedDifference } from '../summary.ts';
import { blocks, paragraph, shortened } from './columns.ts';
import { count, figure, signed, span } from './numbers.ts';
import { printable } from './terminal.ts';

export interface Look {
  readonly width: number;
  readonly bold: (text: string) => string;
}

const NAME = 30;

export function report(comparison: Comparison, scenario: Scenario, { width, bold }: Look): string {
  const { partial, replicates, drawn } = comparison;
  const parts = [
    bold(paragraph(printable(scenario.title), width)) +
      (scenario.question === '' ? '' : `\n${paragraph(printable(scenario.question), width)}`),
    ...(partial === undefined
      ? []
      : [`PARTIAL: stopped after ${replicates} of ${partial.asked} replicates; what follows counts those.`]),
    ...others(scenario).map(({ id }) => bold(paragraph(printable(answerOf(comparison, id)), width))),
    ...(comparison.assumptions === 'drawn'
      ? [paragraph('Every count here is of runs with the guesses (grade H) drawn from their ranges.', width)]
      : []),
    ...outcomes(comparison, scenario, width, bold),
    ...others(scenario).flatMap((policy) => differences(comparison, policy, scenario, width, bold)),
    footer(comparison, scenario, width),
    ...failures(comparison),
    ...(drawn === undefined ? [] : failures(drawn)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function outcomes({ policies }: Findings, scenario: Scenario, width: number, bold: Look['bold']): string[] {
  const rows = [
    ['', ...scenario.policies.map(({ name }) => shortened(printable(name), NAME))],
    ...MEASURES.map((measure) => [
      measure.title,
      ...scenario.policies.map(({ id }) => {
        const { n, median, p05, p95 } = policies[id]![measure.id]!;
        const format = (value: number | null): string => figure(value, measure.digits);
        return n === 0 ? '–' : `${format(median)} (${span(p05, p95, format)})`;
      }),
    ]),
  ];
  const title = bold('Outcomes: the middle run, and between what 9 of 10 runs lie');
  return [
    ...blocks(rows, width).map((lines, k) => (k === 0 ? [title, ...lines] : lines).join('\n')),
    paragraph(`Units. ${units()}.`, width),
  ];
}

/** Of what is not counted in people. */
function units(): string {
  const told = MEASURES.filter(({ unit }) => unit !== 'people').map(({ title, unit }) => `${title}: ${unit}`);
  return told.join('; ');
}

function differences(
  { differences: all }: Findings,
  policy: Policy,
  scenario: Scenario,
  width: number,
  bold: Look['bold'],
): string[] {
  const found = all[policy.id]!;
  const baseline = scenario.policies.find(({ id }) => id === scenario.baseline)!;
  const rows = [
    ['', 'middle run', '9 of 10 runs', 'fewer', 'same', 'more', 'matching'],
    ...MEASURES.map((measure) => [measure.title, ...differenceCells(found[measure.id]!, measure)]),
  ];
  const names = [policy, baseline].map(({ name }) => shortened(printable(name), NAME));
  const title = bold(`${names[0]} minus ${names[1]}, run by run`);
  const headline = measureOf(scenario.headline);
  const words = inWords(found[headline.id]!, headline).map((sentence) => paragraph(sentence, width));
  return [[title, ...blocks(rows, width).flat(), ...words].join('\n')];
}

function differenceCells(
  { n, median, p05, p95, below, equal, above, varianceRatio }: PairedDifference,
  { digits }: Measure,
): string[] {
  const format = (value: number | null): string => signed(value, digits);
  return [
    ...(n === 0 ? ['–', '–'] : [format(median), span(p05, p95, format)]),
    ...[below, equal, above].map(count),
    varianceRatio === null ? '–' : `× ${ratio(varianceRatio)}`,
  ];
}

/** What is said of the headline beside its row: the mean, how sure it is, and what matching saved. */
function inWords({ mean, interval, varianceRatio }: PairedDifference, { title, digits }: Measure): string[] {
  const format = (value: number | null): string => signed(value, digits + 1);
  const sure = interval === null ? '' : ` (95 % interval ${span(interval[0], interval[1], format)})`;
  const worth =
    varianceRatio === null
      ? ''
      : ` Matching was worth ${ratio(varianceRatio)} × the runs: as many would be needed if each run had its own chance.`;
  return mean === null ? [] : [`${title}: ${format(mean)} in the mean${sure}.${worth}`];
}

function ratio(value: number): string {
  return figure(value, value < 10 ? 1 : 0);
}

function footer(
  { engine, seed, replicates, drawn, digest }: Comparison,
  scenario: Scenario,
  width: number,
): string {
  const also = drawn === undefined ? '' : `, and ${drawn.replicates} with the guesses drawn`;
  const facts =
    `n = ${replicates} paired runs${also} · ${count(scenario.population.size)} people · ${scenario.weeks} weeks · ` +
    `seed ${printable(seed)} · ${engine.name} ${engine.version} · digest ${digest.slice(0, 12)} · modelled, invented people`;
  return paragraph(facts, width);
}

function failures({ failed, assumptions }: Findings): string[] {
  if (failed.length === 0) return [];
  const told = failed
    .slice(0, 5)
    .map(({ replicate, reason }) => `  replicate ${replicate}: ${printable(reason)}`);
  const more = failed.length > 5 ? [`  … and ${failed.length - 5} more`] : [];
  return [[`Given up (assumptions ${assumptions}): ${failed.length}`, ...told, ...more].join('\n')];
}
