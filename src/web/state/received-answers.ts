/** Puts the answers that were sent before in the place of their ids: the same objects, so that nothing is drawn again. */
import type { ReportAnswer } from "../../report/report-input.ts";
import type { Evaluation, SentEvaluation } from "../messages.ts";

export function receivedAnswers(): (sent: SentEvaluation) => Evaluation {
  let known: ReadonlyMap<string, ReportAnswer> = new Map();
  return (sent) => {
    const { report } = sent;
    if (report === null) return { ...sent, report };
    const answers = report.answers.map((entry) =>
      "unchanged" in entry ? known.get(entry.unchanged)! : entry,
    );
    known = new Map(answers.map((entry) => [entry.answer.id, entry]));
    return { ...sent, report: { ...report, answers } };
  };
}
