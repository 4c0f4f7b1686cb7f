# Makes ../p-adjust.json: R's p.adjust on hard inputs, at 17 digits. Run: Rscript test/reference/generate/p-adjust.R
methods <- c(bonferroni = "bonferroni", holm = "holm", hochberg = "hochberg", hommel = "hommel",
             "benjamini-hochberg" = "BH", "benjamini-yekutieli" = "BY")
number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
row <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
# Whole-number arithmetic, so that any program makes the same p-values: (7919 i mod 10007)^power / 10007^power.
spread <- function(n, power) ((7919 * seq_len(n)) %% 10007 / 10007)^power
inputs <- list(
  "zeros and ones" = c(0, 1, 0, 1, 0.5),
  "all one" = rep(1, 6),
  "all zero" = rep(0, 4),
  "all tied" = rep(0.04, 7),
  "one" = 0.2,
  "one beside missing" = c(NA, 0.2, NA),
  "tiny" = c(1e-300, 1e-200, 5e-324, 1e-16, 0.9),
  "tied in blocks, with missing" = c(rep(0.01, 5), NA, rep(0.011, 5), rep(0.3, 9), NA, rep(1, 3), 0.3),
  "near the level" = c(0.05, 0.05 - 1e-15, 0.025, 0.0166666666666667, 0.0125, 0.01),
  "many, tied in 20 values" = floor(20 * spread(400, 1)) / 20,
  "many, small" = spread(300, 8),
  "rising evenly" = (1:100) / 100,
  "Simes line bent upwards" = ((1:60) / 60)^2,
  "Simes line bent downwards" = sqrt((1:60) / 60)
)
cases <- mapply(function(name, p) {
  adjusted <- sapply(methods, function(m) row(p.adjust(p, m)))
  paste0('  {"name": "', name, '", "p": ', row(p), ', "adjusted": {',
         paste0('"', names(adjusted), '": ', adjusted, collapse = ", "), "}}")
}, names(inputs), inputs)
large <- mapply(function(power) {
  p <- spread(10000, power)
  shown <- c(1, 2, 5, 10, 100, 777, 1234, 5000, 9999, 10000)
  adjusted <- sapply(methods, function(m) row(p.adjust(p, m)[shown]))
  paste0('  {"power": ', power, ', "positions": ', row(shown), ', "adjusted": {',
         paste0('"', names(adjusted), '": ', adjusted, collapse = ", "), "}}")
}, c(1, 3, 12))
writeLines(c(
  paste0('{"source": "', R.version.string, ', stats::p.adjust",'),
  '"cases": [', paste(cases, collapse = ",\n"), "],",
  '"tenThousand": [', paste(large, collapse = ",\n"), "]}"
), "test/reference/p-adjust.json")
