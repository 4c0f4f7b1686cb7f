# Spline basis and curve, CR2 degrees of freedom, F test of a block: Rscript regression-extras.R > ../regression-extras.json
suppressMessages({library(Hmisc); library(rms); library(jsonlite); library(car)})
set.seed(5)
x <- round(rexp(80) * 10, 2); z <- rbinom(80, 1, 0.4)
y <- round(1 + sin(x / 6) + 0.3 * z + rnorm(80) * 0.4, 3); event <- rbinom(80, 1, plogis(-1 + 0.2 * x - 0.006 * x^2))
knots <- unname(quantile(x, c(.05, .35, .65, .95)))
grid <- c(-3, 0, knots, 1.5, 7.77, 25, 400)
basis <- rcspline.eval(grid, knots = knots, inclx = TRUE, norm = 2)
attributes(basis) <- list(dim = dim(basis))
B <- rcspline.eval(x, knots = knots, inclx = TRUE, norm = 2); attributes(B) <- list(dim = dim(B))
full <- lm(y ~ B + z); part <- lm(y ~ B[, 1] + z); none <- lm(y ~ z)
a <- anova(part, full)
g <- glm(event ~ B, family = binomial, control = glm.control(epsilon = 1e-15))
at <- c(2, 5, 10, 20, 30); ref <- 8
bb <- function(v) { m <- rcspline.eval(v, knots = knots, inclx = TRUE, norm = 2); attributes(m) <- list(dim = dim(m)); m }
D <- sweep(bb(at), 2, bb(ref)[1, ])
est <- drop(D %*% coef(g)[-1]); se <- sqrt(diag(D %*% vcov(g)[-1, -1] %*% t(D)))
# CR2 with Satterthwaite degrees of freedom, by the full n x n definition
cl <- rep(1:9, c(4, 12, 9, 9, 1, 15, 10, 8, 12)); X <- cbind(1, x, z); f <- lm(y ~ x + z); M <- solve(crossprod(X)); H <- X %*% M %*% t(X); e <- resid(f)
root <- function(S) { v <- eigen(S, symmetric = TRUE); v$vectors %*% (1 / sqrt(v$values) * t(v$vectors)) }
A <- lapply(unique(cl), function(c) root(diag(sum(cl == c)) - H[cl == c, cl == c, drop = FALSE]))
S <- sapply(unique(cl), function(c) M %*% t(X[cl == c, , drop = FALSE]) %*% A[[c]] %*% e[cl == c])
df <- sapply(1:3, function(k) {
  G <- sapply(unique(cl), function(c) drop((diag(80) - H)[, cl == c, drop = FALSE] %*% A[[c]] %*% X[cl == c, , drop = FALSE] %*% M[, k]))
  l <- eigen(crossprod(G), symmetric = TRUE)$values; sum(l)^2 / sum(l^2)
})
v <- vif(lm(y ~ x + z + I(x * z)))
cat(toJSON(list(source = paste0(R.version.string, "; Hmisc ", packageVersion("Hmisc"), "; car ", packageVersion("car")), script = "test/reference/generate/regression-extras.R",
  x = x, z = z, y = y, event = event, quantiles = c(.05, .35, .65, .95), knots = knots, grid = grid, basis = basis,
  block = list(F = a$F[2], df1 = a$Df[2], df2 = a$Res.Df[2], p = a$`Pr(>F)`[2]),
  curve = list(coefficients = unname(coef(g)[-1]), covariance = unname(vcov(g)[-1, -1]), reference = ref, at = at, estimate = est, standardError = unname(se)),
  cluster = list(labels = cl, cr2 = unname(sqrt(rowSums(S^2))), df = df), vif = unname(v)), digits = NA, auto_unbox = TRUE))
