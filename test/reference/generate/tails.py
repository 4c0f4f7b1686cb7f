"""Makes ../tails.json: log tails of gamma and beta at 17 digits, from series of positive terms in mpmath.

    python3 tails.py > ../tails.json
"""
import json
from mpmath import mp, mpf, exp, log, log1p, loggamma


def complement(lower):
    return log1p(-exp(lower))


def log_gamma_lower(a, x):
    term = total = mpf(1)
    n = 1
    while term * x / (a + n) > total * mpf(10) ** -mp.dps or x > a + n:
        term *= x / (a + n)
        total += term
        n += 1
    return a * log(x) - x - loggamma(a + 1) + log(total)


def log_beta_lower(a, b, x):
    y = 1 - x
    term = total = mpf(1)
    k = 0
    while True:
        ratio = (a + b + k) / (a + 1 + k) * x
        term *= ratio
        total += term
        k += 1
        if ratio < 1 and term * ratio / (1 - ratio) < total * mpf(10) ** -mp.dps:
            break
    return a * log(x) + b * log(y) - log(a) - loggamma(a) - loggamma(b) + loggamma(a + b) + log(total)


def both(lower, swap=False):
    tails = [lower, complement(lower)]
    return [float(t) for t in (reversed(tails) if swap else tails)]


def gamma_case(a, x):
    # Digits enough that the complement of the lower tail is still known to 20.
    mp.dps = 60 + (int((x - a) / 2) if x > a else 0)
    lower, upper = both(log_gamma_lower(mpf(a), mpf(x)))
    return {"family": "gamma", "a": a, "x": x, "logLower": lower, "logUpper": upper}


def beta_case(a, b, x):
    mp.dps = 120
    x_ = mpf(x)
    y_ = 1 - x_
    below_mean = x_ * b <= y_ * a
    # The tail on the near side of the mean, unless its series would creep.
    if below_mean == ((x_ if below_mean else y_) <= 0.999):
        lower, upper = both(log_beta_lower(mpf(a), mpf(b), x_))
    else:
        lower, upper = both(log_beta_lower(mpf(b), mpf(a), y_), swap=True)
    return {"family": "beta", "a": a, "b": b, "x": x, "logLower": lower, "logUpper": upper}


cases = []
for a, xs in {
    1e-10: [1e-12, 0.5, 3], 0.001: [1e-300, 1e-5, 1, 1.6, 20], 0.3: [1e-8, 0.2, 1.4, 1.6, 50], 1: [1e-20, 0.7, 30],
    7.5: [1e-30, 4, 8, 9, 60, 700], 60: [1e-3, 40, 60, 61, 200], 1000: [300, 900, 1000, 1001.5, 1400],
    1e4: [5000, 9800, 1e4, 10050, 12000], 1e6: [990000, 1e6, 1000500],
}.items():
    cases += [gamma_case(a, x) for x in xs]
for a, b, xs in [
    (0.5, 0.5, [1e-300, 1e-10, 0.3, 0.5, 0.999999]), (0.001, 5, [1e-12, 1e-4, 0.001, 0.1, 0.9]), (1e-8, 5, [1e-12, 0.3]),
    (0.1, 1e5, [1e-10, 1e-6, 0.001, 0.3]), (1e5, 0.1, [0.9, 0.9999, 0.999999]), (2.5, 8.5, [1e-6, 0.1, 0.25, 0.7]),
    (30, 2, [0.01, 0.9, 0.999]), (200, 300, [0.2, 0.39, 0.4, 0.41, 0.6]), (5000, 2500, [0.5, 0.65, 0.6667, 0.68]),
    (1e4, 1e4, [0.3, 0.49, 0.5, 0.505]), (0.5, 5e5, [1e-9, 4e-6, 1e-4]), (5e-9, 2e-9, [1e-5, 0.4]),
]:
    cases += [beta_case(a, b, x) for x in xs]
print(json.dumps({"source": "mpmath, positive series, 60 digits and more", "cases": cases}, indent=1))
