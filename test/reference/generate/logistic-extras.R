# Reference cases of FLIC, FLAC, score tests, robust and cluster-robust errors, influence: Rscript logistic-extras.R > ../logistic-extras.json
# Firth by brglm2; everything else from glm and its matrices, limits by uniroot of their own equation.
suppressMessages({library(brglm2); library(sandwich); library(jsonlite)})
data_folder <- Sys.getenv("CISTERN_DATA", "../shared/data")
tight <- glm.control(epsilon = 1e-15, maxit = 200)
num <- function(x) unname(x)

firth <- function(X, y, w) {
  b <- coef(suppressWarnings(glm(y ~ X - 1, weights = w, family = binomial, method = "brglmFit", type = "AS_mean",
                control = brglmControl(epsilon = 1e-14, maxit = 2000))))
  # Newton on Firth's score to the last digit
  for (it in 1:50) {
    p <- plogis(drop(X %*% b)); I <- crossprod(X, w * p * (1 - p) * X)
    h <- w * p * (1 - p) * rowSums((X %*% solve(I)) * X)
    b <- b + drop(solve(I, crossprod(X, w * (y - p) + h * (0.5 - p))))
  }
  unname(b)
}
logit <- function(X, y, w, offset = rep(0, length(y)), start = NULL) {
  if (ncol(X) == 0) return(list(b = numeric(0), ll = sum(w * (y * plogis(offset, log.p = TRUE) + (1 - y) * plogis(-offset, log.p = TRUE)))))
  b <- if (is.null(start)) rep(0, ncol(X)) else start
  for (it in 1:60) {
    p <- plogis(drop(X %*% b) + offset)
    step <- drop(solve(crossprod(X, w * p * (1 - p) * X), crossprod(X, w * (y - p))))
    # Halved until the likelihood rises: full steps overshoot far from the maximum.
    value <- function(b) { eta <- drop(X %*% b) + offset; sum(w * (y * plogis(eta, log.p = TRUE) + (1 - y) * plogis(-eta, log.p = TRUE))) }
    here <- value(b); share <- 1
    while (share > 1e-9 && value(b + share * step) < here - 1e-12) share <- share / 2
    b <- b + share * step
  }
  eta <- drop(X %*% b) + offset
  list(b = b, p = plogis(eta), ll = sum(w * (y * plogis(eta, log.p = TRUE) + (1 - y) * plogis(-eta, log.p = TRUE))))
}
profile_ci <- function(X, y, w, conf) {
  full <- logit(X, y, w); q <- qchisq(conf, 1)
  se <- sqrt(diag(solve(crossprod(X, w * full$p * (1 - full$p) * X))))
  t(sapply(seq_len(ncol(X)), function(k) {
    gap <- function(v) 2 * (full$ll - logit(X[, -k, drop = FALSE], y, w, X[, k] * v, full$b[-k])$ll) - q
    ends <- c(uniroot(gap, full$b[k] + c(-4, 0) * se[k], tol = 1e-13)$root, uniroot(gap, full$b[k] + c(0, 4) * se[k], tol = 1e-13)$root)
    stopifnot(abs(sapply(ends, gap)) < 1e-8)
    ends
  }))
}
score_at <- function(X, y, w, k, value) {
  rest <- logit(X[, -k, drop = FALSE], y, w, X[, k] * value)
  p <- rest$p; if (is.null(p)) p <- plogis(X[, k] * value)
  U <- crossprod(X, w * (y - p)); I <- crossprod(X, w * p * (1 - p) * X)
  drop(t(U) %*% solve(I, U))
}
score_block <- function(X, y, w, ks) {
  p <- logit(X[, -ks, drop = FALSE], y, w)$p
  U <- crossprod(X, w * (y - p)); I <- crossprod(X, w * p * (1 - p) * X)
  drop(t(U) %*% solve(I, U))
}
score_ci <- function(X, y, w, conf) {
  full <- logit(X, y, w); q <- qchisq(conf, 1)
  se <- sqrt(diag(solve(crossprod(X, w * full$p * (1 - full$p) * X))))
  t(sapply(seq_len(ncol(X)), function(k) {
    gap <- function(v) score_at(X, y, w, k, v) - q
    c(uniroot(gap, full$b[k] + c(-6, 0) * se[k], tol = 1e-13)$root, uniroot(gap, full$b[k] + c(0, 6) * se[k], tol = 1e-13)$root)
  }))
}

sets <- list()
endo <- read.csv(file.path(data_folder, "brglm2_endometrial.csv"))
sets$endometrial <- list(X = cbind(1, endo$NV, endo$PI, endo$EH), y = endo$HG, names = c("(Intercept)", "NV", "PI", "EH"), separated = TRUE)
sex2 <- read.csv(file.path(data_folder, "logistf_sex2.csv"))
v <- c("age", "oc", "vic", "vicl", "vis", "dia")
sets$sex2 <- list(X = unname(as.matrix(cbind(1, sex2[, v]))), y = sex2$case, names = c("(Intercept)", v), separated = TRUE)
set.seed(11)
n <- 60; a <- round(rnorm(n, 50, 12), 1); b <- rbinom(n, 1, 0.3); cl <- rep(1:12, c(2, 8, 5, 5, 3, 7, 6, 4, 9, 1, 5, 5))
sets$mixed <- list(X = cbind(1, a, b, round(rnorm(n), 3)), y = rbinom(n, 1, plogis(-2.5 + 0.03 * a + 0.8 * b + 0.3 * (cl %% 3))),
                   names = c("(Intercept)", "age", "exposed", "score"), clusters = cl, separated = FALSE)
out <- list()
for (name in names(sets)) {
  s <- sets[[name]]; X <- unname(s$X); y <- s$y; w <- rep(1, length(y))
  b <- firth(X, y, w); p <- plogis(drop(X %*% b))
  off <- drop(X[, -1] %*% b[-1])
  a0 <- logit(X[, 1, drop = FALSE], y, w, off)$b
  pf <- plogis(a0 + off)
  flic_se <- sqrt(solve(crossprod(X, pf * (1 - pf) * X))[1, 1])
  h <- p * (1 - p) * rowSums((X %*% solve(crossprod(X, p * (1 - p) * X))) * X)
  XA <- rbind(cbind(X, 0), cbind(X, 1), cbind(X, 1)); yA <- c(y, y, 1 - y); wA <- c(w, h / 2, h / 2)
  fa <- logit(XA, yA, wA); Ia <- crossprod(XA, wA * fa$p * (1 - fa$p) * XA)
  item <- list(set = name, names = s$names, X = X, y = y, confidence = 0.9,
    flic = list(intercept = num(a0), standardError = flic_se, slopes = b[-1], fitted = pf),
    flac = list(estimates = fa$b, standardErrors = sqrt(diag(solve(Ia))), profile = profile_ci(XA, yA, wA, 0.9), fitted = fa$p[seq_along(y)]))
  if (!s$separated) {
    full <- glm(y ~ X - 1, family = binomial, control = tight)
    item$score <- list(terms = sapply(seq_len(ncol(X)), function(k) score_block(X, y, w, k)), block = score_block(X, y, w, 3:4),
                       rao = anova(glm(y ~ X[, 1:2] - 1, family = binomial, control = tight), full, test = "Rao")$Rao[2], intervals = score_ci(X, y, w, 0.9))
    item$robust <- list(hc0 = sqrt(diag(sandwich(full))), hc1 = sqrt(diag(vcovHC(full, "HC1"))),
                        cr0 = sqrt(diag(vcovCL(full, s$clusters, type = "HC0", cadjust = FALSE))),
                        cr1 = sqrt(diag(vcovCL(full, s$clusters, type = "HC0", cadjust = TRUE))))
    item$clusters <- s$clusters
    pr <- fitted(full); vv <- pr * (1 - pr); hh <- hatvalues(full); pear <- (y - pr) / sqrt(vv)
    inv <- solve(crossprod(X, vv * X))
    item$influence <- list(leverage = num(hh), pearson = num(pear), standardisedPearson = num(rstandard(full, type = "pearson")), deviance = num(residuals(full, "deviance")),
      standardisedDeviance = num(rstandard(full)), cook = num(cooks.distance(full)), dfbeta = unname((X * ((y - pr) / (1 - hh))) %*% inv))
    # linear on the same design
    yl <- round(2 + 0.05 * X[, 2] + 0.5 * X[, 3] + X[, 4] * 0.2 + rnorm(n) * (1 + X[, 3]), 3)
    lf <- lm(yl ~ X - 1)
    hc <- function(t) sqrt(diag(vcovHC(lf, t)))
    item$linear <- list(y = yl, hc0 = hc("HC0"), hc1 = hc("HC1"), hc2 = hc("HC2"), hc3 = hc("HC3"),
      cr0 = sqrt(diag(vcovCL(lf, s$clusters, type = "HC0", cadjust = FALSE))), cr1 = sqrt(diag(vcovCL(lf, s$clusters, type = "HC1", cadjust = TRUE))),
      # vcovCL multiplies its HC2 by (G - 1) / G, which cadjust takes back
      cr2 = sqrt(diag(vcovCL(lf, s$clusters, type = "HC2", cadjust = TRUE))),
      leverage = num(hatvalues(lf)), standardised = num(rstandard(lf)), studentised = num(rstudent(lf)), cook = num(cooks.distance(lf)),
      dffits = num(dffits(lf)), dfbetas = unname(dfbetas(lf)))
  }
  out[[length(out) + 1]] <- lapply(item, function(v) if (is.list(v)) lapply(v, num) else v)
}
cat(toJSON(list(source = paste0(R.version.string, "; brglm2 ", packageVersion("brglm2"), "; sandwich ", packageVersion("sandwich")),
                script = "test/reference/generate/logistic-extras.R", cases = out), digits = NA, auto_unbox = TRUE))
