# Probit regressions of hits on log10 concentration, for test/reference/probit.json.
# Run from the top of the repository: Rscript test/reference/generate/probit.R
# The estimates are glm's; the scoring that it stops at 1e-15 has settled to the last digits by then.
options(digits = 17, warn = -1)
cases <- list(
  list(concentration = c(0.1, 0.2, 0.4, 0.8, 1.6), detected = c(2, 7, 13, 19, 20), tested = rep(20, 5)),
  list(concentration = c(0.5, 1, 2, 4, 8, 16), detected = c(1, 0, 9, 22, 28, 30), tested = rep(30, 6)),
  list(concentration = c(3, 5, 9, 30), detected = c(3, 5, 6, 11), tested = c(8, 11, 10, 12)),
  list(concentration = c(0.001, 0.01, 0.1, 1), detected = c(12, 31, 47, 60), tested = rep(60, 4))
)
number <- function(x) paste0("[", paste(format(x, digits = 17, trim = TRUE), collapse = ", "), "]")
lines <- sapply(cases, function(case) {
  x <- log10(case$concentration)
  fit <- glm(cbind(case$detected, case$tested - case$detected) ~ x,
    family = binomial("probit"), control = glm.control(epsilon = 1e-15, maxit = 100)
  )
  limit <- 10^((qnorm(0.95) - coef(fit)[1]) / coef(fit)[2])
  sprintf(
    '{"concentration": %s, "detected": %s, "tested": %s, "coefficients": %s, "covariance": %s, "limit": %s}',
    number(case$concentration), number(case$detected), number(case$tested), number(unname(coef(fit))),
    number(as.vector(vcov(fit))), format(unname(limit), digits = 17)
  )
})
version <- paste0(R.version$major, ".", R.version$minor)
writeLines(
  c('{', sprintf('"source": "R %s stats::glm(binomial(\\"probit\\"))",', version), '"cases": [', paste(lines, collapse = ",\n"), "]", "}"),
  "test/reference/probit.json"
)
