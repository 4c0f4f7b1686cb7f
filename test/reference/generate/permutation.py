"""Exact permutation p-values by full enumeration with fractions. Writes test/reference/permutation.json.

Every arrangement of subjects (not of distinct values) is visited, and statistics are exact fractions (r: its exact square with
its sign), so no tie depends on rounding. Run: python3 test/reference/generate/permutation.py
"""

import itertools
import json
import platform
from fractions import Fraction as F

mean = lambda v: sum(v) / F(len(v))


def median(v):
    s = sorted(v)
    m = len(s) // 2
    return s[m] if len(s) % 2 else (s[m - 1] + s[m]) / 2


def fratio(groups):
    n = sum(map(len, groups))
    grand = sum(map(sum, groups)) / F(n)
    between = sum(len(g) * (mean(g) - grand) ** 2 for g in groups)
    within = sum((v - mean(g)) ** 2 for g in groups for v in g)
    return None if within == 0 else between / within


def signed_square_r(x, y):
    mx, my = mean(x), mean(y)
    xy = sum((a - mx) * (b - my) for a, b in zip(x, y))
    xx, yy = sum((a - mx) ** 2 for a in x), sum((b - my) ** 2 for b in y)
    return (1 if xy >= 0 else -1) * xy**2 / (xx * yy)


def tails(values, observed):
    n = F(len(values))
    share = lambda test: float(sum(map(test, values)) / n)
    return {
        "less": share(lambda v: v <= observed),
        "greater": share(lambda v: v >= observed),
        "two-sided": share(lambda v: abs(v) >= abs(observed)),
    }


def two(x, y, statistic):
    x, y = list(map(F, x)), list(map(F, y))
    pooled, n = x + y, len(x) + len(y)
    values = []
    for chosen in itertools.combinations(range(n), len(x)):
        rest = [pooled[i] for i in range(n) if i not in chosen]
        values.append(statistic([pooled[i] for i in chosen]) - statistic(rest))
    return tails(values, statistic(x) - statistic(y))


def several(groups):
    groups = [list(map(F, g)) for g in groups]
    sizes, pooled = list(map(len, groups)), sum(groups, [])
    values = []

    def walk(left, sizes, done):
        if not sizes:
            values.append(fratio([[pooled[i] for i in g] for g in done]))
            return
        for chosen in itertools.combinations(sorted(left), sizes[0]):
            walk(left - set(chosen), sizes[1:], done + [chosen])

    walk(set(range(len(pooled))), sizes, [])
    observed = fratio(groups)
    return float(F(sum(v >= observed for v in values), len(values)))


def flips(d, statistic):
    d = list(map(F, d))
    values = [statistic([s * v for s, v in zip(signs, d)]) for signs in itertools.product([1, -1], repeat=len(d))]
    return tails(values, statistic(d))


def correlation(x, y):
    x, y = list(map(F, x)), list(map(F, y))
    return tails([signed_square_r(x, p) for p in itertools.permutations(y)], signed_square_r(x, y))


TWO = [
    ([1, 4, 5], [2, 8, 9, 9]),
    ([3], [1, 2, 2, 5, 9, 11, 12]),
    ([0, 0, 0, 1, 7], [0, 0, 2, 9, 12, 13]),
    (["0.1", "0.2", "0.3", "0.7"], ["0.1", "0.3", "0.4", "1.1", "0.2"]),
    ([5, 5, 5], [5, 5]),
    ([-3, -1, 2, 4], [-4, 0, 1, 3, 0]),
    ([1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]),
]
SEVERAL = [
    [[1, 2], [5, 6], [9, 10]],
    [[1, 1, 2], [2, 3], [2, 2, 5, 6]],
    [["0.1", "0.2"], ["0.3", "0.3", "0.7"], ["0.2"]],
    [[3, 1, 4], [1, 5, 9, 2]],
]
FLIPS = [[1, 2, 3, -1], [0, 0, 5, 2, -1, 7, 3], ["0.1", "0.2", "-0.3", "0.4", "0.4"], [-2], [3, 3, 3, 3, 3, 3, 3, -3, 9, 10]]
CORRELATION = [
    ([1, 2, 3, 4], [1, 2, 3, 5]),
    ([1, 2, 2, 3, 7, 8], [2, 2, 1, 5, 5, 9]),
    (["0.1", "0.2", "0.3", "0.5", "0.8", "1.3", "2.1"], [3, 1, 2, 2, 5, 4, 4]),
    ([1, 2, 3, 4, 5], [5, 4, 4, 2, 1]),
]
numbers = lambda v: [float(x) for x in v]
result = {
    "source": f"test/reference/generate/permutation.py, Python {platform.python_version()} fractions",
    "twoSamples": [
        {"x": numbers(x), "y": numbers(y), "mean": two(x, y, mean), "median": two(x, y, median)} for x, y in TWO
    ],
    "severalSamples": [{"samples": list(map(numbers, g)), "pValue": several(g)} for g in SEVERAL],
    "signFlips": [{"differences": numbers(d), "mean": flips(d, mean), "median": flips(d, median)} for d in FLIPS],
    "correlation": [{"x": numbers(x), "y": numbers(y), "r": correlation(x, y)} for x, y in CORRELATION],
}
with open("test/reference/permutation.json", "w") as file:
    json.dump(result, file, indent=1)
    file.write("\n")
