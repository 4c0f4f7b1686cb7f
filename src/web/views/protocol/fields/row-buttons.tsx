/** Earlier, and away: the two buttons of every row of a list. */
import type { Path } from "../../../../study/schema-at.ts";
import { useForm } from "../form.ts";

interface RowButtonsProps {
  /** Path of the item; its last step is the index. */
  readonly path: Path;
  readonly name: string;
  /** The last item of a list takes the list with it where an empty one may not stand. */
  readonly only?: boolean;
}

export function RowButtons({ path, name, only = false }: RowButtonsProps) {
  const { edit } = useForm();
  const index = Number(path.at(-1));
  return (
    <span className="row-buttons">
      <button
        type="button"
        className="icon"
        disabled={index === 0}
        aria-label={`Move ${name} earlier`}
        title="Move earlier"
        onClick={() => edit([{ op: "move", path, to: index - 1 }], `move ${name}`)}
      >
        ↑
      </button>
      <button
        type="button"
        className="icon"
        aria-label={`Remove ${name}`}
        title="Remove"
        onClick={() =>
          edit(
            [only ? { op: "set", path: path.slice(0, -1), value: undefined } : { op: "remove", path }],
            `remove ${name}`,
          )
        }
      >
        ×
      </button>
    </span>
  );
}
