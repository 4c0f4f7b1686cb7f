"""Makes ../distributions.json: densities, tails and quantiles of the distributions where they are hardest, by mpmath.

    python3 distributions.py > ../distributions.json

A row is [distribution, what, tail, logarithm or not, arguments, value, relative tolerance, absolute tolerance]. Tails come from continued fractions on the near side of the mean, series where those converge better, exact sums for the
counts; the other tail is the complement, which is never the small one. 40 digits.
"""
import json
import mpmath
from mpmath import mp, mpf, exp, log, log1p, expm1, loggamma, sqrt, pi, inf

mp.dps = 40


def complement(low):
    """log(1 - exp(low))"""
    if low == 0:
        return -inf
    return log1p(-exp(low)) if low < -1 else log(-expm1(low))


def lentz(term, first):
    """first + a1/(b1 + a2/(b2 + ...)), term(n) = (a_n, b_n)"""
    tiny = mpf(10) ** -(mp.dps * 3)
    f = first if first != 0 else tiny
    c, d = f, mpf(0)
    for n in range(1, 3_000_000):
        a, b = term(n)
        d = b + a * d
        d = 1 / (d if d != 0 else tiny)
        c = b + a / c
        if c == 0:
            c = tiny
        f *= c * d
        if abs(c * d - 1) < mpf(10) ** -(mp.dps - 6):
            return f
    raise ArithmeticError("no convergence")


def gamma_tails(a, x):
    if x == 0:
        return -inf, mpf(0)
    front = a * log(x) - x
    if x < a + 1:
        term = total = mpf(1)
        n = 1
        while True:
            ratio = x / (a + n)
            term *= ratio
            total += term
            n += 1
            if ratio < 1 and term * ratio / (1 - ratio) < total * mpf(10) ** -(mp.dps - 4):
                break
        lower = front - loggamma(a + 1) + log(total)
        return lower, complement(lower)
    f = lentz(lambda n: (-n * (n - a), x + 2 * n + 1 - a), x + 1 - a)
    upper = front - loggamma(a) - log(f)
    return complement(upper), upper


def beta_tails(a, b, x, y):
    if x == 0:
        return -inf, mpf(0)
    if y == 0:
        return mpf(0), -inf
    if x * (a + b) > a:
        upper, lower = beta_tails(b, a, y, x)
        return lower, upper
    front = a * log(x) + b * log(y) + loggamma(a + b) - loggamma(a) - loggamma(b) - log(a)

    def term(n):
        m = n // 2
        if n % 2 == 0:
            return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), mpf(1)
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), mpf(1)

    lower = front - log(lentz(term, mpf(1)))
    return lower, complement(lower)


def t_tails(df, t):
    d = df + t * t
    lower, _ = beta_tails(df / 2, mpf(1) / 2, df / d, t * t / d)
    small = lower - log(mpf(2))
    if t == 0:
        small = -log(mpf(2))
    return (small, complement(small)) if t < 0 else (complement(small), small)


def log_beta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def binomial_tails(n, p, k):
    if k >= n:
        return mpf(0), -inf
    upper, lower = beta_tails(mpf(k + 1), mpf(n - k), p, 1 - p)
    return lower, upper


def poisson_tails(mean, k):
    upper, lower = gamma_tails(mpf(k + 1), mean)
    return lower, upper


def weighted_tails(weights, k, lowest):
    total = sum(weights)
    low = sum(weights[: k - lowest + 1])
    high = sum(weights[k - lowest + 1:])
    lower = log(low / total) if low < total / 2 else complement(log(high / total)) if high else mpf(0)
    upper = log(high / total) if high < total / 2 else complement(log(low / total)) if low else mpf(0)
    return (lower if low else -inf), (upper if high else -inf), log(weights[k - lowest] / total)


def noncentral(draws, successes, failures, odds):
    lowest = max(0, draws - failures)
    highest = min(draws, successes)
    w = mpf(1)
    weights = [w]
    for x in range(lowest, highest):
        w *= mpf((draws - x) * (successes - x)) * odds / ((x + 1) * (failures - draws + x + 1))
        weights.append(w)
    return lowest, weights


def kolmogorov_tails(x):
    if x < mpf("0.9"):
        lower = log(sqrt(2 * pi) / x * sum(exp(-(2 * k - 1) ** 2 * pi ** 2 / (8 * x * x)) for k in range(1, 40)))
        return lower, complement(lower)
    upper = log(2 * sum((-1) ** (k - 1) * exp(-2 * k * k * x * x) for k in range(1, 40)))
    return complement(upper), upper


def kolmogorov_density(x):
    if x < mpf("0.9"):
        u = lambda k: (2 * k - 1) ** 2 * pi ** 2 / (8 * x * x)
        return log(sqrt(2 * pi) / x ** 2 * sum((2 * u(k) - 1) * exp(-u(k)) for k in range(1, 40)))
    return log(8 * x * sum((-1) ** (k - 1) * k * k * exp(-2 * k * k * x * x) for k in range(1, 40)))


def normal_tails(z):
    def upper(v):
        # erfc at 1e6 is exp(-5e11): mpmath keeps the exponent.
        return log(mpmath.erfc(v / sqrt(mpf(2))) / 2)
    return (upper(-z), upper(z)) if abs(z) < 2 else ((complement(upper(z)), upper(z)) if z > 0 else (upper(-z), complement(upper(-z))))


def log_logistic(z):
    return -log1p(exp(-z))


FAMILIES = {
    "normal": (lambda m, s, x: normal_tails((x - m) / s), lambda m, s, x: -((x - m) / s) ** 2 / 2 - log(s * sqrt(2 * pi))),
    "lognormal": (lambda m, s, x: normal_tails((log(x) - m) / s) if x > 0 else (-inf, mpf(0)),
                  lambda m, s, x: -((log(x) - m) / s) ** 2 / 2 - log(x * s * sqrt(2 * pi))),
    "logistic": (lambda m, s, x: (log_logistic((x - m) / s), log_logistic((m - x) / s)),
                 lambda m, s, x: log_logistic((x - m) / s) + log_logistic((m - x) / s) - log(s)),
    "weibull": (lambda k, s, x: (complement(-(x / s) ** k), -(x / s) ** k), lambda k, s, x: log(k / s) + (k - 1) * log(x / s) - (x / s) ** k),
    "gamma": (lambda a, r, x: gamma_tails(a, r * x), lambda a, r, x: a * log(r) + (a - 1) * log(x) - r * x - loggamma(a)),
    "chi-square": (lambda df, x: gamma_tails(df / 2, x / 2), lambda df, x: (df / 2 - 1) * log(x) - x / 2 - df / 2 * log(mpf(2)) - loggamma(df / 2)),
    "beta": (lambda a, b, x: beta_tails(a, b, x, 1 - x), lambda a, b, x: (a - 1) * log(x) + (b - 1) * log1p(-x) - log_beta(a, b)),
    "t": (t_tails, lambda df, t: loggamma((df + 1) / 2) - loggamma(df / 2) - log(df * pi) / 2 - (df + 1) / 2 * log1p(t * t / df)),
    "f": (lambda a, b, x: beta_tails(a / 2, b / 2, a * x / (a * x + b), b / (a * x + b)),
          lambda a, b, x: a / 2 * log(a / b) + (a / 2 - 1) * log(x) - (a + b) / 2 * log1p(a * x / b) - log_beta(a / 2, b / 2)),
    "kolmogorov": (kolmogorov_tails, kolmogorov_density),
    "binomial": (binomial_tails, lambda n, p, k: loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1) + k * log(p) + (n - k) * log1p(-p)),
    "poisson": (poisson_tails, lambda m, k: k * log(m) - m - loggamma(k + 1)),
    "negative-binomial": (lambda s, p, k: beta_tails(s, k + 1, p, 1 - p),
                          lambda s, p, k: loggamma(s + k) - loggamma(s) - loggamma(k + 1) + s * log(p) + k * log1p(-p)),
}
KEYS = {
    "normal": ["mean", "sd"], "lognormal": ["meanLog", "sdLog"], "logistic": ["location", "scale"], "weibull": ["shape", "scale"],
    "gamma": ["shape", "rate"], "chi-square": ["df"], "beta": ["shape1", "shape2"], "t": ["df"], "f": ["df1", "df2"], "kolmogorov": [],
    "binomial": ["n", "probability"], "poisson": ["mean"], "negative-binomial": ["size", "probability"],
}
DISCRETE = {"binomial", "poisson", "negative-binomial"}

count = 0


def number(v):
    if v == inf or (not mpmath.isnan(v) and abs(v) > mpf("1.79e308")):
        return "Inf" if v > 0 else "-Inf"
    return float(v)


def emit(name, of, tail, is_log, args, value, rel, absolute=0.0):
    global count
    row = [name, of, tail, is_log, args, number(value), rel, absolute]
    # One point in six is kept; all of them were tried.
    if of == "quantile" or count % 6 == 0:
        print(("" if count == 0 else ",") + json.dumps(row), flush=True)
    count += 1


def plain(log_value):
    """exp, or None where a double would be subnormal: those have fewer digits."""
    return mpf(0) if log_value < -746 else None if log_value < -708 else exp(log_value)


def points(name, params, xs):
    tails, density = FAMILIES[name]
    for x in xs:
        args = {"x": x, **dict(zip(KEYS[name], params))}
        values = [mpf(p) for p in params]
        d = density(*values, mpf(x))
        low, high = tails(*values, mpf(x) if name not in DISCRETE else int(x))
        emit(name, "density", "lower", True, args, d, 1e-12, 1e-14)
        if plain(d) is not None:
            emit(name, "density", "lower", False, args, plain(d), 1e-11)
        for tail, v in (("lower", low), ("upper", high)):
            emit(name, "cdf", tail, True, args, v if v != 0 else mpf(0), 1e-11)
            if plain(v) is not None:
                emit(name, "cdf", tail, False, args, plain(v), 1e-11)


def root(f, start, span):
    """Root of a rising function: doubling strides, halving, then secants that stay inside (Illinois)."""
    low = high = start
    while f(low) > 0:
        high = low
        low -= span
        span *= 2
    while f(high) < 0:
        low = max(low, high)
        high += span
        span *= 2
    while high - low > mpf("0.01") or not mpmath.isfinite(f(high)) or not mpmath.isfinite(f(low)):
        middle = (low + high) / 2
        if f(middle) > 0:
            high = middle
        else:
            low = middle
    a, fa, b, fb = low, f(low), high, f(high)
    for _ in range(100):
        c = b - fb * (b - a) / (fb - fa) if fb != fa else b
        fc = f(c)
        if abs(c - b) < mpf(10) ** -19 * max(1, abs(c)) or fc == 0:
            return c
        if (fc > 0) == (fb > 0):
            fa /= 2
        else:
            a, fa = b, fb
        b, fb = c, fc
    raise ArithmeticError("no root")


def quantiles(name, params, logs, to_x, start, span):
    """Points whose lower and upper tail have given logarithms, by bisection and secants in a variable u with x = to_x(u)."""
    tails = FAMILIES[name][0]
    values = [mpf(p) for p in params]
    for target in logs:
        for tail in ("lower", "upper"):
            is_log = isinstance(target, str)
            wanted = mpf(float(target)) if is_log else log(mpf(target))
            # Through the smaller tail.
            flip = wanted > -log(mpf(2))
            goal = complement(wanted) if flip else wanted
            index = 0 if (tail == "lower") != flip else 1
            if name == "beta":
                # Both ends of the interval keep their digits.
                gap = lambda u: beta_tails(*values, 1 / (1 + exp(-u)), 1 / (1 + exp(u)))[index] - goal
            else:
                gap = lambda u: tails(*values, to_x(u))[index] - goal
            old = mp.dps
            mp.dps = 24
            u = root(lambda v: gap(v) if index == 0 else -gap(v), mpf(start), mpf(span))
            mp.dps = old
            emit(name, "quantile", tail, is_log, {"p": float(target), **dict(zip(KEYS[name], params))}, to_x(u), 1e-11, 0.0)


if __name__ == "__main__":
    print('{"source": "mpmath %s, 40 digits", "rows": [' % mpmath.__version__)
    for x in [0, 1e-300, 1e-10, 0.3, 1.2, 1.1999, 8, 37.6, 38.4, 40, 1e6, -1e-10, -0.67448975, -1.2, -8, -38, -1e5]:
        points("normal", [0, 1], [float(x)])
    points("normal", [1e8, 3.5], [1e8 + 1, 1e8 - 70.0, 1e8 + 10.5])
    points("normal", [-2, 1e-5], [-2.0, -1.9999, -2.0001])
    points("lognormal", [0.3, 1.2], [1e-300, 1e-5, 0.9, 1.35, 40.0, 1e20, 1e300])
    points("lognormal", [-4, 0.01], [0.0183, 0.0175, 0.02])
    points("lognormal", [2, 8], [1e-100, 7.0, 1e50])
    points("logistic", [0, 1], [-1e5, -700.0, -36.0, -1e-12, 0.0, 0.5, 40.0, 745.0, 1e4])
    points("logistic", [10, 1e-3], [9.9, 10.0, 10.02])
    for k, s in [(1e-3, 1), (0.5, 3), (1, 2), (2.5, 1e-6), (50, 10), (1e4, 2)]:
        points("weibull", [k, s], [s * v for v in (1e-12, 1e-3, 0.9, 0.9999, 1.0, 1.0001, 1.1, 30.0)])
    for a in [1e-10, 1e-3, 0.1, 0.5, 1, 1.5, 5, 50.5, 200, 1e4, 1e6, 1e8]:
        spread = a ** 0.5
        xs = {1e-300, 1e-5, 0.1, 1.0, 1.5, 1.6, 5.0, 20.0, 500.0, 1e5} | {v for v in (a - 8 * spread, a - spread, a, a + 1, a + spread, a + 9 * spread, a / 2, a * 2) if v > 0}
        points("gamma", [a, 1], sorted(x for x in xs if a < 1e5 or abs(x - a) < 40 * spread or x < a / 3))
    points("gamma", [2.5, 1e-200], [1e199, 1e200, 3e202])
    points("gamma", [0.2, 1e200], [1e-205, 1e-200, 5e-199])
    for df in [1e-3, 0.3, 1, 2, 3, 7.5, 100, 1e5, 1e8]:
        points("chi-square", [df], sorted({1e-100, 1e-6, 0.5, 3.84, 30.0, 1400.0, df, df * 1.1, df * 0.9} if df < 1e6 else {df, df - 4 * df ** 0.5, df + 30 * df ** 0.5}))
    for a, b in [(1e-3, 1e-3), (0.5, 0.5), (1, 1), (2, 3), (1e-3, 5), (5, 1e-3), (0.1, 1e5), (1e5, 0.1), (10, 200), (34, 1), (1, 80), (500, 700), (1e4, 1e4), (1e6, 3), (3, 1e6), (1e6, 2e6), (1e8, 1e8), (0.5, 1e8)]:
        m = a / (a + b)
        sd = (a * b / (a + b) ** 2 / (a + b + 1)) ** 0.5
        xs = {1e-300, 1e-10, 1e-3, 0.3, 0.5, 0.9, 0.999, 1 - 1e-9} | {v for v in (m, m - sd, m + sd, m - 9 * sd, m + 9 * sd) if 0 < v < 1}
        points("beta", [a, b], sorted(xs))
    for df in [1e-3, 0.1, 0.5, 1, 2.3, 5, 30, 200, 1e5, 1e8, 1e10]:
        points("t", [df], [-1e300, -1e100, -1e10, -40.0, -2.0, -1e-3, -1e-300, 0.0, 1e-10, 0.1, 0.5, 1.0, 1.96, 8.0, 37.0, 1e3, 1e6, 1e150])
    for a, b in [(1, 1), (2, 3), (1, 100), (5, 0.7), (100, 1e4), (0.3, 0.2), (1e-3, 4), (4, 1e-3), (1e5, 2), (3, 1e8), (1e6, 1e6)]:
        points("f", [a, b], [1e-300, 1e-20, 0.01, 0.5, 0.999, 1.0, 1.01, 5.0, 30.0, 1e6, 1e100])
    points("kolmogorov", [], [0.003, 0.02, 0.04, 0.1, 0.3, 0.7, 0.82757, 0.9, 0.9999, 1.0, 1.0001, 1.36, 3.0, 18.0, 200.0])
    for n, p in [(1, 0.3), (10, 0.5), (103, 1e-8), (637, 0.2), (637, 0.999), (10000, 0.5), (1000000, 1e-5), (1000000, 0.37), (50, 1e-300)]:
        m = n * p
        ks = {0, 1, n, n - 1, n // 2} | {int(v) for v in (m, m - 5 * m ** 0.5, m + 5 * m ** 0.5, m + 40 * m ** 0.5) if 0 <= v <= n}
        points("binomial", [n, p], sorted(k for k in ks if n < 1e5 or abs(k - m) < 50 * (m * (1 - p)) ** 0.5 + 2))
    for m in [1e-300, 1e-8, 0.5, 3.2, 60, 1e4, 1e7]:
        ks = {0, 1, 3, 10, 200} | {int(v) for v in (m, m - 5 * m ** 0.5, m + 9 * m ** 0.5) if v >= 0}
        points("poisson", [m], sorted(k for k in ks if m < 1e6 or abs(k - m) < 50 * m ** 0.5))
    for s, p in [(1e-3, 0.5), (0.5, 0.01), (3, 0.5), (2.5, 1e-6), (100, 0.999), (1e5, 0.3), (7, 1 - 1e-12)]:
        m = s * (1 - p) / p
        points("negative-binomial", [s, p], sorted({0, 1, 2, 50, int(m), int(m + 6 * (m / p) ** 0.5)}))
    for white, black, drawn in [(10, 7, 8), (103, 534, 195), (200, 500, 300), (1000, 100000, 500), (5, 500, 8), (30, 40, 25), (1, 1, 1), (20000, 30000, 10000), (4, 0, 3)]:
        lowest, weights = noncentral(drawn, white, black, mpf(1))
        for k in sorted({lowest, lowest + 1, lowest + len(weights) // 3, lowest + len(weights) // 2, lowest + len(weights) - 2, lowest + len(weights) - 1} & set(range(lowest, lowest + len(weights)))):
            low, high, d = weighted_tails(weights, k, lowest)
            args = {"x": k, "white": white, "black": black, "drawn": drawn}
            emit("hypergeometric", "density", "lower", True, args, d, 1e-12, 1e-14)
            for tail, v in (("lower", low), ("upper", high)):
                emit("hypergeometric", "cdf", tail, True, args, v, 1e-11, 1e-300 if v == 0 else 0)
                if plain(v) is not None:
                    emit("hypergeometric", "cdf", tail, False, args, plain(v), 1e-11)
    for draws, successes, failures, odds in [(8, 10, 7, 2.5), (195, 103, 534, 1e-3), (300, 200, 500, 40), (500, 1000, 100000, 1e6), (8, 5, 500, 1e-200), (50, 60, 70, 1e200), (10000, 20000, 30000, 0.3)]:
        lowest, weights = noncentral(draws, successes, failures, mpf(odds))
        for k in sorted({lowest, lowest + 1, lowest + len(weights) // 3, lowest + len(weights) // 2, lowest + len(weights) - 2, lowest + len(weights) - 1}):
            low, high, d = weighted_tails(weights, k, lowest)
            args = {"x": k, "draws": draws, "successes": successes, "failures": failures, "oddsRatio": odds}
            emit("noncentral-hypergeometric", "density", "lower", True, args, d, 1e-11)
            for tail, v in (("lower", low), ("upper", high)):
                emit("noncentral-hypergeometric", "cdf", tail, True, args, v, 1e-11)
                if plain(v) is not None:
                    emit("noncentral-hypergeometric", "cdf", tail, False, args, plain(v), 1e-11)

    usual = [1e-300, 1e-15, 1e-6, 0.025, 0.3, 0.4999, 0.5001, 0.975, 1 - 1e-9, "-1e5", "-2000", "-0.7", "-0.69", "-1e-5", "-1e-20"]
    far = [1e-300, 1e-6, 0.3, 0.975, "-3000", "-0.5", "-1e-12"]
    quantiles("normal", [0, 1], usual, lambda u: u, 0, 1)
    quantiles("logistic", [0, 1], usual, lambda u: u, 0, 1)
    for k, s in [(0.5, 3), (2.5, 1e-6), (50, 10)]:
        quantiles("weibull", [k, s], far, lambda u: exp(u), log(mpf(s)), 1)
    for a in [1e-3, 0.5, 1, 5, 200, 1e4]:
        quantiles("gamma", [a, 1], usual if a < 1000 else far, lambda u: exp(u), log(mpf(a)), 0.5)
    for a, b in [(0.05, 5), (0.5, 0.5), (1, 80), (34, 1), (10, 200), (1e-3, 1e-3), (500, 700), (1e5, 0.1)]:
        quantiles("beta", [a, b], usual if max(a, b) < 1000 else far, lambda u: 1 / (1 + exp(-u)), log(mpf(a) / b), 1)
    for df in [0.1, 0.5, 1, 2.3, 5, 30, 200, 1e5, 1e8]:
        quantiles("t", [df], [p for p in (usual if df < 1000 else far)], lambda u: mpmath.sinh(u), 0, 1)
    for a, b in [(2, 3), (5, 0.7), (100, 1e4), (0.3, 0.2), (3, 1e6)]:
        quantiles("f", [a, b], far, lambda u: exp(u), 0, 1)
    quantiles("kolmogorov", [], usual, lambda u: exp(u), 0, 0.2)
    print("]}")
