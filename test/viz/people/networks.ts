// Networks for the tests of the maps.
import { generateNetwork } from '../../../sim/generators.ts';
import type { Tied } from '../../../viz/people/layout.ts';

export function networkOf(size: number, communities: number, degree = 5, seed = 7): Tied {
  const { network, community } = generateNetwork(
    {
      communities: { count: communities, sizes: 'geometric' },
      layers: [
        size > 40 * communities
          ? { name: 'peer', trust: 1, kind: 'communities', degree, within: 0.8 }
          : { name: 'peer', trust: 1, kind: 'random', degree: Math.min(degree, size - 1) },
      ],
    },
    size,
    Uint32Array.of(seed, 2, 3, 4),
  );
  return { size, offsets: network.offsets, targets: network.targets, community };
}
