/** R source from numbers and labels. Labels come from files: they are only ever written as string literals. */

/** An R string literal; everything outside printable ASCII is escaped, so a label can neither end the literal nor hide a line break. */
export function rString(text: string): string {
  let body = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === "\\" || character === '"') body += `\\${character}`;
    else if (code >= 0x20 && code < 0x7f) body += character;
    else body += `\\U${code.toString(16).toUpperCase().padStart(8, "0")}`;
  }
  return `"${body}"`;
}

/** A number at full precision. */
export function rNumber(value: number | null): string {
  if (value === null) return "NA";
  if (value === Infinity) return "Inf";
  if (value === -Infinity) return "-Inf";
  return String(value);
}

export const rNumbers = (values: readonly (number | null)[]): string =>
  `c(${values.map(rNumber).join(", ")})`;
export const rStrings = (values: readonly string[]): string => `c(${values.map(rString).join(", ")})`;

/** A comment line; line breaks in the text cannot end the comment. */
export const rComment = (text: string): string => `# ${text.replace(/[\r\n\u2028\u2029\u0085]+/g, " ")}`;

/** A sample from distinct values and their counts. */
export const rSample = (values: readonly number[], counts: readonly number[]): string =>
  `rep(${rNumbers(values)}, times = ${rNumbers(counts)})`;
