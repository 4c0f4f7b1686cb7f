"""Makes ../normality.json: the published formulas of four tests of normality, in 50 digits.

    python3 normality.py > ../normality.json
"""
import json
import random
from mpmath import mp, mpf, sqrt, exp, log, ncdf, erfinv, erfc, erf, asin, pi
import mpmath

mp.dps = 60


def quantile(p):
    start = mpf(2) ** mpf("0.5") * erfinv(2 * p - 1)
    return start


def poly(c, x):
    return sum(mpf(v) * x ** k for k, v in enumerate(c))


def sf(z):
    return erfc(z / sqrt(2)) / 2


def shapiro(x):
    x = sorted(mpf(v) for v in x)
    n = len(x)
    if n == 3:
        a = [sqrt(mpf(1) / 2)]
    else:
        half = n // 2
        m = [quantile((mpf(i) - mpf("0.375")) / (n + mpf("0.25"))) for i in range(1, half + 1)]
        summ2 = 2 * sum(v * v for v in m)
        u = 1 / sqrt(mpf(n))
        a1 = poly(["0", "0.221157", "-0.147981", "-2.07119", "4.434685", "-2.706056"], u) - m[0] / sqrt(summ2)
        if n > 5:
            a2 = poly(["0", "0.042981", "-0.293762", "-1.752461", "5.682633", "-3.582633"], u) - m[1] / sqrt(summ2)
            fac = sqrt((summ2 - 2 * m[0] ** 2 - 2 * m[1] ** 2) / (1 - 2 * a1 ** 2 - 2 * a2 ** 2))
            a = [a1, a2] + [-v / fac for v in m[2:]]
        else:
            fac = sqrt((summ2 - 2 * m[0] ** 2) / (1 - 2 * a1 ** 2))
            a = [a1] + [-v / fac for v in m[1:]]
    full = [-v for v in a] + ([mpf(0)] if n % 2 else []) + list(reversed(a))
    mean = sum(x) / n
    ssx = sum((v - mean) ** 2 for v in x)
    w = sum(p * v for p, v in zip(full, x)) ** 2 / (sum(p * p for p in full) * ssx)
    if n == 3:
        p = 6 / pi * (asin(sqrt(w)) - asin(sqrt(mpf(3) / 4)))
        return w, 1 - w, p, log(p) if p > 0 else mpf("-inf")
    y = log(1 - w)
    if n <= 11:
        y = -log(poly(["-2.273", "0.459"], n) - y)
        mu = poly(["0.544", "-0.39978", "0.025054", "-6.714e-4"], n)
        s = exp(poly(["1.3822", "-0.77857", "0.062767", "-0.0020322"], n))
    else:
        mu = poly(["-1.5861", "-0.31082", "-0.083751", "0.0038915"], log(mpf(n)))
        s = exp(poly(["-0.4803", "-0.082676", "0.0030302"], log(mpf(n))))
    p = sf((y - mu) / s)
    return w, 1 - w, p, log(p)


def edf(x):
    x = sorted(mpf(v) for v in x)
    n = len(x)
    mean = sum(x) / n
    sd = sqrt(sum((v - mean) ** 2 for v in x) / (n - 1))
    z = [(v - mean) / sd for v in x]
    f = [sf(-v) for v in z]
    g = [sf(v) for v in z]
    d = max(max(mpf(i + 1) / n - f[i], f[i] - mpf(i) / n) for i in range(n))
    nd = min(n, 100)
    kd = d * (mpf(n) / 100) ** mpf("0.49") if n > 100 else d
    root = sqrt(nd + mpf("2.78019"))
    lp = exp(-mpf("7.01256") * kd ** 2 * root ** 2 + mpf("2.99587") * kd * root - mpf("0.122119")
             + mpf("0.974598") / sqrt(mpf(nd)) + mpf("1.67997") / nd)
    if lp > mpf("0.1"):
        kk = (sqrt(mpf(n)) - mpf("0.01") + mpf("0.85") / sqrt(mpf(n))) * d
        if kk <= mpf("0.302"):
            lp = mpf(1)
        elif kk <= mpf("0.5"):
            lp = poly(["2.76773", "-19.828315", "80.709644", "-138.55152", "81.218052"], kk)
        elif kk <= mpf("0.9"):
            lp = poly(["-4.901232", "40.662806", "-97.490286", "94.029866", "-32.355711"], kk)
        else:
            lp = poly(["6.198765", "-19.558097", "23.186922", "-12.234627", "2.423045"], kk)
    out = {"lilliefors_D": d, "lilliefors_p": lp}
    if n < 8:
        return {**out, "anderson_A": None, "anderson_p": None, "cvm_W": None, "cvm_p": None}
    a = -n - sum((2 * i + 1) * (log(f[i]) + log(g[n - 1 - i])) for i in range(n)) / n
    aa = a * (1 + mpf("0.75") / n + mpf("2.25") / n ** 2)
    w = mpf(1) / (12 * n) + sum((f[i] - mpf(2 * i + 1) / (2 * n)) ** 2 for i in range(n))
    ww = w * (1 + mpf("0.5") / n)

    def pieces(v, table, least):
        for end, c, complement in table:
            if v < mpf(end):
                e = exp(poly(c, v))
                return 1 - e if complement else e
        return mpf(least)

    ap = pieces(aa, [("0.2", ["-13.436", "101.14", "-223.73"], 1), ("0.34", ["-8.318", "42.796", "-59.938"], 1),
                     ("0.6", ["0.9177", "-4.279", "-1.38"], 0), ("10", ["1.2937", "-5.709", "0.0186"], 0)], "3.7e-24")
    wp = pieces(ww, [("0.0275", ["-13.953", "775.5", "-12542.61"], 1), ("0.051", ["-5.903", "179.546", "-1515.29"], 1),
                     ("0.092", ["0.886", "-31.62", "10.897"], 0), ("1.1", ["1.111", "-34.242", "12.832"], 0)], "7.37e-10")
    return {**out, "anderson_A": a, "anderson_p": ap, "cvm_W": w, "cvm_p": wp}


random.seed(20261124)
gauss = lambda n, m=0.0, s=1.0, d=6: [round(random.gauss(m, s), d) for _ in range(n)]
samples = {
    "near-tie of three": [1, 1.000001, 2],
    "three": [0.1, 0.2, 7],
    "four": [1, 2, 3, 9],
    "four, three tied": [1, 1, 1, 2],
    "five": [3, 1, 4, 1, 5.5],
    "six, far from zero": [1e12 + v for v in (1, 2, 4, 8, 16, 32)],
    "seven with an outlier": [0, 0, 0, 0, 0, 0, 1],
    "eight": gauss(8),
    "eleven": [148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236],
    "twelve": gauss(12, 5, 2),
    "two values": [0] * 20 + [1] * 13,
    "forty tied at a limit": [0.5] * 40 + [round(random.lognormvariate(0.5, 1), 3) for _ in range(20)],
    "one outlier of fifty": gauss(49) + [60],
    "outlier of a thousand": gauss(30) + [1e6],
    "tiny": [v * 1e-200 for v in gauss(25)],
    "huge": [v * 1e200 for v in gauss(25)],
    "even steps": list(range(1, 61)),
    "normal scores": [float(quantile((mpf(i) - mpf("0.375")) / mpf("200.25"))) for i in range(1, 201)],
    "lognormal": [round(random.lognormvariate(0, 1.5), 6) for _ in range(300)],
    "hundred": gauss(100),
    "hundred and one": gauss(101),
    "two thousand": gauss(2000, 0, 1, 3),
    "heavy tails": [round(random.gauss(0, 1) / random.gauss(0, 1), 5) for _ in range(150)],
}
number = lambda v: None if v is None else float(v) if mpmath.isfinite(v) else "-Inf"
cases = []
for name, x in samples.items():
    x = [float(v) for v in x]
    w, lack, p, log_p = shapiro(x)
    cases.append({"case": f"shapiro_wilk/{name}", "function": "shapiro_wilk", "input": {"x": x},
                  "expected": {"W": number(w), "lack": number(lack), "p": number(p), "log_p": number(log_p)},
                  "tol": {"rel": 1e-11, "abs": 0}})
    if len(x) >= 5:
        cases.append({"case": f"normality_edf/{name}", "function": "normality_edf", "input": {"x": x},
                      "expected": {k: number(v) for k, v in edf(x).items()}, "tol": {"rel": 1e-11, "abs": 0}})
print(json.dumps({"source": f"mpmath {mpmath.__version__}, 60 digits", "cases": cases}))
