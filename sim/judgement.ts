/**
 * Social judgement (Sherif and Hovland 1961; Jager and Amblard 2005): a message from near persuades, one from farther is ignored, one
 * from too far repels the reactant. The latitude of acceptance narrows with the extremity of the person's own ideology.
 */
import type { Behaviour } from './scenario.ts';

/**
 * How a person of ideology v and reactance z takes a message at a distance: 1 moves towards it, 0 leaves it, below 0 moves away.
 * All in units of the attitude, 0 to 1.
 */
export function judgement(attitude: Behaviour['attitude'], z: number, v: number, distance: number): number {
  const latitude = attitude.latitude * (1 - attitude.narrowing * Math.abs(2 * v - 1));
  if (distance <= latitude) return 1;
  return distance > latitude + attitude.indifference * (1 - z) ? -attitude.contrast * z : 0;
}
