import { expect, it } from "vitest";
import { guessDictionary } from "../cohort/guess-dictionary.ts";
import { readTable } from "../cohort/read-table.ts";
import { draftProtocol } from "./draft-protocol.ts";
import { readProtocol } from "./read-protocol.ts";

async function draft(text: string): Promise<string> {
  const { table } = await readTable(new TextEncoder().encode(text), "a.csv", {});
  if (table === null) throw new Error("not read");
  const { records, columns, dialect } = table;
  return draftProtocol(
    { file: "a.csv", rows: records.length, columns: columns.length, dialect },
    guessDictionary(table),
  );
}

it("proposes rules between the cells of one person, which read as they stand once they are taken", async () => {
  const text = await draft(
    "id,dx,onset_date,lp_date,edss\na,RR,2010-01-02,2015-01-02,2\nb,RR,2011-01-02,2015-03-02,3.5\nc,CTRL,,2015-01-09,\nd,CTRL,,2015-01-10,",
  );
  expect(text).toContain(
    `# rules:\n#   - { rule: 'onset_date <= lp_date' }\n#   - { rule: 'dx != "CTRL" or edss is unknown' }`,
  );
  const taken = text.replaceAll(/^# (rules:|  - \{ rule)/gm, "$1");
  const read = readProtocol(taken, "study.yaml");
  expect("issues" in read ? read.issues : read.protocol.rules.map(({ rule }) => rule)).toEqual([
    "onset_date <= lp_date",
    'dx != "CTRL" or edss is unknown',
  ]);
});

it("proposes none where nothing suggests one", async () => {
  expect(await draft("id,x\na,1\nb,2\nc,3")).not.toContain("rules:");
});
