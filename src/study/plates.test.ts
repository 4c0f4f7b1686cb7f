import { describe, expect, it } from "vitest";
import { type Layout, madePlate, type Sample } from "../../examples/ms-il6/make-plates.ts";
import { randomStream } from "../core/random.ts";
import { describeIssue, type Issue } from "../core/issues/issue.ts";
import { readProtocol } from "./read-protocol.ts";
import { resolve } from "./resolve.ts";
import { checkStudy } from "./run.ts";

const LAYOUT: Layout = {
  vendor: "bio-plex",
  blank: 55,
  blankSd: 2,
  top: 24_000,
  middle: 900,
  slope: 1,
  cv: 0.03,
  highestStandard: 2500,
};

/** Concentrations from far below the blanks to far above the highest standard. */
const SAMPLES: readonly Sample[] = [0.001, 0.4, 3, 20, 150, 900, 40_000].map((concentration, i) => ({
  subject: `P${i + 1}`,
  concentration,
}));

function plate(name: string, samples = SAMPLES, layout = LAYOUT): string {
  const random = randomStream(7);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
  return madePlate(name, layout, samples, random, normal).text;
}

const COHORT = `id,group\n${[...SAMPLES, { subject: "P8" }].map(({ subject }, i) => `${subject},${i % 2 === 0 ? "MS" : "control"}`).join("\n")}\n`;

const protocolOf = (plates: string, more = ""): string => `cistern: 1
title: t
design: cohort
data: [{ file: a.csv }]
plates:
${plates}
variables:
  id: { type: id }
  group: { type: nominal, levels: [control, MS], reference: control }
  il6: { type: concentration }
  il6_plate: { type: nominal, levels: [PL1, PL2] }
analytes:
  il6: { unit: pg/mL, detection: above-lod${more} }
questions:
  - { id: q, kind: describe, by: group, variables: [il6] }
settings: { confidence: 0.95, seed: 1 }
`;

const RUN = `  failed: unknown
  runs:
    - { name: one, files: [p1.csv], analytes: { il6: Hu IL-6 }, curve: 4PL, limit: blank+2.5sd }`;

const inWords = (issue: Issue): string => `${issue.severity}: ${describeIssue(issue)}`;

async function checked(protocol: string, files: Readonly<Record<string, string>>) {
  const read = readProtocol(protocol, "study.yaml");
  const resolved = "issues" in read ? read : resolve(read.protocol, read.source);
  if ("issues" in resolved) return { cohort: null, plates: null, texts: resolved.issues.map(inWords) };
  const study = await checkStudy(
    resolved.resolved,
    Object.entries({ "a.csv": COHORT, ...files }).map(([name, text]) => ({
      name,
      bytes: new TextEncoder().encode(text),
      sha256: name,
    })),
  );
  return { cohort: study.cohort, plates: study.plates, texts: study.issues.map(inWords) };
}

type Checked = Awaited<ReturnType<typeof checked>>;
const measured = ({ cohort }: Checked) => {
  const column = cohort?.columns.get("il6");
  if (column?.kind !== "measurement") throw new Error("il6 is not measured");
  return column;
};
const errorsOf = ({ texts }: Checked): readonly string[] => texts.filter((text) => text.startsWith("error"));

describe("plates of a study", () => {
  it("give each person a status, a number near the truth where there is one, and the limits of the plate", async () => {
    const study = await checked(protocolOf(RUN), { "p1.csv": plate("PL1") });
    expect(study.texts.filter((text) => !text.includes("every well") && !text.includes("partner"))).toEqual(
      [],
    );
    const { records, limits } = measured(study);
    expect(records.map(({ status }) => status)).toEqual([
      "belowLod",
      expect.stringMatching(/^below/),
      "quantified",
      "quantified",
      "quantified",
      "quantified",
      "aboveUloq",
      "notMeasured",
    ]);
    for (const i of [2, 3, 4, 5]) {
      expect(records[i]!.value! / SAMPLES[i]!.concentration).toBeGreaterThan(0.8);
      expect(records[i]!.value! / SAMPLES[i]!.concentration).toBeLessThan(1.25);
    }
    expect(records[0]!.bound).toEqual({ op: "<", limit: limits[0]!.lod, limitType: "lod" });
    expect(records[6]!.bound).toEqual({ op: ">", limit: limits[0]!.uloq, limitType: "uloq" });
    expect(limits[0]!.lod).toBeLessThanOrEqual(limits[0]!.lloq!);
    const plateOf = study.cohort!.columns.get("il6_plate");
    expect(plateOf).toMatchObject({ kind: "category", codes: Int32Array.from([0, 0, 0, 0, 0, 0, 0, -1]) });
  });

  it("lists people without a sample and samples without a person", async () => {
    const strange = [...SAMPLES.slice(0, 6), { subject: "X99", concentration: 5 }];
    const { texts } = await checked(protocolOf(RUN), { "p1.csv": plate("PL1", strange) });
    expect(
      texts.filter((text) => text.includes("partner")).map((text) => /"[PX]\d+"/g.exec(text)?.[0]),
    ).toEqual(['"P7"', '"X99"']);
  });

  it.each(["unknown", "used"])("samples of a plate that failed are %s, and never negative", async (rule) => {
    // Standards that scatter by half of their size fail the criteria.
    const bad = plate("PL1", SAMPLES, { ...LAYOUT, cv: 0.5 });
    const study = await checked(protocolOf(RUN.replace("unknown", rule)), { "p1.csv": bad });
    expect(study.texts.some((text) => text.includes("to pass on plate"))).toBe(true);
    const statuses = new Set(
      measured(study)
        .records.slice(0, 7)
        .map(({ status }) => status),
    );
    if (rule === "unknown") expect([...statuses]).toEqual(["invalid"]);
    else expect(study.plates!.runs[0]!.plates[0]!.accepted).toBe(false);
  });

  it("asks for a rule where a sample was measured twice, and follows it", async () => {
    const again = SAMPLES.map((sample) => ({ ...sample, concentration: sample.concentration * 3 }));
    const files = { "p1.csv": plate("PL1"), "p2.csv": plate("PL2", again) };
    const two = RUN.replace("[p1.csv]", "[p1.csv, p2.csv]");
    expect(errorsOf(await checked(protocolOf(two), files))).toEqual([
      'error: plates: expected one result of "il6" for each sample, or a rule that says which counts, got more for 7 samples: P1, P2, P3, P4, P5, P6, P7; say repeated: first or repeated: last under plates:',
    ]);
    const values = async (rule: string) =>
      measured(await checked(protocolOf(`  repeated: ${rule}\n${two}`), files)).records[3]!.value!;
    expect((await values("last")) / (await values("first"))).toBeGreaterThan(2);
  });

  it("a masked well counts nowhere, and keeps its reason", async () => {
    const masks = "plate,well,analyte,reason,by\nPL1,A4,,bubble,AB\nPL1,B4,,bubble,AB\n";
    const masked = RUN.replace("files: [p1.csv]", "files: [p1.csv], masks: m.csv");
    const study = await checked(protocolOf(masked), { "p1.csv": plate("PL1"), "m.csv": masks });
    expect(measured(study).records.map(({ status }) => status)[0]).toBe("invalid");
    expect(
      study.plates!.runs[0]!.plates[0]!.analytes[0]!.samples.find(({ sample }) => sample === "P1")!.flags,
    ).toEqual([
      "masked by AB: bubble",
      "A4 left out: masked by AB: bubble",
      "B4 left out: masked by AB: bubble",
    ]);
  });

  it("charts the controls that have a target", async () => {
    const targets = "control,analyte,mean,sd,runs\nQC1,Hu IL-6,10,1,25\nQC9,Hu IL-6,10,1,25\n";
    const charted = RUN.replace("files: [p1.csv]", "files: [p1.csv], controls: t.csv");
    const study = await checked(protocolOf(charted), { "p1.csv": plate("PL1"), "t.csv": targets });
    const [first, second] = study.plates!.runs[0]!.charts;
    // Made with 0.004 of the highest standard, 2500.
    expect(Math.abs(first!.readings[0]!.z!)).toBeLessThan(3);
    expect(second!.readings).toEqual([]);
    expect(study.texts.some((text) => text.includes('no reading of "QC9, Hu IL-6"'))).toBe(true);
  });

  it("lists every mask that is wrong", async () => {
    const masks = "plate,well,analyte,reason,by\nPL9,A4,,bubble,AB\nPL1,Z9,,bubble,AB\nPL1,A4,,,AB\n";
    const masked = RUN.replace("files: [p1.csv]", "files: [p1.csv], masks: m.csv");
    const study = await checked(protocolOf(masked), { "p1.csv": plate("PL1"), "m.csv": masks });
    expect(errorsOf(study)).toEqual([
      'error: m.csv, row 3, column well: expected a well, A1 to P24, got "Z9"; fill it in; this line masks nothing',
      'error: m.csv, row 4, column reason: expected a text, got ""; fill it in; this line masks nothing',
      'error: m.csv, row 2: expected a well that is on the plates that were read, got "PL9, A4"; compare plate, well and analyte with measurements.csv; this line masks nothing',
    ]);
  });

  it.each([
    [
      "an analyte that the plates do not have",
      protocolOf(RUN.replace("Hu IL-6", "IL-6")),
      'error: plates: one: expected the analyte "IL-6" on its plates, got only Hu IL-6; write its name as the instrument\'s file has it',
    ],
    [
      "limits beside those of the plates",
      protocolOf(RUN, ", limits: { lod: 1 }"),
      "error: study.yaml:15:45, analytes.il6.limits: expected no limits for an analyte of plates, got il6, which is computed from plates; remove them: each sample has those of its own plate",
    ],
    [
      "an analyte that the study does not have",
      protocolOf(RUN.replace("{ il6:", "{ il8:")),
      'error: study.yaml:8:49, plates.runs[1].analytes.il8: expected the name of an analyte of the study (il6), got "il8"; did you mean il6?',
    ],
    [
      "a file outside of the study",
      protocolOf(RUN.replace("p1.csv", "../p1.csv")),
      "expected a file inside the study folder",
    ],
    ["a limit that is none", protocolOf(RUN.replace("blank+2.5sd", "lod")), "blank+2sd, blank+2.5sd"],
  ])("refuses %s", async (_, protocol, text) => {
    const { texts } = await checked(protocol, { "p1.csv": plate("PL1") });
    expect(texts.find((one) => one.startsWith("error"))).toContain(text);
  });
});
