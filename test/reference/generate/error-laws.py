"""Makes ../error-laws.json: what a value, a limit or two limits contribute to the log-likelihood, with derivatives.

    python3 error-laws.py > ../error-laws.json

By definition with 80 digits: logarithms of densities, tails and differences of distribution functions, differentiated
numerically in the middle m and the distance w of two limits. Entries: [value, d/dm, d/dw, -d2/dm2, -d2/dm dw, -d2/dw2].
"""
import json

import mpmath as mp

mp.mp.dps = 80

LAWS = {
    "normal": (
        lambda z: -z * z / 2 - mp.log(2 * mp.pi) / 2,
        lambda z: mp.erfc(-z / mp.sqrt(2)) / 2,
        lambda z: mp.erfc(z / mp.sqrt(2)) / 2,
    ),
    "logistic": (
        lambda z: -z - 2 * mp.log(1 + mp.exp(-z)),
        lambda z: 1 / (1 + mp.exp(-z)),
        lambda z: 1 / (1 + mp.exp(z)),
    ),
    "extreme value": (
        lambda z: z - mp.exp(z),
        lambda z: -mp.expm1(-mp.exp(z)),
        lambda z: mp.exp(-mp.exp(z)),
    ),
}

PLACES = [-36.5, -31, -29.5, -20, -9, -8.2, -7.9, -5, -3, -1.25, -0.4, -0.01, 0, 0.02, 0.6, 1.5, 3, 4.5, 6.5, 6.6, 7.5, 8.25, 20, 37]
WIDTHS = [1e-9, 1e-4, 0.03, 0.24, 0.51, 0.99, 1.01, 2.5, 9, 45]
MIDDLES = [-60, -25, -9.5, -4, -1.3, -0.2, 0, 0.35, 1.1, 2.6, 4.4, 6.2, 9.75, 21]


def number(x):
    return float(x)


def derivatives(f, z):
    return [f(z), mp.diff(f, z), mp.mpf(0), -mp.diff(f, z, 2), mp.mpf(0), mp.mpf(0)]


def of_two(f, m, w):
    return [
        f(m, w),
        mp.diff(f, (m, w), (1, 0)),
        mp.diff(f, (m, w), (0, 1)),
        -mp.diff(f, (m, w), (2, 0)),
        -mp.diff(f, (m, w), (1, 1)),
        -mp.diff(f, (m, w), (0, 2)),
    ]


def main():
    cases = []
    for name, (log_density, below, above) in LAWS.items():
        for z in PLACES:
            if name == "extreme value" and z > 9:
                continue
            at = mp.mpf(z)
            for kind, f in (
                ("exact", log_density),
                # Where one tail is all but 1 the other tells by how much.
                ("below", lambda x: mp.log(below(x)) if z < 0 else mp.log1p(-above(x))),
                ("above", lambda x: mp.log(above(x)) if z > 0 else mp.log1p(-below(x))),
            ):
                cases.append({"law": name, "kind": kind, "at": z, "want": [number(x) for x in derivatives(f, at)]})
        for m in MIDDLES:
            for w in WIDTHS:
                if name == "extreme value" and m > 5 + w / 2:
                    continue
                def f(a, b):
                    low, high = a - b / 2, a + b / 2
                    # The smaller tail of the two loses no digits.
                    return mp.log(below(high) - below(low)) if a < 0 else mp.log(above(low) - above(high))
                with mp.workdps(80 if w < 9 else 150 if w < 45 else 500):
                    want = of_two(f, mp.mpf(m), mp.mpf(w))
                if all(mp.isfinite(x) for x in want):
                    cases.append({"law": name, "kind": "between", "at": m, "width": w, "want": [number(x) for x in want]})
    print(json.dumps({"source": f"mpmath {mp.__version__}, by definition", "cases": cases}, separators=(",", ":")))


main()
