/** Which answers the page has already. */
import type { Evaluation, SentAnswer, SentEvaluation } from "../messages.ts";

export function sentAnswers(): (evaluation: Evaluation) => SentEvaluation {
  let sent: ReadonlyMap<string, string> = new Map();
  return (evaluation) => {
    const { report } = evaluation;
    if (report === null) return { ...evaluation, report };
    const now = new Map<string, string>();
    const answers = report.answers.map((entry): SentAnswer => {
      const { id } = entry.answer;
      const text = JSON.stringify(entry.answer);
      now.set(id, text);
      return sent.get(id) === text ? { unchanged: id } : entry;
    });
    sent = now;
    return { ...evaluation, report: { ...report, answers } };
  };
}
