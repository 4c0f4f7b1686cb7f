"""Makes ../strata.json: methods for strata and kappa from whole numbers, fractions and 50-digit arithmetic.

    python3 strata.py > ../strata.json
"""
import json
import platform
import random
from fractions import Fraction as F
from itertools import product
from math import comb, prod

import mpmath
from mpmath import mp, mpf

mp.dps = 50


def number(x):
    x = mpf(x.numerator) / x.denominator if isinstance(x, F) else x
    return float(x)


def chi2_sf(x, df):
    return mp.gammainc(mpf(df) / 2, mpf(x) / 2, mp.inf, regularized=True)


def sq(x):
    return mp.sqrt(mpf(x.numerator) / x.denominator)


def exact(strata, conf):
    """Coefficients of the conditional likelihood as whole numbers; limits by bisection."""
    c, low, t = [1], 0, 0
    for (a, b), (d, e) in strata:
        m, n, draws = a + d, b + e, a + b
        if 0 in (m, n, draws, d + e):
            continue
        lo, hi = max(0, draws - n), min(draws, m)
        low += lo
        t += a
        w = [comb(m, x) * comb(n, draws - x) for x in range(lo, hi + 1)]
        r = [0] * (len(c) + len(w) - 1)
        for i, u in enumerate(c):
            for j, v in enumerate(w):
                r[i + j] += u * v
        c = r
    k, total = t - low, sum(c)
    alpha = (1 - mpf(conf)) / 2
    share = lambda part: mpf(part) / mpf(total)

    def root(g):
        lo, hi = mpf(-1), mpf(1)
        while g(lo) > 0:
            lo *= 2
        while g(hi) < 0:
            hi *= 2
        for _ in range(100):
            mid = (lo + hi) / 2
            if g(mid) < 0:
                lo = mid
            else:
                hi = mid
        return number(mp.exp((lo + hi) / 2))

    def weights(u):
        odds = mp.exp(u)
        return [mpf(w) * odds ** (i - k) for i, w in enumerate(c)]

    def tail(u, upper, half):
        w = weights(u)
        return (mp.fsum(w[k:] if upper else w[: k + 1]) - (w[k] / 2 if half else 0)) / mp.fsum(w)

    def mean(u):
        w = weights(u)
        return mp.fsum(x * (i - k) for i, x in enumerate(w)) / mp.fsum(w)

    two = sum(w for w in c if w * 10**7 <= c[k] * (10**7 + 1))
    less, greater = sum(c[: k + 1]), sum(c[k:])
    first, last = k == 0, k == len(c) - 1
    return {
        "pTwoSided": number(share(two)), "pLess": number(share(less)), "pGreater": number(share(greater)),
        "logPTwoSided": number(mp.log(share(two))), "logPLess": number(mp.log(share(less))),
        "logPGreater": number(mp.log(share(greater))),
        "midPMinimumLikelihood": number(share(2 * two - c[k]) / 2),
        "oddsRatio": 0 if first else None if last else root(mean),
        "lower": 0 if first else root(lambda u: tail(u, True, False) - alpha),
        "upper": None if last else root(lambda u: alpha - tail(u, False, False)),
        "midPLower": 0 if first else root(lambda u: tail(u, True, True) - alpha),
        "midPUpper": None if last else root(lambda u: alpha - tail(u, False, True)),
    }


def mantel_haenszel(strata, conf):
    r = s = pr = qs = cross = delta = var = F(0)
    rr_r = rr_s = rr_v = rd = rd_w = gr = sp = sq_ = F(0)
    for (a, b), (c, d) in strata:
        n = a + b + c + d
        if n == 0:
            continue
        p, q = F(a + d, n), F(b + c, n)
        x, y = F(a * d, n), F(b * c, n)
        r += x; s += y; pr += p * x; qs += q * y; cross += p * y + q * x
        r1, r2, c1, c2 = a + b, c + d, a + c, b + d
        if n > 1:
            delta += a - F(r1 * c1, n)
            var += F(r1 * r2 * c1 * c2, n * n * (n - 1))
        rr_r += F(a * r2, n); rr_s += F(c * r1, n); rr_v += F(r1 * r2 * c1 - a * c * n, n * n)
        if r1 and r2:
            rd += F(a * r2 - c * r1, n); rd_w += F(r1 * r2, n)
            gr += F(a * b * r2**3 + c * d * r1**3, r1 * r2 * n * n)
            sp += (F(r1, n)**2 * c - F(r2, n)**2 * a + F(r1 * r2, n * n) * F(r2 - r1, 2))
            sq_ += F(a * (r2 - c) + c * (r1 - a), 2 * n)
    z = mp.sqrt(2) * mp.erfinv(mpf(conf))
    out = {}
    if r and s:
        se = sq(pr / (2 * r * r) + cross / (2 * r * s) + qs / (2 * s * s))
        o = mpf((r / s).numerator) / (r / s).denominator
        out.update(oddsRatio=number(r / s), oddsRatioLimits=[number(o * mp.exp(-z * se)), number(o * mp.exp(z * se))])
    if var:
        x2 = delta * delta / var
        y = abs(delta) - F(1, 2) if abs(delta) >= F(1, 2) else abs(delta)
        x2c = y * y / var
        out.update(x2=number(x2), p=number(chi2_sf(number_mp(x2), 1)), x2c=number(x2c), pc=number(chi2_sf(number_mp(x2c), 1)))
    if rr_r and rr_s:
        out.update(riskRatio=number(rr_r / rr_s), riskRatioLogStandardError=number(sq(rr_v / rr_r / rr_s)))
    if rd_w:
        est = rd / rd_w
        out.update(riskDifference=number(est), satoStandardError=number(sq(est * sp + sq_) / number_mp(rd_w)),
                   greenlandRobinsStandardError=number(sq(gr) / number_mp(rd_w)))
    return out


def number_mp(x):
    return mpf(x.numerator) / x.denominator


def breslow_day(strata):
    used = [t for t in strata if all([sum(t[0]), sum(t[1]), t[0][0] + t[1][0], t[0][1] + t[1][1]])]
    r = sum(F(t[0][0] * t[1][1], sum(map(sum, t))) for t in used)
    s = sum(F(t[0][1] * t[1][0], sum(map(sum, t))) for t in used)
    if not (r and s and len(used) > 1):
        return None
    o = number_mp(r / s)
    x2 = dev = var = mpf(0)
    for (a, b), (c, d) in used:
        r1, r2, c1 = a + b, c + d, a + c
        # (o - 1) e^2 - (o (r1 + c1) + r2 - c1) e + o r1 c1 = 0
        if r == s:
            e = mpf(r1 * c1) / (r1 + r2)
        else:
            h = o * (r1 + c1) + r2 - c1
            disc = mp.sqrt(h * h - 4 * (o - 1) * o * r1 * c1)
            roots = [(h - disc) / (2 * (o - 1)), (h + disc) / (2 * (o - 1))]
            e = [q for q in roots if max(0, c1 - r2) < q < min(r1, c1)][0]
        v = 1 / (1 / e + 1 / (r1 - e) + 1 / (c1 - e) + 1 / (r2 - c1 + e))
        x2 += (a - e) ** 2 / v
        dev += a - e
        var += v
    tarone = x2 - dev**2 / var
    df = len(used) - 1
    return {"statistic": number(x2), "df": df, "pValue": number(chi2_sf(x2, df)),
            "taroneStatistic": number(tarone), "taronePValue": number(chi2_sf(tarone, df))}


def quadratic(deviation, cov):
    """x' V^-1 x in fractions."""
    k = len(deviation)
    m = [list(row) + [x] for row, x in zip(cov, deviation)]
    for i in range(k):
        pivot = next((p for p in range(i, k) if m[p][i] != 0), None)
        if pivot is None:
            return None
        m[i], m[pivot] = m[pivot], m[i]
        for p in range(k):
            if p != i and m[p][i] != 0:
                f = m[p][i] / m[i][i]
                m[p] = [x - f * y for x, y in zip(m[p], m[i])]
    return sum(deviation[i] * m[i][k] / m[i][i] for i in range(k))


def cmh(strata, row_scores, column_scores):
    rows, columns = len(strata[0]), len(strata[0][0])
    unit = lambda size: [[F(int(i == k)) for i in range(size)] for k in range(size - 1)]
    row_scores, column_scores = [F(x) for x in row_scores], [F(x) for x in column_scores]

    def statistic(left, right):
        pairs = [(u, v) for u in left for v in right]
        dev = [F(0)] * len(pairs)
        cov = [[F(0)] * len(pairs) for _ in pairs]
        for t in strata:
            r, c = [sum(x) for x in t], [sum(x) for x in zip(*t)]
            n = sum(r)
            if n < 2:
                continue
            dot = lambda w, x, y: sum(a * b * d for a, b, d in zip(w, x, y))
            one = [1] * max(rows, columns)
            spread = lambda w, x, y: n * dot(w, x, y) - dot(w, x, one) * dot(w, y, one)
            for p, (u, v) in enumerate(pairs):
                dev[p] += sum(u[i] * v[j] * (t[i][j] - F(r[i] * c[j], n)) for i in range(rows) for j in range(columns))
                for q, (u2, v2) in enumerate(pairs):
                    cov[p][q] += spread(r, u, u2) * spread(c, v, v2) / F(n * n * (n - 1))
        x2 = quadratic(dev, cov)
        return None if x2 is None else [number(x2), len(pairs), number(chi2_sf(number_mp(x2), len(pairs)))]

    return {"generalAssociation": statistic(unit(rows), unit(columns)),
            "rowMeanScores": statistic(unit(rows), [column_scores]),
            "columnMeanScores": statistic([row_scores], unit(columns)),
            "correlation": statistic([row_scores], [column_scores])}


def kappa(table, weights):
    k = len(table)
    n = sum(map(sum, table))
    w = lambda i, j: F(int(i == j)) if weights == "unweighted" else 1 - F(abs(i - j), k - 1) ** (1 if weights == "linear" else 2)
    p = [[F(x, n) for x in row] for row in table]
    r, c = [sum(x) for x in p], [sum(x) for x in zip(*p)]
    idx = [(i, j) for i in range(k) for j in range(k)]
    po = sum(w(i, j) * p[i][j] for i, j in idx)
    pe = sum(w(i, j) * r[i] * c[j] for i, j in idx)
    if pe == 1:
        return {"kappa": None}
    kap = (po - pe) / (1 - pe)
    wr = [sum(c[j] * w(i, j) for j in range(k)) for i in range(k)]
    wc = [sum(r[i] * w(i, j) for i in range(k)) for j in range(k)]
    var = sum(p[i][j] * (w(i, j) - (wr[i] + wc[j]) * (1 - kap)) ** 2 for i, j in idx) - (kap - pe * (1 - kap)) ** 2
    var0 = sum(r[i] * c[j] * (w(i, j) - (wr[i] + wc[j])) ** 2 for i, j in idx) - pe**2
    scale = n * (1 - pe) ** 2
    return {"kappa": number(kap), "observedAgreement": number(po), "expectedAgreement": number(pe),
            "standardError": number(sq(var / scale)), "nullStandardError": number(sq(var0 / scale))}


def zelen(strata):
    """All sets of tables with the observed sum, in whole numbers."""
    used = [t for t in strata if all([sum(t[0]), sum(t[1]), t[0][0] + t[1][0], t[0][1] + t[1][1]])]
    ways = []
    for (a, b), (c, d) in used:
        m, n, draws = a + c, b + d, a + b
        ways.append({x: comb(m, x) * comb(n, draws - x) for x in range(max(0, draws - n), min(draws, m) + 1)})
    observed = prod(w[t[0][0]] for w, t in zip(ways, used))
    total = extreme = 0
    for cells in product(*ways):
        if sum(cells) == sum(t[0][0] for t in used):
            p = prod(w[x] for w, x in zip(ways, cells))
            total += p
            extreme += p if p * 10**7 <= observed * (10**7 + 1) else 0
    return number(F(extreme, total))


rnd = random.Random(20261125)
table = lambda most: [[rnd.randint(0, most), rnd.randint(0, most)], [rnd.randint(0, most), rnd.randint(0, most)]]
penicillin = [[[0, 6], [0, 5]], [[3, 3], [0, 6]], [[6, 0], [2, 4]], [[5, 1], [6, 0]], [[2, 0], [5, 0]]]
bcg = [[[4, 119], [11, 128]], [[6, 300], [29, 274]], [[3, 228], [11, 209]], [[62, 13536], [248, 12619]],
       [[33, 5036], [47, 5761]], [[180, 1361], [372, 1079]], [[8, 2537], [10, 619]], [[505, 87886], [499, 87892]],
       [[29, 7470], [45, 7232]], [[17, 1699], [65, 1600]], [[186, 50448], [141, 27197]], [[5, 2493], [3, 2338]],
       [[27, 16886], [29, 17825]]]
two_by_two = [
    (penicillin, 0.95), ([[[3, 1], [1, 3]]], 0.9), ([[[0, 5], [4, 2]], [[0, 7], [3, 9]]], 0.95),
    ([[[5, 0], [2, 4]], [[7, 0], [9, 3]]], 0.999), ([[[60, 2], [3, 70]], [[80, 1], [2, 90]], [[45, 5], [4, 40]]], 0.95),
    ([[[1, 1], [1, 1]], [[1, 0], [0, 1]], [[0, 1], [1, 0]], [[0, 0], [0, 0]], [[1, 0], [0, 0]]], 0.95),
    ([[[40, 2], [1, 1]], [[1, 1], [1, 50]]], 0.5), ([[[100, 1], [200, 1]], [[1, 100], [1, 300]]], 0.95),
    ([[[1, 1], [100, 1]], [[1, 100], [1, 1]]], 0.99), ([[[200, 5], [5, 200]], [[2, 150], [160, 3]]], 0.95),
]
for strata, most in [(2, 5), (3, 12), (8, 6), (20, 3), (5, 60), (40, 2), (3, 150)]:
    for conf in rnd.sample([0.5, 0.8, 0.95, 0.99, 0.9999], 2):
        two_by_two.append(([table(most) for _ in range(strata)], conf))
shapes = [((3, 3), 2, 9), ((4, 2), 3, 20), ((2, 5), 6, 4), ((3, 4), 10, 2), ((5, 5), 2, 40), ((2, 2), 5, 8), ((3, 3), 1, 30)]
several = []
for (rows, columns), strata, most in shapes:
    tables = [[[rnd.randint(0, most) for _ in range(columns)] for _ in range(rows)] for _ in range(strata)]
    several.append((tables, [rnd.randint(-5, 5) + 10 * i for i in range(rows)], [j * j + 1000000 for j in range(columns)]))
square = [[[59, 6], [16, 80]], [[20, 5], [2, 30]], [[88, 14, 18], [10, 40, 10], [2, 6, 12]], [[5, 0, 0], [0, 7, 0], [0, 0, 9]],
          [[0, 10], [12, 0]], [[10, 0], [0, 0]], [[9, 0], [1, 0]], [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]],
          [[99999, 1], [2, 100000]], [[3, 1, 0, 2, 5], [0, 9, 4, 1, 0], [2, 2, 30, 3, 1], [0, 0, 5, 11, 2], [1, 0, 0, 4, 8]]]
zelen_rnd = random.Random(3)
homogeneity = [[[[3, 1], [1, 3]], [[1, 4], [3, 2]]], penicillin, [[[9, 1], [1, 9]], [[1, 9], [9, 1]]], [[[2, 2], [2, 2]]] * 4]
for strata, most in [(2, 15), (3, 9), (4, 6), (6, 3), (5, 5), (3, 20)]:
    homogeneity.append([[[zelen_rnd.randint(0, most) for _ in range(2)] for _ in range(2)] for _ in range(strata)])
result = {
    "source": f"Python {platform.python_version()} fractions, mpmath {mpmath.__version__} at 50 digits",
    "exactCommonOddsRatio": [{"strata": s, "confidence": c, "expected": exact(s, c)} for s, c in two_by_two],
    "mantelHaenszel": [{"strata": s, "confidence": c, "expected": mantel_haenszel(s, c)} for s, c in two_by_two + [(bcg, 0.95)]],
    "breslowDay": [{"strata": s, "expected": breslow_day(s)} for s, _ in two_by_two + [(bcg, 0)]],
    "generalisedCmh": [{"strata": s, "rowScores": r, "columnScores": c, "expected": cmh(s, r, c)} for s, r, c in several],
    "zelenExact": [{"strata": s, "pValue": zelen(s)} for s in homogeneity],
    "cohenKappa": [{"table": t, "weights": w, "expected": kappa(t, w)} for t in square for w in ["unweighted", "linear", "quadratic"]],
}

lines = [
    f' "{name}": ' + (json.dumps(value) if isinstance(value, str) else "[\n" + ",\n".join("  " + json.dumps(case) for case in value) + "\n ]")
    for name, value in result.items()
]
print("{\n" + ",\n".join(lines) + "\n}")
