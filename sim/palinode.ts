/**
 * The library, for other programs: from the text of a scenario to the series of one run and its measures. Everything in it is pure
 * but readScenario and compilePolicy, which load what they need when they need it.
 */
export { measureOf, MEASURES, type Measure } from './measures.ts';
export { compilePolicy, type PolicyTable } from './policy.ts';
export { readScenario } from './read.ts';
export { simulate } from './run.ts';
export { scenarioJsonSchema, type Policy, type Scenario } from './scenario.ts';
export { column, type Series } from './series.ts';
export { buildPopulation } from './start.ts';
export { pairedDifference, summarise, type PairedDifference, type Summary } from './summary.ts';
