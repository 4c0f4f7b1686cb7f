/** Which rows of a table are shown: people from a figure, a searched text, or all. */
import { useEffect, useMemo, useState } from "react";
import { type People, useStore } from "../../state/store.ts";

const TYPING_MS = 200;

/**
 * Record numbers to be shown, null for all.
 *
 * @param files - with `reading`: when these change, the rows are searched again
 */
export function useRows(
  table: number,
  search: string,
  people: People | null,
  files: unknown,
  reading: string,
): Int32Array | null {
  const { engine } = useStore();
  const [found, setFound] = useState<Int32Array | null>(null);
  const text = search.trim();
  useEffect(() => {
    if (text === "") {
      setFound(null);
      return;
    }
    let wanted = true;
    const timer = setTimeout(() => {
      engine.call("search", { table, text }).then(
        (rows) => {
          if (wanted) setFound(rows);
        },
        // A worker that was ended by a cancel knows no tables: the rows stay as they were.
        () => undefined,
      );
    }, TYPING_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [engine, table, text, files, reading]);
  return useMemo(() => {
    if (people === null) return found;
    if (found === null) return people.rows;
    const among = new Set(found);
    return people.rows.filter((row) => among.has(row));
  }, [people, found]);
}
