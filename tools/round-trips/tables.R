# Random tables, each written by R in every format that R can write, with the cells that a reader must find.
# Usage: Rscript tables.R FOLDER TABLES SEED
suppressMessages({
  library(haven)
  library(jsonlite)
})
arguments <- commandArgs(TRUE)
folder <- arguments[1]
tables <- as.integer(arguments[2])
set.seed(as.integer(arguments[3]))

words <- c(
  "RR", "0012", "<0.5", "yes", "a;b", "c,d", "e\tf", "\"quoted\"", "it's", "Zo\u00eb", "\u00b5g", "\u03bc", "\u4e2d\u6587", "na\u00efve",
  "=1+1", "-5", "+x", "@y", "1e5", "TRUE", "NaN", "NULL", ".", "#N/A", "0.10", "1,5", "12/03/2019", "x|y", "back\\slash", "\u20ac"
)
plainWords <- words[!grepl("[^ -~]", words)]

# The shortest decimal that reads back as the same number.
number <- function(x) {
  for (digits in 15:17) {
    text <- formatC(x, digits = digits, format = "g", width = 1)
    if (as.numeric(text) == x) return(text)
  }
  text
}
# In the notation of ECMAScript: no exponent from 1e-6 to 1e21, none padded beyond.
plain <- function(text) {
  if (!grepl("e", text)) return(text)
  sign <- if (startsWith(text, "-")) "-" else ""
  parts <- strsplit(sub("^-", "", text), "e")[[1]]
  power <- as.integer(parts[2])
  figures <- sub("\\.", "", parts[1])
  if (power >= 21 || power < -6) return(paste0(sign, parts[1], "e", if (power > 0) "+" else "", power))
  if (power < 0) return(paste0(sign, "0.", strrep("0", -power - 1), figures))
  if (nchar(figures) <= power + 1) return(paste0(sign, figures, strrep("0", power + 1 - nchar(figures))))
  paste0(sign, substr(figures, 1, power + 1), ".", substring(figures, power + 2))
}
numberText <- function(values) vapply(values, function(x) if (is.na(x)) NA_character_ else plain(number(x)), "")

draw <- function(rows, isAscii, hasBreaks) {
  texts <- if (isAscii) plainWords else words
  text <- function() {
    cells <- sample(texts, rows, TRUE)
    if (hasBreaks) cells[runif(rows) < 0.1] <- "two\nlines"
    cells[runif(rows) < 0.15] <- ""
    cells
  }
  numbers <- function() {
    x <- switch(sample(5, 1),
      round(runif(rows, 0, 100), sample(0:6, 1)),
      sample(-1000:1000, rows, TRUE),
      exp(rnorm(rows, 0, 20)),
      rnorm(rows),
      sample(c(0.1 + 0.2, 1 / 3, 2^53 - 1, 1e-300, -1e300, 123456789.123), rows, TRUE)
    )
    x[runif(rows) < 0.15] <- NA
    x
  }
  dates <- function() {
    x <- as.Date("1970-01-01") + sample(-40000:40000, rows, TRUE)
    x[runif(rows) < 0.15] <- NA
    x
  }
  table <- list(id = sprintf("P%03d", seq_len(rows)))
  for (i in seq_len(sample(2:6, 1))) table[[paste0("t", i)]] <- text()
  for (i in seq_len(sample(1:4, 1))) table[[paste0("n", i)]] <- numbers()
  for (i in seq_len(sample(0:2, 1))) table[[paste0("d", i)]] <- dates()
  as.data.frame(table, stringsAsFactors = FALSE)
}

cellsOf <- function(data, blank) {
  columns <- lapply(data, function(column) {
    if (inherits(column, "Date")) ifelse(is.na(column), NA, format(column, "%Y-%m-%d"))
    else if (is.numeric(column)) numberText(column)
    else column
  })
  lapply(seq_len(nrow(data)), function(i) {
    row <- lapply(columns, function(column) if (is.na(column[i])) blank else column[i])
    unname(row)
  })
}

expect <- function(name, format, data, blank = NULL, more = list()) {
  cells <- cellsOf(data, NA)
  json <- c(list(
    fixture = name, format = format, refused = FALSE, issues = list(),
    tables = list(list(
      nrow = nrow(data), ncol = ncol(data),
      columns = lapply(names(data), function(column) list(name = column)),
      cells = lapply(cells, function(row) lapply(row, function(cell) if (is.na(cell)) blank else cell))
    ))
  ), more)
  writeLines(toJSON(json, auto_unbox = TRUE, null = "null", na = "null", digits = NA), file.path(folder, paste0(name, ".expected.json")), useBytes = TRUE)
}

at <- function(name) file.path(folder, name)

for (k in seq_len(tables)) {
  rows <- sample(c(3:12, 40), 1)

  data <- draw(rows, FALSE, FALSE)
  for (compress in c("byte", "none", "zsav")) {
    name <- sprintf("haven_%03d_%s.%s", k, compress, if (compress == "zsav") "zsav" else "sav")
    write_sav(data, at(name), compress = compress)
    expect(name, "sav", data)
  }
  for (version in c(10, 11, 12, 13, 14, 15)) {
    isOld <- version < 14
    stata <- draw(rows, isOld, FALSE)
    # Stata's doubles end near 8.99e307; dates are days.
    name <- sprintf("haven_%03d_stata%d.dta", k, version)
    write_dta(stata, at(name), version = version)
    expect(name, "dta", stata)
  }
  transport <- draw(rows, TRUE, FALSE)
  numeric <- vapply(transport, is.numeric, TRUE)
  # IBM numbers of SAS transport files end near 1e75, and hold 14 digits in all places.
  transport[numeric] <- lapply(transport[numeric], function(x) {
    x[!is.na(x) & (abs(x) > 1e60 | (x != 0 & abs(x) < 1e-60))] <- 0.5
    x
  })
  for (version in c(5, 8)) {
    name <- sprintf("haven_%03d_v%d.xpt", k, version)
    write_xpt(transport, at(name), version = version, name = "TABLE")
    expect(name, "xpt", transport)
  }

  delimited <- draw(rows, FALSE, TRUE)
  for (form in c("comma", "semicolon", "tab")) {
    name <- sprintf("base_%03d_%s.csv", k, form)
    separator <- c(comma = ",", semicolon = ";", tab = "\t")[[form]]
    text <- as.data.frame(lapply(delimited, function(column) {
      cells <- if (inherits(column, "Date")) format(column, "%Y-%m-%d") else if (is.numeric(column)) numberText(column) else column
      ifelse(is.na(cells), "", cells)
    }), stringsAsFactors = FALSE)
    connection <- file(at(name), "wb", encoding = "UTF-8")
    write.table(text, connection, sep = separator, row.names = FALSE, qmethod = "double", eol = sample(c("\n", "\r\n"), 1), fileEncoding = "UTF-8")
    close(connection)
    expect(name, "csv", delimited, "")
  }
  name <- sprintf("readr_%03d_excel.csv", k)
  readr::write_excel_csv(delimited, at(name), na = "")
  # readr has its own notation of numbers: its text is what a reader must find.
  shortened <- delimited
  shortened[] <- lapply(shortened, function(column) {
    if (!is.numeric(column)) return(column)
    text <- vapply(column, function(x) sub("\n$", "", readr::format_csv(data.frame(x = x), na = "", col_names = FALSE)), "")
    ifelse(text == "", NA, text)
  })
  expect(name, "csv", shortened, "")

  # openxlsx writes numbers with 15 digits, as Excel does.
  workbook <- draw(rows, FALSE, FALSE)
  workbook[vapply(workbook, is.numeric, TRUE)] <- lapply(workbook[vapply(workbook, is.numeric, TRUE)], function(x) as.numeric(formatC(x, digits = 15, format = "g")))
  name <- sprintf("openxlsx_%03d.xlsx", k)
  openxlsx::write.xlsx(workbook, at(name))
  expect(name, "xlsx", workbook)
}
