/** The protocol as an outline of forms. */
import { DETECTION_RULES } from "../../../cohort/detection.ts";
import { AuthorsField } from "./fields/authors-field.tsx";
import { SchemaFields } from "./fields/schema-fields.tsx";
import { SyntheticField } from "./fields/synthetic-field.tsx";
import { isEntries, textOf } from "./form.ts";
import { DataFiles, Questions } from "./listed-entries.tsx";
import { NamedEntries } from "./named-entries.tsx";
import { Section } from "./section.tsx";

const detectionWords = (detection: unknown): string => {
  const id = textOf(isEntries(detection) ? detection["rule"] : detection);
  const label = DETECTION_RULES.find((rule) => rule.id === id)?.label ?? id;
  return `${label.slice(0, 1).toLowerCase()}${label.slice(1)}`;
};

export function Forms() {
  return (
    <>
      <Section
        open
        title="Study"
        paths={[["cistern"], ["title"], ["description"], ["design"], ["synthetic"], ["authors"]]}
      >
        <SchemaFields path={[]} keys={["title", "description", "design"]} />
        <SyntheticField />
        <AuthorsField />
      </Section>
      <DataFiles />
      <NamedEntries name="variables" title="Variables" one="variable" aside={({ type }) => textOf(type)} />
      <NamedEntries
        name="analytes"
        title="Analytes"
        one="analyte"
        aside={({ detection }) => detectionWords(detection)}
        hint="One for each variable of type concentration, under the same name."
      />
      <NamedEntries
        name="derived"
        title="Derived columns"
        one="derived column"
        aside={() => ""}
        hint="Columns computed from others; they can be used like variables."
      />
      <NamedEntries
        name="families"
        title="Families of tests"
        one="family"
        aside={({ method }) => textOf(method)}
        hint="The p-values of one family are adjusted together."
      />
      <Questions />
      <Section title="Settings" paths={[["settings"]]}>
        <SchemaFields path={["settings"]} />
      </Section>
    </>
  );
}
