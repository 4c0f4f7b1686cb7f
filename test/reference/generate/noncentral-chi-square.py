"""Makes ../noncentral-chi-square.json: log tails and log density from the Poisson mixture in mpmath.

    python3 noncentral-chi-square.py > ../noncentral-chi-square.json
"""
import json
import platform

import mpmath
from mpmath import mp, mpf, exp, log, loggamma


def parts(df, nc, x):
    """Lower tail term by term, the upper one as its complement with digits enough to leave 40; and the density."""
    depth = max(0, x**0.5 - (nc + df) ** 0.5) ** 2 / 2 / 2.3
    mp.dps = 60 + int(1.3 * depth)
    a, m, y = mpf(df) / 2, mpf(nc) / 2, mpf(x) / 2
    centre = int((-a + mp.sqrt(a * a + 4 * m * y)) / 2)
    reach = int(3 * mp.dps + mp.sqrt(5 * mp.dps * max(centre, m) + 1))
    low, high = max(0, min(centre, int(m)) - reach), max(centre, int(m)) + reach
    t, w = {}, {}
    t[low] = exp((a + low) * log(y) - y - loggamma(a + low + 1))
    w[low] = exp(-m + (low * log(m) if low else 0) - loggamma(low + 1))
    for j in range(low, high):
        t[j + 1] = t[j] * y / (a + j + 1)
        w[j + 1] = w[j] * m / (j + 1)
    # P(a + j, y) from the top downwards: sums of positive terms.
    term = p = t[high]
    k = 1
    while term > p * mpf(10) ** -mp.dps or y > a + high + k:
        term *= y / (a + high + k)
        p += term
        k += 1
    lower = w[high] * p
    for j in range(high - 1, low - 1, -1):
        p += t[j]
        lower += w[j] * p
    density = mp.fsum(w[j] * t[j] * (a + j) / y for j in w) / 2
    return [float(log(lower)), float(mp.log1p(-lower)), float(log(density))]


cases = []
for df, nc, xs in [
    (1, 0.001, [1e-12, 0.01, 1, 30, 500]), (3, 4, [1e-8, 0.5, 2, 7, 12, 60, 900]), (0.3, 2, [1e-10, 0.1, 2.3, 40]),
    (4, 100, [1e-3, 5, 60, 104, 110, 200, 700]), (50, 1e-8, [1, 20, 50, 51, 200]), (2, 1500, [200, 1300, 1502, 1700, 4000]),
    (12, 40, [1, 20, 52, 53, 120, 3000]), (1, 1e5, [5e4, 99000, 100001, 101000, 2e5]), (1000, 1000, [500, 1800, 2000, 2100, 5000]),
    (6, 0.5, [1e-30, 1e-3, 6, 300]), (16, 5000, [10, 5016]),
]:
    for x in xs:
        lower, upper, density = parts(df, nc, x)
        cases.append({"df": df, "noncentrality": nc, "x": x, "logLower": lower, "logUpper": upper, "logDensity": density})
print("{\n" + f' "source": "Python {platform.python_version()}, mpmath {mpmath.__version__}, Poisson mixture at 60 digits and more",\n "cases": [\n'
      + ",\n".join("  " + json.dumps(c) for c in cases) + "\n ]\n}")
