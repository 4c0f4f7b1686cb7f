// Characters that XML forbids, that break out of a line, or that reorder the text around them.
const unsafe =
  // oxlint-disable-next-line no-control-regex -- these are the characters to be removed
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** Text from a file made fit for any page: forbidden and reordering characters become U+FFFD, runs of blanks one space. */
export function cleanText(text: string): string {
  return text
    .replace(/\s*[\t\n\r]\s*/g, " ")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(unsafe, "\ufffd");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for an element or a quoted attribute of HTML or SVG. */
export function escapeMarkup(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** As `escapeMarkup`, but line breaks and tabs stay: for `<pre>`. */
export function escapeLines(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.split("\t").map(escapeMarkup).join("\t"))
    .join("\n");
}

/** A text as a part of an element's id: letters, digits and hyphens. */
export function idPart(text: string): string {
  const part = text
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return part === "" ? "x" : part;
}
