/** Every question with its answer, and a place to ask the next one. */
import { useDeferredValue, useMemo } from "react";
import { methodsToHtml } from "../../../report/page/methods.ts";
import { planOf } from "../../../report/page/parts.ts";
import { proseToText } from "../../../report/format.ts";
import { IssueList } from "../../parts/issues.tsx";
import { Markup } from "../../parts/markup.tsx";
import { useStore, useStudy } from "../../state/store.ts";
import { AskQuestion } from "./ask-question.tsx";
import { QuestionCard } from "./question-card.tsx";

export function Answers() {
  const { actions } = useStore();
  const study = useStudy((state) => state.study)!;
  const { evaluation, running } = study;
  // Many cards are drawn in slices, so that the page answers to the person meanwhile.
  const answered = useDeferredValue(study.answered);
  const isDrawing = answered === null && study.answered !== null;
  const report = answered?.report ?? null;
  const plan = useMemo(() => (report === null ? null : planOf(report)), [report]);
  const sections = useMemo(
    () => new Map(report?.answers.map(({ answer }, i) => [answer.id, plan!.questionId(i)])),
    [report, plan],
  );
  const errors = [...(evaluation?.protocolIssues ?? []), ...(evaluation?.dataIssues ?? [])].filter(
    (issue) => issue.severity === "error",
  );
  // The place for the next question comes with the answers that stand above it.
  const vocabulary = isDrawing ? null : (evaluation?.vocabulary ?? answered?.vocabulary ?? null);

  return (
    <div className="answers">
      <nav className="outline" aria-label="Questions">
        <ol>
          {report?.answers.map(({ answer }, i) => (
            <li key={answer.id}>
              <a href={`#${plan!.questionId(i)}`}>{answer.asked}</a>
            </li>
          ))}
        </ol>
        {vocabulary !== null && (
          <p>
            <a href="#ask">Ask a question</a>
          </p>
        )}
        {report !== null && <a href="#methods">Methods</a>}
      </nav>
      <div className="column">
        <h1>Answers</h1>
        {errors.length > 0 && (
          <section className="blocked" aria-labelledby="blocked-title">
            <h2 id="blocked-title">
              {report === null
                ? "Nothing can be answered yet"
                : "The answers below are from before the last change"}
            </h2>
            <p>
              {evaluation?.report === null &&
                (evaluation.protocolIssues.length > 0 ? "The protocol has" : "The data have")}{" "}
              {errors.length === 1 ? "one error" : `${errors.length} errors`}. Nothing is computed from data
              or a protocol with errors.
            </p>
            <IssueList
              issues={errors.slice(0, 20)}
              goTo={() => actions.show((evaluation?.protocolIssues.length ?? 0) > 0 ? "protocol" : "data")}
            />
            {errors.length > 20 && (
              <p>{`${errors.length - 20} more are listed with the ${(evaluation?.protocolIssues.length ?? 0) > 0 ? "protocol" : "data"}.`}</p>
            )}
          </section>
        )}
        {report === null && errors.length === 0 && (
          <p className="empty">
            {running === null && !isDrawing ? "No question was asked yet." : "Answering…"}
          </p>
        )}
        <div className="unseen" role="status" aria-live="polite">
          {report !== null && running === null
            ? `${report.answers.length} questions answered. ${proseToText(report.answers.at(-1)?.shown.headline ?? [])}`
            : ""}
        </div>
        {report?.answers.map((entry, i) => (
          <QuestionCard key={entry.answer.id} entry={entry} at={i} plan={plan!} report={report} />
        ))}
        {vocabulary !== null && <AskQuestion vocabulary={vocabulary} answered={sections} />}
        {report !== null && plan !== null && (
          <div className="question methods">
            <Markup html={methodsToHtml(report, plan)} />
          </div>
        )}
      </div>
    </div>
  );
}
