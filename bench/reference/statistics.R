# Reference values for `Clientele.Benchmarks statistics`: reads the made-up numbers in a folder and prints name, value and source, separated by tabs.
# Needs Debian's r-base-core, r-cran-cluster, r-cran-mclust, r-cran-fpc, r-cran-sandwich (or the same packages from CRAN).
suppressPackageStartupMessages({ library(cluster); library(mclust); library(fpc); library(sandwich); library(Matrix) })
folder <- commandArgs(trailingOnly = TRUE)[1]
read <- function(name) read.csv(file.path(folder, name))
put <- function(name, value, source) cat(sprintf("%s\t%.17g\t%s\n", name, value, source))
of <- function(package, call) sprintf("R %s %s, `%s`", package, packageVersion(package), call)

points <- read("points.csv"); x <- as.matrix(points[, 1:3]); k <- max(points$one)
put("k-means inertia at convergence", kmeans(x, as.matrix(read("centroids.csv")), iter.max = 100, algorithm = "Lloyd")$tot.withinss, of("stats", "kmeans") )
put("silhouette, mean", mean(silhouette(points$one, dist(x))[, 3]), of("cluster", "silhouette"))
put("adjusted Rand index", adjustedRandIndex(points$one, points$other), of("mclust", "adjustedRandIndex"))
for (s in 1:k)
  put(sprintf("Jaccard similarity of segment #%d", s), max(sapply(1:k, function(o) clujaccard(points$one == s, points$other == o))), of("fpc", "clujaccard"))
# What fpc's prediction.strength does with the two labellings of one half.
together <- xtable(points$one, points$other, k)
put("prediction strength", min(sapply(1:k, function(s) sum(together[s, ]^2 - together[s, ]) / (sum(points$one == s) * (sum(points$one == s) - 1)))), of("fpc", "prediction.strength"))
fit <- kmeans(x, as.matrix(read("centroids.csv")), iter.max = 100, algorithm = "Lloyd")
put("spread kept", fit$betweenss / fit$totss, of("stats", "kmeans"))

near <- as.matrix(nearPD(as.matrix(read("matrix.csv")), corr = TRUE, conv.tol = 1e-12, eig.tol = 1e-12, posd.tol = 1e-12, do2eigen = FALSE, maxit = 10000)$mat)
for (a in 2:6) for (b in 1:(a - 1))
  put(sprintf("nearest correlation matrix #%d.%d", a, b), near[a, b], of("Matrix", "nearPD"))
# P(both yes) over the normal plane, by one integral.
both <- integrate(function(z) dnorm(z) * pnorm((.5 * z - qnorm(.4)) / sqrt(.75)), qnorm(.7), Inf, rel.tol = 1e-12)$value
put("correlation that a Gaussian copula gives two yes/no features", (both - .3 * .6) / sqrt(.3 * .7 * .6 * .4), of("stats", "integrate"))

orders <- read("orders.csv")
d <- orders$running - 20; use <- abs(d) < 8; w <- 1 - abs(d) / 8; right <- d >= 0
local <- lm(outcome ~ right * d, data = data.frame(outcome = orders$outcome, right, d)[use, ], weights = w[use])
put("discontinuity", coef(local)["rightTRUE"], of("stats", "lm"))
put("discontinuity: clustered standard error", sqrt(vcovCL(local, cluster = orders$customer[use], type = "HC1")["rightTRUE", "rightTRUE"]), of("sandwich", "vcovCL"))
put("discontinuity: robust standard error", sqrt(vcovHC(local, type = "HC1")["rightTRUE", "rightTRUE"]), of("sandwich", "vcovHC"))
within <- lm(quantity ~ price + factor(product), data = orders)
put("slope within products", coef(within)["price"], of("stats", "lm"))
put("slope within products: clustered standard error", sqrt(vcovCL(within, cluster = orders$customer, type = "HC0")["price", "price"]), of("sandwich", "vcovCL"))

f <- read("forecasts.csv")
put("log loss", -mean(log(ifelse(f$outcome == 1, f$p, 1 - f$p))), "its formula in R")
put("Brier score", mean((f$p - f$outcome)^2 + (1 - f$p - (1 - f$outcome))^2), "its formula in R")
put("area under the curve", wilcox.test(f$p[f$outcome == 1], f$p[f$outcome == 0])$statistic / (sum(f$outcome == 1) * sum(f$outcome == 0)), of("stats", "wilcox.test"))
# E|X - y| - E|X - X'| / 2 of a forecast with two amounts.
crps <- (1 - f$p) * abs(20 - f$amount) + f$p * abs(35 - f$amount) - f$p * (1 - f$p) * 15
put("continuous ranked probability score", mean(crps), "its formula in R")
pool <- glm(outcome ~ qlogis(p) + qlogis(q), data = f, family = binomial, control = list(epsilon = 1e-14))
put("pool of two forecasts: first weight", coef(pool)[2], of("stats", "glm"))
put("pool of two forecasts: second weight", coef(pool)[3], of("stats", "glm"))
put("pool of two forecasts: clustered standard error", sqrt(vcovCL(pool, cluster = f$customer, type = "HC0")[3, 3]), of("sandwich", "vcovCL"))
sure <- pmax(f$p, 1 - f$p); hit <- (f$p > .5) == (f$outcome == 1)
bin <- floor((rank(sure, ties.method = "first") - 1) * 15 / nrow(f)); share <- tapply(sure, bin, length) / nrow(f)
gap <- abs(tapply(hit - sure, bin, mean)); deviation <- sqrt(tapply(sure * (1 - sure), bin, mean) / tapply(sure, bin, length))
put("calibration error as measured", sum(share * gap), "its formula in R")
expected <- function(g) sum(share * (deviation * sqrt(2 / pi) * exp(-g^2 / (2 * deviation^2)) + g * (1 - 2 * pnorm(-g / deviation))))
put("calibration error without what chance adds", if (expected(0) >= sum(share * gap)) 0 else uniroot(function(g) expected(g) - sum(share * gap), c(0, 1), tol = 1e-14)$root, of("stats", "uniroot"))
