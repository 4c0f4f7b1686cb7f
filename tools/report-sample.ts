// Writes an invented report and its figures to a folder, to be looked at: tsx tools/report-sample.ts [folder]
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { figureValues } from "../src/report/figures/numbers.ts";
import { reportHtml } from "../src/report/html.ts";
import { figureToSvg } from "../src/report/svg.ts";
import { rowsToCsv, tableToCsv } from "../src/report/tables.ts";
import { headlinesText } from "../src/report/text.ts";
import { sampleReport } from "./report-sample-input.ts";

const folder = process.argv[2] ?? "/tmp/report-sample";
mkdirSync(join(folder, "figures"), { recursive: true });
mkdirSync(join(folder, "tables"), { recursive: true });
writeFileSync(join(folder, "report.html"), reportHtml(sampleReport));
for (const { answer, shown } of sampleReport.answers) {
  writeFileSync(join(folder, "tables", `${answer.id}-rows.csv`), rowsToCsv(answer.id, shown.rows));
  for (const table of shown.tables)
    writeFileSync(join(folder, "tables", `${answer.id}-${table.id}.csv`), tableToCsv(table));
  for (const figure of shown.figures) {
    writeFileSync(
      join(folder, "figures", `${answer.id}-${figure.id}.svg`),
      figureToSvg(figure, { theme: "light" }),
    );
    writeFileSync(join(folder, "figures", `${answer.id}-${figure.id}.csv`), tableToCsv(figureValues(figure)));
  }
}
process.stdout.write(
  `${headlinesText(sampleReport.answers, { width: 80 })}\n\n${join(folder, "report.html")}\n`,
);
