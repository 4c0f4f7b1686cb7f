"""Rank correlations and rank tests of several groups at 50 digits, or by every order, for test/reference/orders.json.

Run from the top of the repository: python3 test/reference/generate/orders.py
"""
import itertools
import json
import platform
import random
from fractions import Fraction as Q

import mpmath as mp

mp.mp.dps = 50
random.seed(20261126)
cases = []


def number(value):
    if isinstance(value, Q):
        value = mp.mpf(value.numerator) / value.denominator
    return float(value)


def case(method, given, wanted):
    cases.append({"method": method, "input": given, "expect": {k: number(v) for k, v in wanted.items()}})


def midranks(x):
    return [sum(u < v for u in x) + Q(sum(u == v for u in x) + 1, 2) for v in x]


def ties(x):
    return [x.count(v) for v in sorted(set(x))]


def normal_two_sided(z):
    return mp.erfc(abs(z) / mp.sqrt(2))


def chi_sf(x, df):
    return mp.gammainc(mp.mpf(df) / 2, x / 2, regularized=True)


def root(q):
    return mp.sqrt(mp.mpf(q.numerator) / q.denominator)


Z = mp.sqrt(2) * mp.erfinv(mp.mpf(0.95))


def fisher_limits(r, error):
    return {"lower": mp.tanh(mp.atanh(r) - Z * error), "upper": mp.tanh(mp.atanh(r) + Z * error)}


def pearson(x, y):
    n = len(x)
    mx, my = sum(x, Q(0)) / n, sum(y, Q(0)) / n
    xy = sum((a - mx) * (b - my) for a, b in zip(x, y))
    squares = sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y)
    return xy, squares


def sign(v):
    return (v > 0) - (v < 0)


def kendall_parts(x, y):
    n = len(x)
    signs = [(sign(x[i] - x[j]), sign(y[i] - y[j])) for i in range(n) for j in range(i)]
    return sum(a * b for a, b in signs), sum(a != 0 for a, _ in signs), sum(b != 0 for _, b in signs)


def twice_smaller_tail(values, observed):
    at_most = sum(v <= observed for v in values)
    at_least = sum(v >= observed for v in values)
    return min(Q(1), Q(2 * min(at_most, at_least), len(values)))


def pairs_untied(n):
    x = random.sample(range(50), n)
    y = random.sample(range(50), n)
    rx, ry = midranks(x), midranks(y)
    xy, squares = pearson(rx, ry)
    rho = mp.mpf(xy.numerator) / xy.denominator / root(squares)
    products = [sum(a * b for a, b in zip(rx, order)) for order in itertools.permutations(ry)]
    limits = fisher_limits(rho, 1 / mp.sqrt(n - 3)) if abs(rho) < 1 else {}
    case("spearman-correlation", {"x": x, "y": y},
         {"estimate": rho, "exactPValue": twice_smaller_tail(products, sum(a * b for a, b in zip(rx, ry))), **limits})
    score, _, _ = kendall_parts(x, y)
    total = n * (n - 1) // 2
    inversions = [sum(a > b for i, b in enumerate(order) for a in order[:i]) for order in itertools.permutations(range(n))]
    tau = mp.mpf(score) / total
    limits = fisher_limits(tau, mp.sqrt(mp.mpf("0.437") / (n - 4))) if abs(score) < total else {}
    case("kendall-tau-b", {"x": x, "y": y},
         {"estimate": tau, "exactPValue": twice_smaller_tail(inversions, (total - score) // 2), **limits})


def pairs_tied(n):
    x = [random.randint(0, 8) for _ in range(n)]
    y = [v + random.randint(0, 8) for v in x]
    xy, squares = pearson(midranks(x), midranks(y))
    rho = mp.mpf(xy.numerator) / xy.denominator / root(squares)
    t2 = rho * rho * (n - 2) / (1 - rho * rho)
    case("spearman-correlation", {"x": x, "y": y}, {
        "estimate": rho, "pValue": mp.betainc(mp.mpf(n - 2) / 2, mp.mpf(1) / 2, 0, (n - 2) / (n - 2 + t2), regularized=True),
        **fisher_limits(rho, 1 / mp.sqrt(n - 3))})
    score, ux, uy = kendall_parts(x, y)
    tx, ty = ties(x), ties(y)
    def s(counts, f):
        return sum(f(t) for t in counts)
    v0 = n * (n - 1) * (2 * n + 5)
    variance = Q(v0 - s(tx, lambda t: t * (t - 1) * (2 * t + 5)) - s(ty, lambda t: t * (t - 1) * (2 * t + 5)), 18)
    variance += Q(s(tx, lambda t: t * (t - 1)) * s(ty, lambda t: t * (t - 1)), 2 * n * (n - 1))
    variance += Q(s(tx, lambda t: t * (t - 1) * (t - 2)) * s(ty, lambda t: t * (t - 1) * (t - 2)), 9 * n * (n - 1) * (n - 2))
    tau = mp.mpf(score) / mp.sqrt(ux * uy)
    z = score / root(variance)
    case("kendall-tau-b", {"x": x, "y": y},
         {"estimate": tau, "z": z, "pValue": normal_two_sided(z), **fisher_limits(tau, mp.sqrt(mp.mpf("0.437") / (n - 4)))})


def groups_tied(k):
    groups = [[random.randint(0, 9) + i // 2 for _ in range(random.randint(3, 12))] for i in range(k)]
    everything = [v for g in groups for v in g]
    n = len(everything)
    ranks = dict(zip(everything, midranks(everything)))
    tie_sum = sum(t**3 - t for t in ties(everything))
    variance = Q(n * (n + 1), 12) - Q(tie_sum, 12 * (n - 1))
    means = [sum(ranks[v] for v in g) / len(g) for g in groups]
    z = (means[0] - means[1])
    z = mp.mpf(z.numerator) / z.denominator / root(variance * (Q(1, len(groups[0])) + Q(1, len(groups[1]))))
    case("dunn", {"groups": groups}, {"z": z, "pValue": normal_two_sided(z)})
    j = sum(Q(sign(b - a) + 1, 2) for i in range(k) for l in range(i + 1, k) for a in groups[i] for b in groups[l])
    sizes = [len(g) for g in groups]
    t = ties(everything)
    def f(counts, g):
        return sum(g(c) for c in counts)
    three = lambda c: c * (c - 1) * (2 * c + 5)
    two = lambda c: c * (c - 1)
    cubic = lambda c: c * (c - 1) * (c - 2)
    v = (Q(n * (n - 1) * (2 * n + 5) - f(sizes, three) - f(t, three), 72)
         + Q(f(sizes, cubic) * f(t, cubic), 36 * n * (n - 1) * (n - 2)) + Q(f(sizes, two) * f(t, two), 8 * n * (n - 1)))
    z = j - Q(n * n - sum(s * s for s in sizes), 4)
    z = mp.mpf(z.numerator) / z.denominator / root(v)
    case("jonckheere-terpstra", {"groups": groups}, {"statistic": j, "variance": v, "z": z, "pValue": normal_two_sided(z)})
    blocks = [[random.randint(0, 6) + i for i in range(k)] for _ in range(random.randint(5, 20))]
    sums = [Q(0)] * k
    tie_sum = 0
    for block in blocks:
        for i, r in enumerate(midranks(block)):
            sums[i] += r
        tie_sum += sum(c**3 - c for c in ties(block))
    b = len(blocks)
    q = 12 * (k - 1) * sum((s - Q(b * (k + 1), 2)) ** 2 for s in sums) / Q(b * k * (k * k - 1) - tie_sum)
    case("friedman", {"blocks": blocks}, {"statistic": q, "pValue": chi_sf(mp.mpf(q.numerator) / q.denominator, k - 1)})


def groups_untied(sizes):
    values = random.sample(range(100), sum(sizes))
    groups, start = [], 0
    for size in sizes:
        groups.append(values[start:start + size])
        start += size
    def statistic(gs):
        return sum(b > a for i in range(len(gs)) for l in range(i + 1, len(gs)) for a in gs[i] for b in gs[l])
    def divisions(rest, left):
        if len(left) == 1:
            yield [rest]
            return
        for chosen in itertools.combinations(rest, left[0]):
            for more in divisions([v for v in rest if v not in chosen], left[1:]):
                yield [list(chosen), *more]
    every = [statistic(d) for d in divisions(values, sizes)]
    case("jonckheere-terpstra", {"groups": groups},
         {"statistic": statistic(groups), "exactPValue": twice_smaller_tail(every, statistic(groups))})


for n in (5, 6, 7, 8, 8):
    pairs_untied(n)
for n in (8, 12, 20, 30, 45):
    pairs_tied(n)
for k in (3, 3, 4, 5, 6):
    groups_tied(k)
for sizes in ([2, 3, 2], [3, 3, 3], [1, 2, 3, 2]):
    groups_untied(sizes)

with open("test/reference/orders.json", "w") as out:
    lines = ",\n".join("  " + json.dumps(c) for c in sorted(cases, key=lambda c: c["method"]))
    out.write(f'{{\n "source": "every order in whole numbers, tails at 50 digits, Python {platform.python_version()}, mpmath {mp.__version__}",\n "cases": [\n{lines}\n ]\n}}\n')
