// palinode check: what is wrong with a scenario, or what it is; and, on demand, what its network turns out to be.

import { describeNetwork } from '../diagnostics.ts';
import type { LayerFigures, NetworkReport } from '../diagnostics.ts';
import type { Scenario } from '../scenario.ts';
import { buildPopulation } from '../start.ts';
import { table } from './columns.ts';
import { exitCode, Refusal } from './exit.ts';
import { readInput } from './input.ts';
import type { Input } from './input.ts';
import { bytesInWords, estimate, memoryCap, refuseOver } from './memory.ts';
import { count, figure } from './numbers.ts';
import type { Asked } from './options.ts';
import { print, printable, remark } from './terminal.ts';
import type { Terminal } from './terminal.ts';

export async function check(terminal: Terminal, asked: Asked): Promise<number> {
  const input = await read(terminal, asked.file!);
  if (input === null) return exitCode('problems');
  const { name, scenario, warnings } = input;
  const cap = memoryCap(asked.values['max-memory']);
  const found = warnings.length === 0 ? 'no problems' : `${warnings.length} to look at, no errors`;
  await print(terminal, `${printable(name)}: ${found}\n\n${summary(scenario)}\n`);
  if (!asked.switches.has('network')) return 0;
  refuseOver(scenario, cap);
  if (scenario.population.size >= 100_000) remark(terminal, 'Building and describing the network …');
  const { network, community, people } = buildPopulation(scenario, 0);
  const layers = scenario.network.layers.map((layer) => layer.name);
  const support = Float64Array.from(people.support);
  await print(
    terminal,
    `\n${describe(describeNetwork(network, community, layers, support, scenario.network))}\n`,
  );
  return 0;
}

/** Here problems are the result, and go where results go. */
async function read(terminal: Terminal, file: string): Promise<Input | null> {
  try {
    return await readInput(terminal, file);
  } catch (error) {
    if (!(error instanceof Refusal) || error.exit !== 'problems') throw error;
    await print(terminal, `${[error.message, error.advice].filter((text) => text !== '').join('\n')}\n`);
    return null;
  }
}

function summary(scenario: Scenario): string {
  const { title, population, weeks, replicates, policies, baseline, headline, seed } = scenario;
  const names = policies.map(
    ({ id, name }) => `${id} (${printable(name)})${id === baseline ? ', the baseline' : ''}`,
  );
  return table(
    [
      ['title', printable(title)],
      ['people', count(population.size)],
      ['weeks', count(weeks)],
      ['replicates', count(replicates)],
      ['policies', names[0]!],
      ...names.slice(1).map((name) => ['', name]),
      ['headline', headline],
      ['seed', printable(seed)],
      ['memory', `about ${bytesInWords(estimate(scenario, 1))} with one worker`],
    ].map(([left, right]) => [`${left!.padEnd(10)}  ${right}`]),
  ).join('\n');
}

function describe(found: NetworkReport): string {
  const { degree, components, clustering, assortativity, communities } = found;
  const share = (value: number | null): string => figure(value, 3);
  const facts = [
    ['people', count(found.people)],
    ['ties', count(found.ties)],
    ['mean degree', figure(degree.mean, 2)],
    ['largest degree', count(degree.max)],
    ['without a tie', count(degree.isolated)],
    ['components', count(components.count)],
    ['in the largest', share(components.largestShare)],
    ['clustering', share(clustering.global)],
    ['assortativity by degree', share(assortativity.degree)],
    ['assortativity by support', share(assortativity.values)],
    ['communities', count(communities.count)],
    ['ties inside communities', share(communities.inside)],
    ['modularity', share(communities.modularity)],
  ];
  const layers = found.layers.map(({ name, ties, achieved, asked }) => [
    printable(name),
    count(ties),
    beside(achieved, asked, 'degree', 2),
    beside(achieved, asked, 'inside', 3),
  ]);
  return [
    ...table(facts),
    '',
    ...table([['layer', 'ties', 'mean degree (asked)', 'inside communities (asked)'], ...layers]),
  ].join('\n');
}

function beside(
  achieved: LayerFigures,
  asked: LayerFigures,
  which: keyof LayerFigures,
  digits: number,
): string {
  const wanted = asked[which];
  return figure(achieved[which], digits) + (wanted === null ? '' : ` (${figure(wanted, digits)})`);
}
