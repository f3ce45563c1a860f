/** Whether the network that a scenario asks for can be built: what the generators would refuse, told with its place before any run. */
import type { Path } from '../json.ts';
import { expectedTies } from '../generators.ts';
import { communityStarts } from '../generators/communities.ts';
import type { Findings } from '../problems.ts';
import type { Scenario } from '../scenario.ts';

type Layer = Scenario['network']['layers'][number];

/** Ties that a network holds: as many as its generators lay. */
const MOST_TIES = 0x40000000;

/** Finds what no network of this size can be. */
export function checkBuildable({ population: { size }, network }: Scenario, findings: Findings): void {
  const { count, sizes } = network.communities;
  const refuse = (code: string, path: Path, message: string, advice: string): void =>
    findings.error(() => ({ code, path: ['network', ...path], message, advice }));
  if (count > size)
    return refuse(
      'communities-too-many',
      ['communities', 'count'],
      `${count} communities of ${size} people: some would be empty`,
      `write at most ${size}`,
    );
  const starts = communityStarts(count, sizes, size);
  network.layers.forEach((layer, k) => {
    const found = refusalOf(layer, size, starts);
    if (found !== null) refuse(found[0], ['layers', k, found[1]], found[2], found[3]);
  });
  const ties = findings.failed ? 0 : expectedTies(network, size);
  if (ties > MOST_TIES)
    refuse(
      'ties-too-many',
      ['layers'],
      `the layers lay about ${Math.round(ties)} ties; the most is ${MOST_TIES}`,
      'make degrees, or the population, smaller',
    );
}

type Refusal = readonly [code: string, name: string, message: string, advice: string];

function refusalOf(layer: Layer, size: number, starts: Uint32Array): Refusal | null {
  if ('degree' in layer && layer.degree > size - 1)
    return [
      'degree-too-high',
      'degree',
      `a mean of ${layer.degree} ties needs more than ${layer.degree} people; there are ${size}`,
      `write at most ${size - 1}`,
    ];
  if (layer.kind === 'cliques' && layer.size > size)
    return [
      'clique-too-large',
      'size',
      `cliques of ${layer.size} among ${size} people`,
      `write at most ${size}`,
    ];
  if (layer.kind === 'communities') return refusalOfPlanted(layer.degree, layer.within, size, starts);
  return null;
}

/** Ties inside a community must fit into the smallest one, ties outside among the pairs that there are. */
function refusalOfPlanted(degree: number, within: number, size: number, starts: Uint32Array): Refusal | null {
  const count = starts.length - 1;
  const inner = count === 1 ? degree : degree * within;
  let smallest = size;
  let pairs = size * size;
  for (let c = 0; c < count; c++) {
    const members = starts[c + 1]! - starts[c]!;
    smallest = Math.min(smallest, members);
    pairs -= members * members;
  }
  if (inner > smallest - 1 && inner > 0)
    return [
      'community-too-small',
      'degree',
      `${short(inner)} ties a person inside a community, but the smallest community has ${smallest === 1 ? '1 person' : `${smallest} people`}`,
      'make the degree, `within` or the number of communities smaller',
    ];
  if ((degree - inner) * size > pairs)
    return [
      'communities-too-close',
      'within',
      `${short(degree - inner)} ties a person to other communities: more than there are pairs`,
      'make `within` larger or the degree smaller',
    ];
  return null;
}

const short = (x: number): string => String(Number(x.toPrecision(6)));
