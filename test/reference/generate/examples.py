"""Values of the examples in the method registry, by definition and at 50 digits, for test/reference/examples.json.

Run from the top of the repository: python3 test/reference/generate/examples.py
Nothing here uses the library. Where an example is worked by hand, the fraction is written down.
"""
import itertools
import json
import platform
from fractions import Fraction as Q
from math import comb, factorial

import mpmath as mp

mp.mp.dps = 50
Z = mp.findroot(lambda z: mp.ncdf(z) - mp.mpf("0.975"), 1.96)
ALPHA = mp.mpf("0.05")
cases = []


def num(value):
    if isinstance(value, list):
        return [num(v) for v in value]
    if isinstance(value, Q):
        value = mp.mpf(value.numerator) / value.denominator
    return value if isinstance(value, str) else float(value)


def case(method, code, value, how):
    cases.append({"method": method, "code": code, "value": num(value), "how": how})


def f_sf(x, d1, d2):
    return mp.betainc(mp.mpf(d2) / 2, mp.mpf(d1) / 2, 0, d2 / (d2 + d1 * mp.mpf(x)), regularized=True)


def t_two_sided(t, df):
    return f_sf(mp.mpf(t) ** 2, 1, df)


def chi_sf(x, df):
    return mp.gammainc(mp.mpf(df) / 2, mp.mpf(x) / 2, regularized=True)


def mean(x):
    return sum(map(mp.mpf, x)) / len(x)


def squares(x):
    return sum((mp.mpf(v) - mean(x)) ** 2 for v in x)


def variance(x):
    return squares(x) / (len(x) - 1)


# One share: 21 of 103.
x, n = 21, 103
p = mp.mpf(x) / n
q = 1 - p
ONE = "(21, 103, { confidence: 0.95 })"
case("wilson-interval", f"wilsonInterval{ONE}.lower",
     (2 * x + Z**2 - Z * mp.sqrt(Z**2 + 4 * x * q)) / (2 * (n + Z**2)), "closed form")
case("wilson-corrected-interval", f"wilsonCorrectedInterval{ONE}.lower",
     (2 * x + Z**2 - 1 - Z * mp.sqrt(Z**2 - 2 - mp.mpf(1) / n + 4 * p * (n * q + 1))) / (2 * (n + Z**2)), "closed form")


def upper_tail(share, k):
    return sum(comb(n, i) * share**i * (1 - share) ** (n - i) for i in range(k, n + 1))


case("clopper-pearson-interval", f"clopperPearsonInterval{ONE}.lower",
     mp.findroot(lambda s: upper_tail(s, x) - ALPHA / 2, 0.13), "root of the binomial tail")
case("mid-p-interval", f"midPInterval{ONE}.lower",
     mp.findroot(lambda s: upper_tail(s, x + 1) + comb(n, x) * s**x * (1 - s) ** (n - x) / 2 - ALPHA / 2, 0.134),
     "root of the mid-p equation")
case("jeffreys-interval", f"jeffreysInterval{ONE}.lower",
     mp.findroot(lambda s: mp.betainc(x + 0.5, n - x + 0.5, 0, s, regularized=True) - ALPHA / 2, 0.135),
     "root of the incomplete beta function")
adjusted = (x + Z**2 / 2) / (n + Z**2)
case("agresti-coull-interval", f"agrestiCoullInterval{ONE}.lower",
     adjusted - Z * mp.sqrt(adjusted * (1 - adjusted) / (n + Z**2)), "closed form")
logit = mp.log(p / q) - Z / mp.sqrt(n * p * q)
case("logit-interval", f"logitInterval{ONE}.lower", 1 / (1 + mp.exp(-logit)), "closed form")
case("wald-interval", f"waldInterval{ONE}.lower", p - Z * mp.sqrt(p * q / n), "closed form")
case("one-sided-exact-bound", "oneSidedBound(0, 10, { confidence: 0.95 }).bound", 1 - ALPHA ** (mp.mpf(1) / 10),
     "closed form")
case("binomial-exact", 'binomialTest(7, 20, { nullShare: 0.5, alternative: "two-sided" }).pValue',
     Q(2 * sum(comb(20, i) for i in range(8)), 2**20), "whole numbers")

# Two groups: 56 of 70 and 48 of 80 (Newcombe 1998, example a).
x1, n1, x2, n2 = 56, 70, 48, 80
p1, p2 = mp.mpf(x1) / n1, mp.mpf(x2) / n2
N = n1 + n2
TWO = "(56, 70, 48, 80, { confidence: 0.95 })"


def wilson(x, n, sign):
    p = mp.mpf(x) / n
    return (2 * x + Z**2 + sign * Z * mp.sqrt(Z**2 + 4 * x * (1 - p))) / (2 * (n + Z**2))


case("newcombe-risk-difference", f"newcombeRiskDifference{TWO}.lower",
     p1 - p2 - mp.sqrt((p1 - wilson(x1, n1, -1)) ** 2 + (wilson(x2, n2, 1) - p2) ** 2), "closed form")
case("wald-risk-difference", f"waldRiskDifference{TWO}.lower",
     p1 - p2 - Z * mp.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2), "closed form")
a1, a2 = mp.mpf(x1 + 1) / (n1 + 2), mp.mpf(x2 + 1) / (n2 + 2)
case("agresti-caffo-risk-difference", f"agrestiCaffoRiskDifference{TWO}.lower",
     a1 - a2 - Z * mp.sqrt(a1 * (1 - a1) / (n1 + 2) + a2 * (1 - a2) / (n2 + 2)), "closed form")


def restricted(first_of, guess):
    """Most likely second risk when the first is first_of(second): where the log-likelihood is level."""
    def score(r2):
        r1 = first_of(r2)
        slope = mp.diff(first_of, r2)
        return slope * (x1 / r1 - (n1 - x1) / (1 - r1)) + x2 / r2 - (n2 - x2) / (1 - r2)
    return mp.findroot(score, guess)


def difference_score(d):
    r2 = restricted(lambda r: r + d, p2 + (p1 - p2 - d) / 2)
    r1 = r2 + d
    return (p1 - p2 - d) / mp.sqrt(r1 * (1 - r1) / n1 + r2 * (1 - r2) / n2)


def ratio_score(ratio):
    r2 = restricted(lambda r: ratio * r, (x1 + x2) / (n1 * ratio + n2))
    r1 = ratio * r2
    return (p1 - ratio * p2) / mp.sqrt(r1 * (1 - r1) / n1 + ratio**2 * r2 * (1 - r2) / n2)


def odds_score(odds):
    a = mp.findroot(lambda a: a * (n2 - (x1 + x2 - a)) - odds * (n1 - a) * (x1 + x2 - a), x1 - 5)
    b, c, d = n1 - a, x1 + x2 - a, n2 - (x1 + x2 - a)
    return (x1 - a) * mp.sqrt(1 / a + 1 / b + 1 / c + 1 / d)


widened = Z * mp.sqrt(mp.mpf(N) / (N - 1))
root = "root of the score equation, most likely risks from the likelihood"
case("mee-risk-difference", f"meeRiskDifference{TWO}.lower", mp.findroot(lambda d: difference_score(d) - Z, 0.053), root)
case("miettinen-nurminen-risk-difference", f"miettinenNurminenRiskDifference{TWO}.lower",
     mp.findroot(lambda d: difference_score(d) - widened, 0.053), root)
case("koopman-risk-ratio", f"koopmanRiskRatio{TWO}.lower", mp.findroot(lambda r: ratio_score(r) - Z, 1.07), root)
case("miettinen-nurminen-risk-ratio", f"miettinenNurminenRiskRatio{TWO}.lower",
     mp.findroot(lambda r: ratio_score(r) - widened, 1.07), root)
case("score-odds-ratio", f"scoreOddsRatio{TWO}.lower", mp.findroot(lambda r: odds_score(r) - Z, 1.28), root)
case("miettinen-nurminen-odds-ratio", f"miettinenNurminenOddsRatio{TWO}.lower",
     mp.findroot(lambda r: odds_score(r) - widened, 1.28), root)
case("katz-risk-ratio", f"katzRiskRatio{TWO}.lower",
     p1 / p2 * mp.exp(-Z * mp.sqrt((1 - p1) / x1 + (1 - p2) / x2)), "closed form")
b, d = n1 - x1, n2 - x2
case("woolf-odds-ratio", f"woolfOddsRatio{TWO}.lower",
     mp.mpf(x1 * d) / (b * x2) * mp.exp(-Z * mp.sqrt(sum(mp.mpf(1) / k for k in (x1, b, x2, d)))), "closed form")
case("haldane-odds-ratio", "haldaneOddsRatio(10, 10, 0, 20, { confidence: 0.95 }).estimate",
     Q(21, 2) * Q(41, 2) / (Q(1, 2) * Q(1, 2)), "by hand: 10.5 x 20.5 / (0.5 x 0.5)")

# Tables.
case("fisher-exact", 'fisherExact([[3, 1], [1, 3]], { alternative: "two-sided", confidence: 0.95 }).pValue',
     Q(2 * (16 + 1), 70), "by hand: (16 + 1 + 16 + 1) / 70 tables")


def ffh(table):
    rows = [sum(r) for r in table]
    columns = [sum(c) for c in zip(*table)]
    def weight(t):
        w = Q(1)
        for r in t:
            for v in r:
                w /= factorial(v)
        return w
    limit, total, tail = weight(table), Q(0), Q(0)
    for first in itertools.product(*(range(c + 1) for c in columns)):
        if sum(first) != rows[0]:
            continue
        w = weight([first, [c - v for c, v in zip(columns, first)]])
        total += w
        tail += w if w <= limit else 0
    return tail / total


case("fisher-freeman-halton", "fisherFreemanHalton([[3, 0, 2], [0, 4, 1]], { seed: 1 }).pValue",
     ffh([[3, 0, 2], [0, 4, 1]]), "every table, whole numbers")
TABLE = "([[16, 12], [4, 17]])"
a, b, c, d = 16, 12, 4, 17
n = a + b + c + d
cross = a * d - b * c
product = (a + b) * (c + d) * (a + c) * (b + d)
pearson = Q(n * cross**2, product)
case("pearson-chi-square", f"chiSquareTest{TABLE}.pValue", chi_sf(mp.mpf(pearson.numerator) / pearson.denominator, 1),
     "statistic in whole numbers, tail at 50 digits")
case("yates-chi-square", f"yatesChiSquare{TABLE}.statistic", Q(n) * (cross - Q(n, 2)) ** 2 / product, "whole numbers")
case("n-minus-one-chi-square", f"nMinusOneChiSquare{TABLE}.statistic", pearson * Q(n - 1, n), "whole numbers")
case("likelihood-ratio-chi-square", f"likelihoodRatioTest{TABLE}.statistic",
     2 * sum(o * mp.log(mp.mpf(o * n) / (r * k)) for o, r, k in
             ((a, a + b, a + c), (b, a + b, b + d), (c, c + d, a + c), (d, c + d, b + d))), "definition")
case("phi", f"phi{TABLE}.phi", cross / mp.sqrt(product), "definition")
case("cramers-v", f"cramersV{TABLE}.v", cross / mp.sqrt(product), "definition: in a 2x2 table |phi|")
events, sizes, scores = [1, 3, 5, 9], [20] * 4, [0, 1, 2, 5]
n, all_events = sum(sizes), sum(events)
centre = Q(sum(s * m for s, m in zip(scores, sizes)), n)
observed = abs(sum(e * s for e, s in zip(events, scores)) - all_events * centre)
tail = 0
for e in itertools.product(range(all_events + 1), repeat=3):
    rest = all_events - sum(e)
    if 0 <= rest <= 20:
        full = (*e, rest)
        if abs(sum(k * s for k, s in zip(full, scores)) - all_events * centre) >= observed:
            ways = 1
            for k in full:
                ways *= comb(20, k)
            tail += ways
case("cochran-armitage",
     "cochranArmitage([1, 3, 5, 9], [20, 20, 20, 20], { scores: [0, 1, 2, 5] }).exactPValue",
     Q(tail, comb(n, all_events)), "every table, whole numbers")
excess = sum(e * (s - centre) for e, s in zip(events, scores))
spread = sum(m * (s - centre) ** 2 for s, m in zip(scores, sizes)) * Q(all_events * (n - all_events), n * n)
z2 = excess**2 / spread * Q(n - 1, n)
case("linear-by-linear",
     "linearByLinear([[1, 19], [3, 17], [5, 15], [9, 11]], { rowScores: [0, 1, 2, 5], columnScores: [1, 0] }).statistic",
     z2, "whole numbers")
case("mcnemar", "mcNemar([[59, 6], [16, 80]]).midPValue",
     Q(2 * sum(comb(22, k) for k in range(6)) + comb(22, 6), 2**22), "whole numbers: twice the tail less the observed split")

# Ranks.
case("mann-whitney", 'mannWhitney([1, 2, 2], [2, 4, 4], { alternative: "two-sided", confidence: 0.95 }).pValue',
     Q(6, 20), "by hand: midranks 1 3 3 3 5.5 5.5, sum 7; 3 of 20 arrangements sum to at most 7, 3 to at least 14")
case("brunner-munzel", "probabilityOfSuperiority([3, 4, 5], [1, 2, 3], { confidence: 0.95 }).estimate", Q(17, 18),
     "by hand: 8 of 9 pairs above, 1 tied")
case("hodges-lehmann", "hodgesLehmann([3, 5, 9], [1, 2], { confidence: 0.8 }).estimate", Q(7, 2),
     "by hand: middle of 1 2 3 4 7 8")
case("wilcoxon-signed-rank",
     'wilcoxonSignedRank([3, 5, 4], [1, 2, 5], { alternative: "two-sided", confidence: 0.9, zeros: "drop" }).pValue',
     Q(1, 2), "by hand: positive ranks 2 + 3; sums 0 1 5 6 of 8 are as far from 3")
case("kruskal-wallis", "kruskalWallis([[1, 2], [3, 4], [5, 6]]).statistic", Q(32, 7),
     "by hand: 12 / (6 x 7) x (1.5^2 + 3.5^2 + 5.5^2) x 2 - 3 x 7")
case("dunn", "dunn([[1, 2], [3, 4], [5, 6]]).pairs[1].pValue", 2 * mp.ncdf(-4 / mp.sqrt(mp.mpf("3.5"))),
     "z = -4 / sqrt(3.5), tail at 50 digits")
case("jonckheere-terpstra", 'jonckheereTerpstra([[1, 2], [3, 4], [5, 6]], { alternative: "greater" }).pValue',
     Q(1, 90), "by hand: one of 6! / (2! 2! 2!) arrangements")
case("friedman", "friedman([[1, 2, 3], [1, 2, 3], [2, 1, 3]]).statistic", Q(14, 3),
     "by hand: 12 / (3 x 3 x 4) x (4^2 + 5^2 + 9^2) - 3 x 3 x 4")

# Correlations of 1 2 3 4 5 with 2 1 4 3 6.
PAIRS = "([1, 2, 3, 4, 5], [2, 1, 4, 3, 6], { confidence: 0.95 })"
case("pearson-correlation", f"pearsonCorrelation{PAIRS}.estimate", 10 / mp.sqrt(148), "by hand: 10 / sqrt(10 x 14.8)")
case("spearman-correlation", f"spearmanCorrelation{PAIRS}.estimate", Q(4, 5), "by hand: 1 - 6 x 4 / (5 x 24)")
case("kendall-tau-b", f"kendallTauB{PAIRS}.pValue", Q(2 * (1 + 4 + 9), 120),
     "by hand: 2 discordant pairs; 1 + 4 + 9 of 120 orders have at most 2")

# Means.
x, y = [1, 2, 3], [2, 3, 7]
difference = mean(x) - mean(y)
OPTIONS = '{ alternative: "two-sided", confidence: 0.95 }'
v1, v2 = variance(x) / 3, variance(y) / 3
case("welch-t", f"welchT([1, 2, 3], [2, 3, 7], {OPTIONS}).pValue",
     t_two_sided(difference / mp.sqrt(v1 + v2), (v1 + v2) ** 2 / (v1**2 / 2 + v2**2 / 2)), "definition")
case("student-t", f"studentT([1, 2, 3], [2, 3, 7], {OPTIONS}).pValue",
     t_two_sided(difference / mp.sqrt((squares(x) + squares(y)) / 4 * 2 / 3), 4), "definition")
case("paired-t", f"pairedT([2, 4, 7], [1, 2, 3], {OPTIONS}).pValue", t_two_sided(mp.sqrt(7), 2),
     "differences 1 2 4: t = sqrt(7) on 2 df")
case("standardised-mean-difference", "standardisedMeanDifference([1, 2, 3], [2, 3, 4]).hedgesG",
     -mp.gamma(2) / (mp.sqrt(2) * mp.gamma(mp.mpf(3) / 2)), "d = -1 times the gamma factor on 4 df")
case("one-way-anova", "oneWayAnova([[1, 2], [3, 4], [5, 6]]).pValue", (1 + 2 * mp.mpf(16) / 3) ** mp.mpf("-1.5"),
     "by hand: F = 8 / 0.5 on 2 and 3 df, whose tail is (1 + 2 F / 3)^(-3/2)")
groups = [[1, 2, 3], [2, 3, 7], [5, 6, 9]]
GROUPS = "([[1, 2, 3], [2, 3, 7], [5, 6, 9]]"
weights = [len(g) / variance(g) for g in groups]
total = sum(weights)
grand = sum(w * mean(g) for w, g in zip(weights, groups)) / total
uneven = sum((1 - w / total) ** 2 / (len(g) - 1) for w, g in zip(weights, groups))
statistic = sum(w * (mean(g) - grand) ** 2 for w, g in zip(weights, groups)) / 2 / (1 + mp.mpf(2) / 8 * uneven)
case("welch-anova", f"welchAnova{GROUPS}).pValue", f_sf(statistic, 2, 8 / (3 * uneven)), "definition")


def studentized_range_sf(q, k, df):
    """P(Q > q) by two nested integrals of smooth functions."""
    half = mp.mpf(df) / 2
    constant = 2 * half**half / mp.gamma(half)
    def inner(s):
        return k * mp.quad(lambda z: mp.npdf(z) * ((mp.ncdf(z) - mp.ncdf(z - q * s)) ** (k - 1)), [-9, -4, -2, 0, 2, 4, 6, 9])
    return 1 - mp.quad(lambda s: constant * s ** (df - 1) * mp.exp(-half * s * s) * inner(s), [0, 0.5, 1, 2, 3, 5])


mp.mp.dps = 20
case("tukey-kramer", "tukey([[1, 2], [3, 4], [5, 6]], { confidence: 0.95 }).pairs[0].pValue",
     studentized_range_sf(2 / mp.sqrt(mp.mpf("0.25")), 3, 3), "q = 2 / sqrt(0.5 / 2) for 3 groups on 3 df, nested quadrature at 20 digits")
mp.mp.dps = 50


def anova_p(groups):
    everything = [v for g in groups for v in g]
    df1, df2 = len(groups) - 1, len(everything) - len(groups)
    within = sum(squares(g) for g in groups)
    return f_sf((squares(everything) - within) / df1 / (within / df2), df1, df2)


def median(x):
    s = sorted(map(mp.mpf, x))
    return s[len(s) // 2] if len(s) % 2 else (s[len(s) // 2 - 1] + s[len(s) // 2]) / 2


case("brown-forsythe", f'brownForsythe{GROUPS}, {{ centre: "median" }}).pValue',
     anova_p([[abs(v - median(g)) for v in g] for g in groups]), "definition")
case("levene", f'brownForsythe{GROUPS}, {{ centre: "mean" }}).pValue',
     anova_p([[abs(v - mean(g)) for v in g] for g in groups]), "definition")
distances = [[abs(v - median(g)) for v in g] for g in groups]
flat = [v for g in distances for v in g]


def rank(v):
    return mp.mpf(sum(u < v for u in flat)) + mp.mpf(sum(u == v for u in flat) + 1) / 2


def normal_score(v):
    return mp.sqrt(2) * mp.erfinv(rank(v) / (len(flat) + 1))


all_scores = [normal_score(v) for v in flat]
case("fligner-killeen", f"flignerKilleen{GROUPS}).pValue",
     chi_sf(sum(len(g) * (mean([normal_score(v) for v in g]) - mean(all_scores)) ** 2 for g in distances)
            / variance(all_scores), 2), "definition")
pooled = sum(squares(g) for g in groups) / 6
gap = 6 * mp.log(pooled) - sum(2 * mp.log(variance(g)) for g in groups)
case("bartlett", f"bartlett{GROUPS}).pValue", chi_sf(gap / (1 + (mp.mpf(3) / 2 - mp.mpf(1) / 6) / 6), 2), "definition")
case("variance-ratio", f"varianceRatio([1, 2, 3], [2, 4, 6], {OPTIONS}).pValue", Q(2, 5),
     "by hand: F = 1/4 on 2 and 2 df, whose lower tail is F / (1 + F)")

# One sample and two.
case("summary", "summary([3, 1, 2, 10]).sd", mp.sqrt(mp.mpf(50) / 3), "by hand: squares 1 + 9 + 4 + 36 over 3")
case("quantile", "quantile([3, 1, 2, 10], 0.25, { type: 7 })", Q(7, 4), "by hand: place 1.75 of 1 2 3 10")
case("median-interval", "medianInterval([1, 2, 3, 4, 5, 6], { confidence: 0.95 }).coverage", 1 - Q(2, 64),
     "by hand: all six on one side of the median, 2 / 2^6")
case("standardised-difference", "standardisedDifferenceBinary(5, 10, 2, 10).estimate",
     mp.mpf(3) / 10 / mp.sqrt(mp.mpf("0.205")), "by hand: 0.3 / sqrt((0.25 + 0.16) / 2)")
case("autocorrelation", "autocorrelation([1, 3, 2], 1).estimate", Q(-1, 2), "by hand: (-1 x 1 + 1 x 0) / 2")

# Regressions.
TWO_ROWS = '{ names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1]], y: [0.25, 0.5], weights: [20, 20] }'
case("logistic-maximum-likelihood", f"logisticRegression({TWO_ROWS}, {{ confidence: 0.95 }}).terms[1].estimate",
     mp.log(3), "by hand: the odds are 1/3 and 1")
case("logistic-firth",
     'firthLogistic({ names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1]], y: [0.4, 1], weights: [20, 10] }, { confidence: 0.95 }).terms[1].estimate',
     mp.log(mp.mpf(21) * 25 / 17), "by hand: half a subject added to each cell, (10.5 / 0.5) / (8.5 / 12.5)")
case("separation-linear-programming",
     'detectSeparation({ names: ["(Intercept)", "marker"], rows: [[1, 0], [1, 0], [1, 1]], y: [0, 1, 1] }).kind',
     "quasi-complete", "by hand: everyone with the marker has the event, those without have both outcomes")
case("linear-least-squares",
     'linearRegression({ names: ["(Intercept)", "x"], rows: [[1, 0], [1, 1], [1, 2], [1, 3]], y: [1, 3, 4, 4] }, { confidence: 0.95 }).terms[1].estimate',
     Q(1), "by hand: products 5 over squares 5")
case("generalised-variance-inflation",
     'collinearity({ names: ["(Intercept)", "a", "b"], rows: [[1, 0, 0], [1, 1, 1], [1, 2, 1], [1, 3, 2]], y: [0, 0, 0, 0] }, [{ name: "a", columns: [1] }, { name: "b", columns: [2] }]).terms[0].inflation',
     Q(10), "by hand: r^2 = 3^2 / (5 x 2), 1 / (1 - 0.9)")
case("events-per-variable",
     'eventsPerVariable({ names: ["(Intercept)", "age"], rows: [[1, 40], [1, 50], [1, 60]], y: [0, 1, 0.5], weights: [8, 4, 4] }).value',
     Q(6), "by hand: 4 + 2 events for one slope")

# Many tests: 0.01, 0.02, 0.022, 0.09.
P = [Q(10, 1000), Q(20, 1000), Q(22, 1000), Q(90, 1000)]


def adjust(method, values, how):
    case(method, f'adjustPValues([0.01, 0.02, 0.022, 0.09], "{method}").adjusted', [Q(v) for v in values], how)


def simes(subset):
    s = sorted(subset)
    return min(len(s) * v / (i + 1) for i, v in enumerate(s))


indexes = range(len(P))
hommel = [max(simes([P[j] for j in s]) for size in range(1, 5) for s in itertools.combinations(indexes, size) if i in s)
          for i in indexes]
adjust("none", P, "as given")
adjust("bonferroni", [min(Q(1), 4 * v) for v in P], "by hand")
adjust("holm", [Q(40, 1000), Q(60, 1000), Q(60, 1000), Q(90, 1000)], "by hand")
adjust("hochberg", [Q(40, 1000), Q(44, 1000), Q(44, 1000), Q(90, 1000)], "by hand")
adjust("hommel", hommel, "Simes' test of every intersection")
adjust("benjamini-hochberg", [Q(88, 3000)] * 3 + [Q(90, 1000)], "by hand: 4 x 0.022 / 3 is the least of the first three")
adjust("benjamini-yekutieli", [Q(88, 3000) * Q(25, 12)] * 3 + [Q(90, 1000) * Q(25, 12)], "by hand: times 25/12")

with open("test/reference/examples.json", "w") as out:
    json.dump({"source": f"definitions at 50 digits, Python {platform.python_version()}, mpmath {mp.__version__}",
               "cases": sorted(cases, key=lambda c: c["method"])}, out, indent=1)
    out.write("\n")
