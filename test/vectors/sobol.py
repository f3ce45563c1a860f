"""Sobol' points by SciPy (Joe-Kuo direction numbers), which the tests compare with ours.

Writes sobol.json beside itself: python3 test/vectors/sobol.py
"""
import json
import pathlib

from scipy.stats.qmc import Sobol

HERE = pathlib.Path(__file__).parent
SCALE = 2**30  # SciPy's points have 30 bits by default


def points(dimensions, count):
    return (Sobol(dimensions, scramble=False).random(count) * SCALE).astype(int).tolist()


record = {'first': points(8, 16), 'last': points(128, 256)[255]}
lines = [f'  {json.dumps(key)}: {json.dumps(value)}' for key, value in record.items()]
(HERE / 'sobol.json').write_text('{\n' + ',\n'.join(lines) + '\n}\n', encoding='utf-8')
