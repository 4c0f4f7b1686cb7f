/** One question: what is asked, the finding, pictures, tables, who was counted, how it was computed. */
import { memo, useMemo } from "react";
import type { Plan } from "../../../report/page/parts.ts";
import { questionParts } from "../../../report/page/question.ts";
import type { ReportAnswer, ReportInput } from "../../../report/report-input.ts";
import { tableToCsv } from "../../../report/tables.ts";
import { Markup } from "../../parts/markup.tsx";
import { download, fileName } from "../../state/save.ts";
import { useStore } from "../../state/store.ts";
import { Figure } from "./figure.tsx";
import { ChangeQuestion } from "./change-question.tsx";

interface QuestionCardProps {
  readonly entry: ReportAnswer;
  readonly at: number;
  readonly plan: Plan;
  readonly report: ReportInput;
}

/** What of the whole report a card shows: its numbers in the row of tables and figures, families and methods. */
const around = ({ at, plan, report }: QuestionCardProps): string =>
  JSON.stringify([
    at,
    plan.questionId(at),
    plan.tableNumber(at, 0),
    plan.figureNumber(at, 0),
    report.families,
    report.methods.map(({ id }) => id),
    report.study.synthetic,
  ]);

/** Another answer to another question leaves a card as it is drawn. */
const isSame = (before: QuestionCardProps, after: QuestionCardProps): boolean =>
  before.entry === after.entry && around(before) === around(after);

export const QuestionCard = memo(function QuestionCard({ entry, at, plan, report }: QuestionCardProps) {
  const { actions } = useStore();
  const { answer, shown } = entry;
  const id = plan.questionId(at);
  const parts = useMemo(
    () => questionParts(entry, at, plan, report.families),
    [entry, at, plan, report.families],
  );
  const mark = report.study.synthetic === false ? "" : "synthetic-";
  return (
    <section className="question" id={id} aria-labelledby={`${id}-asked`}>
      <header>
        <p className="kicker">Question {at + 1}</p>
        <h2 id={`${id}-asked`}>{answer.asked}</h2>
        {/* Above what it changes: the words that are being changed stay in their place. */}
        <ChangeQuestion id={answer.id} />
        <Markup html={parts.headline} />
      </header>
      {parts.warnings !== "" && <Markup html={parts.warnings} />}
      <Markup html={parts.sentences} />
      {shown.figures.map((figure, i) => (
        <Figure
          key={figure.id}
          figure={figure}
          number={plan.figureNumber(at, i)}
          questionId={answer.id}
          prefix={`${id}-f${i + 1}`}
          synthetic={report.study.synthetic !== false}
        />
      ))}
      {shown.tables.map((table, i) => (
        <div key={table.id} className="with-tools">
          <Markup html={parts.tables[i]!} />
          <p className="tools">
            <button
              type="button"
              onClick={() => {
                const name = `${mark}${fileName(answer.id)}-${fileName(table.id)}.csv`;
                download(name, tableToCsv(table), "text/csv");
                actions.say(`Saved ${name}`);
              }}
            >
              Save table (CSV)<span className="unseen">: {table.title}</span>
            </button>
          </p>
        </div>
      ))}
      <Markup html={parts.counted} />
      {parts.tests !== "" && <Markup html={parts.tests} />}
      <Markup html={parts.computed} />
      {parts.r !== "" && (
        <details className="code">
          <summary>
            The same numbers in R<span className="unseen">: question {at + 1}</span>
          </summary>
          <Markup html={parts.r} />
        </details>
      )}
    </section>
  );
}, isSame);
