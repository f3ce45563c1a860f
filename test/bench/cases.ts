// The worlds that the benchmark measures: the default scenario at other sizes, busier and quieter.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePolicy } from '../../sim/policy.ts';
import { scenarioSchema } from '../../sim/scenario.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { Case } from './model.ts';

/** Ten ties a person: 3 kin, 5 peers, 2 online. The default's communities of fifty people, whatever the size. */
const LAYERS: Scenario['network']['layers'] = [
  { name: 'kin', kind: 'cliques', size: 4, trust: 1.2, abroad: true },
  { name: 'peer', kind: 'communities', degree: 5, within: 0.9, trust: 1, abroad: true },
  { name: 'online', kind: 'preferential', degree: 2, trust: 0.5, abroad: true },
];

export function parsed(text: string): Scenario {
  return scenarioSchema.parse(JSON.parse(text)) as Scenario;
}

export function sized(scenario: Scenario, people: number, weeks: number): Scenario {
  const communities = { ...scenario.network.communities, count: Math.max(1, Math.round(people / 50)) };
  const population = { ...scenario.population, size: people };
  return { ...scenario, weeks, population, network: { communities, layers: LAYERS } };
}

/** The same world with nobody inside the group and nothing said: people still come, go and take stock of their ties. */
export function silent(scenario: Scenario): Scenario {
  return {
    ...scenario,
    population: { ...scenario.population, initialMembers: 0 },
    sources: { ...scenario.sources, volume: 0, outsideReach: 0 },
    policies: scenario.policies.map((policy) => ({
      ...policy,
      institution: { ...policy.institution, reach: 0 },
    })),
  };
}

/** A silent world in which people stay and keep to themselves: nobody has a reason to do anything. */
export function still(scenario: Scenario): Scenario {
  const quiet = silent(scenario);
  const attitude = { ...quiet.behaviour.attitude, peerRate: 0 };
  return {
    ...quiet,
    population: { ...quiet.population, turnover: 0 },
    behaviour: { ...quiet.behaviour, attitude },
  };
}

/** Writes a case for another process to read; returns its path. */
export async function store(folder: string, name: string, scenario: Scenario, id: string): Promise<string> {
  const policy = scenario.policies.find((candidate) => candidate.id === id);
  if (!policy) throw new Error(`no policy ${id} in the scenario`);
  const { buffer } = await compilePolicy(policy, scenario.weeks);
  const file = join(folder, `${name}.json`);
  const written: Case = { scenario, policy: Array.from(new Float64Array(buffer)) };
  writeFileSync(file, JSON.stringify(written));
  return file;
}
