#!/usr/bin/env python3
"""Makes statistics-nist.json and statistics-oracles.json (numpy 2.4.6, scipy 1.17.1): `python3 make-statistics.py`.

statistics-nist.json: the univariate Statistical Reference Datasets of NIST (https://www.itl.nist.gov/div898/strd/),
with the certified mean and standard deviation, as printed there. NumAcc2-4 follow from their definition and are built in the
test; PiDigits (5,000 values) is left out. statistics-oracles.json: what other programs give for our functions.
"""
import json
import os

import numpy as np
from scipy import optimize, special, stats

HERE = os.path.dirname(os.path.abspath(__file__))
MADE = 'make-statistics.py, numpy %s, scipy %s' % (np.__version__, __import__('scipy').__version__)

LEW = """-213 -564 -35 -15 141 115 -420 -360 203 -338 -431 194 -220 -513 154 -125 -559 92 -21 -579 -52 99 -543 -175
162 -457 -346 204 -300 -474 164 -107 -572 -8 83 -541 -224 180 -420 -374 201 -236 -531 83 27 -564 -112 131
-507 -254 199 -311 -495 143 -46 -579 -90 136 -472 -338 202 -287 -477 169 -124 -568 17 48 -568 -135 162 -430
-422 172 -74 -577 -13 92 -534 -243 194 -355 -465 156 -81 -578 -64 139 -449 -384 193 -198 -538 110 -44 -577
-6 66 -552 -164 161 -460 -344 205 -281 -504 134 -28 -576 -118 156 -437 -381 200 -220 -540 83 11 -568 -160
172 -414 -408 188 -125 -572 -32 139 -492 -321 205 -262 -504 142 -83 -574 0 48 -571 -106 137 -501 -266 190
-391 -406 194 -186 -553 83 -13 -577 -49 103 -515 -280 201 300 -506 131 -45 -578 -80 138 -462 -361 201 -211
-554 32 74 -533 -235 187 -372 -442 182 -147 -566 25 68 -535 -244 194 -351 -463 174 -125 -570 15 72 -550
-190 172 -424 -385 198 -218 -536 96"""
LOTTERY = """162 671 933 414 788 730 817 33 536 875 670 236 473 167 877 980 316 950 456 92 517 557 956 954 104 178 794 278
147 773 437 435 502 610 582 780 689 562 964 791 28 97 848 281 858 538 660 972 671 613 867 448 738 966 139 636
847 659 754 243 122 455 195 968 793 59 730 361 574 522 97 762 431 158 429 414 22 629 788 999 187 215 810 782
47 34 108 986 25 644 829 630 315 567 919 331 207 412 242 607 668 944 749 168 864 442 533 805 372 63 458 777
416 340 436 140 919 350 510 572 905 900 85 389 473 758 444 169 625 692 140 897 672 288 312 860 724 226 884 508
976 741 476 417 831 15 318 432 241 114 799 955 833 358 935 146 630 830 440 642 356 373 271 715 367 393 190 669
8 861 108 795 269 590 326 866 64 523 862 840 219 382 998 4 628 305 747 247 34 747 729 645 856 974 24 568 24
694 608 480 410 729 947 293 53 930 223 203 677 227 62 455 387 318 562 242 428 968"""
MAVRO = """2.00180 2.00170 2.00180 2.00190 2.00180 2.00170 2.00150 2.00140 2.00150 2.00150 2.00170 2.00180 2.00180 2.00190
2.00190 2.00210 2.00200 2.00160 2.00140 2.00130 2.00130 2.00150 2.00150 2.00160 2.00150 2.00140 2.00130 2.00140
2.00150 2.00140 2.00150 2.00160 2.00150 2.00160 2.00190 2.00200 2.00200 2.00210 2.00220 2.00230 2.00240 2.00250
2.00270 2.00260 2.00260 2.00260 2.00270 2.00260 2.00250 2.00240"""
MICHELSO = """299.85 299.74 299.90 300.07 299.93 299.85 299.95 299.98 299.98 299.88 300.00 299.98 299.93 299.65 299.76 299.81
300.00 300.00 299.96 299.96 299.96 299.94 299.96 299.94 299.88 299.80 299.85 299.88 299.90 299.84 299.83 299.79
299.81 299.88 299.88 299.83 299.80 299.79 299.76 299.80 299.88 299.88 299.88 299.86 299.72 299.72 299.62 299.86
299.97 299.95 299.88 299.91 299.85 299.87 299.84 299.84 299.85 299.84 299.84 299.84 299.89 299.81 299.81 299.82
299.80 299.77 299.76 299.74 299.75 299.76 299.91 299.92 299.89 299.86 299.88 299.72 299.84 299.85 299.85 299.78
299.89 299.84 299.78 299.81 299.76 299.81 299.79 299.81 299.82 299.85 299.87 299.87 299.81 299.74 299.81 299.94
299.95 299.80 299.81 299.87"""


def numbers(text):
    return [float(word) if '.' in word else int(word) for word in text.split()]


def member(item):
    if isinstance(item, list) and isinstance(item[0], (dict, list)):
        return '[\n' + ',\n'.join('  ' + json.dumps(row) for row in item) + '\n]'
    return json.dumps(item)


def write(name, value):
    with open(os.path.join(HERE, name), 'w') as file:
        file.write('{\n' + ',\n'.join('%s: %s' % (json.dumps(key), member(item)) for key, item in value.items()) + '\n}\n')


write('statistics-nist.json', {
    'made': 'NIST Statistical Reference Datasets, univariate; data and certified values as published there',
    'datasets': [
        {'name': 'Lew', 'mean': -177.435000000000, 'sd': 277.332168044316, 'values': numbers(LEW)},
        {'name': 'Lottery', 'mean': 518.958715596330, 'sd': 291.699727470969, 'values': numbers(LOTTERY)},
        {'name': 'Mavro', 'mean': 2.00185600000000, 'sd': 0.000429123454003053, 'values': numbers(MAVRO)},
        {'name': 'Michelso', 'mean': 299.852400000000, 'sd': 0.0790105478190518, 'values': numbers(MICHELSO)},
        {'name': 'NumAcc1', 'mean': 10000002, 'sd': 1, 'values': [10000001, 10000003, 10000002]},
    ],
})

rng = np.random.default_rng(20151001)
PLACES = [0, 0.01, 0.05, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9, 0.95, 0.99, 1]


def quantile_case(values):
    return {'values': values, 'p': PLACES, 'quantiles': np.quantile(values, PLACES, method='linear').tolist()}


# A paired difference as it comes: a whole number of people, most runs fewer, a long tail. Skewed on purpose.
DIFFERENCE = (12 - np.floor(rng.gamma(1.5, 30, 80))).astype(int).tolist()


def bootstrap(seed, resamples, method='BCa'):
    result = stats.bootstrap((DIFFERENCE,), np.mean, n_resamples=resamples, method=method, vectorized=True,
                             confidence_level=0.95, rng=np.random.default_rng(seed), batch=2000)
    return result.confidence_interval


reference = np.array([bootstrap(seed, 200000) for seed in range(4)]).mean(axis=0)
spread = np.array([bootstrap(1000 + seed, 2000) for seed in range(400)]).std(axis=0, ddof=1)


def share_above(above, below, alpha):
    """Where the Beta(2, 2) mixture of a coin's likelihoods is below 1/alpha times the likelihood: the interval's ends."""
    mixture = special.betaln(2 + above, 2 + below) - special.betaln(2, 2)

    def excess(share):
        return mixture - special.xlogy(above, share) - special.xlogy(below, 1 - share) - np.log(1 / alpha)

    top = above / (above + below)
    low = 0.0 if above == 0 else optimize.brentq(excess, 1e-300, top, xtol=1e-15, rtol=1e-14)
    high = 1.0 if below == 0 else optimize.brentq(excess, top, 1 - 1e-16, xtol=1e-15, rtol=1e-14)
    return [low, high]


COUNTS = [(0, 1), (1, 0), (3, 7), (20, 0), (0, 40), (96, 104), (187, 10), (131, 69), (900, 1100), (2000, 0)]


def wilson(count, n, level):
    interval = stats.binomtest(count, n).proportion_ci(level, method='wilson')
    return {'count': count, 'n': n, 'level': level, 'interval': [interval.low, interval.high]}


write('statistics-oracles.json', {
    'made': MADE,
    'quantiles': [
        quantile_case([3.5]), quantile_case([2.0, 7.25]), quantile_case([-1.0, 0.0, 0.0, 4.0, 4.0]),
        quantile_case(np.round(rng.normal(0, 1, 20), 6).tolist()),
        quantile_case(np.round(rng.lognormal(3, 2, 101), 6).tolist()),
        quantile_case(rng.integers(-50, 50, 200).tolist()),
    ],
    'bca': {
        'about': 'scipy.stats.bootstrap, BCa, mean, 95 %: ends with 4 x 200,000 resamples, and the standard deviation of '
                 'either end over 400 repeats with 2,000 resamples; percentile: the same without correction',
        'values': DIFFERENCE, 'interval': reference.tolist(), 'sd': spread.tolist(),
        'percentile': list(bootstrap(0, 200000, 'percentile')),
    },
    'wilson': [wilson(*case) for case in [(187, 200, 0.95), (104, 200, 0.95), (0, 200, 0.95), (200, 200, 0.99), (3, 7, 0.9)]],
    'normal': [[x, float(special.ndtr(x))] for x in
               [-37.0, -12.0, -8.0, -7.1, -7.0, -5.0, -3.0, -1.959963984540054, -1.0, -0.3, 0.0, 0.001, 0.5, 1.0, 2.5, 4.0, 6.5, 8.5]],
    'signs': [{'above': a, 'below': b,
               'logE': float(special.betaln(2 + a, 2 + b) - special.betaln(2, 2) + (a + b) * np.log(2)),
               'share': share_above(a, b, 0.05), 'shareOf3': share_above(a, b, 0.05 / 3)} for a, b in COUNTS],
})
