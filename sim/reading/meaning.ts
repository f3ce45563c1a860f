/** What a scenario of the right shape must also be: its names unique and known, its shares whole, its rows within the population. */
import type { Path } from '../json.ts';
import { MEASURES } from '../measures.ts';
import type { Findings } from '../problems.ts';
import type { Scenario } from '../scenario.ts';
import { short } from './characters.ts';
import { spell } from './described.ts';
import { adviceFor } from './nearest.ts';

/** Finds what contradicts itself in names, sums and rows. */
export function checkMeaning(scenario: Scenario, findings: Findings): void {
  checkNames(scenario, findings);
  checkShares(scenario, findings);
  checkGiven(scenario, findings);
}

function checkNames({ policies, themes, network, baseline, headline }: Scenario, findings: Findings): void {
  const ids = policies.map(({ id }) => id);
  const unique = (list: string, what: string, name: string, values: readonly string[]): void =>
    values.forEach((value, k) => {
      const first = values.indexOf(value);
      if (first === k) return;
      findings.error(() => ({
        code: `${what}-twice`,
        path: [...list.split('.'), k, name],
        message: `${spell([...list.split('.'), first])} has the ${name} "${short(value)}" already`,
        advice: `give one of the two another ${name}`,
      }));
    });
  unique('policies', 'policy-id', 'id', ids);
  unique(
    'themes',
    'theme-id',
    'id',
    themes.map(({ id }) => id),
  );
  unique(
    'network.layers',
    'layer-name',
    'name',
    network.layers.map(({ name }) => name),
  );

  const known = (
    code: string,
    path: Path,
    value: string,
    candidates: readonly string[],
    what: string,
  ): void => {
    if (candidates.includes(value)) return;
    findings.error(() => ({
      code,
      path,
      message: `${spell(path)} is "${short(value)}"; there is no such ${what}`,
      advice: adviceFor(value, candidates, `${what}s are ${candidates.map((id) => `\`${id}\``).join(', ')}`),
    }));
  };
  known('baseline-unknown', ['baseline'], baseline, ids, 'policy');
  known(
    'headline-unknown',
    ['headline'],
    headline,
    MEASURES.map(({ id }) => id),
    'measure',
  );

  policies.forEach(({ name }, k) => {
    const first = policies.findIndex((policy) => policy.name === name);
    if (first !== k)
      findings.warning(() => ({
        code: 'policy-name-twice',
        path: ['policies', k, 'name'],
        message: `\`policies[${first}]\` is called "${short(name)}" too; charts and tables will not tell them apart`,
        advice: 'give one of the two another name',
      }));
  });
}

function checkShares({ themes, population }: Scenario, findings: Findings): void {
  const sum = themes.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) > 1e-9)
    findings.error(() => ({
      code: 'shares-sum',
      path: ['themes'],
      message: `the shares of the themes add up to ${rounded(sum)}; they must add up to 1`,
      advice:
        sum > 1
          ? `take ${rounded(sum - 1)} from one or more of them`
          : `add ${rounded(1 - sum)} to one or more of them`,
    }));
  themes.forEach(({ tellers }, k) => {
    if (tellers > population.size)
      findings.error(() => ({
        code: 'tellers-too-many',
        path: ['themes', k, 'tellers'],
        message: `${tellers} people are to tell the theme; there are ${population.size}`,
        advice: `write at most ${population.size}`,
      }));
  });
}

const rounded = (x: number): string => String(Number(x.toPrecision(10)));

function checkGiven({ population, network }: Scenario, findings: Findings): void {
  const { size, given } = population;
  for (const name of ['support', 'ideology', 'reactance', 'threshold'] as const) {
    const { length } = given[name] ?? { length: size };
    if (length !== size)
      findings.error(() => ({
        code: 'column-length',
        path: ['population', 'given', name],
        message: `\`${name}\` has ${length} numbers for ${size} people`,
        advice:
          length === 0
            ? 'leave the list out, or write one number a person'
            : `write one number a person, or set \`population.size\` to ${length}`,
      }));
  }
  for (const name of ['members', 'stubborn'] as const)
    checkRows(given[name] ?? [], ['population', 'given', name], size, findings);
  network.layers.forEach((layer, k) => {
    if (layer.kind === 'given') checkTies(layer.ties, ['network', 'layers', k, 'ties'], size, findings);
  });
}

function checkRows(rows: readonly number[], path: Path, size: number, findings: Findings): void {
  const seen = new Set<number>();
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    if (row >= size) findings.error(() => outside([...path, k], row, size));
    else if (seen.has(row))
      findings.warning(() => ({
        code: 'row-twice',
        path: [...path, k],
        message: `row ${row} is in \`${String(path.at(-1))}\` already; it counts once`,
        advice: 'take it out',
      }));
    seen.add(row);
  }
}

function checkTies(
  ties: readonly (readonly [number, number])[],
  path: Path,
  size: number,
  findings: Findings,
): void {
  for (let e = 0; e < ties.length; e++) {
    const [i, j] = ties[e]!;
    if (i >= size) findings.error(() => outside([...path, e, 0], i, size));
    if (j >= size) findings.error(() => outside([...path, e, 1], j, size));
    if (i === j)
      findings.warning(() => ({
        code: 'tie-to-itself',
        path: [...path, e],
        message: `the tie joins row ${i} to itself; it is left out`,
        advice: 'take it out',
      }));
  }
}

const outside = (path: Path, row: number, size: number) => ({
  code: 'row-outside',
  path,
  message: `there is no row ${row}: ${size} people are rows 0 to ${size - 1}`,
  advice: 'count people from 0, or make `population.size` larger',
});
