"""Makes ../equivalence.json: score tests against margins, TOST of means, intervals of paired differences, in 40 digits.

    python3 equivalence.py > ../equivalence.json

Most likely risks under a margin are found by bisection of the derivative of the log likelihood; score limits by bisection
of the statistic; t tails by the incomplete beta function.
"""
import json
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 40


def bisect(f, a, b, steps=150):
    """f(a) > 0 >= f(b)."""
    for _ in range(steps):
        m = (a + b) / 2
        if f(m) > 0:
            a = m
        else:
            b = m
    return (a + b) / 2


def risks(x1, n1, x2, n2, scale, value):
    one = mpf(1)
    if scale == "risk-difference":
        p1_of, slope = (lambda p: p + value), (lambda p: one)
        low, high = max(mpf(0), -value), min(one, one - value)
    elif scale == "risk-ratio":
        p1_of, slope = (lambda p: value * p), (lambda p: value)
        low, high = mpf(0), min(one, one / value)
    else:
        p1_of = lambda p: value * p / (1 - p + value * p)
        slope = lambda p: value / (1 - p + value * p) ** 2
        low, high = mpf(0), one

    def score(p2):
        p1 = p1_of(p2)
        s = mpf(0)
        if x1:
            s += x1 / p1 * slope(p2)
        if n1 - x1:
            s -= (n1 - x1) / (1 - p1) * slope(p2)
        if x2:
            s += x2 / p2
        if n2 - x2:
            s -= (n2 - x2) / (1 - p2)
        return s

    tiny = mpf(10) ** -36
    p2 = bisect(score, low + tiny * (high - low), high - tiny * (high - low))
    # At an end of the range to within the bisection: put it there.
    for end in (low, high):
        if abs(p2 - end) < mpf(10) ** -33:
            p2 = end
    return p1_of(p2), p2


def z_of(x1, n1, x2, n2, scale, value, variance):
    p1, p2 = risks(x1, n1, x2, n2, scale, value)
    v1, v2 = p1 * (1 - p1) / n1, p2 * (1 - p2) / n2
    if scale == "risk-difference":
        excess, v = mpf(x1) / n1 - mpf(x2) / n2 - value, v1 + v2
    elif scale == "risk-ratio":
        excess, v = mpf(x1) / n1 - value * x2 / n2, v1 + value**2 * v2
    else:
        # Efficient score of the log odds ratio, and its variance.
        excess = (x1 - n1 * p1)
        i1, i2 = n1 * p1 * (1 - p1), n2 * p2 * (1 - p2)
        v = i1 * i2 / (i1 + i2)
    if excess == 0:
        return mpf(0)
    if variance == "miettinen-nurminen":
        v *= mpf(n1 + n2) / (n1 + n2 - 1)
    return excess / mp.sqrt(v)


upper = lambda z: mp.erfc(z / mp.sqrt(2)) / 2


def equivalence(x1, n1, x2, n2, scale, variance, low, high, alpha):
    z = mp.sqrt(2) * mp.erfinv(1 - 2 * mpf(alpha))
    zl = z_of(x1, n1, x2, n2, scale, mpf(low), variance)
    zu = z_of(x1, n1, x2, n2, scale, mpf(high), variance)
    if scale == "risk-difference":
        at = lambda v: z_of(x1, n1, x2, n2, scale, v, variance)
        estimate = mpf(x1) / n1 - mpf(x2) / n2
        ends = (mpf(-1), estimate), (estimate, mpf(1))
        lower = -1 if estimate == -1 else bisect(lambda v: at(v) - z, *ends[0], steps=60)
        upper_limit = 1 if estimate == 1 else bisect(lambda v: at(v) + z, *ends[1], steps=60)
    else:
        at = lambda v: z_of(x1, n1, x2, n2, scale, mp.exp(v), variance)
        zero = x1 == 0 or (scale == "odds-ratio" and x2 == n2)
        unbounded = x2 == 0 or (scale == "odds-ratio" and x1 == n1)
        lower = 0 if zero else mp.exp(bisect(lambda v: at(v) - z, mpf(-20), mpf(20), steps=70))
        upper_limit = None if unbounded else mp.exp(bisect(lambda v: at(v) + z, mpf(-20), mpf(20), steps=70))
    return {
        "zLower": float(zl),
        "pLower": float(upper(zl)),
        "zUpper": float(zu),
        "pUpper": float(upper(-zu)),
        "lower": float(lower),
        "upper": None if upper_limit is None else float(upper_limit),
    }


def t_upper(t, df):
    p = mp.betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2
    return p if t > 0 else 1 - p


def tost(kind, x, y, low, high):
    x, y = [mpf(str(v)) for v in x], [mpf(str(v)) for v in y]
    mean = lambda v: sum(v) / len(v)
    squares = lambda v: sum((a - mean(v)) ** 2 for a in v)
    if kind == "paired":
        d = [a - b for a, b in zip(x, y)]
        estimate, df = mean(d), mpf(len(d) - 1)
        se = mp.sqrt(squares(d) / df / len(d))
    else:
        estimate = mean(x) - mean(y)
        n1, n2 = len(x), len(y)
        if kind == "student":
            df = mpf(n1 + n2 - 2)
            se = mp.sqrt((squares(x) + squares(y)) / df * (mpf(1) / n1 + mpf(1) / n2))
        else:
            v1, v2 = squares(x) / (n1 - 1) / n1, squares(y) / (n2 - 1) / n2
            se = mp.sqrt(v1 + v2)
            df = (v1 + v2) ** 2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
    return {
        "df": float(df),
        "pLower": float(t_upper((estimate - mpf(str(low))) / se, df)),
        "pUpper": float(t_upper(-(estimate - mpf(str(high))) / se, df)),
    }


def tango(a, b, c, d, confidence):
    n = a + b + c + d
    z = mp.sqrt(2) * mp.erfinv(mpf(confidence))

    def statistic(value):
        low, high = max(mpf(0), -value), (1 - value) / 2

        def score(q):
            s = mpf(0)
            if b:
                s += b / (q + value)
            if c:
                s += c / q
            if a + d:
                s -= 2 * (a + d) / (1 - 2 * q - value)
            return s

        tiny = mpf(10) ** -36
        q = bisect(score, low + tiny, high - tiny)
        variance = (2 * q + value - value * value) / n
        return (mpf(b - c) / n - value) / mp.sqrt(variance)

    estimate = mpf(b - c) / n
    lower = mpf(-1) if estimate == -1 else bisect(lambda v: statistic(v) - z, mpf(-1) + mpf(10) ** -30, estimate, 60)
    high = mpf(1) if estimate == 1 else bisect(lambda v: statistic(v) + z, estimate, mpf(1) - mpf(10) ** -30, 60)
    return float(lower), float(high)


def newcombe(a, b, c, d, confidence):
    n = a + b + c + d
    z = mp.sqrt(2) * mp.erfinv(mpf(confidence))

    def wilson(k):
        centre, half = k + z * z / 2, z * mp.sqrt(z * z / 4 + mpf(k) * (n - k) / n)
        return (centre - half) / (n + z * z), (centre + half) / (n + z * z)

    p1, p2 = mpf(a + b) / n, mpf(a + c) / n
    (l1, u1), (l2, u2) = wilson(a + b), wilson(a + c)
    product = (a + b) * (c + d) * (a + c) * (b + d)
    excess = mpf(a * d - b * c)
    if excess > 0:
        excess = max(mpf(0), excess - mpf(n) / 2)
    phi = 0 if product == 0 else excess / mp.sqrt(product)
    side = lambda x, y: mp.sqrt(x * x - 2 * phi * x * y + y * y)
    return float(p1 - p2 - side(p1 - l1, u2 - p2)), float(p1 - p2 + side(u1 - p1, p2 - l2))


score = []
for x1, n1, x2, n2 in [(40, 50, 45, 50), (7, 12, 5, 14), (0, 20, 0, 25), (20, 20, 30, 30), (0, 10, 4, 9), (9, 9, 1, 300), (880, 1000, 1790, 2000)]:
    for scale, low, high in [("risk-difference", -0.2, 0.15), ("risk-ratio", 0.8, 1.25), ("odds-ratio", 0.5, 2.0)]:
        for variance in ("farrington-manning", "miettinen-nurminen"):
            entry = {"x1": x1, "n1": n1, "x2": x2, "n2": n2, "scale": scale, "variance": variance, "low": low, "high": high, "alpha": 0.05}
            s = x1 + x2
            # No event at all, or nothing else: a ratio is not contradicted by anything on the open side.
            if scale != "risk-difference" and s == 0 or scale == "odds-ratio" and s == n1 + n2:
                continue
            entry.update(equivalence(x1, n1, x2, n2, scale, variance, low, high, 0.05))
            score.append(entry)
            print(entry, file=sys.stderr)
x, y = [4.1, 5.2, 3.9, 4.8, 5.5, 4.4], [4.3, 5.0, 4.6, 5.9, 5.1, 4.7]
means = [
    {"kind": kind, "x": x, "y": y, "low": low, "high": high, **tost(kind, x, y, low, high)}
    for kind in ("welch", "student", "paired")
    for low, high in ((-0.5, 0.5), (-3, 4), (-40, 0.01))
]
means.append({"kind": "welch", "x": [1, 2], "y": y, "low": -1, "high": 9, **tost("welch", [1, 2], y, -1, 9)})
paired = []
for table in [(36, 12, 2, 0), (43, 0, 1, 0), (1, 1, 7, 12), (0, 5, 0, 0), (0, 0, 3, 0), (5, 0, 0, 5), (59, 6, 16, 80), (900, 30, 12, 58), (0, 1, 1, 0)]:
    for confidence in (0.95, 0.8):
        t, w = tango(*table, confidence), newcombe(*table, confidence)
        paired.append({"table": table, "confidence": confidence, "tango": t, "newcombe": w})
print(json.dumps({"source": f"mpmath {mpmath.__version__}, Python {sys.version.split()[0]}", "score": score, "means": means, "paired": paired}, indent=1))
