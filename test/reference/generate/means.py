"""Tests and intervals of means, spreads and one sample at 50 digits from the doubles that are given, for test/reference/means.json.

Run from the top of the repository: python3 test/reference/generate/means.py
Two thirds of the data are near 0, a third near a million, where a sum of squares that is not taken about the mean has lost six digits.
"""
import json
import platform
import random

import mpmath as mp

mp.mp.dps = 50
random.seed(20261125)
cases = []


def as_number(value):
    return [as_number(v) for v in value] if isinstance(value, list) else (None if value is None else float(value))


def case(method, given, wanted):
    cases.append({"method": method, "input": given, "expect": {k: as_number(v) for k, v in wanted.items()}})


def beta_lower(a, b, x):
    return mp.betainc(a, b, 0, x, regularized=True)


def f_sf(x, d1, d2):
    return beta_lower(mp.mpf(d2) / 2, mp.mpf(d1) / 2, d2 / (d2 + d1 * x))


def f_cdf(x, d1, d2):
    return beta_lower(mp.mpf(d1) / 2, mp.mpf(d2) / 2, d1 * x / (d2 + d1 * x))


def t_two_sided(t, df):
    return f_sf(t * t, 1, df)


def rising_root(f, low, high):
    """Root of a rising function of a positive number by bisection of its logarithm."""
    low, high = mp.log(mp.mpf(low)), mp.log(mp.mpf(high))
    for _ in range(170):
        middle = (low + high) / 2
        low, high = (middle, high) if f(mp.e**middle) < 0 else (low, middle)
    return mp.e**low


def t_quantile(df, tail):
    return rising_root(lambda t: 2 * tail - t_two_sided(t, df), "1e-3", "1e6")


def f_quantile(p, d1, d2):
    return rising_root(lambda x: f_cdf(x, d1, d2) - p, "1e-9", "1e9")


def chi_sf(x, df):
    return mp.gammainc(mp.mpf(df) / 2, x / 2, regularized=True)


def exact(values):
    return [mp.mpf(v) for v in values]


def mean(x):
    return mp.fsum(x) / len(x)


def squares(x):
    return mp.fsum((v - mean(x)) ** 2 for v in x)


def variance(x):
    return squares(x) / (len(x) - 1)


def median(x):
    s = sorted(x)
    return (s[(len(s) - 1) // 2] + s[len(s) // 2]) / 2


def numbers(n, place, spread=1.0):
    return [round(random.gauss(place, spread), 3) for _ in range(n)]


TAIL = (1 - mp.mpf(0.95)) / 2


def t_answer(difference, error, df):
    t = difference / error
    reach = t_quantile(df, TAIL) * error
    return {"statistic": t, "df": df, "pValue": t_two_sided(t, df), "lower": difference - reach, "upper": difference + reach}


def two_samples(place):
    given = {"x": numbers(random.randint(2, 12), place), "y": numbers(random.randint(2, 12), place + random.choice([0, 1, 3]), 2)}
    x, y = exact(given["x"]), exact(given["y"])
    n1, n2 = len(x), len(y)
    difference = mean(x) - mean(y)
    a, b = variance(x) / n1, variance(y) / n2
    case("welch-t", given, t_answer(difference, mp.sqrt(a + b), (a + b) ** 2 / (a**2 / (n1 - 1) + b**2 / (n2 - 1))))
    df = n1 + n2 - 2
    pooled = (squares(x) + squares(y)) / df
    case("student-t", given, t_answer(difference, mp.sqrt(pooled * (mp.mpf(1) / n1 + mp.mpf(1) / n2)), df))
    d = difference / mp.sqrt(pooled)
    half = mp.mpf(df) / 2
    case("standardised-mean-difference", given,
         {"cohenD": d, "hedgesG": d * mp.gamma(half) / (mp.sqrt(half) * mp.gamma(half - mp.mpf(1) / 2))})
    case("standardised-difference", given, {"estimate": difference / mp.sqrt((variance(x) + variance(y)) / 2)})
    ratio = variance(x) / variance(y)
    less, greater = f_cdf(ratio, n1 - 1, n2 - 1), f_sf(ratio, n1 - 1, n2 - 1)
    case("variance-ratio", given, {
        "estimate": ratio, "pValue": min(mp.mpf(1), 2 * min(less, greater)),
        # The upper quantile of F is one over the lower quantile with the df exchanged: no digit is lost near 1.
        "lower": ratio * f_quantile(TAIL, n2 - 1, n1 - 1), "upper": ratio / f_quantile(TAIL, n1 - 1, n2 - 1)})


def pairs(place):
    n = random.randint(4, 15)
    x = numbers(n, place)
    y = [round(v + random.gauss(0.3, 0.5), 3) for v in x]
    given = {"x": x, "y": y}
    # The method takes the differences as doubles.
    d = exact([a - b for a, b in zip(x, y)])
    case("paired-t", given, t_answer(mean(d), mp.sqrt(variance(d) / n), n - 1))
    x, y = exact(x), exact(y)
    product = mp.fsum((a - mean(x)) * (b - mean(y)) for a, b in zip(x, y))
    r = product / mp.sqrt(squares(x) * squares(y))
    t = r * mp.sqrt((n - 2) / (1 - r * r))
    z = mp.sqrt(2) * mp.erfinv(1 - 2 * TAIL) / mp.sqrt(n - 3)
    case("pearson-correlation", given, {"estimate": r, "statistic": t, "pValue": t_two_sided(t, n - 2),
                                        "lower": mp.tanh(mp.atanh(r) - z), "upper": mp.tanh(mp.atanh(r) + z)})


def anova(groups):
    everything = [v for g in groups for v in g]
    df1, df2 = len(groups) - 1, len(everything) - len(groups)
    within = mp.fsum(squares(g) for g in groups)
    between = mp.fsum(len(g) * (mean(g) - mean(everything)) ** 2 for g in groups)
    f = between / df1 / (within / df2)
    return {"statistic": f, "pValue": f_sf(f, df1, df2)}


def several_samples(place):
    k = random.randint(3, 6)
    given = {"groups": [numbers(random.randint(3, 9), place + random.choice([0, 0, 1]), random.choice([1, 2])) for _ in range(k)]}
    groups = [exact(g) for g in given["groups"]]
    n = sum(map(len, groups))
    case("one-way-anova", given, anova(groups))
    case("brown-forsythe", given, anova([[abs(v - median(g)) for v in g] for g in groups]))
    case("levene", given, anova([[abs(v - mean(g)) for v in g] for g in groups]))
    weights = [len(g) / variance(g) for g in groups]
    total = mp.fsum(weights)
    grand = mp.fsum(w * mean(g) for w, g in zip(weights, groups)) / total
    uneven = mp.fsum((1 - w / total) ** 2 / (len(g) - 1) for w, g in zip(weights, groups))
    f = (mp.fsum(w * (mean(g) - grand) ** 2 for w, g in zip(weights, groups)) / (k - 1)
         / (1 + mp.mpf(2 * (k - 2)) / (k * k - 1) * uneven))
    df2 = (k * k - 1) / (3 * uneven)
    case("welch-anova", given, {"statistic": f, "df2": df2, "pValue": f_sf(f, k - 1, df2)})
    all_df = n - k
    pooled = mp.fsum(squares(g) for g in groups) / all_df
    gap = all_df * mp.log(pooled) - mp.fsum((len(g) - 1) * mp.log(variance(g)) for g in groups)
    inverses = mp.fsum(mp.mpf(1) / (len(g) - 1) for g in groups)
    statistic = gap / (1 + (inverses - mp.mpf(1) / all_df) / (3 * (k - 1)))
    case("bartlett", given, {"statistic": statistic, "pValue": chi_sf(statistic, k - 1)})
    if place == 0:
        # Near a million distances that are equal as decimals differ as doubles: another question.
        distances = [[abs(v - median(exact([round(1000 * w) for w in g]))) for v in exact([round(1000 * w) for w in g])]
                     for g in given["groups"]]
        given_whole = {"groups": [[round(1000 * w) for w in g] for g in given["groups"]]}
        flat = [v for g in distances for v in g]
        def score(v):
            rank = sum(u < v for u in flat) + mp.mpf(sum(u == v for u in flat) + 1) / 2
            return mp.sqrt(2) * mp.erfinv(rank / (n + 1))
        scores = [score(v) for v in flat]
        own = [mean([score(v) for v in g]) for g in distances]
        statistic = mp.fsum(len(g) * (a - mean(scores)) ** 2 for g, a in zip(distances, own)) / variance(scores)
        case("fligner-killeen", given_whole, {"statistic": statistic, "pValue": chi_sf(statistic, k - 1)})


def one_sample(place):
    n = random.randint(6, 40)
    given = {"x": numbers(n, place)}
    x = exact(given["x"])
    s = sorted(x)
    case("autocorrelation", given,
         {"estimate": mp.fsum((x[i] - mean(x)) * (x[i + 1] - mean(x)) for i in range(n - 1)) / squares(x)})
    p = mp.mpf(random.choice([0.05, 0.25, 0.5, 0.9]))
    place_of = {4: n * p, 5: n * p + mp.mpf(1) / 2, 6: (n + 1) * p, 7: 1 + (n - 1) * p,
                8: (n + mp.mpf(1) / 3) * p + mp.mpf(1) / 3, 9: (n + mp.mpf(1) / 4) * p + mp.mpf(3) / 8}
    def at(h):
        j = int(mp.floor(h))
        value = lambda i: s[min(max(i, 1), n) - 1]
        return value(j) + (h - j) * (value(j + 1) - value(j))
    case("quantile", {**given, "p": float(p)}, {f"type{t}": at(h) for t, h in place_of.items()})
    below, k = mp.mpf(0), 0
    while below + mp.binomial(n, k) / mp.mpf(2) ** n < TAIL:
        below += mp.binomial(n, k) / mp.mpf(2) ** n
        k += 1
    case("median-interval", given, {"lower": s[k - 1], "upper": s[n - k], "coverage": 1 - 2 * below})


def legendre(n):
    import numpy
    out = []
    for start in numpy.polynomial.legendre.leggauss(n)[0]:
        z = mp.mpf(float(start))
        for _ in range(4):
            p0, p1 = mp.mpf(1), z
            for k in range(2, n + 1):
                p0, p1 = p1, ((2 * k - 1) * z * p1 - (k - 1) * p0) / k
            slope = n * (z * p1 - p0) / (z * z - 1)
            z -= p1 / slope
        out.append((z, 2 / ((1 - z * z) * slope * slope)))
    return out


def panels(rule, ends):
    ends = [mp.mpf(e) for e in ends]
    return [((b - a) / 2 * x + (a + b) / 2, (b - a) / 2 * w) for a, b in zip(ends, ends[1:]) for x, w in rule]


def tukey_cases():
    """Studentized range by Gauss-Legendre panels at 25 digits."""
    with mp.workdps(25):
        rule = legendre(30)
        inner = [(z, w * mp.npdf(z), mp.ncdf(z)) for z, w in panels(rule, [-9, -6, -4, -2, 0, 2, 4, 6, 9])]
        for sizes in ([3, 3, 3], [4, 5, 3], [3, 3, 4, 3]):
            given = {"groups": [numbers(n, i % 2) for i, n in enumerate(sizes)]}
            groups = [exact(g) for g in given["groups"]]
            df = sum(sizes) - len(sizes)
            pooled = mp.fsum(squares(g) for g in groups) / df
            half = mp.mpf(df) / 2
            constant = 2 * half**half / mp.gamma(half)
            outer = [(s, w * constant * s ** (df - 1) * mp.exp(-half * s * s))
                     for s, w in panels(rule, [0, "0.4", "0.8", "1.2", "1.6", 2, "2.6", "3.5", 5])]
            q = abs(mean(groups[0]) - mean(groups[1])) / mp.sqrt(pooled / 2 * (mp.mpf(1) / sizes[0] + mp.mpf(1) / sizes[1]))
            k = len(sizes)
            p = 1 - mp.fsum(w * k * mp.fsum(v * (F - mp.ncdf(z - q * s)) ** (k - 1) for z, v, F in inner) for s, w in outer)
            case("tukey-kramer", given, {"pValue": p})


for run in range(24):
    where = 0 if run % 3 else 1e6
    two_samples(where)
    pairs(where)
    several_samples(where)
    one_sample(where)
tukey_cases()

with open("test/reference/means.json", "w") as out:
    lines = ",\n".join("  " + json.dumps(c) for c in sorted(cases, key=lambda c: c["method"]))
    out.write(f'{{\n "source": "definitions at 50 digits, Python {platform.python_version()}, mpmath {mp.__version__}",\n "cases": [\n{lines}\n ]\n}}\n')
