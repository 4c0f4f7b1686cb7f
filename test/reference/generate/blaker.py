"""Makes ../blaker.json: Blaker's limits and acceptability, in 50 digits.

    python3 blaker.py > ../blaker.json

The acceptability function is evaluated from its definition (sum of the probabilities of all counts whose smaller tail is
not above the observed one). The limits are found without knowing its shape: the shares at which it can jump (where two
opposite tails are equal) are found by bisection for every pair, and each stretch between two jumps is scanned at 64
points for the first, or last, share that is not rejected, then bisected.
"""
import json
import sys
from fractions import Fraction

import mpmath
from mpmath import mp, mpf

mp.dps = 50


def tails(n, p):
    q = 1 - p
    mass = [mp.binomial(n, k) * p**k * q ** (n - k) for k in range(n + 1)]
    lower, run = [], mpf(0)
    for m in mass:
        run += m
        lower.append(run)
    upper, run = [], mpf(0)
    for m in reversed(mass):
        run += m
        upper.append(run)
    upper.reverse()
    return mass, lower, upper


def acceptability(x, n, p):
    mass, lower, upper = tails(n, p)
    slack = 1 + mpf(10) ** -30
    seen = min(lower[x], upper[x]) * slack
    return min(mpf(1), sum(m for m, a, b in zip(mass, lower, upper) if min(a, b) <= seen))


def bisect(f, a, b):
    """f(a) false, f(b) true."""
    for _ in range(90):
        m = (a + b) / 2
        if f(m):
            b = m
        else:
            a = m
    return b


def limits(x, n, alpha):
    # Jumps of the lower side: P(X <= k) = P(X >= x), k < x; of the upper side: P(X >= k) = P(X <= x), k > x.
    jumps = [mpf(0), mpf(1)]
    for k in range(n + 1):
        if k < x:
            jumps.append(bisect(lambda p: tails(n, p)[2][x] > tails(n, p)[1][k], mpf(0), mpf(1)))
        elif k > x:
            jumps.append(bisect(lambda p: tails(n, p)[2][k] > tails(n, p)[1][x], mpf(0), mpf(1)))
    jumps.sort()
    points = []
    tiny = mpf(10) ** -25
    for a, b in zip(jumps, jumps[1:]):
        if b - a < 10 * tiny:
            continue
        points += [a + tiny + (b - a - 2 * tiny) * i / 64 for i in range(65)]
    inside = [acceptability(x, n, p) > alpha for p in points]
    first = inside.index(True)
    last = len(points) - 1 - inside[::-1].index(True)
    low = mpf(0) if first == 0 else bisect(lambda p: acceptability(x, n, p) > alpha, points[first - 1], points[first])
    high = mpf(1) if last == len(points) - 1 else bisect(lambda p: acceptability(x, n, p) <= alpha, points[last], points[last + 1])
    gaps = []
    i = first
    while i < last:
        if not inside[i]:
            j = i
            while not inside[j]:
                j += 1
            gaps.append(
                [
                    float(bisect(lambda p: acceptability(x, n, p) <= alpha, points[i - 1], points[i])),
                    float(bisect(lambda p: acceptability(x, n, p) > alpha, points[j - 1], points[j])),
                ]
            )
            i = j
        i += 1
    return float(low), float(high), gaps


intervals = []
for x, n, confidence in [
    (0, 1, 0.95), (1, 1, 0.95), (0, 10, 0.95), (10, 10, 0.9), (3, 10, 0.95), (1, 10, 0.5), (5, 10, 0.2), (7, 20, 0.99),
    (2, 23, 0.9), (19, 20, 0.999), (7, 50, 0.95), (6, 20, 0.8), (14, 24, 0.9), (0, 21, 0.9), (1, 19, 0.5), (25, 27, 0.99),
]:
    low, high, gaps = limits(x, n, mpf(1) - mpf(confidence))
    intervals.append({"events": x, "n": n, "confidence": confidence, "lower": low, "upper": high, "gaps": gaps})
    print(x, n, confidence, low, high, gaps, file=sys.stderr)

tests = [
    {"events": x, "n": n, "share": s, "p": float(acceptability(x, n, mpf(s)))}
    for x, n, s in [
        (0, 1, 0.5), (3, 10, 0.5), (7, 10, 0.5), (0, 10, 0.03), (5, 10, 0.5), (12, 40, 0.1), (40, 40, 0.75), (2, 60, 0.9),
        (30, 200, 0.4), (199, 200, 0.0625), (0, 30, 1.0), (30, 30, 1.0), (0, 30, 0.0),
    ]
]
print(
    json.dumps(
        {"source": f"mpmath {mpmath.__version__}, Python {sys.version.split()[0]}", "intervals": intervals, "tests": tests}, indent=1
    )
)
