// Where everybody stands on the map. Communities are discs, placed by d3-force over the ties between them (a graph of at
// most 200); inside one, people stand on a sunflower's spiral, the best connected in the middle. So dots never overlap, the
// share of red in a disc is the share recruited, and a place depends on the network alone: policies and weeks compare place
// by place. Units are the spacing of people: a person has about a circle of radius 0.8 to themselves.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';

/** A network as a map needs it (sim/network.ts), and who belongs to which community. */
export interface Tied {
  readonly size: number;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly community: Uint16Array;
}

export interface Layout {
  readonly size: number;
  readonly width: number;
  readonly height: number;
  /** Where each person stands. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly community: Uint16Array;
  /** People of each community. */
  readonly members: Uint32Array;
  /** Three numbers a community: its centre and its radius. */
  readonly discs: Float32Array;
  /** Three numbers a pair of communities with ties between them: the two and how many ties; the strongest first. */
  readonly between: Uint32Array;
}

/** Communities up to which they are placed by their ties; more are packed in rows. */
const MOST_FORCED = 200;
/** Half of what d3-force takes by itself: ties are as short (within 7 of 100) and the map is as full, in half the time. */
const TICKS = 150;
/** Pairs of communities of which ties are drawn at most. */
const MOST_BETWEEN = 400;
/** Communities up to which ties between them are counted: a square of them. */
const MOST_COUNTED = 512;
/** Room around a disc. */
const GAP = 1.5;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** The layout of a network: the same bytes for the same network. O(people + ties), and 150 ticks over the communities. */
export function layOut(network: Tied): Layout {
  const { size, community } = network;
  const members = countMembers(community);
  const radii = members.map((n) => Math.sqrt(n) + 0.5);
  const between = tiesBetween(network, members.length);
  const centres = members.length <= MOST_FORCED ? placeByTies(radii, between) : placeInRows(radii);
  const discs = new Float32Array(3 * radii.length);
  const { width, height } = fillDiscs(discs, radii, centres);
  const x = new Float32Array(size);
  const y = new Float32Array(size);
  const filled = new Uint32Array(radii.length);
  for (const i of byDegree(network)) {
    const c = community[i]!;
    const j = filled[c]!++;
    const r = Math.sqrt(j + 0.5);
    x[i] = discs[3 * c]! + r * Math.cos(j * GOLDEN);
    y[i] = discs[3 * c + 1]! + r * Math.sin(j * GOLDEN);
  }
  return { size, width, height, x, y, community, members: Uint32Array.from(members), discs, between };
}

function countMembers(community: Uint16Array): number[] {
  const members: number[] = [];
  for (const c of community) {
    while (members.length <= c) members.push(0);
    members[c]!++;
  }
  return members;
}

/** Everybody, the best connected first, then in the order of rows. */
function byDegree({ size, offsets }: Tied): Uint32Array {
  let most = 0;
  for (let i = 0; i < size; i++) most = Math.max(most, offsets[i + 1]! - offsets[i]!);
  const starts = new Uint32Array(most + 2);
  for (let i = 0; i < size; i++) starts[most - (offsets[i + 1]! - offsets[i]!) + 1]!++;
  for (let d = 0; d <= most; d++) starts[d + 1]! += starts[d]!;
  const order = new Uint32Array(size);
  for (let i = 0; i < size; i++) order[starts[most - (offsets[i + 1]! - offsets[i]!)]!++] = i;
  return order;
}

function tiesBetween({ size, offsets, targets, community }: Tied, communities: number): Uint32Array {
  if (communities > MOST_COUNTED) return new Uint32Array(0);
  const counts = new Uint32Array(communities * communities);
  for (let i = 0; i < size; i++) {
    const from = community[i]! * communities;
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) counts[from + community[targets[e]!]!]!++;
  }
  const pairs: [number, number, number][] = [];
  for (let a = 0; a < communities; a++)
    for (let b = a + 1; b < communities; b++)
      if (counts[a * communities + b]! > 0) pairs.push([a, b, counts[a * communities + b]!]);
  pairs.sort((p, q) => q[2] - p[2] || p[0] - q[0] || p[1] - q[1]);
  return Uint32Array.from(pairs.slice(0, MOST_BETWEEN).flat());
}

interface Centre {
  x: number;
  y: number;
}

function placeByTies(radii: readonly number[], between: Uint32Array): Centre[] {
  const spread = Math.max(...radii, 1);
  const nodes = radii.map((r, c) => ({
    r,
    index: c,
    x: 2 * spread * Math.sqrt(c + 0.5) * Math.cos(c * GOLDEN),
    y: 2 * spread * Math.sqrt(c + 0.5) * Math.sin(c * GOLDEN),
  }));
  const strongest = between[2] ?? 1;
  const links = Array.from({ length: between.length / 3 }, (_, n) => ({
    source: between[3 * n]!,
    target: between[3 * n + 1]!,
    pull: between[3 * n + 2]! / strongest,
  }));
  forceSimulation(nodes)
    .alphaDecay(1 - Math.pow(0.001, 1 / TICKS))
    .force(
      'ties',
      forceLink<(typeof nodes)[number], (typeof links)[number]>(links)
        .distance(({ source, target }) => radiusOf(source) + radiusOf(target) + GAP)
        .strength(({ pull }) => 0.3 * pull),
    )
    .force('apart', forceManyBody().strength(-spread))
    .force('x', forceX().strength(0.06))
    .force('y', forceY().strength(0.12))
    .force('room', forceCollide<(typeof nodes)[number]>(({ r }) => r + GAP / 2).iterations(2))
    .stop()
    .tick(TICKS);
  return spreadOut(nodes);
}

const radiusOf = (node: unknown): number => (node as { r: number }).r;

/** Moves the centres apart, all by the same factor, until no two discs overlap. */
function spreadOut(nodes: readonly (Centre & { readonly r: number })[]): Centre[] {
  let factor = 1;
  for (let a = 0; a < nodes.length; a++) {
    for (let b = a + 1; b < nodes.length; b++) {
      const apart = Math.hypot(nodes[a]!.x - nodes[b]!.x, nodes[a]!.y - nodes[b]!.y);
      factor = Math.max(factor, (nodes[a]!.r + nodes[b]!.r + GAP / 2) / Math.max(apart, 1e-3));
    }
  }
  return nodes.map(({ x, y }) => ({ x: factor * x, y: factor * y }));
}

/** Rows of discs, the largest first, about twice as wide as high together. */
function placeInRows(radii: readonly number[]): Centre[] {
  const order = radii.map((_, c) => c).sort((a, b) => radii[b]! - radii[a]! || a - b);
  const area = radii.reduce((sum, r) => sum + (2 * r + GAP) * (2 * r + GAP), 0);
  const room = Math.max(Math.sqrt(1.6 * area), 2 * Math.max(...radii) + GAP);
  const centres: Centre[] = radii.map(() => ({ x: 0, y: 0 }));
  let [left, top, high] = [0, 0, 0];
  for (const c of order) {
    const wide = 2 * radii[c]! + GAP;
    if (left + wide > room) [left, top, high] = [0, top + high, 0];
    centres[c] = { x: left + wide / 2, y: top + wide / 2 };
    left += wide;
    high = Math.max(high, wide);
  }
  return centres;
}

/** Writes the discs so that the map begins at 0, 0; answers how large it is. */
function fillDiscs(
  discs: Float32Array,
  radii: readonly number[],
  centres: readonly Centre[],
): { width: number; height: number } {
  const edge = (pick: (c: Centre) => number, sign: number): number =>
    centres.reduce((most, centre, c) => Math.max(most, sign * pick(centre) + radii[c]! + GAP), -Infinity);
  const left = -edge(({ x }) => x, -1);
  const top = -edge(({ y }) => y, -1);
  centres.forEach(({ x, y }, c) => discs.set([x - left, y - top, radii[c]!], 3 * c));
  return { width: edge(({ x }) => x, 1) - left, height: edge(({ y }) => y, 1) - top };
}
