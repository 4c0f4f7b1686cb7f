/** A label, a control, what it means and what is wrong with it, tied together for screen readers. */
import { type ReactNode, useId } from "react";
import { describeIssue } from "../../../../core/issues/issue.ts";
import type { Path } from "../../../../study/schema-at.ts";
import { issuesAt, useForm } from "../form.ts";

export interface ControlProps {
  readonly id: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
}

interface FieldProps {
  readonly path: Path;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Said of what was typed, before it becomes part of the protocol. */
  readonly problem?: string | null;
  /** Several controls under one label. */
  readonly group?: boolean;
  readonly children: (control: ControlProps) => ReactNode;
}

export function Field({ path, label, hint, problem = null, group = false, children }: FieldProps) {
  const id = useId();
  const { issues } = useForm();
  const problems = [
    ...(problem === null ? [] : [problem]),
    ...issuesAt(issues, path, group).map((issue) => describeIssue({ ...issue, at: {} })),
  ];
  const described = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(problems.length === 0 ? [] : [`${id}-problem`]),
  ].join(" ");
  const control: ControlProps = {
    id,
    ...(described === "" ? {} : { "aria-describedby": described }),
    ...(problems.length === 0 || group ? {} : { "aria-invalid": true }),
  };
  const below = (
    <>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problems.length > 0 && (
        <p className="field-problem" id={`${id}-problem`}>
          {problems.join(" ")}
        </p>
      )}
    </>
  );
  if (group)
    return (
      <fieldset className="entry-field" aria-describedby={control["aria-describedby"]}>
        <legend>{label}</legend>
        {children(control)}
        {below}
      </fieldset>
    );
  return (
    <div className="entry-field">
      <label htmlFor={id}>{label}</label>
      {children(control)}
      {below}
    </div>
  );
}
