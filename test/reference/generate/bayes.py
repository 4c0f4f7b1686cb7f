"""Makes ../bayes.json: two beta posteriors and Bayes factors from exact rationals and 30-digit quadrature.

    python3 bayes.py > ../bayes.json
"""
import json
import platform
from fractions import Fraction as F
from math import comb, factorial

import mpmath
from mpmath import mp, mpf

mp.dps = 30


def beta_rational(a, b):
    return F(factorial(a - 1) * factorial(b - 1), factorial(a + b - 1))


def above_rational(a1, b1, a2, b2):
    """P(p1 > p2), whole shapes: sum over i < a1 of B(a2 + i, b1 + b2) / ((b1 + i) B(1 + i, b1) B(a2, b2)) is P(p2 < p1)."""
    return sum(beta_rational(a2 + i, b1 + b2) / ((b1 + i) * beta_rational(1 + i, b1) * beta_rational(a2, b2)) for i in range(a1))


def log_fraction(x):
    return float(mp.log(mpf(x.numerator)) - mp.log(mpf(x.denominator)))


def upper(a, b, x):
    return mp.betainc(a, b, x, 1, regularized=True)


def tail(one, two, kind, at):
    """P(effect > at) by quadrature over p2 in pieces around its mass."""
    (a1, b1), (a2, b2) = [tuple(map(mpf, s)) for s in (one, two)]
    norm = mp.beta(a2, b2)
    at = mpf(at)

    def p1_needed(y):
        if kind == "difference":
            return y + at
        if kind == "ratio":
            return y * at
        return at * y / (1 - y + at * y)

    def f(y):
        need = p1_needed(y)
        s = mpf(1) if need <= 0 else mpf(0) if need >= 1 else upper(a1, b1, need)
        return y ** (a2 - 1) * (1 - y) ** (b2 - 1) / norm * s

    end = {"difference": min(mpf(1), 1 - at), "ratio": min(mpf(1), 1 / at) if at else mpf(1), "odds": mpf(1)}[kind]
    cuts = {mpf(0), end}
    if kind == "difference" and at < 0:
        cuts.add(-at)
    m, sd = a2 / (a2 + b2), mp.sqrt(a2 * b2 / (a2 + b2) ** 2 / (a2 + b2 + 1))
    m1, sd1 = a1 / (a1 + b1), mp.sqrt(a1 * b1 / (a1 + b1) ** 2 / (a1 + b1 + 1))
    for k in (-12, -6, -3, -1, 0, 1, 3, 6, 12):
        cuts |= {c for c in (m + k * sd, m1 + k * sd1 - (at if kind == "difference" else 0)) if 0 < c < end}
    return mp.quad(f, sorted(cuts))


def factor(table, prior):
    (a, b), (c, d) = table
    grown = lambda s, x, y: mp.beta(mpf(s[0]) + x, mpf(s[1]) + y) / mp.beta(mpf(s[0]), mpf(s[1]))
    if prior["sampling"] == "independent-binomials":
        alt = (prior["alternative"]["shape1"], prior["alternative"]["shape2"])
        null = (prior["null"]["shape1"], prior["null"]["shape2"])
        return grown(alt, a, b) * grown(alt, c, d) / grown(null, a + c, b + d)
    k = mpf(prior["concentration"])
    both = (2 * k - 1, 2 * k - 1)
    if prior["sampling"] == "independent-multinomial":
        return grown((k, k), a, b) * grown((k, k), c, d) / grown(both, a + c, b + d)
    rising = lambda x, n: mp.rf(x, n)
    alt = rising(k, a) * rising(k, b) * rising(k, c) * rising(k, d) / rising(4 * k, a + b + c + d)
    return alt / grown(both, a + b, c + d) / grown(both, a + c, b + d)


rational = [((3, 4), (5, 2)), ((16, 6), (9, 13)), ((1, 11), (11, 1)), ((2, 300), (200, 3)), ((50, 1), (1, 60)), ((120, 81), (101, 100)),
            ((401, 101), (101, 401)), ((1, 1), (1, 1))]
quadrature = [
    ((0.5, 10.5), (10.5, 0.5), "difference", [0, -0.9, 0.2]), ((16, 6), (9, 13), "difference", [0.1, -0.3, 0.6, 0.036]),
    ((2, 1000), (3, 899), "difference", [0.01, -0.004]), ((0.5, 0.5), (0.5, 3.5), "difference", [0.5, -0.5, 0.95]),
    ((16, 6), (9, 13), "ratio", [0.5, 1.5, 3]), ((0.5, 10.5), (1.5, 9.5), "ratio", [0.1, 4]),
    ((16, 6), (9, 13), "odds", [0.3, 4, 20]), ((0.5, 10.5), (1.5, 9.5), "odds", [0.1, 4]),
]
tables = [[[3, 1], [1, 3]], [[0, 10], [10, 0]], [[16, 12], [4, 17]], [[500, 500], [400, 600]], [[0, 0], [3, 4]], [[4000, 1000], [1000, 4000]]]
priors = [
    {"sampling": "independent-binomials", "alternative": {"shape1": 1, "shape2": 1}, "null": {"shape1": 1, "shape2": 1}},
    {"sampling": "independent-binomials", "alternative": {"shape1": 0.5, "shape2": 2}, "null": {"shape1": 3, "shape2": 0.25}},
    {"sampling": "independent-multinomial", "concentration": 1}, {"sampling": "independent-multinomial", "concentration": 2.5},
    {"sampling": "joint-multinomial", "concentration": 1}, {"sampling": "joint-multinomial", "concentration": 0.75},
]
result = {
    "exact": [{"one": o, "two": t, "logAbove": log_fraction(above_rational(*o, *t)), "logBelow": log_fraction(above_rational(*t, *o))} for o, t in rational],
    "quadrature": [{"one": o, "two": t, "kind": kind, "at": at, "log": float(mp.log(tail(o, t, kind, at)))}
                   for o, t, kind, points in quadrature for at in points],
    "bayesFactor": [{"table": t, "prior": p, "log": float(mp.log(factor(t, p)))} for t in tables for p in priors],
}
lines = [f' "{name}": [\n' + ",\n".join("  " + json.dumps(case) for case in value) + "\n ]" for name, value in result.items()]
print("{\n" + f' "source": "Python {platform.python_version()} fractions, mpmath {mpmath.__version__} at 30 digits",\n' + ",\n".join(lines) + "\n}")
