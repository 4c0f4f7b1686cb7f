"""Makes ../nondetects.json: methods for non-detects by their definitions, in exact fractions and at 50 digits.

    python3 nondetects.py > ../nondetects.json

Nothing here is fast or clever: ranks by looking at every pair, permutations by listing them.
"""
import itertools
import json
import platform
from fractions import Fraction as Q
from math import comb

import mpmath as mp

mp.mp.dps = 50


class Stream:
    """A small linear congruential generator: the same whole numbers everywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (1103515245 * self.state + 12345) % 2**31
        return (self.state >> 8) % bound


def num(value):
    if isinstance(value, (list, tuple)):
        return [num(v) for v in value]
    if isinstance(value, dict):
        return {k: num(v) for k, v in value.items()}
    if isinstance(value, Q):
        value = mp.mpf(value.numerator) / value.denominator
    return float(value) if isinstance(value, mp.mpf) else value


def as_sample(rows):
    return {"values": [v for v, _ in rows], "nondetect": [f for _, f in rows]}


def draw(seed, n, top, limits):
    stream = Stream(seed)
    rows = []
    for _ in range(n):
        value = 1 + min(stream.below(top), stream.below(top))
        limit = limits[stream.below(len(limits))]
        rows.append((limit, True) if value < limit else (value, False))
    return rows


def surely_below(a, b):
    """a < b for certain: a non-detect lies strictly below its limit."""
    if b[1]:
        return False
    return a[0] <= b[0] if a[1] else a[0] < b[0]


# The weighted log-rank family, at every detect from the top.
def product_limit(rows):
    """P(X <= v) and P(X < v) at each detected v."""
    at = {}
    reached = Q(1)
    for v in sorted({v for v, f in rows if not f}, reverse=True):
        risk = sum(w <= v for w, _ in rows)
        detects = sum(w == v and not f for w, f in rows)
        at[v] = (reached, reached * Q(risk - detects, risk))
        reached = at[v][1]
    return at


def family(groups, kind):
    rows = [row for group in groups for row in group]
    limit = product_limit(rows)
    k = len(groups)
    observed = [Q(0)] * k
    expected = [Q(0)] * k
    cov = [[Q(0)] * k for _ in range(k)]
    for v in limit:
        risk = [sum(w <= v for w, _ in group) for group in groups]
        n = sum(risk)
        detects = [sum(w == v and not f for w, f in group) for group in groups]
        d = sum(detects)
        weight = {"peto-peto": limit[v][0], "gehan": Q(n), "log-rank": Q(1)}[kind]
        for g in range(k):
            observed[g] += weight * detects[g]
            expected[g] += weight * Q(d * risk[g], n)
            for h in range(k):
                share = Q(risk[g], n) * ((g == h) - Q(risk[h], n))
                if n > 1:
                    cov[g][h] += weight**2 * d * Q(n - d, n - 1) * share
    used = [g for g in range(k) if expected[g] > 0]
    kept = used[:-1]
    if not kept or cov[kept[0]][kept[0]] == 0:
        statistic = None
    else:
        solved = solve([[cov[g][h] for h in kept] for g in kept], [observed[g] - expected[g] for g in kept])
        statistic = sum((observed[g] - expected[g]) * x for g, x in zip(kept, solved))
    scores = [[score(row, rows, limit, kind) for row in group] for group in groups]
    flat = [c for group in scores for c in group]
    squares = sum(c * c for c in flat)
    permutation = None
    if squares > 0:
        permutation = (len(flat) - 1) * sum(sum(group) ** 2 / Q(len(group)) for group in scores) / squares
    answer = lambda s, df: None if s is None else {
        "statistic": s, "df": df, "logPValue": mp.log(mp.gammainc(mp.mpf(df) / 2, num_mp(s) / 2, regularized=True))}
    return {"scores": kind, "groups": [as_sample(g) for g in groups], "observed": observed, "expected": expected,
            "covariance": cov, "scoreSums": [sum(group) for group in scores],
            "answer": answer(statistic, len(kept)), "permutation": answer(permutation, k - 1)}, scores


def num_mp(q):
    return mp.mpf(q.numerator) / q.denominator


def score(row, rows, limit, kind):
    if kind == "gehan":
        return Q(sum(surely_below(o, row) for o in rows) - sum(surely_below(row, o) for o in rows))
    value, flag = row
    if kind == "peto-peto":
        if not flag:
            return sum(limit[value]) - 1
        above = [v for v in limit if v >= value]
        return (limit[min(above)][1] if above else Q(1)) - 1
    hazards = Q(0)
    for v in limit:
        if v >= value:
            hazards += Q(sum(w == v and not f for w, f in rows), sum(w <= v for w, _ in rows))
    return (0 if flag else 1) - hazards


def solve(a, b):
    n = len(b)
    rows = [list(a[i]) + [b[i]] for i in range(n)]
    for i in range(n):
        pivot = next(r for r in range(i, n) if rows[r][i] != 0)
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(n):
            if r != i:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[i])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def permutation_case(groups, kind):
    _, scores = family(groups, kind)
    flat = [c for group in scores for c in group]
    sizes = [len(group) for group in groups]

    def spread(sums):
        return sum(s * s / Q(n) for s, n in zip(sums, sizes))

    observed = [sum(group) for group in scores]
    hits = less = greater = total = 0

    def assign(left, sums, g):
        nonlocal hits, less, greater, total
        if g == len(sizes) - 1:
            sums = sums + [sum(flat[i] for i in left)]
            total += 1
            hits += spread(sums) >= spread(observed)
            less += sums[0] <= observed[0]
            greater += sums[0] >= observed[0]
            return
        for chosen in itertools.combinations(left, sizes[g]):
            rest = [i for i in left if i not in chosen]
            assign(rest, sums + [sum(flat[i] for i in chosen)], g + 1)

    assign(list(range(len(flat))), [], 0)
    return {"scores": kind, "groups": [as_sample(g) for g in groups], "pValue": Q(hits, total),
            "less": Q(less, total), "greater": Q(greater, total)}


# Regression on order statistics.
def ros(rows, scale):
    largest = max(v for v, f in rows if not f)
    used = sorted(((v, f) for v, f in rows if not f or v <= largest), key=lambda r: r[0])
    bounds = sorted({v for v, f in used if f})
    detects = [v for v, f in used if not f]
    if bounds and min(detects) < bounds[0]:
        bounds = [None] + bounds
    positions = []
    if not bounds:
        n = len(used)
        a = Q(3, 8) if n <= 10 else Q(1, 2)
        positions = [(i + 1 - a) / (n + 1 - 2 * a) for i in range(n)]
    else:
        at_least = lambda v, b: b is None or v >= b
        tops = bounds[1:] + [None]
        part = [[v for v in detects if at_least(v, lo) and (hi is None or v < hi)] for lo, hi in zip(bounds, tops)]
        below = [0 if b is None else sum(v < b for v in detects) + sum(f and v <= b for v, f in used) for b in bounds]
        exceed = [Q(0)] * (len(bounds) + 1)
        for j in reversed(range(len(bounds))):
            exceed[j] = exceed[j + 1] + Q(len(part[j]), len(part[j]) + below[j]) * (1 - exceed[j + 1])
        seen = {}
        for v, f in used:
            j = max(i for i, b in enumerate(bounds) if b is None or b <= v)
            seen[j, f] = seen.get((j, f), 0) + 1
            if f:
                positions.append((1 - exceed[j]) * Q(seen[j, f], sum(g and w == v for w, g in used) + 1))
            else:
                positions.append(1 - exceed[j] + (exceed[j] - exceed[j + 1]) * Q(seen[j, f], len(part[j]) + 1))
    z = [mp.sqrt(2) * mp.erfinv(2 * num_mp(p) - 1) for p in positions]
    forward, back = (mp.log, mp.exp) if scale == "log" else (mp.mpf, mp.mpf)
    x = [zi for zi, (_, f) in zip(z, used) if not f]
    y = [forward(v) for v, f in used if not f]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    slope = sum((a - mx) * (b - my) for a, b in zip(x, y)) / sum((a - mx) ** 2 for a in x)
    intercept = my - slope * mx
    modelled = [back(intercept + slope * zi) if f else mp.mpf(v) for zi, (v, f) in zip(z, used)]
    mean = sum(modelled) / len(modelled)
    sd = mp.sqrt(sum((m - mean) ** 2 for m in modelled) / (len(modelled) - 1))
    return {"sample": as_sample(rows), "scale": scale, "positions": positions, "intercept": intercept, "slope": slope,
            "modelled": modelled, "mean": mean, "standardDeviation": sd, "leftOut": len(rows) - len(used)}


# Pairs of measurements; a row is (x, x is a non-detect, y, y is a non-detect).
def sure(a, b):
    return 1 if surely_below(b, a) else -1 if surely_below(a, b) else 0


def as_pairs(rows):
    return {"x": [r[0] for r in rows], "xNondetect": [r[1] for r in rows], "y": [r[2] for r in rows],
            "yNondetect": [r[3] for r in rows]}


def tie_parts(column):
    """NADA's three corrections of one variable: ties of detects, ties of non-detects, pairs of a non-detect and what lies below."""
    groups = {}
    for value, flag in column:
        groups[value, flag] = groups.get((value, flag), 0) + 1
    power = lambda flag: [sum(f(t) for (_, g), t in groups.items() if g == flag) for f in
                          (lambda t: t * (t - 1) * (2 * t + 5), lambda t: t * (t - 1) * (t - 2), lambda t: t * (t - 1))]
    order = sorted(column, key=lambda r: (r[0], not r[1]))
    below = sum(place for place, (_, flag) in enumerate(order) if flag)
    surplus = sum(t - 1 for (_, flag), t in groups.items() if flag)
    return power(False), power(True), below, surplus


def kendall(rows):
    n = len(rows)
    x = [(r[0], r[1]) for r in rows]
    y = [(r[2], r[3]) for r in rows]
    pairs = list(itertools.combinations(range(n), 2))
    score = sum(sure(x[i], x[j]) * sure(y[i], y[j]) for i, j in pairs)
    decided = [sum(sure(v[i], v[j]) != 0 for i, j in pairs) for v in (x, y)]
    a, b = tie_parts(x), tie_parts(y)
    tied = lambda u, v: Q(u[0] + v[0], 18) - Q(u[1] * v[1], 9 * n * (n - 1) * (n - 2)) - Q(u[2] * v[2], 2 * n * (n - 1))
    undecided = a[2] + b[2] - Q(2 * a[2] * b[2], n * (n - 1)) - (a[3] + b[3])
    variance = Q(n * (n - 1) * (2 * n + 5), 18) - tied(a[1], b[1]) - undecided - tied(a[0], b[0])
    z = (score - (score > 0) + (score < 0)) / mp.sqrt(num_mp(variance))
    return {"pairs": as_pairs(rows), "score": score, "variance": variance, "tauA": Q(score, len(pairs)),
            "tauB": score / mp.sqrt(decided[0] * decided[1]), "z": z, "logPValue": mp.log(mp.erfc(abs(z) / mp.sqrt(2)))}


def line(rows):
    """The slopes that leave the score at 0, looked for between all slopes of pairs and at them."""
    points = [(Q(r[0]), Q(r[2]), r[3]) for r in rows]
    slopes = sorted({(p[1] - q[1]) / (p[0] - q[0]) for p, q in itertools.combinations(points, 2)
                     if p[0] != q[0] and not (p[2] and q[2])})

    def score(b):
        total = 0
        for p, q in itertools.combinations(points, 2):
            sign = (p[0] > q[0]) - (p[0] < q[0])
            total += sign * sure((p[1] - b * p[0], p[2]), (q[1] - b * q[0], q[2]))
        return total

    between = [slopes[0] - 1] + [(u + v) / 2 for u, v in zip(slopes, slopes[1:])] + [slopes[-1] + 1]
    values = [score(b) for b in between]
    zero = [k for k, v in enumerate(values) if v == 0]
    if zero:
        lower, upper = slopes[zero[0] - 1], slopes[zero[-1]]
    else:
        lower = upper = slopes[next(k for k, v in enumerate(values) if v < 0) - 1]
    return {"points": as_pairs(rows), "slopeLower": lower, "slopeUpper": upper}


def paired(rows):
    """Paired Prentice-Wilcoxon: scores in fractions, all exchanges listed."""
    fixed = []
    for x, xf, y, yf in rows:
        if sure((x, xf), (y, yf)) == 0 and (xf or yf):
            x = y = max(x, y)
            xf = yf = True
        fixed.append(((x, xf), (y, yf)))
    everyone = [v for pair in fixed for v in pair]
    steps = {}
    reached = Q(1)
    for v in sorted({v for v, f in everyone if not f}, reverse=True):
        risk = sum(w <= v for w, _ in everyone)
        steps[v] = []
        for k in range(sum(w == v and not f for w, f in everyone)):
            reached *= Q(risk - k, risk - k + 1)
            steps[v].append(reached)

    def scored(value, flag):
        if not flag:
            return 2 * sum(steps[value]) / len(steps[value]) - 1
        above = [v for v in steps if v >= value]
        return (steps[min(above)][-1] if above else Q(1)) - 1

    d = [scored(*a) - scored(*b) for a, b in fixed]
    total = sum(d)
    sums = [sum(s * v for s, v in zip(signs, d)) for signs in itertools.product((1, -1), repeat=len(d))]
    share = lambda test: Q(sum(map(test, sums)), len(sums))
    counts = [sum(sure((r[0], r[1]), (r[2], r[3])) == s for r in rows) for s in (1, -1)]
    n, m, larger = len(rows), sum(counts), max(counts)
    at_least = lambda k, size: Q(sum(comb(size, j) for j in range(k, size + 1)), 2**size)
    return {"pairs": as_pairs(rows), "z": num_mp(total) / mp.sqrt(num_mp(sum(v * v for v in d))),
            "twoSided": share(lambda s: abs(s) >= abs(total)), "less": share(lambda s: s <= total),
            "greater": share(lambda s: s >= total), "above": counts[0], "below": counts[1],
            "sign": min(Q(1), 2 * at_least(larger, m)), "signLess": at_least(counts[1], m),
            "fong": min(Q(1), at_least(larger, n) / at_least((m + 1) // 2, n))}


def draw_pairs(seed, n, top, limits_x, limits_y, tilt):
    stream = Stream(seed)
    rows = []
    for _ in range(n):
        x = 1 + stream.below(top)
        y = 1 + stream.below(top) + tilt * x // 4
        lx, ly = limits_x[stream.below(len(limits_x))], limits_y[stream.below(len(limits_y))]
        rows.append((max(x, lx), x < lx, max(y, ly), y < ly))
    return rows


a = draw(11, 25, 40, [3, 8, 15])
b = draw(12, 31, 60, [3, 8, 15])
c = draw(13, 14, 30, [5])
ties = draw(14, 40, 6, [2, 4])
apart = [(v, False) for v in range(200, 260)]
under = [(2 + i % 3, i % 4 == 0) for i in range(50)]
wholly = [(4, True)] * 6 + [(9, True)] * 3
lists = [[a, b], [a, b, c], [ties, a], [apart, under], [a, wholly], [a, b, wholly, [(900, True), (950, True)]]]
kinds = ["peto-peto", "gehan", "log-rank"]
small = [[draw(21, 7, 20, [4, 9]), draw(22, 6, 30, [4, 9])], [draw(23, 5, 6, [3]), draw(24, 8, 9, [3])],
         [draw(25, 9, 90, [20]), draw(26, 4, 200, [20])], [draw(27, 4, 20, [4, 9]), draw(28, 4, 30, [4, 9]), draw(29, 3, 50, [4, 9])]]
print(json.dumps(num({
    "source": f"exact fractions and 50 digits, Python {platform.python_version()}, mpmath {mp.__version__}",
    "ranks": [family(groups, kind)[0] for groups in lists for kind in kinds],
    "permutations": [permutation_case(groups, kind) for groups in small for kind in kinds],
    "kendall": [kendall(rows) for rows in [draw_pairs(31, 20, 30, [1], [8, 15], 3), draw_pairs(32, 25, 9, [3, 5], [4], -4),
                                           draw_pairs(33, 40, 60, [10, 20, 30], [15, 40], 8), draw_pairs(34, 12, 5, [1], [1], 2),
                                           [(i, False, i * i, False) for i in range(1, 61)]]],
    "lines": [line(rows) for rows in [draw_pairs(41, 15, 30, [1], [8, 15], 3), draw_pairs(42, 14, 12, [1], [6], -4),
                                      draw_pairs(43, 20, 50, [1], [30, 45], 1), draw_pairs(44, 9, 6, [1], [1], 2)]],
    "paired": [paired(rows) for rows in [draw_pairs(51, 12, 30, [4, 8], [4, 8], 1), draw_pairs(52, 13, 6, [2], [3], 2),
                                         draw_pairs(53, 10, 40, [20], [5], 0), [(i, False, i + 3, False) for i in range(1, 12)]]],
    "ros": [ros(rows, scale) for rows in [a, b, ties, wholly[:3] + a, [(70, True)] + c, [(v, False) for v in (3, 5, 9, 1, 4)],
                                          [(v, False) for v in range(4, 16)], [(2, True), (3, False), (3, False), (1, True), (7, False)]]
            for scale in ["log", "identity"]],
})))
