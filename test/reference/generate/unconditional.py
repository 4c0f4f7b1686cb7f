"""Makes ../unconditional.json: Barnard's and Boschloo's p-values from whole numbers and 40 digits.

    python3 unconditional.py > ../unconditional.json

Which tables belong to the rejection region is decided in integers (z by its square, Fisher's p as a fraction), so that
ties are ties. The probability of the region is the polynomial sum of c_S p^S (1 - p)^(N - S) with whole c_S. Its
maximum: a grid of 20,001 points equally spaced in the angle (p = sin^2), every local maximum within 1 % of the best
one refined by a golden section in mpmath.
"""
import json
import sys
from fractions import Fraction
from math import comb

import mpmath
import numpy as np
from mpmath import mp, mpf

mp.dps = 40


def sign(value):
    return (value > 0) - (value < 0)


def z_compare(kind, n1, n2):
    def parts(x1, x2):
        difference = x1 * n2 - x2 * n1
        if kind == "pooled":
            return difference, (x1 + x2) * (n1 + n2 - x1 - x2)
        return difference, x1 * (n1 - x1) * n2**3 + x2 * (n2 - x2) * n1**3

    def size(a, b):  # sign of |z_a| - |z_b|; 0/0 counts as 0
        (da, va), (db, vb) = a, b
        if da == 0 or db == 0:
            return sign(abs(da) - abs(db))
        return sign(da * da * vb - db * db * va)

    def signed(a, b):
        sa, sb = sign(a[0]), sign(b[0])
        return sa * size(a, b) if sa == sb else sign(sa - sb)

    return parts, size, signed


def region_z(kind, x1, n1, x2, n2, alternative):
    parts, size, signed = z_compare(kind, n1, n2)
    seen = parts(x1, x2)
    test = {
        "two_sided": lambda t: size(t, seen) >= 0,
        "greater": lambda t: signed(t, seen) >= 0,
        "less": lambda t: signed(t, seen) <= 0,
    }[alternative]
    return lambda events: [x for x in support(events, n1, n2) if test(parts(x, events - x))]


def support(events, n1, n2):
    return range(max(0, events - n2), min(n1, events) + 1)


def fisher(events, n1, n2, alternative):
    """Numerators of Fisher's p over C(n1 + n2, events), for every first cell."""
    xs = support(events, n1, n2)
    mass = [comb(n1, x) * comb(n2, events - x) for x in xs]
    if alternative == "two_sided":
        order = sorted(mass)
        total, at_most = 0, {}
        for m in order:
            total += m
            at_most[m] = total
        return {x: at_most[m] for x, m in zip(xs, mass)}
    run, out = 0, {}
    pairs = list(zip(xs, mass))
    for x, m in pairs if alternative == "less" else reversed(pairs):
        run += m
        out[x] = run
    return out


def region_boschloo(x1, n1, x2, n2, alternative):
    n = n1 + n2
    seen = fisher(x1 + x2, n1, n2, alternative)[x1]
    over = comb(n, x1 + x2)
    return lambda events: [
        x for x, p in fisher(events, n1, n2, alternative).items() if p * over <= seen * comb(n, events)
    ]


def supremum(region, n1, n2):
    n = n1 + n2
    c = [sum(comb(n1, x) * comb(n2, s - x) for x in region(s)) for s in range(n + 1)]
    weights = [Fraction(k, comb(n, s)) for s, k in enumerate(c)]
    if max(weights[0], weights[n]) == 1:
        return mpf(1), 0.0 if weights[0] == 1 else 1.0

    def at(angle):
        p, q = mp.sin(angle) ** 2, mp.cos(angle) ** 2
        return mp.fsum(k * p**s * q ** (n - s) for s, k in enumerate(c) if k)

    angles = np.linspace(0, np.pi / 2, 20001)
    logs = np.array([float(mp.log(k)) if k else -np.inf for k in c])
    s = np.arange(n + 1)
    inner = angles[1:-1]
    values = np.full(angles.size, -np.inf)
    values[0], values[-1] = logs[0], logs[n]
    for i in range(0, inner.size, 2000):
        part = inner[i : i + 2000, None]
        e = logs + s * 2 * np.log(np.sin(part)) + (n - s) * 2 * np.log(np.cos(part))
        m = e.max(axis=1, keepdims=True)
        values[1 + i : 1 + i + part.size] = (m + np.log(np.exp(e - m).sum(axis=1, keepdims=True)))[:, 0]
    best = values.max()
    candidates = [
        i
        for i in range(angles.size)
        if values[i] > best - 0.01
        and values[i] >= values[max(0, i - 1)]
        and values[i] >= values[min(angles.size - 1, i + 1)]
    ]
    # A plateau gives many candidates: the twelve highest will do.
    candidates = sorted(candidates, key=lambda i: -values[i])[:12]
    top, where = mpf(-1), 0
    golden = (mp.sqrt(5) - 1) / 2
    for i in candidates:
        a, b = mpf(angles[max(0, i - 1)]), mpf(angles[min(angles.size - 1, i + 1)])
        for _ in range(45):
            l, r = b - golden * (b - a), a + golden * (b - a)
            if at(l) < at(r):
                a = l
            else:
                b = r
        for x in (a, b, mpf(angles[i])):
            v = at(x)
            if v > top:
                top, where = v, x
    return top, float(mp.sin(where) ** 2)


TABLES = [
    (0, 5, 5, 5), (0, 1, 1, 1), (1, 1, 0, 30), (0, 4, 0, 9), (4, 4, 9, 9), (0, 10, 3, 12), (12, 12, 7, 9), (1, 20, 6, 20),
    (2, 7, 29, 60), (15, 15, 1, 16), (7, 12, 7, 12), (3, 40, 4, 41), (25, 50, 40, 50), (50, 50, 0, 50), (1, 3, 95, 100),
    (6, 6, 150, 200), (60, 100, 48, 100), (30, 120, 10, 110), (150, 300, 180, 300), (2, 300, 14, 300),
]
cases = []
for x1, n1, x2, n2 in TABLES:
    expected = {}
    for alternative in ("two_sided", "greater", "less"):
        for name, region in (
            ("boschloo", region_boschloo(x1, n1, x2, n2, alternative)),
            ("z_pooled", region_z("pooled", x1, n1, x2, n2, alternative)),
            ("z_unpooled", region_z("unpooled", x1, n1, x2, n2, alternative)),
        ):
            p, _ = supremum(region, n1, n2)
            expected[f"{name}_{alternative}"] = float(p)
    print(x1, n1, x2, n2, file=sys.stderr)
    cases.append(
        {
            "case": f"unconditional_exact/{x1}_{n1}_{x2}_{n2}",
            "function": "unconditional_exact",
            "input": {"x1": x1, "n1": n1, "x2": x2, "n2": n2},
            "expected": expected,
            "tol": {"rel": 1e-10, "abs": 0},
            "source": f"whole numbers and mpmath {mpmath.__version__}, Python {sys.version.split()[0]}",
        }
    )
print(json.dumps(cases, indent=1))
