# Digits of NIST's certified values that R reaches, for test/reference/nist-r.json.
# Run from the top of the repository: Rscript test/reference/generate/nist.R [FOLDER]
# mean, sd, acf, lm (with tol = 1e-14, without which it drops powers) and its anova, as a user would call them.
options(digits = 17, warn = -1)
given <- commandArgs(trailingOnly = TRUE)
folder <- if (length(given) > 0) given[1] else "../shared/data/nist"
stopifnot(dir.exists(folder))

numbers <- function(text) {
  as.numeric(regmatches(text, gregexpr("(?<![A-Za-z0-9_.])[-+]?([0-9]|[.][0-9])[0-9.]*([eE][-+]?[0-9]+)?", text, perl = TRUE))[[1]])
}
after <- function(lines, label) {
  at <- grep(label, lines, perl = TRUE)[1]
  tail(numbers(lines[at]), 1)
}
digits <- function(got, certified) {
  error <- if (certified == 0) abs(got) else abs(got - certified) / abs(certified)
  if (is.na(error)) 0 else if (error == 0) 15 else min(15, max(0, -log10(error)))
}

univariate <- function(head, rows) {
  x <- sapply(rows, `[`, 1)
  list(
    "mean" = c(mean(x), after(head, "^Sample Mean")),
    "standard deviation" = c(sd(x), after(head, "^Sample Standard Deviation")),
    "autocorrelation" = c(acf(x, lag.max = 1, plot = FALSE)$acf[2], after(head, "^Sample Autocorrelation"))
  )
}

linear <- function(head, rows) {
  parameters <- strsplit(trimws(grep("^\\s+B[0-9]+\\s+\\S+\\s+\\S+\\s*$", head, value = TRUE)), "\\s+")
  names <- sapply(parameters, `[`, 1)
  y <- sapply(rows, `[`, 1)
  x <- do.call(rbind, lapply(rows, function(row) row[-1]))
  design <- sapply(as.integer(sub("B", "", names)), function(k) if (k == 0) rep(1, length(y)) else if (ncol(x) == 1) x[, 1]^k else x[, k])
  hasIntercept <- "B0" %in% names
  fit <- if (hasIntercept) lm(y ~ design[, -1, drop = FALSE], tol = 1e-14) else lm(y ~ design - 1, tol = 1e-14)
  s <- summary(fit)
  estimates <- coef(fit)
  errors <- rep(NA, length(names))
  errors[!is.na(estimates)] <- s$coefficients[, 2]
  table <- anova(fit)
  certified <- function(k) as.numeric(sapply(parameters, `[`, k))
  regression <- numbers(sub("^Regression", "", grep("^Regression", head, value = TRUE)))
  residual <- numbers(sub("^Residual", "", grep("^Residual +[0-9]", head, value = TRUE)))
  c(
    setNames(Map(c, estimates, certified(2)), names),
    setNames(Map(c, errors, certified(3)), paste("standard error of", names)),
    list(
      "residual standard deviation" = c(s$sigma, after(head, "^\\s*Standard Deviation +[-+0-9]")),
      "R squared" = c(s$r.squared, after(head, "R-Squared")),
      "sum of squares regression" = c(table[1, 2], regression[2]),
      "mean square regression" = c(table[1, 3], regression[3]),
      "sum of squares residual" = c(table[2, 2], residual[2]),
      "mean square residual" = c(table[2, 3], residual[3]),
      "F" = c(table[1, 4], regression[4])
    )
  )
}

variance <- function(head, rows) {
  group <- factor(sapply(rows, `[`, 1))
  y <- sapply(rows, `[`, 2)
  fit <- lm(y ~ group)
  table <- anova(fit)
  between <- numbers(sub("^Between \\S+", "", grep("^Between", head, value = TRUE)))
  within <- numbers(sub("^Within \\S+", "", grep("^Within", head, value = TRUE)))
  list(
    "sum of squares between" = c(table[1, 2], between[2]),
    "mean square between" = c(table[1, 3], between[3]),
    "sum of squares within" = c(table[2, 2], within[2]),
    "mean square within" = c(table[2, 3], within[3]),
    "F" = c(table[1, 4], between[4]),
    "R squared" = c(summary(fit)$r.squared, after(head, "Certified R-Squared")),
    "residual standard deviation" = c(summary(fit)$sigma, after(head, "^\\s+Standard Deviation"))
  )
}

quoted <- function(text) paste0("\"", text, "\"")
sets <- character(0)
for (name in sort(sub("\\.dat$", "", list.files(folder, "\\.dat$")), method = "radix")) {
  lines <- readLines(file.path(folder, paste0(name, ".dat")), encoding = "latin1")
  start <- max(grep("^Data:", lines))
  head <- lines[seq_len(start - 1)]
  body <- lines[-seq_len(start)]
  rows <- lapply(body[grepl("^[-+0-9.eE\\s]*[0-9][-+0-9.eE\\s]*$", body, perl = TRUE)], numbers)
  work <- if (any(grepl("Univariate|summary statistic", head))) univariate
    else if (any(grepl("1 Factor", head))) variance
    else if (any(grepl("Procedure: +Linear Least Squares", head))) linear
    else next
  pairs <- work(head, rows)
  # Where the fit is perfect F is printed as "Infinity": there is no digit to compare.
  pairs <- pairs[!sapply(pairs, function(pair) is.na(pair[2]))]
  values <- sapply(pairs, function(pair) digits(pair[1], pair[2]))
  sets <- c(sets, paste0("  ", quoted(name), ": {\n", paste0("   ", quoted(names(pairs)), ": ", sprintf("%.4f", values), collapse = ",\n"), "\n  }"))
}
writeLines(
  paste0("{\n \"source\": ", quoted(paste("R", getRversion(), "(mean, sd, acf, lm with tol = 1e-14, anova)")), ",\n \"digits\": {\n", paste(sets, collapse = ",\n"), "\n }\n}"),
  "test/reference/nist-r.json"
)
