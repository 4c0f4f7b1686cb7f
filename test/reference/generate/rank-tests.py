"""Makes ../rank-tests.json: exact p-values of rank tests by visiting every arrangement with exact fractions.

    python3 rank-tests.py > ../rank-tests.json
"""
import json
import random
import sys
from fractions import Fraction as F
from itertools import combinations


def midranks(values):
    return [F(sum(1 for w in values if w < v)) + F(sum(1 for w in values if w == v) + 1, 2) for v in values]


def splits(places, sizes):
    """Every way to share places out over groups of these sizes."""
    if len(sizes) == 1:
        yield [places]
        return
    for chosen in combinations(places, sizes[0]):
        taken = set(chosen)
        for rest in splits([p for p in places if p not in taken], sizes[1:]):
            yield [list(chosen)] + rest


def kruskal(groups):
    pooled = [v for g in groups for v in g]
    ranks = midranks(pooled)
    sizes = [len(g) for g in groups]
    h = lambda parts: sum(sum(ranks[i] for i in part) ** 2 / len(part) for part in parts)
    starts = [sum(sizes[:g]) for g in range(len(sizes))]
    observed = h([list(range(s, s + n)) for s, n in zip(starts, sizes)])
    extreme = count = 0
    for parts in splits(list(range(len(pooled))), sizes):
        count += 1
        extreme += h(parts) >= observed
    return F(extreme, count)


def signed_square(x, y):
    """The Brunner-Munzel statistic as sign times square, so that it is rational; separated groups lie beyond all others."""
    place = lambda a, b: [sum(1 for v in b if v < u) + F(sum(1 for v in b if v == u), 2) for u in a]
    p, q, n, m = place(x, y), place(y, x), len(x), len(y)
    squares = lambda v: sum((u - F(sum(v)) / len(v)) ** 2 for u in v)
    variance = squares(p) * n / (n - 1) + squares(q) * m / (m - 1)
    distance = sum(p) - F(n * m, 2)
    sign = (distance > 0) - (distance < 0)
    return sign * F(10) ** 40 if variance == 0 else sign * distance ** 2 / variance


def brunner_munzel(x, y):
    pooled = x + y
    observed = signed_square(x, y)
    counts = {"two-sided": 0, "less": 0, "greater": 0}
    total = 0
    for chosen in combinations(range(len(pooled)), len(x)):
        taken = set(chosen)
        t = signed_square([pooled[i] for i in chosen], [v for i, v in enumerate(pooled) if i not in taken])
        total += 1
        counts["two-sided"] += abs(t) >= abs(observed)
        counts["less"] += t <= observed
        counts["greater"] += t >= observed
    return {k: F(v, total) for k, v in counts.items()}


random.seed(7)
draw = lambda n, most: [random.randint(0, most) for _ in range(n)]
cases = []
for sizes, most in [((2, 2, 2), 5), ((3, 2, 4), 3), ((4, 4, 3), 100), ((1, 5, 2), 4), ((2, 2, 2, 2), 3), ((3, 3, 3), 1), ((2, 3, 2, 1), 50), ((5, 6), 4), ((4, 4, 4), 6), ((1, 1, 1, 1, 1), 9)]:
    groups = [draw(n, most) for n in sizes]
    cases.append({"test": "kruskal-wallis", "groups": groups, "pValue": float(kruskal(groups))})
for (n, m), most in [((3, 3), 9), ((4, 5), 3), ((5, 5), 1), ((2, 6), 50), ((6, 4), 5), ((5, 7), 100)]:
    x, y = draw(n, most), draw(m, most)
    cases.append({"test": "brunner-munzel-permutation", "x": x, "y": y, **{k: float(v) for k, v in brunner_munzel(x, y).items()}})
for x, y in [([4, 5, 6], [1, 2, 3]), ([1, 1], [2, 2, 2]), ([3, 3], [3, 3, 3]), ([1, 2, 9], [3, 4, 5, 6])]:
    cases.append({"test": "brunner-munzel-permutation", "x": x, "y": y, **{k: float(v) for k, v in brunner_munzel(x, y).items()}})
print(json.dumps({"source": f"enumeration with fractions, Python {sys.version.split()[0]}", "cases": cases}))
