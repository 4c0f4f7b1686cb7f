"""Makes ../unconditional-limits.json: exact unconditional limits by brute force.

    python3 unconditional_limits.py > ../unconditional-limits.json

The p-value of an effect is the maximum over 161 nuisance risks (equally spaced in the angle), refined around the best three
by two grids of 41. The rejection region is the literal set of tables; the most likely risks come from bisection of the
likelihood's derivative. The lower limit is the first of 1,000 effects that is not rejected, refined by bisection
between it and the last rejected one. The upper limit is the lower one of the exchanged groups.
"""
import json
import sys

import numpy as np
import scipy
from scipy.special import gammaln


def grids(n1, n2):
    return np.meshgrid(np.arange(n1 + 1), np.arange(n2 + 1), indexing="ij")


def effect_of(scale, v):
    return v if scale == "risk-difference" else np.exp(v)


def risk1(scale, v, p2):
    e = effect_of(scale, v)
    if scale == "risk-difference":
        return p2 + e
    if scale == "risk-ratio":
        return e * p2
    return e * p2 / (1 - p2 + e * p2)


def span(scale, v):
    e = effect_of(scale, v)
    if scale == "risk-difference":
        return max(0.0, -e), min(1.0, 1 - e)
    return (0.0, min(1.0, 1 / e)) if scale == "risk-ratio" else (0.0, 1.0)


def statistic(scale, v, n1, n2):
    x1, x2 = grids(n1, n2)
    e = effect_of(scale, v)
    low, high = span(scale, v)
    a, b = np.full(x1.shape, low), np.full(x1.shape, high)
    with np.errstate(all="ignore"):
        for _ in range(55):
            p2 = (a + b) / 2
            p1 = risk1(scale, v, p2)
            slope = {"risk-difference": 1.0, "risk-ratio": e, "odds-ratio": e / (1 - p2 + e * p2) ** 2}[scale]
            s = slope * (x1 / p1 - (n1 - x1) / (1 - p1)) + x2 / p2 - (n2 - x2) / (1 - p2)
            up = s > 0
            a, b = np.where(up, p2, a), np.where(up, b, p2)
        p2 = (a + b) / 2
        p1 = risk1(scale, v, p2)
        v1, v2 = p1 * (1 - p1) / n1, p2 * (1 - p2) / n2
        if scale == "risk-difference":
            z, var = x1 / n1 - x2 / n2 - e, v1 + v2
        elif scale == "risk-ratio":
            z, var = x1 / n1 - e * x2 / n2, v1 + e * e * v2
        else:
            i1, i2 = n1 * p1 * (1 - p1), n2 * p2 * (1 - p2)
            z, var = x1 - n1 * p1, i1 * i2 / (i1 + i2)
        t = z / np.sqrt(var)
    flat = (x1 + x2 == 0) if scale == "risk-ratio" else (x1 + x2 == 0) | (x1 + x2 == n1 + n2)
    if scale != "risk-difference":
        t = np.where(flat, 0.0, t)
    return t


def masses(n, p):
    k = np.arange(n + 1)
    choose = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    with np.errstate(all="ignore"):
        p = np.clip(p, 0, 1)[:, None]
        out = np.exp(choose) * p**k * (1 - p) ** (n - k)
    return out


def p_value(scale, v, x1, n1, x2, n2, two_sided):
    t = statistic(scale, v, n1, n2)
    seen = t[x1, x2]
    region = np.abs(t) >= abs(seen) * (1 - 1e-8) if two_sided else t >= seen - 1e-8 * abs(seen)
    low, high = span(scale, v)

    def at(angle):
        p2 = low + (high - low) * np.sin(angle) ** 2
        return np.einsum("ki,ij,kj->k", masses(n1, risk1(scale, v, p2)), region, masses(n2, p2))

    angles = np.linspace(0, np.pi / 2, 161)
    values = at(angles)
    best = values.max()
    for i in np.argsort(values)[-3:]:
        step, centre = angles[1], angles[i]
        for _ in range(2):
            fine = np.clip(np.linspace(centre - step, centre + step, 41), 0, np.pi / 2)
            f = at(fine)
            centre, step = fine[f.argmax()], step / 20
            best = max(best, f.max())
    return best


def lower(scale, x1, n1, x2, n2, two_sided, level):
    if scale == "risk-difference":
        if x1 == 0 and x2 == n2:
            return -1.0
        low, high = -1 + 1e-6, x1 / n1 - x2 / n2
    else:
        if x1 == 0 or (scale == "odds-ratio" and x2 == n2):
            return 0.0
        low, high = -14.0, 6.0
    effects = np.linspace(low, high, 1000)
    previous = low
    for v in effects:
        if p_value(scale, v, x1, n1, x2, n2, two_sided) > level:
            a, b = previous, v
            for _ in range(45):
                m = (a + b) / 2
                if p_value(scale, m, x1, n1, x2, n2, two_sided) > level:
                    b = m
                else:
                    a = m
            return float(effect_of(scale, b))
        previous = v
    raise ValueError("no limit")


cases = []
for x1, n1, x2, n2, confidence in [(7, 12, 2, 11, 0.95), (3, 10, 8, 12, 0.9), (0, 8, 3, 9, 0.95), (5, 5, 0, 7, 0.95), (1, 15, 1, 4, 0.8)]:
    for scale in ("risk-difference", "risk-ratio", "odds-ratio"):
        for inversion in ("chan-zhang", "agresti-min"):
            two = inversion == "agresti-min"
            level = 1 - confidence if two else (1 - confidence) / 2
            a = lower(scale, x1, n1, x2, n2, two, level)
            b = lower(scale, x2, n2, x1, n1, two, level)
            upper = -b if scale == "risk-difference" else (None if b == 0 else 1 / b)
            cases.append(
                {"x1": x1, "n1": n1, "x2": x2, "n2": n2, "scale": scale, "inversion": inversion, "confidence": confidence, "lower": a, "upper": upper}
            )
            print(cases[-1], file=sys.stderr)
print(json.dumps({"source": f"numpy {np.__version__}, scipy {scipy.__version__}, Python {sys.version.split()[0]}", "cases": cases}, indent=1))
