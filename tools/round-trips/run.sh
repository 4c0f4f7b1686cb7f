#!/usr/bin/env bash
# Random tables written by R, Python and DuckDB, read back cell by cell; an export read by R. Needs Rscript with haven, readr, openxlsx
# and jsonlite, python3 (for workbooks with openpyxl, xlsxwriter and xlwt), and @duckdb/node-api (npm ci --prefix tools/round-trips); what is not there is skipped and said.
# Usage: npm run round-trips -- [TABLES] [SEED]
set -euo pipefail
cd "$(dirname "$0")/../.."
tables=${1:-20}
seed=${2:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/read"

has_r=no
if command -v Rscript >/dev/null && Rscript -e 'for (p in c("haven", "readr", "openxlsx", "jsonlite")) library(p, character.only = TRUE)' >/dev/null 2>&1; then
  has_r=yes
  Rscript tools/round-trips/tables.R "$work/read" "$tables" "$seed" 2>/dev/null
else echo "skipped: R with haven, readr, openxlsx and jsonlite is not installed"; fi
if command -v python3 >/dev/null; then python3 tools/round-trips/tables.py "$work/read" "$tables" "$seed"
else echo "skipped: python3 is not installed"; fi
workbooks=""
for python in python3 /usr/bin/python3; do
  if "$python" -c "import openpyxl, xlsxwriter, xlwt" >/dev/null 2>&1; then workbooks=$python; fi
done
if [ -n "$workbooks" ]; then "$workbooks" tools/round-trips/workbooks.py "$work/read" "$tables" "$seed"
else echo "skipped: Python with openpyxl, xlsxwriter and xlwt is not installed"; fi
if [ -d tools/round-trips/node_modules ]; then node tools/round-trips/tables.mjs "$work/read" "$tables" "$seed"
else echo "skipped: DuckDB is not installed (npm ci --prefix tools/round-trips)"; fi
npm run --silent conform -- --fixtures "$work/read" | grep -v '^ok'

if [ "$has_r" = yes ]; then
  for format in csv spss; do
    node --import tsx src/cli/start.ts export examples/ms-il6 --as "$format" --out "$work/$format" --quiet >/dev/null
  done
  Rscript tools/round-trips/export.R "$work"
fi
