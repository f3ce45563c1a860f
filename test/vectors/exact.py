"""Writes exact.json: values of the functions of sim/exact.ts to 60 digits (mpmath 1.3.0). Run it in this folder."""

import json
import math
import random

import numpy
from mpmath import erfc, exp, frexp, log, mp, mpf, nint, nstr, pi, sqrt

mp.dps = 60


def logistic(x):
    return 1 / (1 + exp(-x))


def normal_quantile(u):
    """The root of erfc(-z / sqrt 2) / 2 = u, by Newton's method on the logarithms of the nearer tail."""
    if u == mpf(1) / 2:
        return mpf(0)
    tail = min(u, 1 - u)
    z = -sqrt(-2 * log(tail)) if tail < mpf("0.05") else (tail - mpf(1) / 2) * sqrt(2 * pi)
    for _ in range(200):
        below = erfc(-z / sqrt(mpf(2))) / 2
        step = (log(below) - log(tail)) * below / (exp(-z * z / 2) / sqrt(2 * pi))
        z -= step
        if abs(step) < mpf(10) ** -50 * abs(z):
            break
    return z if tail == u else -z


def row(f, x):
    """[x, the double y nearest to f(x), (f(x) - y) / ulp(y)]"""
    value = f(mpf(x))
    if value == 0:
        return [x, 0.0, 0.0]
    size = abs(value)
    unit = max(int(frexp(size)[1]) - 53, -1074)
    steps = int(nint(size / mpf(2) ** unit))
    if steps == 2**53:
        steps, unit = 2**52, unit + 1
    y = math.ldexp(steps, unit)
    sign = 1 if value > 0 else -1
    return [x, sign * y, float(nstr(sign * (size - mpf(y)) / mpf(2) ** unit, 6))]


def beside(x, towards):
    return float(numpy.nextafter(x, towards))


chance = random.Random(20151001)
half = math.log(2) / 2
points = {
    "exp": [1e-300, -1e-300, 5e-324, 2**-60, -(2**-60), 2**-54, -(2**-54), 2**-53, -(2**-53), 2**-52, 1e-8, -1e-8]
    + [0.1, -0.1, half, -half, beside(half, 1), beside(half, 0), 3 * half, -3 * half, 2 * half, -2 * half]
    + [1.0, -1.0, 2.0, 10.0, -10.0, 100.0, -100.0, 709.0, 709.782712893384, beside(709.782712893384, 0)]
    + [-708.0, -708.3964185322641, -708.3964185322642, -709.0, -720.5, -740.0, -744.0, -745.0, -745.1332191019411]
    + [-303.24442052678205, 0.34676998807117343, -0.33130837685097447]
    + [chance.uniform(-745, 709.7) for _ in range(30)]
    + [chance.uniform(-2, 2) for _ in range(20)],
    "log": [5e-324, 1e-323, 1e-310, 2.225073858507201e-308, 2.2250738585072014e-308, 1e-300, 1e-100, 1e-10, 0.1, 0.5]
    + [beside(1.0, 0), 1 - 1e-10, 1 + 2**-52, 1 + 1e-10, 1 + 2**-20, 1 - 2**-20, 1 + 2**-21, 1 - 2**-21]
    + [0.7071067811865475, 0.7071067811865476, 1.414213562373095, 1.4142135623730951, 1.414213562373096]
    + [2.0, math.e, 3.0, 10.0, 1e10, 1e100, 1e300, 1.7976931348623157e308]
    + [1.3984370526741259, 1.5739791077274796, 1.4103123861477889]
    + [math.exp(chance.uniform(-700, 700)) for _ in range(30)]
    + [chance.uniform(0.5, 2) for _ in range(30)],
    "logistic": [0.0, 5e-324, -5e-324, 1e-20, -1e-20, 1e-8, -1e-8, 0.1, -0.1, 0.4, -0.4, 1.0, -1.0, 2.0, -2.0, 5.0]
    + [-5.0, 10.0, -10.0, 20.0, -20.0, 36.0, -36.0, 36.7368005696771, 36.736800569677105, 37.0, -37.0]
    + [beside(40.0, 0), 40.0, beside(-40.0, 0), -40.0, beside(-40.0, -50)]
    + [-84.212829100433737, -25.94098343513906, -3.0691329734399915, -700.0, -709.0, -740.0, -745.0]
    + [chance.uniform(-40, 40) for _ in range(30)]
    + [chance.uniform(-6, 6) for _ in range(30)],
    "normalQuantile": [5e-324, 1e-310, 1e-300, 6.0128185850258126e-188, 1e-100, 1e-20, 1e-16, 1.3887943864964021e-11]
    + [1.4e-11, 1.37e-11, 2**-33, 1e-9, 1e-6, 0.001, 0.01, 0.025, 0.05, 0.07499999999999996, 0.075]
    + [0.07500000000000001, 0.1, 0.25, 0.3, 0.4, 0.49, beside(0.5, 0), 0.5, beside(0.5, 1), 0.51, 0.6, 0.7, 0.75]
    + [0.9, 0.925, 0.9250000000000003, 0.95, 0.975, 0.99, 0.999, 1 - 1e-6, 1 - 2**-33, 1 - 1e-12, beside(1.0, 0)]
    + [0.68342746573034674, 0.49990684331993124, 0.99999999986153276]
    + [chance.random() for _ in range(40)]
    + [math.exp(-chance.uniform(0, 300)) for _ in range(10)],
}
functions = {"exp": exp, "log": log, "logistic": logistic, "normalQuantile": normal_quantile}
note = (
    "Rows [x, y, tail]: y is the double nearest to f(x) and tail is (f(x) - y) / ulp(y), so that a computed value is "
    "off by (computed - y) / ulp(y) - tail ulps. Made by exact.py with mpmath 1.3.0 at 60 digits. Points: edges of "
    "branches, subnormal numbers, both ends of the range, the worst of a search over 200,000 points a branch, and "
    "seeded random points."
)
parts = ['"note": ' + json.dumps(note)]
for name, f in functions.items():
    rows = ",\n".join("  " + json.dumps(row(f, x)) for x in dict.fromkeys(points[name]))
    parts.append(json.dumps(name) + ": [\n" + rows + "\n]")
with open("exact.json", "w") as file:
    file.write("{\n" + ",\n".join(parts) + "\n}\n")
