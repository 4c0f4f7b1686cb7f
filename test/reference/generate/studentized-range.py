"""Makes ../studentized-range.json: tails, densities and quantiles of the studentized range to 30 digits, by MPFR (gmpy2).

    python3 studentized-range.py > ../studentized-range.json

Both integrals are analytic and fall off at least exponentially on both sides, so the trapezoidal rule converges
geometrically: every value is computed with two steps, the second a fifth shorter, and kept only if they agree to 30 digits
(`agreement` is the relative difference that no value exceeds). Each tail is an integral of positive terms of its own.
"""
import json
import sys
import gmpy2
from gmpy2 import mpfr as mpf, erfc, exp, expm1, log, log1p, sqrt, gamma


def set_digits(digits):
    """Working precision; terms this far below the sum are the last that count."""
    global SMALL
    gmpy2.get_context().precision = int(digits * 3.33) + 8
    SMALL = mpf(10) ** -(digits - 4)


set_digits(42)
pi = gmpy2.const_pi()
ROOT2 = sqrt(mpf(2))


def phi(z):
    return exp(-z * z / 2) / sqrt(2 * pi)


def below(z):
    return erfc(-z / ROOT2) / 2


def trapezoid(f, centre, h):
    """Sum over the line from a point near the peak; stops where terms no longer count."""
    total = f(centre)
    for step in (h, -h):
        t, quiet = centre + step, 0
        while quiet < 4:
            v = f(t)
            total += v
            quiet = quiet + 1 if v < total * SMALL else 0
            t += step
    return total * h


class Range:
    """The range of k standard normals; values of phi and Phi on the grid are kept."""

    def __init__(self, k, h):
        self.k, self.h, self.seen = k, h, {}

    def at(self, i):
        if i not in self.seen:
            z = i * self.h
            self.seen[i] = (z, phi(z), below(z))
        return self.seen[i]

    def integral(self, term, w):
        start = int(w / 2 / self.h)
        total = mpf(0)
        for step in (1, -1):
            i, quiet = start + (0 if step == 1 else -1), 0
            while quiet < 4:
                v = term(*self.at(i), w)
                total += v
                quiet = quiet + 1 if v <= total * SMALL and abs(i - start) > 8 else 0
                i += step
        return total * self.h

    def lower(self, w):
        k = self.k
        return self.integral(lambda z, p, b, w: k * p * (b - below(z - w) if z < w / 2 else self.between(z, w)) ** (k - 1), w)

    @staticmethod
    def between(z, w):
        # P(z - w < Z < z) for z - w nearer to the middle: both tails above, so that nothing cancels.
        return (erfc((z - w) / ROOT2) - erfc(z / ROOT2)) / 2

    def upper(self, w):
        k = self.k

        def term(z, p, b, w):
            share = below(z - w) / b
            return k * p * b ** (k - 1) * -expm1((k - 1) * log1p(-share))

        return self.integral(term, w)

    def density(self, w):
        k = self.k
        return self.integral(lambda z, p, b, w: k * (k - 1) * p * phi(z - w) * self.between(z, w) ** (k - 2), w)


def over_deviation(of, df, x, h):
    """of(x s) over the law of s, the root of a mean square with df degrees of freedom; u = log s."""
    if df == float('inf'):
        return of(x)
    half = mpf(df) / 2
    constant = 2 * half ** half / gamma(half)
    return trapezoid(lambda u: constant * exp(df * u - half * exp(2 * u)) * of(x * exp(u)), mpf(0), h)


def value(what, k, df, x, scale=1):
    r = Range(k, scale * mpf("0.5") / sqrt(mpf(k)))
    h = scale * min(mpf("0.12"), mpf("0.6") / sqrt(2 * mpf(df)))
    x = mpf(x)
    if what == "density":
        # d/dx F(x s) = s f(x s)
        return over_deviation(lambda w: r.density(w) * w / x, df, x, h)
    return over_deviation(getattr(r, what), df, x, h)


def proven(what, k, df, x):
    scale = mpf("0.5")
    coarse = value(what, k, df, x, scale)
    for _ in range(4):
        fine = value(what, k, df, x, scale * mpf("0.8"))
        gap = abs(fine / coarse - 1)
        if gap < mpf(10) ** -30:
            return fine
        coarse, scale = fine, scale * mpf("0.8")
    raise ArithmeticError(f"{what} {k} {df} {x}: {gap}")


def quantile(p, k, df):
    """Secants in some 15 digits, then one step of Newton in full precision, which doubles them."""
    p = mpf(p)
    what, sign, goal = ("lower", 1, p) if p <= mpf("0.5") else ("upper", -1, 1 - p)
    set_digits(20)
    f = lambda x: log(value(what, k, df, x, mpf("0.8"))) - log(goal)
    a, b = mpf("2.5"), mpf("3.5")
    fa, fb = f(a), f(b)
    while abs(a - b) > mpf(10) ** -11 * b:
        c = max(b / 3, min(3 * b, b - fb * (b - a) / (fb - fa)))
        a, fa, b = b, fb, c
        fb = f(b)
    slope = sign * value("density", k, df, b, mpf("0.8"))
    set_digits(42)
    b -= (proven(what, k, df, b) - goal) / slope
    return b


def main():
    cases = []

    def emit(of, tail, args, v, rel, is_log=False):
        shown = ",".join(f"{a:.17g}" for a in args.values())
        kind = {"density": "d", "cdf": "p", "quantile": "q"}[of]
        cases.append({"case": f"studentized-range {kind} {tail}{' log' if is_log else ''} ({shown})", "function": "distribution",
                      "input": {"distribution": "studentized-range", "of": of, "tail": tail, "log": is_log, "args": args},
                      "expected": {"value": float(v)}, "digits": f"{v:.30g}", "tol": {"rel": rel, "abs": 0}})
        print(cases[-1]["case"], cases[-1]["digits"], file=sys.stderr, flush=True)

    grid = [(3, 5), (4, 20), (6, 100), (3, 10000), (10, 500)]
    for k, df in grid:
        for x in (0.1, 1, 3, 5, 10, 20, 40):
            args = {"x": x, "groups": k, "df": df}
            emit("cdf", "lower", args, proven("lower", k, df, x), 1e-11)
            upper = proven("upper", k, df, x)
            if upper > mpf(10) ** -300:
                emit("cdf", "upper", args, upper, 1e-11)
            emit("cdf", "upper", args, log(upper), 1e-11, True)
    for k, df in grid:
        for p in (0.5, 0.9, 0.95, 0.99, 0.999):
            emit("quantile", "lower", {"p": p, "groups": k, "df": df}, quantile(p, k, df), 1e-12)
    for k, df, x in [(2, 1, 3), (3, 5, 3), (10, 500, 1)]:
        args = {"x": x, "groups": k, "df": df}
        emit("density", "lower", args, proven("density", k, df, x), 1e-11)
        emit("cdf", "lower", args, log(proven("lower", k, df, x)), 1e-11, True)
        emit("cdf", "upper", args, log(proven("upper", k, df, x)), 1e-11, True)
    print(json.dumps({"source": f"MPFR by gmpy2 {gmpy2.version()}, trapezoidal rule at 42 digits", "agreement": 1e-30, "cases": cases}, indent=0))


main()
