/** A protocol that reads well may still contradict itself: names, levels, limits and questions are checked here. */
import { analyteRules } from "../cohort/analyte-rules.ts";
import { deriveColumns } from "../cohort/expression/derive.ts";
import { DETECTION_RULES } from "../cohort/detection.ts";
import type { Analyte, DerivedColumn, Dictionary, LimitSource, Variable } from "../cohort/dictionary.ts";
import { nearest } from "../cohort/nearest.ts";
import { conversionBetween } from "../cohort/unit-conversion.ts";
import type { Level } from "../core/column.ts";
import type { Issue } from "../core/issues/issue.ts";
import {
  duplicateName,
  needed,
  type Placeless,
  unknownName,
  wrongKind,
  wrongShape,
} from "../core/issues/protocol.ts";
import { kindOf } from "../questions/index.ts";
import type { ColumnInfo, Vocabulary } from "../questions/kind.ts";
import type { Protocol } from "./protocol.ts";
import { checkData } from "./check-data.ts";
import { checkPlates, type Path, type Report } from "./check-plates.ts";
import { checkFollowUp } from "./check-follow-up.ts";
import { infoOf, outcomeInfo } from "./column-info.ts";
import { severityColumns } from "./check-severity.ts";
import { emptyCohort } from "./empty-cohort.ts";
import { measuredOnPlates } from "./plate-schema.ts";
import type { ProtocolSource } from "./read-protocol.ts";
import { faultsOfRules } from "./rules.ts";

export interface Resolved {
  readonly protocol: Protocol;
  readonly dictionary: Dictionary;
  readonly vocabulary: Vocabulary;
  /** Names of the variables that may stand as conditions by themselves. */
  readonly binary: ReadonlySet<string>;
}

export function resolve(
  protocol: Protocol,
  source: ProtocolSource,
): { readonly resolved: Resolved } | { readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const report = (path: Path, issue: Placeless, where: { key?: boolean; offset?: number } = {}): void => {
    issues.push({ ...issue, at: source.place(path, where) });
  };
  const variables = variablesOf(protocol, report);
  const analytes = analytesOf(protocol, report);
  const idVariable = variables.find((v) => v.type === "id");
  if (idVariable === undefined)
    report(
      ["variables"],
      needed(
        "a variable of type id",
        "every row must name its subject",
        "add one, such as: subject: {type: id}",
      ),
      { key: true },
    );
  checkData(protocol, report);
  checkPlates(
    protocol,
    analytes.map(({ name }) => name),
    report,
  );

  checkFollowUp(protocol, report);

  const binary = new Set(variables.filter((v) => v.type === "binary").map((v) => v.name));
  const unitOf = new Map(analytes.map((a) => [a.name, a.unit]));
  const columns = new Map<string, ColumnInfo>(variables.map((v) => [v.name, infoOf(v, unitOf.get(v.name))]));
  for (const info of outcomeInfo(protocol)) columns.set(info.name, info);
  for (const info of derivedInfo(protocol, variables, analytes, binary, source, issues, report))
    columns.set(info.name, info);
  for (const info of severityColumns(protocol.severity, columns, report)) columns.set(info.name, info);
  const empty = emptyCohort(variables, protocol.follow_up);
  const grown = deriveColumns(empty, derivedOf(protocol), analyteRules(empty, analytes), binary).cohort;
  for (const { index, issue } of faultsOfRules(protocol, grown, analytes, binary)) {
    const { at, ...fault } = issue;
    report(["rules", index, "rule"], fault, at.character === undefined ? {} : { offset: at.character - 1 });
  }
  const vocabulary: Vocabulary = {
    columns,
    analytes: new Map(analytes.map((a) => [a.name, a])),
    families: new Set(Object.keys(protocol.families)),
  };
  const seen = new Set<string>();
  for (const [i, question] of protocol.questions.entries()) {
    if (seen.has(question.id)) report(["questions", i, "id"], duplicateName("question", question.id));
    seen.add(question.id);
    for (const problem of kindOf(question.kind).check(question, vocabulary))
      report(
        ["questions", i, ...problem.path],
        problem.issue,
        problem.offset === undefined ? {} : { offset: problem.offset },
      );
  }
  if (issues.some((issue) => issue.severity === "error"))
    return {
      issues: issues.sort(
        (a, b) => (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.character ?? 0) - (b.at.character ?? 0),
      ),
    };
  return {
    resolved: { protocol, dictionary: { id: idVariable!.name, variables, analytes }, vocabulary, binary },
  };
}

const levelOf = (level: string | { value: string; label: string }): Level =>
  typeof level === "string" ? { value: level, label: level } : level;

function variablesOf(protocol: Protocol, report: Report): Variable[] {
  const ids: string[] = [];
  return Object.entries(protocol.variables).map(([name, spec]): Variable => {
    const path = ["variables", name];
    const levels = spec.levels?.map(levelOf);
    const categorical = spec.type === "nominal" || spec.type === "ordinal" || spec.type === "binary";
    if (categorical && levels === undefined)
      report(
        path,
        needed(
          "levels",
          `${name} is ${spec.type}, so its values must be listed`,
          "add levels: with every allowed value",
        ),
        { key: true },
      );
    if (!categorical && levels !== undefined)
      report(
        [...path, "levels"],
        wrongKind(
          "levels only for nominal, ordinal and binary variables",
          name,
          spec.type,
          "remove levels:, or change the type",
        ),
        { key: true },
      );
    if (spec.type === "binary" && levels !== undefined && levels.length !== 2)
      report(
        [...path, "levels"],
        wrongShape(
          "two levels, the second being yes",
          levels.map((l) => l.value),
        ),
      );
    const values = levels?.map((l) => l.value) ?? [];
    values.forEach((value, i) => {
      if (values.indexOf(value) < i) report([...path, "levels", i], duplicateName("level", value));
    });
    if (levels !== undefined && spec.reference !== undefined && !values.includes(spec.reference))
      report(
        [...path, "reference"],
        unknownName(`a level of ${name}`, spec.reference, values, nearest(spec.reference, values)),
      );
    for (const [spelling, level] of Object.entries(spec.map ?? {})) {
      if (!values.includes(level))
        report(
          [...path, "map", spelling],
          unknownName(`a level of ${name}`, level, values, nearest(level, values)),
        );
      if (values.includes(spelling))
        report([...path, "map", spelling], wrongShape("a spelling that is no level itself", spelling), {
          key: true,
        });
    }
    if (
      spec.range !== undefined &&
      spec.range[0] !== null &&
      spec.range[1] !== null &&
      spec.range[0] > spec.range[1]
    )
      report([...path, "range"], wrongShape("the smaller value first", spec.range));
    if (spec.type === "concentration" && protocol.analytes[name] === undefined)
      report(
        path,
        needed(
          `an entry analytes.${name}`,
          `${name} is a concentration`,
          "say its unit, limits and detection rule there",
        ),
        { key: true },
      );
    if (spec.date_order !== undefined && spec.type !== "date")
      report(
        [...path, "date_order"],
        wrongKind("date_order only for dates", name, spec.type, "remove it, or change the type"),
        { key: true },
      );
    if (spec.type === "id") {
      if (ids.length > 0)
        report([...path, "type"], wrongShape(`one variable of type id (${ids[0]!} is one already)`, "id"));
      ids.push(name);
    }
    return {
      name,
      column: spec.column ?? name,
      label: spec.label ?? name,
      type: spec.type,
      missing: spec.missing,
      ...(spec.unit === undefined ? {} : { unit: spec.unit }),
      ...(levels === undefined ? {} : { levels }),
      ...(spec.map === undefined ? {} : { map: spec.map }),
      ...(spec.reference === undefined ? {} : { reference: spec.reference }),
      ...(spec.range === undefined ? {} : { range: spec.range }),
      ...(spec.date_order === undefined ? {} : { dateOrder: spec.date_order }),
    };
  });
}

function analytesOf(protocol: Protocol, report: Report): Analyte[] {
  const concentrations = Object.entries(protocol.variables)
    .filter(([, v]) => v.type === "concentration")
    .map(([name]) => name);
  const computed = measuredOnPlates(protocol.plates);
  return Object.entries(protocol.analytes).map(([name, spec]): Analyte => {
    const path = ["analytes", name];
    const variable = protocol.variables[name];
    if (variable === undefined)
      report(
        path,
        unknownName("a variable of type concentration", name, concentrations, nearest(name, concentrations)),
        { key: true },
      );
    else if (variable.type !== "concentration")
      report(
        path,
        wrongKind(
          "a variable of type concentration",
          name,
          variable.type,
          "change its type, or remove this entry",
        ),
        { key: true },
      );
    if (variable?.unit !== undefined && variable.unit !== spec.unit)
      report([...path, "unit"], wrongShape(`the unit of variable ${name} (${variable.unit})`, spec.unit));
    const conversion =
      spec.file_unit === undefined
        ? undefined
        : conversionBetween(spec.file_unit, spec.unit, spec.molar_mass);
    if (typeof conversion === "string")
      report(
        [...path, "file_unit"],
        conversion === "needs-molar-mass"
          ? needed(
              "molar_mass:",
              `${spec.file_unit!} and ${spec.unit} are mass and amount of substance`,
              "state it in g/mol",
            )
          : wrongShape(
              `a unit that can be converted to ${spec.unit}, such as ng/L or fmol/L`,
              spec.file_unit,
            ),
      );
    const detection = typeof spec.detection === "string" ? { rule: spec.detection } : spec.detection;
    const rule = DETECTION_RULES.find((r) => r.id === detection.rule)!;
    if (
      (rule.needs === "lod" || rule.needs === "lloq") &&
      spec.limits[rule.needs] === undefined &&
      !computed.has(name)
    )
      report(
        [...path, "detection"],
        needed(
          `limits.${rule.needs}`,
          `the rule ${rule.id} compares with it`,
          `add ${rule.needs}: under limits:, or choose another rule`,
        ),
      );
    if (rule.needs === "threshold" && detection.threshold === undefined)
      report(
        [...path, "detection"],
        needed(
          "a threshold",
          "the rule above-threshold compares with it",
          "write {rule: above-threshold, threshold: 10}",
        ),
      );
    if (rule.needs !== "threshold" && detection.threshold !== undefined)
      report(
        [...path, "detection", "threshold"],
        wrongKind(
          "a threshold only for above-threshold",
          String(detection.threshold),
          `beside the rule ${rule.id}`,
          "remove it, or choose above-threshold",
        ),
      );
    const isComputed = computed.has(name);
    if (isComputed && Object.keys(spec.limits).length > 0)
      report(
        [...path, "limits"],
        wrongKind(
          "no limits for an analyte of plates",
          name,
          "computed from plates",
          "remove them: each sample has those of its own plate",
        ),
        { key: true },
      );
    const limit = (which: "lod" | "lloq" | "uloq"): { [key in typeof which]?: LimitSource } => {
      const given = isComputed ? `${name}_${which}` : spec.limits[which];
      return given === undefined
        ? {}
        : { [which]: typeof given === "number" ? { value: given } : { column: given } };
    };
    return {
      name,
      label: spec.label ?? protocol.variables[name]?.label ?? name,
      unit: spec.unit,
      ...(typeof conversion === "object" ? { conversion } : {}),
      limits: { ...limit("lod"), ...limit("lloq"), ...limit("uloq") },
      detection: {
        id: rule.id,
        ...(detection.threshold === undefined ? {} : { threshold: detection.threshold }),
      },
      notDetected: spec.not_detected,
      notMeasured: spec.not_measured,
      ...(spec.operator === undefined ? {} : { operator: spec.operator }),
    };
  });
}

const derivedOf = (protocol: Protocol): DerivedColumn[] =>
  Object.entries(protocol.derived).map(([name, spec]) => ({
    name,
    label: spec.label ?? name,
    expression: spec.expression,
  }));

function derivedInfo(
  protocol: Protocol,
  variables: readonly Variable[],
  analytes: readonly Analyte[],
  binary: ReadonlySet<string>,
  source: ProtocolSource,
  issues: Issue[],
  report: Report,
): ColumnInfo[] {
  const entries = Object.entries(protocol.derived);
  const empty = emptyCohort(variables, protocol.follow_up);
  const result = deriveColumns(empty, derivedOf(protocol), analyteRules(empty, analytes), binary);
  for (const { at, ...issue } of result.issues) {
    const name = at.path?.replace(/^derived\./, "") ?? "";
    issues.push({
      ...issue,
      // The text of a recipe does not stand in the protocol: its entry does.
      at:
        protocol.derived[name] !== undefined && "recipe" in protocol.derived[name]
          ? source.place(["derived", name], { key: true })
          : source.place(
              ["derived", name, "expression"],
              at.character === undefined ? {} : { offset: at.character - 1 },
            ),
    });
  }
  return entries.flatMap(([name, spec]): ColumnInfo[] => {
    const column = result.cohort.columns.get(name);
    if (column === undefined) return [];
    const base = { name, label: spec.label ?? name, ...(spec.unit === undefined ? {} : { unit: spec.unit }) };
    if (column.kind === "boolean") return [{ ...base, type: "boolean", valueType: "boolean" }];
    if (column.kind === "date") return [{ ...base, type: "date", valueType: "date" }];
    if (column.kind !== "category") return [{ ...base, type: "continuous", valueType: "number" }];
    const values = column.levels.map((l) => l.value);
    if (spec.reference !== undefined && !values.includes(spec.reference))
      report(
        ["derived", name, "reference"],
        unknownName(`a value of ${name}`, spec.reference, values, nearest(spec.reference, values)),
      );
    return [
      {
        ...base,
        type: column.ordered ? "ordinal" : "nominal",
        valueType: "text",
        levels: column.levels,
        ...(spec.reference === undefined ? {} : { reference: spec.reference }),
      },
    ];
  });
}
