# Makes ../bootstrap.json: limits that R's boot gives for stated replicates. Run: Rscript test/reference/generate/bootstrap.R
library(boot)
number <- function(x) sprintf("%.17g", x)
row <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
# Whole-number arithmetic, so that any program makes the same replicates.
replicates <- function(r, skew) 10 + ((7919 * seq_len(r)) %% 10007 / 10007)^skew * 5
cases <- list()
for (r in c(199, 999, 1000, 4321)) for (skew in c(1, 3)) for (confidence in c(0.5, 0.9, 0.95, 0.99)) {
  if ((r + 1) * (1 - confidence) / 2 < 1) next
  t <- replicates(r, skew)
  for (t0 in if (skew == 1) c(12, 13.1) else c(10.6, 11)) {
    # Influence values 1, 2, ..., 8 and minus their sum: a skewness that is not 0.
    for (L in list(c(-4, -3, -1, 0, 1, 7), c(-1, 0, 1))) {
      data <- seq_along(L)
      b <- boot(data, function(d, i) mean(d[i]), R = r)
      b$t <- matrix(t)
      b$t0 <- t0
      ci <- suppressWarnings(boot.ci(b, conf = confidence, type = c("perc", "basic", "bca"), L = L))
      a <- sum(L^3) / (6 * sum(L^2)^1.5)
      # boot.ci takes the outermost replicate where the rank lies beyond it; that is not to be met.
      if (is.null(ci$bca) || ci$bca[2] < 1 || ci$bca[3] > r) next
      cases[[length(cases) + 1]] <- paste0(
        '  {"resamples": ', r, ', "skew": ', skew, ', "confidence": ', number(confidence), ', "estimate": ', number(t0),
        ', "acceleration": ', number(a), ', "percentile": ', row(ci$percent[4:5]), ', "basic": ', row(ci$basic[4:5]),
        ', "bca": ', row(ci$bca[4:5]), "}")
    }
  }
}
writeLines(c(paste0('{"source": "', R.version.string, ', boot ', packageVersion("boot"), ' boot.ci", "cases": ['),
             paste(unlist(cases), collapse = ",\n"), "]}"), "test/reference/bootstrap.json")
