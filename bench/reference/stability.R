# fpc's prediction strength and bootstrap stability on standardised features: stability.R FILE HALVINGS RESAMPLES LARGEST_K SEED
suppressPackageStartupMessages(library(fpc))
given <- commandArgs(trailingOnly = TRUE)
x <- as.matrix(read.csv(given[1], header = FALSE)); halvings <- as.integer(given[2]); resamples <- as.integer(given[3]); largest <- as.integer(given[4])
set.seed(as.integer(given[5]))
# kmeans warns where it stops at its usual ten iterations: the results are its best all the same.
options(warn = -1)
start <- proc.time()["elapsed"]
strength <- prediction.strength(x, Gmin = 2, Gmax = largest, M = halvings, clustermethod = kmeansCBI, runs = 10)
jaccard <- lapply(2:largest, function(k) clusterboot(x, B = resamples, bootmethod = "boot", clustermethod = kmeansCBI, krange = k, runs = 10, count = FALSE)$bootmean)
cat(sprintf("seconds\t%.2f\n", proc.time()["elapsed"] - start))
for (k in 2:largest)
  cat(sprintf("%d\t%.3f\t%.3f\t%.3f\n", k, mean(strength$predcorr[[k]]), sd(strength$predcorr[[k]]) / sqrt(halvings), min(jaccard[[k - 1]])))
