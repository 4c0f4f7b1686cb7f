# Exports `ad_data` of the R package modeldata (MIT licence) to data/csf-panel.csv.
# Debian: apt-get install r-base-core r-cran-modeldata; then, in this folder: Rscript make-data.R
# Nothing is changed but the order of the columns and a row number `subject`; numbers keep 10 significant digits.
library(modeldata)
data(ad_data)
panel <- as.data.frame(ad_data)
first <- c("Class", "age", "male", "Genotype", "tau", "p_tau", "Ab_42")
panel <- panel[, c(first, sort(setdiff(names(panel), first), method = "radix"))]
numbers <- vapply(panel, is.numeric, TRUE)
panel[numbers] <- lapply(panel[numbers], function(x) formatC(x, digits = 10, format = "g", width = 1))
panel <- cbind(subject = sprintf("S%03d", seq_len(nrow(panel))), panel)
write.csv(panel, "data/csf-panel.csv", row.names = FALSE, quote = FALSE, eol = "\n")
cat(nrow(panel), "subjects,", ncol(panel), "columns; modeldata", as.character(packageVersion("modeldata")), "\n")
