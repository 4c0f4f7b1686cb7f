"""Elementary functions at 40 digits, rounded to doubles: python3 elementary.py > ../elementary.json  (mpmath 1.3)"""
import json
import random
import mpmath
from mpmath import mp, mpf

mp.dps = 60
random.seed(20261126)


def draw(name):
    u = random.random
    if name in ("exp",):
        return [(u() - 0.5) * random.choice([1, 20, 1400])]
    if name in ("expm1",):
        return [(u() - 0.5) * random.choice([1e-8, 0.5, 4, 80])]
    if name in ("sinh", "cosh", "tanh"):
        return [(u() - 0.5) * random.choice([1e-5, 1, 10, 60])]
    if name in ("log", "log2", "log10"):
        return [random.choice([1 + (u() - 0.5) * 0.2, u() * 4, float(mp.exp((u() - 0.5) * 1400)), u() * 1e-310])]
    if name == "log1p":
        return [random.choice([(u() - 0.5) * 1e-9, (u() - 0.5) * 0.2, u() * 1000, -1 + u() * 0.5])]
    if name == "pow":
        return [float(mp.exp((u() - 0.5) * 60)), (u() - 0.5) * random.choice([1, 6, 20])]
    if name == "hypot":
        return [u() * 10 ** random.randint(-5, 5), u() * 10 ** random.randint(-5, 5)]
    if name == "atan":
        return [(u() - 0.5) * random.choice([1e-6, 2, 100])]
    return [(u() - 0.5) * random.choice([1, 6, 4000])]


exact = {
    "exp": mp.exp, "expm1": mp.expm1, "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh, "log": mp.log, "log1p": mp.log1p,
    "log2": lambda x: mp.log(x) / mp.log(2), "log10": lambda x: mp.log(x) / mp.log(10), "pow": mp.power,
    "hypot": mp.hypot, "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "atan": mp.atan,
}
cases = {}
for name, f in exact.items():
    cases[name] = []
    while len(cases[name]) < 60:
        x = draw(name)
        value = f(*[mpf(v) for v in x])
        if mpf("1e-300") < abs(value) < mpf("1e300"):
            cases[name].append([*x, float(value)])
print(json.dumps({"source": f"mpmath {mpmath.__version__}, 60 digits", "cases": cases}))
