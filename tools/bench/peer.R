# The R side of `npm run bench`: one process for all benchmarks. A request is a line: five letters, a blank, code with \001 for line breaks.
# setup CODE: a fresh environment; calls CODE: what is timed; timed: milliseconds a call, from a batch of at least 20 ms. Replies begin with "@@ ".
options(warn = -1, digits = 17)
requests <- file("stdin")
open(requests)
seconds <- function() as.numeric(Sys.time())
space <- NULL
code <- NULL
count <- 0
batch <- function(n) {
  start <- seconds()
  for (i in seq_len(n)) eval(code, space)
  (seconds() - start) / n
}
answer <- function(verb, text) {
  if (verb == "setup") {
    space <<- new.env(parent = globalenv())
    invisible(suppressMessages(eval(parse(text = text), space)))
    count <<- 0
    "done"
  } else if (verb == "calls") {
    code <<- parse(text = text)
    "done"
  } else if (verb == "names") {
    as.character(getRversion())
  } else {
    if (count == 0) {
      once <- batch(1)
      # Twice more, so that R's compiler has seen it; a slow call is its own warm-up.
      if (once < 0.1) once <- batch(2)
      count <<- max(1, ceiling(0.02 / max(once, 1e-7)))
      if (once >= 0.1) return(1000 * once)
    }
    1000 * batch(count)
  }
}
repeat {
  line <- readLines(requests, n = 1)
  if (length(line) == 0) break
  reply <- tryCatch(
    as.character(answer(substr(line, 1, 5), gsub("\001", "\n", substring(line, 7), fixed = TRUE))),
    error = function(e) paste("error", gsub("\n", " ", conditionMessage(e)))
  )
  cat("@@ ", reply, "\n", sep = "")
  flush(stdout())
}
