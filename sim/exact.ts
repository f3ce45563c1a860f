// exp, log and what follows from them, with the same last bit in every engine: Math.exp and its kin differ between
// engines, + - * / and sqrt do not. The methods are FDLIBM's (e_exp.c, e_log.c), whose notice is:
//
//   Copyright (C) 2004 by Sun Microsystems, Inc. All rights reserved.
//   Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is
//   preserved.

const LN2_HIGH = 0.6931471803691238; // ln 2 in two parts, the first with 21 trailing zeros
const LN2_LOW = 1.9082149292705877e-10;
const ONE_OVER_LN2 = 1.4426950408889634;
const EXP_OVERFLOWS = 709.782712893384;
const EXP_UNDERFLOWS = -745.1332191019411;

// 2ᵏ is POWER[k + 1074], for every power that a number can have.
const POWER = new Float64Array(1074 + 1024);
POWER[0] = 5e-324;
for (let k = 1; k < POWER.length; k++) POWER[k] = 2 * POWER[k - 1]!;

const SMALLEST_NORMAL = POWER[52]!;

// A number and the two halves of its bits.
const NUMBER = new Float64Array(1);
const HALVES = new Uint32Array(NUMBER.buffer);
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** e to the power x, within 1 ulp. */
export function exp(x: number): number {
  if (!(x <= EXP_OVERFLOWS)) return x + Infinity;
  if (x < EXP_UNDERFLOWS) return 0;
  const k = Math.floor(x * ONE_OVER_LN2 + 0.5) | 0;
  const mantissa = 1 + expm1Near0(x - k * LN2_HIGH, k * LN2_LOW);
  if (k > 1023) return 2 * mantissa * POWER[2097]!;
  if (k >= -1021) return mantissa * POWER[k + 1074]!;
  return mantissa * POWER[k + 1174]! * POWER[974]!; // rounded once, on the way down to the subnormals
}

// exp(high − low) − 1 for |high − low| ≤ ln 2 / 2, by the Remez fraction of FDLIBM.
function expm1Near0(high: number, low: number): number {
  const r = high - low;
  const z = r * r;
  const c =
    r -
    z *
      (0.16666666666666602 +
        z *
          (-0.0027777777777015593 +
            z * (6.613756321437934e-5 + z * (-1.6533902205465252e-6 + z * 4.1381367970572385e-8))));
  return high - (low - (r * c) / (2 - c));
}

/** The natural logarithm, within 1 ulp; −∞ at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : NaN;
  let k = -1023;
  if (x < SMALLEST_NORMAL) {
    x *= 18014398509481984;
    k -= 54;
  }
  NUMBER[0] = x;
  const high = HALVES[HIGH]!;
  // x = 2ᵏ (1 + f) with 1 + f between √½ and √2: one doubling more where the mantissa is above √2.
  const doublings = (high + 0x95f64) >>> 20;
  const f = x * POWER[2097 - doublings]! - 1;
  k += doublings;

  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const even =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const halfSquare = 0.5 * f * f;
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + odd + even) + k * LN2_LOW) - f);
}

/** 1 / (1 + exp(−x)), within 1 ulp. */
export function logistic(x: number): number {
  if (x < -40) return exp(x); // 1 + exp(x) is 1
  if (!(x < 40)) return x > 0 ? 1 : NaN;
  // e = exp(x) and s = 1 + e, each with its rounding error; no branch, whose side would be a coin's.
  const k = Math.floor(x * ONE_OVER_LN2 + 0.5) | 0;
  const scale = POWER[k + 1074]!;
  const rest = scale * expm1Near0(x - k * LN2_HIGH, k * LN2_LOW);
  const e = scale + rest;
  const eLow = scale - e + rest;
  const s = 1 + e;
  const carried = s - 1;
  const sLow = 1 - (s - carried) + (e - carried) + eLow;
  // e / s to 24 bits, then the remainder, whose products are exact, over s again.
  const inverse = 1 / s;
  const quotient = Math.fround(e * inverse);
  const sTop = Math.fround(s);
  const remainder = e - quotient * sTop - quotient * (s - sTop) + (eLow - quotient * sLow);
  return quotient + remainder * inverse;
}

/** x to the power y for x ≥ 0, as exp(y · log(x)): about |y · log(x)| ulps; 1 where y is 0 or x is 1. */
export function power(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  return exp(y * log(x));
}

/**
 * The standard normal quantile of u in (0,1), to about 1 part in 10¹⁵: algorithm AS 241, PPND16 (Wichura 1988, Applied
 * Statistics 37, 477–484). −∞ at 0, ∞ at 1, NaN outside.
 */
export function normalQuantile(u: number): number {
  if (!(u > 0 && u < 1)) return u === 0 ? -Infinity : u === 1 ? Infinity : NaN;
  const q = u - 0.5;
  if (Math.abs(q) <= 0.425) return q * centre(0.180625 - q * q);
  const r = Math.sqrt(-log(q < 0 ? u : 1 - u));
  const z = r <= 5 ? shoulder(r - 1.6) : tail(r - 5);
  return q < 0 ? -z : z;
}

function centre(r: number): number {
  const above =
    ((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
      13731.69376550946) *
      r +
      1971.5909503065513) *
      r +
      133.14166789178438) *
      r +
    3.3871328727963665;
  const below =
    ((((((5226.495278852546 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
    1;
  return above / below;
}

function shoulder(r: number): number {
  const above =
    ((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r +
      1.2704582524523684) *
      r +
      3.6478483247632045) *
      r +
      5.769497221460691) *
      r +
      4.630337846156546) *
      r +
    1.4234371107496835;
  const below =
    ((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r +
      0.14810397642748008) *
      r +
      0.6897673349851) *
      r +
      1.6763848301838038) *
      r +
      2.053191626637759) *
      r +
    1;
  return above / below;
}

function tail(r: number): number {
  const above =
    ((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r +
      0.026532189526576124) *
      r +
      0.29656057182850487) *
      r +
      1.7848265399172913) *
      r +
      5.463784911164114) *
      r +
    6.657904643501103;
  const below =
    ((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r +
      0.0007868691311456133) *
      r +
      0.014875361290850615) *
      r +
      0.1369298809227358) *
      r +
      0.599832206555888) *
      r +
    1;
  return above / below;
}
