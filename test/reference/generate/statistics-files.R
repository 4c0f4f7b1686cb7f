# Makes ../statistics-files.json: small random tables written by haven, with the cells that went in.
# Run: Rscript test/reference/generate/statistics-files.R
library(haven)
library(jsonlite)
set.seed(20261126)

words <- c("", "0012", "<0.5", "OOR <", "Z\u00fcrich", "Forl\u00ec", "\u0141\u00f3d\u017a", "a b", "=1+1", "\"quoted\"", "n.d.")
text <- function(n, pool = words) sample(pool, n, replace = TRUE)
long <- function(n) vapply(seq_len(n), function(i) strrep("abc def ", sample(0:60, 1)), "")
with_na <- function(x) { x[runif(length(x)) < 0.2] <- NA; x }
number <- function(x) ifelse(is.na(x), NA, sprintf("%.17g", x))
iso <- function(x) ifelse(is.na(x), NA, format(x, "%Y-%m-%d"))
iso_time <- function(x) ifelse(is.na(x), NA, format(x, "%Y-%m-%dT%H:%M:%S", tz = "UTC"))

table_of <- function(n, max_text = 2000, ascii = FALSE) {
  pool <- if (ascii) words[!grepl("[^ -~]", words)] else words
  comment <- trimws(substr(long(n), 1, max_text))
  list(
    data = data.frame(
      id = sprintf("%04d", sample(9999, n)),
      word = text(n, pool),
      comment = comment,
      count = with_na(sample(0:400, n, replace = TRUE)),
      value = with_na(signif(rlnorm(n, 0, 6), rep_len(c(3, 15, 7, 1), n))),
      tiny = with_na(-rlnorm(n, -20, 10)),
      day = with_na(as.Date("1900-01-01") + sample(0:60000, n, replace = TRUE)),
      moment = with_na(as.POSIXct("1970-01-01", tz = "UTC") + sample(-1e9:1e9, n, replace = TRUE)),
      stringsAsFactors = FALSE
    )
  )$data
}

cells_of <- function(d) {
  columns <- lapply(d, function(x) {
    if (inherits(x, "Date")) iso(x)
    else if (inherits(x, "POSIXct")) iso_time(x)
    else if (is.numeric(x)) number(as.numeric(x))
    else as.character(x)
  })
  lapply(seq_len(nrow(d)), function(i) lapply(columns, function(x) if (is.na(x[[i]])) NULL else unname(x[[i]])))
}

file_of <- function(name, d, write, cells = cells_of(d), labels = NULL, missing = NULL) {
  path <- tempfile()
  write(d, path)
  bytes <- readBin(path, "raw", file.size(path))
  list(file = name, bytes = base64_enc(bytes), columns = names(d),
       labels = labels, missing = missing,
       cells = lapply(cells, function(row) unname(lapply(row, function(x) if (is.null(x)) NA else x))))
}

cases <- list()
add <- function(...) cases[[length(cases) + 1]] <<- file_of(...)

for (n in c(1, 7, 40)) {
  d <- table_of(n)
  for (compress in c("none", "byte", "zsav"))
    add(sprintf("%s_%d.sav", compress, n), d, function(d, p) write_sav(d, p, compress = compress))
  for (version in c(8, 10, 12, 13, 14, 15)) {
    limited <- table_of(n, max_text = if (version < 13) 244 else 2045, ascii = version < 14)
    add(sprintf("stata%d_%d.dta", version, n), limited, function(d, p) write_dta(d, p, version = version))
  }
  short <- table_of(n, max_text = 200, ascii = TRUE)
  short$value <- short$value %% 1e60
  short$tiny <- -abs(short$tiny) %% 1e60
  short$tiny[!is.na(short$tiny) & abs(short$tiny) < 1e-70] <- -1e-70
  short$value[!is.na(short$value) & abs(short$value) < 1e-70] <- 1e-70
  suppressWarnings(add(sprintf("sas_%d.sas7bdat", n), short, function(d, p) write_sas(d, p)))
  for (version in c(5, 8))
    add(sprintf("sas%d_%d.xpt", version, n), short, function(d, p) write_xpt(d, p, version = version, name = "LB"))
}

# Labels, user-missing values and ranges, tagged missing values.
n <- 12
labelled <- data.frame(
  id = sprintf("%03d", seq_len(n)),
  dx = labelled_spss(rep(c(1, 2, 9), 4), labels = c(CIS = 1, "RR \u2013 sch\u00fcbf\u00f6rmig" = 2, unknown = 9), na_values = 9, label = "Diagnosis"),
  edss = labelled_spss(rep(c(0, 3.5, -8, -9), 3), labels = c(refused = -9), na_range = c(-9, -8), label = "EDSS at LP"),
  lod = labelled_spss(rep(c(0.5, 99, 98), 4), na_values = 99, na_range = c(-Inf, 0)),
  site = labelled_spss(rep(c("A", "B", "?"), 4), labels = c(Basel = "A", Bern = "B"), na_values = "?")
)
label_list <- list(
  dx = list("1" = "CIS", "2" = "RR \u2013 sch\u00fcbf\u00f6rmig", "9" = "unknown"),
  edss = list("-9" = "refused"),
  site = list(A = "Basel", B = "Bern"))
missing_list <- list(dx = list(codes = list("9")), edss = list(range = list(-9, -8)),
                     lod = list(codes = list("99"), range = list(NA, 0)), site = list(codes = list("?")))
for (compress in c("none", "byte", "zsav"))
  add(sprintf("labelled_%s.sav", compress), labelled, function(d, p) write_sav(d, p, compress = compress),
      labels = label_list, missing = missing_list)

tagged <- data.frame(
  id = sprintf("%03d", seq_len(4)),
  age = labelled(c(30, tagged_na("a"), tagged_na("z"), NA), labels = c(refused = tagged_na("a"))),
  dx = labelled(c(1, 2, 1, 2), labels = c(CIS = 1, RR = 2), label = "Diagnosis"))
tagged_cells <- list(list("001", "30", "1"), list("002", ".a", "2"), list("003", ".z", "1"), list("004", NULL, "2"))
for (version in c(8, 10, 12, 13, 14, 15))
  add(sprintf("tagged_stata%d.dta", version), tagged, function(d, p) write_dta(d, p, version = version), cells = tagged_cells,
      labels = list(age = list(".a" = "refused"), dx = list("1" = "CIS", "2" = "RR")), missing = list(age = list(codes = list(".a", ".z"))))
upper <- lapply(tagged_cells, function(row) { if (!is.null(row[[2]])) row[[2]] <- toupper(row[[2]]); row })
tagged$age <- c(30, tagged_na("A"), tagged_na("Z"), NA)
for (version in c(5, 8))
  add(sprintf("tagged_sas%d.xpt", version), tagged, function(d, p) write_xpt(zap_labels(d), p, version = version, name = "DM"), cells = upper,
      missing = list(age = list(codes = list(".A", ".Z"))))

writeLines(toJSON(list(source = paste0(R.version.string, ", haven ", packageVersion("haven")), cases = cases),
                  auto_unbox = TRUE, null = "null", na = "null", digits = NA), "test/reference/statistics-files.json")
