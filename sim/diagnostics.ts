// What a network turned out to be, beside what was asked for: figures an analyst compares with known networks before
// believing a run on this one. Definitions are Newman's (2003, "The structure and function of complex networks",
// SIAM Review 45:167) and agree with NetworkX; a figure that a network does not define (0/0) is null.

import { clusteringOf, type Clustering } from './diagnostics/clustering.ts';
import { askedDegree, askedInside, type NetworkSpec } from './generators.ts';
import type { Network } from './network.ts';

export interface NetworkReport {
  readonly people: number;
  readonly ties: number;
  readonly degree: DegreeReport;
  readonly components: ComponentReport;
  readonly clustering: Clustering;
  /** Correlation of the two ends of a tie, in degree and in the values given (Newman 2003, Phys. Rev. E 67:026126). */
  readonly assortativity: { readonly degree: number | null; readonly values: number | null };
  readonly communities: CommunityReport;
  readonly layers: readonly LayerReport[];
}

export interface DegreeReport {
  readonly mean: number;
  readonly max: number;
  /** Of all people, divided by their number. */
  readonly variance: number;
  /** People without a tie. */
  readonly isolated: number;
}

export interface ComponentReport {
  readonly count: number;
  /** Of all people, those in the largest component. */
  readonly largestShare: number;
}

export interface CommunityReport {
  /** Communities that have anyone in them. */
  readonly count: number;
  /** Share of ties inside communities. */
  readonly inside: number | null;
  /** That share less what it would be if the same degrees were tied at random (Newman & Girvan 2004). */
  readonly modularity: number | null;
}

export interface LayerReport {
  readonly name: string;
  readonly ties: number;
  readonly achieved: LayerFigures;
  /** What the specification names, where it names it. */
  readonly asked: LayerFigures;
}

export interface LayerFigures {
  /** Mean ties a person. */
  readonly degree: number | null;
  /** Share of ties inside communities. */
  readonly inside: number | null;
}

/**
 * Describes a network. `community`: one a person; `layerNames`: by layer number; `values`: one a person, such as an
 * attitude; `spec`: what the network was generated from, for what was asked. O(people + ties) but for triangles, which
 * are sampled in large networks.
 */
export function describeNetwork(
  network: Network,
  community: Uint16Array,
  layerNames: readonly string[],
  values?: Float64Array,
  spec?: NetworkSpec,
): NetworkReport {
  return {
    people: network.size,
    ties: network.targets.length / 2,
    degree: describeDegrees(network),
    components: describeComponents(network),
    clustering: clusteringOf(network),
    assortativity: {
      degree: assortativity(network, degreesOf(network)),
      values: values ? assortativity(network, values) : null,
    },
    communities: describeCommunities(network, community),
    layers: describeLayers(network, community, layerNames, spec),
  };
}

/**
 * Transmissibility above which a contagion spreads widely in a large network with these degrees and no other structure:
 * `hmf` for SIS in the heterogeneous mean field, <k>/<k²> (Pastor-Satorras & Vespignani 2001); `sir` for SIR,
 * <k>/(<k²> - <k>) (Newman 2002). Infinity where nothing can spread.
 */
export function thresholds(network: Network): { readonly hmf: number; readonly sir: number } {
  let sum = 0;
  let squares = 0;
  for (const degree of degreesOf(network)) {
    sum += degree;
    squares += degree * degree;
  }
  return {
    hmf: squares > 0 ? sum / squares : Infinity,
    sir: squares > sum ? sum / (squares - sum) : Infinity,
  };
}

/**
 * Correlation of a value across the ties, each seen from both ends; null where all who have ties have the same value.
 * `values`: one a person.
 */
export function assortativity(network: Network, values: Float64Array): number | null {
  const { size, offsets, targets } = network;
  let mean = 0;
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < size; i++) {
    const degree = offsets[i + 1] - offsets[i];
    if (degree === 0) continue;
    mean += (degree * values[i]) / targets.length;
    least = Math.min(least, values[i]);
    most = Math.max(most, values[i]);
  }
  if (!(least < most)) return null;
  let variance = 0;
  let covariance = 0;
  for (let i = 0; i < size; i++) {
    const own = values[i] - mean;
    variance += (offsets[i + 1] - offsets[i]) * own * own;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) covariance += own * (values[targets[e]] - mean);
  }
  return covariance / variance;
}

/** Ties of each person. */
export function degreesOf({ size, offsets }: Network): Float64Array {
  const degrees = new Float64Array(size);
  for (let i = 0; i < size; i++) degrees[i] = offsets[i + 1] - offsets[i];
  return degrees;
}

function describeDegrees(network: Network): DegreeReport {
  const { size, targets } = network;
  const mean = size > 0 ? targets.length / size : 0;
  let max = 0;
  let isolated = 0;
  let squares = 0;
  for (const degree of degreesOf(network)) {
    max = Math.max(max, degree);
    if (degree === 0) isolated++;
    squares += (degree - mean) * (degree - mean);
  }
  return { mean, max, variance: size > 0 ? squares / size : 0, isolated };
}

function describeComponents({ size, offsets, targets }: Network): ComponentReport {
  const found = new Uint8Array(size);
  const line = new Uint32Array(size); // those found, in order; each in turn brings in their partners
  let count = 0;
  let largest = 0;
  let end = 0;
  for (let first = 0; first < size; first++) {
    if (found[first] === 1) continue;
    const start = end;
    found[first] = 1;
    line[end++] = first;
    for (let next = start; next < end; next++) {
      const i = line[next];
      for (let e = offsets[i]; e < offsets[i + 1]; e++) {
        const j = targets[e];
        if (found[j] === 1) continue;
        found[j] = 1;
        line[end++] = j;
      }
    }
    count++;
    largest = Math.max(largest, end - start);
  }
  return { count, largestShare: size > 0 ? largest / size : 0 };
}

function describeCommunities({ size, offsets, targets }: Network, community: Uint16Array): CommunityReport {
  let numbers = 0;
  for (const c of community) numbers = Math.max(numbers, c + 1);
  const people = new Float64Array(numbers);
  const ends = new Float64Array(numbers);
  let inside = 0;
  for (let i = 0; i < size; i++) {
    people[community[i]]++;
    ends[community[i]] += offsets[i + 1] - offsets[i];
    for (let e = offsets[i]; e < offsets[i + 1]; e++) if (community[targets[e]] === community[i]) inside++;
  }
  const count = people.reduce((sum, members) => (members > 0 ? sum + 1 : sum), 0);
  const all = targets.length;
  if (all === 0) return { count, inside: null, modularity: null };
  const atRandom = ends.reduce((sum, c) => sum + (c / all) * (c / all), 0);
  return { count, inside: inside / all, modularity: inside / all - atRandom };
}

function describeLayers(
  { size, offsets, targets, layer }: Network,
  community: Uint16Array,
  names: readonly string[],
  spec: NetworkSpec | undefined,
): LayerReport[] {
  const ends = new Float64Array(256);
  const inside = new Float64Array(256);
  for (let i = 0; i < size; i++) {
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      ends[layer[e]]++;
      if (community[targets[e]] === community[i]) inside[layer[e]]++;
    }
  }
  return names.map((name, number) => {
    const asked = spec?.layers[number];
    return {
      name,
      ties: ends[number] / 2,
      achieved: {
        degree: size > 0 ? ends[number] / size : 0,
        inside: ends[number] > 0 ? inside[number] / ends[number] : null,
      },
      asked: { degree: asked ? askedDegree(asked, size) : null, inside: asked ? askedInside(asked) : null },
    };
  });
}
