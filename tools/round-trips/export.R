# The .sav of an export, as haven and foreign read it, beside the same export as text.
# Usage: Rscript export.R FOLDER, which holds spss/data.sav and csv/data.csv
suppressMessages(library(haven))
folder <- commandArgs(TRUE)[1]
sav <- read_sav(file.path(folder, "spss/data.sav"))
text <- read.csv(file.path(folder, "csv/data.csv"), colClasses = "character", na.strings = "", check.names = FALSE)
stopifnot(identical(names(sav), names(text)), nrow(sav) == nrow(text))
different <- 0
for (name in names(text)) {
  cells <- zap_labels(sav[[name]])
  expected <- sub("^'", "", text[[name]])
  same <- if (is.numeric(cells) && !inherits(cells, "Date")) {
    identical(is.na(cells), is.na(expected)) && all(as.numeric(cells[!is.na(cells)]) == as.numeric(expected[!is.na(expected)]))
  } else {
    cells <- if (inherits(cells, "Date")) format(cells) else ifelse(cells == "", NA, cells)
    identical(as.character(cells), expected)
  }
  if (!same) {
    different <- different + 1
    cat("differs:", name, "\n")
  }
}
if (requireNamespace("foreign", quietly = TRUE)) {
  other <- suppressWarnings(foreign::read.spss(file.path(folder, "spss/data.sav"), to.data.frame = TRUE))
  stopifnot(nrow(other) == nrow(text))
}
cat(sprintf("export: %d rows, %d columns, %d different as haven %s reads them\n", nrow(sav), ncol(sav), different, packageVersion("haven")))
quit(status = if (different > 0) 1 else 0)
