"""Reference fits of censored samples: mpmath with 40 digits, maximum and profile limits by Newton's rule on their
defining equations. Writes test/reference/censored-maximum-likelihood.json.

    python3 test/reference/generate/censored-maximum-likelihood.py > test/reference/censored-maximum-likelihood.json
"""
import json
import sys

import mpmath
import scipy
from mpmath import exp, expm1, gamma, gammainc, inf, log, loggamma, mp, mpf, ncdf, npdf, sqrt
from scipy.optimize import minimize

mp.dps = 40
Q = mpmath.findroot(lambda q: mpmath.gammainc(mpf("0.5"), 0, q / 2) / gamma(mpf("0.5")) - mpf("0.95"), 3.84)

# (location, log scale) for normal, lognormal, Weibull; (log mean, log shape) for gamma.
def log_density(law, a, t, x):
    if law == "normal":
        return log(npdf(x, a, exp(t)))
    if law == "lognormal":
        return log(npdf(log(x), a, exp(t))) - log(x)
    if law == "weibull":
        z = (log(x) - a) / exp(t)
        return z - exp(z) - t - log(x)
    k = exp(t)
    r = k / exp(a)
    return k * log(r) + (k - 1) * log(x) - r * x - loggamma(k)


def log_mass(law, a, t, low, high):
    """log P(low < X < high); low None or high None where open."""
    if law in ("normal", "lognormal"):
        z = lambda x: ((log(x) if law == "lognormal" else x) - a) / exp(t)
        if low is None:
            return log(ncdf(z(high)))
        if high is None:
            return log(ncdf(-z(low)))
        return log(ncdf(z(high)) - ncdf(z(low)))
    if law == "weibull":
        h = lambda x: exp((log(x) - a) / exp(t))
        if low is None:
            return log(-expm1(-h(high)))
        if high is None:
            return -h(low)
        return log(exp(-h(low)) - exp(-h(high)))
    k = exp(t)
    r = k / exp(a)
    return log(gammainc(k, 0 if low is None else r * low, inf if high is None else r * high) / gamma(k))


def functionals(law):
    """name -> (functional of (a, t), how it is reported); the scale on which limits are monotone."""
    if law == "normal":
        return {
            "mean": lambda a, t: a,
            "standardDeviation": lambda a, t: exp(t),
            "q90": lambda a, t: a + exp(t) * sqrt(2) * mpmath.erfinv(mpf("0.8")),
        }
    if law == "lognormal":
        return {
            "meanLog": lambda a, t: a,
            "sdLog": lambda a, t: exp(t),
            "mean": lambda a, t: exp(a + exp(2 * t) / 2),
            "standardDeviation": lambda a, t: exp(a + exp(2 * t) / 2) * sqrt(expm1(exp(2 * t))),
            "q90": lambda a, t: exp(a + exp(t) * sqrt(2) * mpmath.erfinv(mpf("0.8"))),
        }
    if law == "weibull":
        return {
            "shape": lambda a, t: exp(-t),
            "scale": lambda a, t: exp(a),
            "mean": lambda a, t: exp(a) * gamma(1 + exp(t)),
            "standardDeviation": lambda a, t: exp(a) * sqrt(gamma(1 + 2 * exp(t)) - gamma(1 + exp(t)) ** 2),
            "q90": lambda a, t: exp(a) * (-log(mpf("0.1"))) ** exp(t),
        }

    def q90(a, t):
        k = exp(t)
        start = scipy.stats.gamma.ppf(0.9, float(k))
        return mpmath.findroot(lambda y: gammainc(k, y) / gamma(k) - mpf("0.1"), start) * exp(a) / k

    return {
        "shape": lambda a, t: exp(t),
        "rate": lambda a, t: exp(t - a),
        "mean": lambda a, t: exp(a),
        "standardDeviation": lambda a, t: exp(a - t / 2),
        "q90": q90,
    }


def diff(f, v):
    return [mpmath.diff(f, tuple(v), n) for n in ((1, 0), (0, 1))]


def fit(law, sample):
    def loglik(a, t):
        total = mpf(0)
        for low, high, count in sample:
            if low is not None and low == high:
                total += count * log_density(law, a, t, mpf(low))
            else:
                total += count * log_mass(law, a, t, None if low is None else mpf(low), None if high is None else mpf(high))
        return total

    mids = [float(h if l is None else l if h is None else (l + h) / 2) for l, h, _ in sample]
    if law != "normal":
        mids = [float(log(x)) for x in mids]
    m = sum(mids) / len(mids)
    s = (sum((x - m) ** 2 for x in mids) / len(mids)) ** 0.5
    begin = [m, float(log(s))] if law != "gamma" else [m, 0.0]
    mp.dps = 20
    rough = minimize(lambda v: -float(loglik(mpf(v[0]), mpf(v[1]))), begin, method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-9}).x
    mp.dps = 40
    top = mpmath.findroot(lambda a, t: diff(loglik, (a, t)), tuple(map(mpf, rough)), tol=1e-25)
    a, t = top
    h = [mpmath.diff(loglik, (a, t), n) for n in ((2, 0), (1, 1), (0, 2))]
    det = h[0] * h[2] - h[1] ** 2
    inverse = [-h[2] / det, h[1] / det, -h[0] / det]
    best = loglik(a, t)
    out = {"logLikelihood": best, "functionals": {}}
    for name, f in functionals(law).items():
        # Limits through log f where f is positive: the same limits, better starts.
        g = (lambda a, t, f=f: log(f(a, t))) if name not in ("meanLog",) and not (law == "normal" and name != "standardDeviation") else f
        d = diff(f, top)
        e = diff(g, top)
        se = sqrt(d[0] ** 2 * inverse[0] + 2 * d[0] * d[1] * inverse[1] + d[1] ** 2 * inverse[2])
        along = [inverse[0] * e[0] + inverse[1] * e[1], inverse[1] * e[0] + inverse[2] * e[1]]
        norm = sqrt(e[0] * along[0] + e[1] * along[1])
        limits = []
        for sign in (-1, 1):
            # Out to the limit in steps, each found from the last.
            v = [a, t]
            for step in range(1, 9):
                share = mpf(step) / 8
                if step == 1:
                    v = [a + sign * share * sqrt(Q) * along[0] / norm, t + sign * share * sqrt(Q) * along[1] / norm]

                def equations(a2, t2, share=share):
                    dl = diff(loglik, (a2, t2))
                    dg = diff(g, (a2, t2))
                    return [2 * (best - loglik(a2, t2)) - share**2 * Q, dl[0] * dg[1] - dl[1] * dg[0]]

                mp.dps = 25 if step < 8 else 40
                root = mpmath.findroot(equations, tuple(v), tol=1e-16 if step < 8 else 1e-25, maxsteps=60)
                old, v = v, [root[0], root[1]]
                if step < 8:
                    v = [top[k] + (v[k] - top[k]) * (share + mpf(1) / 8) / share for k in (0, 1)]
            mp.dps = 40
            value = f(*root)
            assert (value - f(a, t)) * sign > 0, (law, name, sign)
            limits.append(value)
        out["functionals"][name] = {"estimate": f(a, t), "standardError": se, "profileLower": limits[0], "profileUpper": limits[1]}
    return out


def plain(x):
    if isinstance(x, dict):
        return {k: plain(v) for k, v in x.items()}
    if isinstance(x, list):
        return [plain(v) for v in x]
    return float(x) if isinstance(x, mpf) else x


SAMPLES = {
    "two_limits": [(None, 1, 5), (None, 2, 2), (1.2, 1.2, 1), (1.7, 1.7, 2), (2.3, 2.3, 1), (3.1, 3.1, 1), (4.4, 4.4, 1), (5, 5, 2), (9.5, 9.5, 1)],
    "all_kinds": [(None, 0.5, 3), (0.5, 1, 4), (1.1, 1.1, 1), (1.9, 1.9, 1), (2.6, 2.6, 1), (3.3, 3.3, 2), (5.2, 5.2, 1), (6, 8, 2), (8, None, 3)],
    "mostly_below": [(None, 3, 14), (3.2, 3.2, 1), (4.1, 4.1, 1), (6.6, 6.6, 1)],
}

cases = []
for name, sample in SAMPLES.items():
    for law in ("normal", "lognormal", "weibull", "gamma"):
        print(name, law, file=sys.stderr)
        try:
            expected = fit(law, sample)
        except (ValueError, ZeroDivisionError, AssertionError) as problem:
            print("left out:", name, law, problem, file=sys.stderr)
            continue
        cases.append({"case": f"{name}_{law}", "input": {"lower": [r[0] if r[0] is not None else "-Inf" for r in sample], "upper": [r[1] if r[1] is not None else "Inf" for r in sample], "counts": [r[2] for r in sample], "distribution": law}, "expected": plain(expected)})
print(json.dumps({"source": f"mpmath {mpmath.__version__} (40 digits), starts by scipy {scipy.__version__}", "cases": cases}, indent=1))
