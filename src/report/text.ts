import type { Answer, Shown } from "../questions/answer.ts";
import { writeCount } from "./digits.ts";
import { cleanText } from "./escape.ts";
import { proseToText } from "./format.ts";

export interface Headline {
  readonly answer: Pick<Answer, "asked" | "warnings" | "counted">;
  readonly shown: Pick<Shown, "headline">;
}

const lettersIn = (text: string): number => Array.from(text).length;

/** A text in lines of at most `width` characters, broken at plain blanks; a longer word stands alone. */
export function wrapLines(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((part) => part !== "")) {
    if (line !== "" && lettersIn(line) + 1 + lettersIn(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}

/**
 * Every question with its finding as plain text for a terminal: the question, below it the finding and the number
 * counted, indented under its number.
 */
export function headlinesText(entries: readonly Headline[], { width }: { readonly width: number }): string {
  const digits = String(entries.length).length;
  const indent = " ".repeat(digits + 2);
  const room = Math.max(20, width - indent.length);
  return entries
    .map(({ answer, shown }, i) => {
      const { included, subjects } = answer.counted;
      const counted = `${writeCount(included)} of ${writeCount(subjects)} subjects counted`;
      const warnings = answer.warnings.map((warning) => `Warning: ${proseToText(warning.text)}`);
      const asked = wrapLines(cleanText(answer.asked), room);
      const rest = [proseToText(shown.headline), counted, ...warnings].flatMap((text) =>
        wrapLines(text, room),
      );
      return [
        ...asked.map((line, at) => (at === 0 ? `${String(i + 1).padStart(digits)}. ${line}` : indent + line)),
        ...rest.map((line) => indent + line),
      ].join("\n");
    })
    .join("\n\n");
}
