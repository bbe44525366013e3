# Makes stalls.csv (an invented crossed and nested data set) and stalls-lme4.csv
# (what lme4 says about it). Run in this folder: Rscript stalls.R
suppressMessages(library(lme4))
set.seed(20261122)
stalls <- data.frame(
  market = sprintf("m%02d", sample(12, 400, replace = TRUE)),
  fruit  = sprintf("f%02d", sample(25, 400, replace = TRUE)),
  number = sample(4, 400, replace = TRUE))
stalls$stall <- paste0(stalls$market, ":", stalls$number)
stalls$ripe  <- round(runif(400), 3)
effect <- function(f, sd) { l <- sort(unique(f)); setNames(rnorm(length(l), 0, sd), l)[f] }
stalls$price <- round(3 + 0.8 * stalls$ripe + effect(stalls$market, 0.5) +
  effect(stalls$fruit, 0.9) + effect(stalls$stall, 0.3) + rnorm(400, 0, 0.4), 4)
stalls$number <- NULL
write.csv(stalls, "stalls.csv", row.names = FALSE, quote = FALSE)

fit <- lmer(price ~ ripe + (1|market) + (1|fruit) + (1|stall), stalls, REML = TRUE,
            control = lmerControl(optCtrl = list(ftol_abs = 1e-12, xtol_abs = 1e-10)))
vc <- as.data.frame(VarCorr(fit)); rownames(vc) <- vc$grp
order <- c("market", "fruit", "stall", "Residual")
out <- data.frame(
  model = "stalls: price ~ ripe + (1|market) + (1|fruit) + (1|stall)",
  what  = c("REML criterion", rep("fixed effect", 2), rep("standard deviation", 4), "version"),
  term  = c("", names(fixef(fit)), order, "lme4"),
  value = c(sprintf("%.8f", c(REMLcrit(fit), fixef(fit), vc[order, "sdcor"])),
            as.character(packageVersion("lme4"))))
write.csv(out, "stalls-lme4.csv", row.names = FALSE)
