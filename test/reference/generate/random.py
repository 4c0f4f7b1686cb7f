"""Vectors of xoshiro128** and of what src/core/draw.ts draws from it, by whole-number arithmetic and mpmath.

The jump is done without the published jump polynomial: the step is a matrix over GF(2), raised to the power 2^64 by
squaring. Writes test/reference/random.json. Run: python3 test/reference/generate/random.py
"""

import json
import platform

import mpmath

mpmath.mp.dps = 40
MASK = 0xFFFFFFFF


def rotl(x, k):
    return ((x << k) | (x >> (32 - k))) & MASK


def advance(s):
    s0, s1, s2, s3 = s
    t = (s1 << 9) & MASK
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    return [s0, s1, s2, rotl(s3, 11)]


def output(s):
    return rotl(s[1] * 5 & MASK, 7) * 9 & MASK


class Stream:
    def __init__(self, state):
        self.s = list(state)

    def bits(self):
        x = output(self.s)
        self.s = advance(self.s)
        return x

    def uniform(self):
        high, low = self.bits() >> 5, self.bits() >> 6
        return (high * 2**26 + low) / 2**53  # exact: 53 bits

    def below(self, bound):
        while True:
            x = self.bits()
            if x < 2**32 // bound * bound:
                return x % bound

    def normal(self):
        while True:
            x, y = 2 * self.uniform() - 1, 2 * self.uniform() - 1
            square = x * x + y * y
            if 0 < square < 1:
                exact = mpmath.mpf(x) ** 2 + mpmath.mpf(y) ** 2
                return float(x * mpmath.sqrt(-2 * mpmath.log(exact) / exact))

    def exponential(self):
        return float(-mpmath.log(1 - mpmath.mpf(self.uniform())))

    def shuffle(self, items):
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]
        return items

    def without_return(self, n, size):
        pool = list(range(n))
        for i in range(size):
            j = i + self.below(n - i)
            pool[i], pool[j] = pool[j], pool[i]
        return pool[:size]


def seeded(seed):
    z, high, words = seed % 2**32, seed // 2**32, []
    for _ in range(4):
        z = (z + 0x9E3779B9 + high) & MASK
        x = z
        x = (x ^ x >> 16) * 0x21F0AAAD & MASK
        x = (x ^ x >> 15) * 0x735A2D97 & MASK
        words.append(x ^ x >> 15)
    return words


def pack(s):
    return s[0] | s[1] << 32 | s[2] << 64 | s[3] << 96


def unpack(v):
    return [v >> 32 * i & MASK for i in range(4)]


# Column k of the matrix: where the state with only bit k set goes in one step.
columns = [pack(advance(unpack(1 << k))) for k in range(128)]


def apply(matrix, v):
    out = 0
    for k in range(128):
        if v >> k & 1:
            out ^= matrix[k]
    return out


for _ in range(64):
    columns = [apply(columns, column) for column in columns]


def states(seed, count):
    v, out = pack(seeded(seed)), []
    for _ in range(count):
        out.append(unpack(v))
        v = apply(columns, v)
    return out


published = Stream([1, 2, 3, 4])
assert [published.bits() for _ in range(4)] == [11520, 0, 5927040, 70819200]

SEEDS = [0, 1, 2026, 2**32 + 7, 2**53 - 1]
fresh = lambda seed: Stream(seeded(seed))
result = {
    "source": f"test/reference/generate/random.py, Python {platform.python_version()}, mpmath {mpmath.__version__}",
    "cases": [
        {
            "seed": seed,
            "bits": (lambda s: [s.bits() for _ in range(8)])(fresh(seed)),
            "uniform": (lambda s: [s.uniform() for _ in range(6)])(fresh(seed)),
            "below": [
                {"bound": bound, "values": (lambda s: [s.below(bound) for _ in range(12)])(fresh(seed))}
                for bound in [1, 2, 7, 1000, 2**31 + 11, 3 * 2**30, 2**32]
            ],
            "normal": (lambda s: [s.normal() for _ in range(12)])(fresh(seed)),
            "exponential": (lambda s: [s.exponential() for _ in range(12)])(fresh(seed)),
            "order": fresh(seed).shuffle(list(range(17))),
            "withoutReturn": fresh(seed).without_return(40, 9),
            "withReturn": (lambda s: [s.below(40) for _ in range(9)])(fresh(seed)),
            "states": states(seed, 4),
            "thirdStream": (lambda s: [s.bits() for _ in range(4)])(Stream(states(seed, 3)[2])),
        }
        for seed in SEEDS
    ],
}
with open("test/reference/random.json", "w") as file:
    json.dump(result, file, indent=1)
    file.write("\n")
