// The standard normal distribution function, on the project's own exp; its inverse is normalQuantile of exact.ts.

import { exp } from './exact.ts';

const ABOVE = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
];
const BELOW = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
  637.333633378831, 793.826512519948, 440.413735824752,
];
const ROOT_2PI = 2.5066282746310002;

/**
 * Φ(x), off by at most 10⁻¹⁵ (by 10⁻⁸ of itself in the far tail): Hart's algorithm 5666 as printed by West (2005), "Better approximations to
 * cumulative normal functions", Wilmott Magazine, May 2005, 70–76. 0 below −37, 1 above.
 */
export function normalCdf(x: number): number {
  const z = Math.abs(x);
  const tail = z > 37 ? 0 : exp(-0.5 * z * z) * (z < 7.07106781186547 ? ratio(z) : fraction(z));
  return x > 0 ? 1 - tail : tail;
}

function ratio(z: number): number {
  return horner(ABOVE, z) / horner(BELOW, z);
}

function horner(coefficients: readonly number[], z: number): number {
  return coefficients.reduce((sum, coefficient) => sum * z + coefficient, 0);
}

function fraction(z: number): number {
  return 1 / ((z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) * ROOT_2PI);
}
