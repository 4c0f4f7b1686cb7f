# Makes ../nondetects-r.json: survival's answers for values with non-detects turned round (1000 - x, whole numbers, exact).
#   Rscript nondetects.R > ../nondetects-r.json
suppressMessages({library(survival); library(jsonlite)})
options(digits = 17)
num <- function(v) ifelse(is.finite(v), v, NA)

make <- function(seed, n, limits, step) {
  set.seed(seed)
  x <- pmax(1, round(exp(rnorm(n, 3.2, 1)) / step) * step)
  limit <- sample(limits, n, replace = TRUE)
  nd <- x < limit
  list(values = ifelse(nd, limit, x), nondetect = nd)
}

kaplan <- function(name, d, confidence, probabilities) {
  lapply(c("plain", "log", "log-log", "logit"), function(scale) {
    fit <- survfit(Surv(1000 - d$values, !d$nondetect) ~ 1, conf.type = scale, conf.int = confidence)
    s <- summary(fit)
    o <- rev(seq_along(s$time))
    q <- quantile(fit, 1 - probabilities)
    list(name = name, scale = scale, confidence = confidence, sample = d, value = 1000 - s$time[o], atRisk = s$n.risk[o],
         below = s$surv[o], standardError = num(s$std.err[o]), lower = num(s$lower[o]), upper = num(s$upper[o]),
         probabilities = probabilities, quantiles = num(1000 - as.vector(q$quantile)),
         quantileLower = num(1000 - as.vector(q$upper)), quantileUpper = num(1000 - as.vector(q$lower)))
  })
}

rank <- function(name, samples) {
  values <- unlist(lapply(samples, `[[`, "values")); nd <- unlist(lapply(samples, `[[`, "nondetect"))
  g <- rep(seq_along(samples), sapply(samples, function(s) length(s$values)))
  one <- function(rho) {
    d <- survdiff(Surv(1000 - values, !nd) ~ g, rho = rho)
    df <- sum(d$exp > 0) - 1
    list(statistic = d$chisq, df = df, logPValue = pchisq(d$chisq, df, lower.tail = FALSE, log.p = TRUE),
         observed = as.vector(d$obs), expected = as.vector(d$exp), covariance = d$var)
  }
  list(name = name, samples = samples, petoPeto = one(1), logRank = one(0))
}

a <- make(1, 40, c(5, 12, 30), 1); b <- make(2, 60, c(5, 12), 5); c <- make(3, 25, c(40, 80), 1)
high <- list(values = 200 + seq(1, 300), nondetect = rep(FALSE, 300))
low <- list(values = rep(c(3, 4, 10), 100), nondetect = rep(c(TRUE, FALSE, FALSE), 100))
none <- list(values = rep(c(2, 6), 8), nondetect = rep(TRUE, 16))
cases <- list(
  source = paste(R.version.string, "survival", packageVersion("survival")),
  # p = 0.45 etc. so that no step meets a probability exactly: there survfit takes the middle of two detects.
  kaplanMeier = c(kaplan("three limits", a, 0.95, c(0.45, 0.517, 0.73, 0.91)), kaplan("ties", b, 0.9, c(0.411, 0.613, 0.87)),
                  kaplan("no non-detect", list(values = c(7, 7, 9, 20, 31, 31, 44), nondetect = rep(FALSE, 7)), 0.99, c(0.2, 0.51, 0.8))),
  ranks = list(rank("two groups", list(a, b)), rank("three groups", list(a, b, c)), rank("far apart", list(high, low)),
               rank("one group wholly below", list(a, none, b)))
)
cat(toJSON(cases, digits = NA, auto_unbox = TRUE, na = "null"), "\n")
