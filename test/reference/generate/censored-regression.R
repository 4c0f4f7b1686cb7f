# Reference fits of censored regression: survival::survreg iterated to rounding error, profile limits by uniroot on
# refits with the coefficient as an offset. Writes test/reference/censored-regression.json.
#   Rscript test/reference/generate/censored-regression.R > test/reference/censored-regression.json
suppressMessages(library(survival))
tight <- survreg.control(rel.tolerance = 1e-14, maxiter = 200)
num <- function(x) ifelse(is.na(x), "null", ifelse(is.infinite(x), ifelse(x > 0, '"Inf"', '"-Inf"'), trimws(formatC(x, digits = 17, format = "g"))))
arr <- function(x) paste0("[", paste(num(x), collapse = ","), "]")
quote_all <- function(x) paste0("[", paste0('"', x, '"', collapse = ","), "]")
q95 <- qchisq(0.95, 1)

fit_case <- function(name, lower, upper, X, dist, counts = rep(1, length(lower))) {
  lo <- lower; hi <- upper
  positive <- dist %in% c("lognormal", "weibull", "exponential", "loglogistic")
  lo[is.infinite(lo) | (positive & lo <= 0)] <- NA
  hi[is.infinite(hi)] <- NA
  rd <- c(normal = "gaussian", logistic = "logistic")[dist]
  if (is.na(rd)) rd <- dist
  Y <- Surv(lo, hi, type = "interval2")
  refit <- function(M, offset, start = NULL) survreg(Y ~ M - 1 + offset(offset), dist = rd, weights = counts, control = tight)
  M <- cbind(1, X)
  zero <- rep(0, length(lo))
  f <- refit(M, zero)
  p <- ncol(M)
  limits <- t(sapply(seq_len(p), function(k) {
    se <- sqrt(f$var[k, k])
    g <- function(b) {
      rest <- M[, -k, drop = FALSE]
      r <- if (ncol(rest) == 0) NULL else refit(rest, b * M[, k])
      2 * (f$loglik[2] - r$loglik[2]) - q95
    }
    if (p == 1) return(c(NA, NA))
    root <- function(side) {
      far <- 2 * se
      while (g(coef(f)[k] + side * far) < 0) far <- far * 1.5
      uniroot(g, sort(coef(f)[k] + side * c(0, far)), tol = 1e-12 * max(1, abs(se)))$root
    }
    c(root(-1), root(1))
  }))
  fixed <- dist == "exponential"
  cat(sprintf('{"case":"%s","input":{"lower":%s,"upper":%s,"x":[%s],"counts":%s,"distribution":"%s"},"expected":{"coefficients":%s,"standardErrors":%s,"scale":%s,"logLikelihood":%s,"profileLower":%s,"profileUpper":%s}}',
    name, arr(lower), arr(upper), paste(apply(M, 1, arr), collapse = ","), arr(counts), dist,
    arr(unname(coef(f))), arr(sqrt(diag(f$var))[seq_len(p)]), num(f$scale), num(f$loglik[2]), arr(limits[, 1]), arr(limits[, 2])))
}

set.seed(20261125)
cases <- list()
n <- 60
g <- rep(0:1, length.out = n)
x <- round(rnorm(n, 40, 10))
for (dist in c("normal", "lognormal", "weibull", "exponential", "logistic", "loglogistic")) {
  e <- switch(dist, normal = , lognormal = rnorm(n), weibull = , exponential = log(rexp(n)), rlogis(n))
  eta <- 0.3 + 0.8 * g + 0.01 * x + ifelse(dist == "exponential", 1, 0.7) * e
  y <- signif(if (dist %in% c("normal", "logistic")) eta else exp(eta), 4)
  lod <- signif(unname(quantile(y, c(0.25, 0.4))[1 + (seq_len(n) %% 2)]), 3)
  uloq <- signif(unname(quantile(y, 0.9)), 3)
  between <- y > lod & seq_len(n) %% 5 == 0
  lower <- ifelse(y < lod, -Inf, ifelse(y > uloq, uloq, ifelse(between, floor(y * 2) / 2, y)))
  upper <- ifelse(y < lod, lod, ifelse(y > uloq, Inf, ifelse(between, floor(y * 2) / 2 + 0.5, y)))
  counts <- 1 + (seq_len(n) %% 3 == 0)
  cases[[length(cases) + 1]] <- list(paste0("mixed_", dist), lower, upper, cbind(g, x), dist, counts)
}
# Years and picograms: columns far from 0, two thirds below the limit.
year <- 2000 + seq_len(30) %% 12
y <- signif(exp(-20 + 0.01 * (year - 2000) + rnorm(30)), 3)
lod <- signif(unname(quantile(y, 2 / 3)), 2)
cases[[length(cases) + 1]] <- list("years_lognormal", ifelse(y < lod, -Inf, y), ifelse(y < lod, lod, y), cbind(year), "lognormal", rep(1, 30))
cat(sprintf('{"source":"%s, survival %s, rel.tolerance 1e-14","cases":[\n', R.version.string, packageVersion("survival")))
for (i in seq_along(cases)) { do.call(fit_case, cases[[i]]); cat(if (i < length(cases)) ",\n" else "\n") }
cat("]}\n")
