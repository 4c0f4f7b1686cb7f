/** Says which rows are shown when not all are, and leads back to all. */
import type { People } from "../../state/store.ts";

interface RowsBarProps {
  readonly people: People | null;
  readonly search: string;
  readonly rows: number;
  readonly of: number;
  readonly onAll: () => void;
}

export function RowsBar({ people, search, rows, of, onAll }: RowsBarProps) {
  const text = search.trim();
  const isCut = people !== null || text !== "";
  return (
    <div className={isCut ? "rows-bar" : "rows-bar off"}>
      <p role="status">
        {people !== null && `${people.rows.length} people: ${people.words}`}
        {people !== null && text !== "" && "; "}
        {text !== "" && `${rows} of ${people?.rows.length ?? of} rows have “${text}” in a cell`}
      </p>
      {isCut && (
        <button type="button" onClick={onAll}>
          {people !== null ? "Show everybody" : "Show all rows"}
        </button>
      )}
    </div>
  );
}
