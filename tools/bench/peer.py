"""The Python side of `npm run bench`: one process for all benchmarks, with the requests and replies of peer.R."""
import math
import platform
import sys
import time
import warnings

warnings.simplefilter("ignore")
state = {"space": {}, "code": None, "count": 0}


def batch(n):
    code, space = state["code"], state["space"]
    start = time.perf_counter()
    for _ in range(n):
        exec(code, space)
    return (time.perf_counter() - start) / n


def answer(verb, text):
    if verb == "setup":
        state["space"] = {}
        exec(compile(text, "setup", "exec"), state["space"])
        state["count"] = 0
        return "done"
    if verb == "calls":
        state["code"] = compile(text, "call", "exec")
        return "done"
    if verb == "names":
        try:
            import scipy

            return f"{platform.python_version()}, SciPy {scipy.__version__}"
        except ImportError:
            return platform.python_version()
    if state["count"] == 0:
        once = batch(1)
        if once < 0.1:
            once = batch(2)
        state["count"] = max(1, math.ceil(0.02 / max(once, 1e-7)))
        if once >= 0.1:
            return repr(1000 * once)
    return repr(1000 * batch(state["count"]))


for line in sys.stdin:
    line = line.rstrip("\n")
    try:
        reply = answer(line[:5], line[6:].replace("\001", "\n"))
    except Exception as problem:
        reply = "error " + repr(problem).replace("\n", " ")
    print("@@ " + reply, flush=True)
