# Makes ../westfall-young.json: max-T p-values by plain enumeration. Run: Rscript test/reference/generate/westfall-young.R
# Written from the definition: every way to choose the first group; t.test, or the rank sum over its permutation standard deviation.
number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
row <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
welch <- function(a, b) if (length(a) < 2 || length(b) < 2 || (var(a) == 0 && var(b) == 0)) {
  if (length(a) >= 2 && length(b) >= 2 && mean(a) != mean(b)) sign(mean(a) - mean(b)) * Inf else NA
} else unname(t.test(a, b)$statistic)
student <- function(a, b) {
  if (length(a) < 1 || length(b) < 1 || length(c(a, b)) < 3) return(NA)
  if (sum((a - mean(a))^2) + sum((b - mean(b))^2) < 1e-20) return(if (mean(a) == mean(b)) NA else sign(mean(a) - mean(b)) * Inf)
  unname(t.test(a, b, var.equal = TRUE)$statistic)
}
ranksum <- function(a, b) {
  if (length(a) < 1 || length(b) < 1) return(NA)
  r <- rank(c(a, b)); n1 <- length(a); n2 <- length(b); n <- n1 + n2
  s <- sum((r - mean(r))^2)
  if (s == 0) NA else (sum(r[seq_len(n1)]) - n1 * mean(r)) / sqrt(n1 * n2 * s / (n * (n - 1)))
}
tests <- list("welch-t" = welch, "student-t" = student, "rank-sum" = ranksum)
maxT <- function(x, first, test, alternative) {
  n <- length(first)
  stat <- function(chosen) apply(x, 1, function(v) {
    a <- v[chosen]; b <- v[setdiff(seq_len(n), chosen)]
    test(a[!is.na(a)], b[!is.na(b)])
  })
  strength <- function(t) { s <- switch(alternative, "two-sided" = abs(t), greater = t, less = -t); ifelse(is.na(s), -Inf, s) }
  observed <- stat(which(first))
  all <- apply(combn(n, sum(first)), 2, stat)
  if (!is.matrix(all)) all <- matrix(all, nrow = nrow(x))
  all <- apply(all, 2, strength); if (!is.matrix(all)) all <- matrix(all, nrow = nrow(x))
  s <- strength(observed)
  ok <- which(!is.na(observed))
  reaches <- function(v, o) if (is.infinite(o)) v >= o else v >= o - 1e-9 * (1 + abs(o))
  raw <- single <- down <- rep(NA_real_, nrow(x))
  ordered <- ok[order(-s[ok])]
  for (j in ok) {
    raw[j] <- mean(reaches(all[j, ], s[j]))
    single[j] <- mean(reaches(apply(all[ok, , drop = FALSE], 2, max), s[j]))
  }
  before <- 0
  for (k in seq_along(ordered)) {
    weaker <- ordered[k:length(ordered)]
    before <- max(before, mean(reaches(apply(all[weaker, , drop = FALSE], 2, max), s[ordered[k]])))
    down[ordered[k]] <- before
  }
  list(t = observed, raw = raw, single = single, down = down)
}
data <- list(
  list(x = rbind(c(1, 2, 3, 9, 8, 7.5, 10), c(5, 1, 4, 2, 2, 6, 3), c(0, 0, 1, 1, 1, 1, 0)), n1 = 3),
  list(x = rbind(c(1, NA, 3, 9, 8, 7.5, 10, 2), c(5, 1, 4, 2, NA, 6, NA, 3), c(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)), n1 = 4),
  list(x = rbind(c(3, 3, 3, 5, 5, 5), c(2, 1, 2, 1, 2, 2), c(4, 4, 4, 4, 4, 4)), n1 = 3),
  list(x = rbind(c(1, 2, 3, 4, 50), c(4, 4, 1, 1, 2), c(2, 7, 1, 8, 2), c(3, 1, 4, 1, 5)), n1 = 2),
  list(x = rbind(c(12.1, 13.4, 11.2, 15.5, 9.1, 8.4, 10.2, 7.7, 9.9), c(2, 3, 2, 5, 1, 1, 2, 0, 1), c(12.3, 13.1, 11.5, 15.9, 9.4, 8.1, 10.7, 7.2, 9.5)), n1 = 4))
cases <- list()
for (d in data) for (test in names(tests)) for (alternative in c("two-sided", "greater", "less")) {
  first <- seq_len(ncol(d$x)) <= d$n1
  r <- maxT(d$x, first, tests[[test]], alternative)
  cases[[length(cases) + 1]] <- paste0('  {"endpoints": [', paste(apply(d$x, 1, row), collapse = ", "), '], "n1": ', d$n1,
    ', "statistic": "', test, '", "alternative": "', alternative, '", "t": ', row(ifelse(is.infinite(r$t), NA, r$t)),
    ', "pValue": ', row(r$raw), ', "single-step": ', row(r$single), ', "step-down": ', row(r$down), "}")
}
writeLines(c(paste0('{"source": "', R.version.string, ', test/reference/generate/westfall-young.R", "cases": ['),
             paste(unlist(cases), collapse = ",\n"), "]}"), "test/reference/westfall-young.json")
