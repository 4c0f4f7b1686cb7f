"""Makes ../rank-distributions.json: rank-sum and signed-rank distributions counted with whole numbers of any size.

    python3 rank-distributions.py > ../rank-distributions.json
"""
import json
import math
import sys
from fractions import Fraction

import mpmath

mpmath.mp.dps = 40


def doubled_ranks(counts):
    below, ranks = 0, []
    for c in counts:
        ranks += [2 * below + c + 1] * c
        below += c
    return ranks


def untied(m, n):
    """Coefficients of the Gaussian binomial, by doubled U."""
    m, n = min(m, n), max(m, n)
    row = [0] * (m * n + 1)
    row[0] = 1
    for k in range(1, m + 1):
        a = n + k
        for u in range(m * n, a - 1, -1):
            row[u] -= row[u - a]
        for u in range(k, m * n + 1):
            row[u] += row[u - k]
    return {2 * u: c for u, c in enumerate(row)}


def tied(counts, chosen):
    rows = [{} for _ in range(chosen + 1)]
    rows[0][0] = 1
    for seen, rank in enumerate(doubled_ranks(counts), 1):
        for j in range(min(seen, chosen), 0, -1):
            for s, c in rows[j - 1].items():
                rows[j][s + rank] = rows[j].get(s + rank, 0) + c
    return {s - chosen * (chosen + 1): c for s, c in rows[chosen].items()}


def signed(ranks):
    row = {0: 1}
    for r in ranks:
        new = dict(row)
        for s, c in row.items():
            new[s + int(2 * r)] = new.get(s + int(2 * r), 0) + c
        row = new
    return row


def real(f):
    return float(mpmath.mpf(f.numerator) / f.denominator)


def logarithm(f):
    if f == 0:
        return "-Inf"
    if f > Fraction(1, 2):
        rest = 1 - f
        return float(mpmath.log1p(-mpmath.mpf(rest.numerator) / rest.denominator))
    return float(mpmath.log(mpmath.mpf(f.numerator) / f.denominator))


cases = []


def ask(name, d, law, places, probabilities):
    total = sum(law.values())
    support = sorted(law)
    running, below = {}, 0
    for s in support:
        below += law[s]
        running[s] = below
    for place in places:
        s = support[place]
        point, lower, upper = Fraction(law[s], total), Fraction(running[s], total), Fraction(total - running[s], total)
        cases.append({"family": name, **d, "x": s / 2, "density": real(point), "logDensity": logarithm(point), "cdf": real(lower),
                      "logCdf": logarithm(lower), "sf": real(upper), "logSf": logarithm(upper)})
    for p in probabilities:
        f = Fraction(p)
        low = next(s for s in support if Fraction(running[s], total) >= f)
        high = next(s for s in support if Fraction(total - running[s], total) <= f)
        cases.append({"family": name, **d, "p": p, "quantile": low / 2, "upperQuantile": high / 2})


def spread(law):
    n = len(law)
    return sorted({0, 1, n // 50, n // 4, n // 2, n // 2 + 1, n - 2, n - 1} & set(range(n)))


for m, n in [(1, 1), (3, 4), (10, 5), (40, 60), (300, 300), (520, 520)]:
    if m > 300:
        # Only the ends: 1e-311 and the like, where a probability is no longer a normal double.
        c = math.comb(m + n, m)
        partitions = [1, 1, 2, 3, 5, 7]
        for u in range(6):
            lower = Fraction(sum(partitions[: u + 1]), c)
            cases.append({"family": "rank-sum", "chosen": m, "counts": [1] * (m + n), "x": u, "logCdf": logarithm(lower), "logDensity": logarithm(Fraction(partitions[u], c))})
        continue
    law = untied(m, n)
    ask("rank-sum", {"chosen": m, "counts": [1] * (m + n)}, law, spread(law), [1e-300, 1e-6, 0.025, 0.5, 0.975])
for counts, chosen in [([2, 1, 1, 3], 3), ([1, 4], 2), ([3, 3, 3], 9), ([5], 2), ([12, 1, 1, 1, 1, 1, 1, 2, 3], 9), ([2] * 14, 11), ([30] + [1] * 20, 25), ([1, 7, 2, 2, 9, 1, 6], 17)]:
    law = tied(counts, chosen)
    ask("rank-sum", {"chosen": chosen, "counts": counts}, law, spread(law), [1e-9, 0.025, 0.5, 0.975])
for ranks in [[1], [1, 2, 3], list(range(1, 31)), [1.5, 1.5, 3], [2, 2, 2, 4.5, 4.5, 6, 7], [3.5] * 6 + [7, 8.5, 8.5], [4, 5, 6.5, 6.5], list(range(1, 201))]:
    law = signed(ranks)
    ask("signed-rank", {"ranks": ranks}, law, spread(law), [1e-50, 0.025, 0.5, 0.975])
print(json.dumps({"source": f"whole numbers of Python {sys.version.split()[0]}, divided by mpmath {mpmath.__version__}", "cases": cases}))
