/** The tables as they came, their dictionary, and every problem at its cell. */
import { useMemo, useRef, useState } from "react";
import { type DictionaryText, dictionaryInText } from "../../../session/dictionary-text.ts";
import { IssueList } from "../../parts/issues.tsx";
import type { TableInfo } from "../../messages.ts";
import { useStore, useStudy } from "../../state/store.ts";
import { issuesOfTable, type PlacedIssue, placedIssues } from "./cell-issues.ts";
import { headOf, usesOf } from "./column-words.ts";
import { Decisions } from "./decisions.tsx";
import { Dictionary } from "./dictionary.tsx";
import { Grid, type Way } from "./grid.tsx";
import type { Position } from "./grid-keys.ts";
import { Problems } from "./problems.tsx";
import { RowsBar } from "./rows-bar.tsx";
import { Tools } from "./tools.tsx";
import { useRows } from "./use-rows.ts";

const NO_TABLES: readonly TableInfo[] = [];
const NOTHING: DictionaryText = { variables: [], analytes: [], data: [] };

export function Data() {
  const { actions } = useStore();
  const study = useStudy((state) => state.study)!;
  const { evaluation, history } = study;
  const { protocol, files } = history.now;
  const [chosen, setTable] = useState(0);
  const [search, setSearch] = useState("");
  const [position, setPosition] = useState<Position>({ row: 0, column: 0 });
  const [way, setWay] = useState<Way | null>(null);

  // While the text is not YAML, what it said last is shown.
  const lastSaid = useRef(NOTHING);
  const said = useMemo(() => (lastSaid.current = dictionaryInText(protocol) ?? lastSaid.current), [protocol]);
  const useOf = useMemo(() => usesOf(said), [said]);
  const tables = evaluation?.tables ?? NO_TABLES;
  const table = Math.min(chosen, Math.max(0, tables.length - 1));
  const info = tables[table];
  const issues = useMemo(
    () => placedIssues(evaluation?.dataIssues ?? [], evaluation?.dataPlaces ?? []),
    [evaluation],
  );
  const ofTable = useMemo(() => issuesOfTable(issues, table), [issues, table]);
  const heads = useMemo(() => info?.columns.map((header) => headOf(useOf(header))) ?? [], [info, useOf]);
  // Cells change with the files and with the way they are read, not with every edit of the dictionary.
  const reading = JSON.stringify([info?.file, info?.sheet, info?.columns.length, info?.rows, info?.dialect]);
  const filter = useRows(table, search, table === 0 ? study.people : null, files, reading);
  const source = useMemo(() => ({ files, reading, filter }), [files, reading, filter]);

  const rows = filter?.length ?? info?.rows ?? 0;
  const active: Position = {
    row: Math.min(position.row, rows - 1),
    column: Math.min(position.column, Math.max(0, (info?.columns.length ?? 0) - 1)),
  };

  function goTo(to: Position, of = table): void {
    setTable(of);
    setPosition(to);
    setWay({ n: (way?.n ?? 0) + 1, to });
  }

  function goToIssue({ place }: PlacedIssue, record: number | null): void {
    if (place === null) return;
    let row = record ?? -1;
    if (filter !== null && record !== null) {
      row = filter.indexOf(record);
      if (row < 0) {
        setSearch("");
        actions.showPeople(null);
        row = record;
      }
    }
    goTo({ row, column: place.column ?? 0 }, place.table);
  }

  const goToColumn = (column: number, of = table): void => goTo({ row: -1, column }, of);
  const protocolErrors = (evaluation?.protocolIssues ?? []).filter(({ severity }) => severity === "error");
  return (
    <div className="data">
      <h1 className="unseen">Data</h1>
      <Decisions tables={tables} useOf={useOf} onColumn={goToColumn} />
      {protocolErrors.length > 0 && (
        <section className="blocked" aria-label="Errors of the protocol">
          <p>
            The protocol has {protocolErrors.length === 1 ? "an error" : `${protocolErrors.length} errors`}:
            cells are shown as they were read before, and are not checked.
          </p>
          <IssueList issues={protocolErrors.slice(0, 5)} goTo={() => actions.show("protocol")} />
        </section>
      )}
      {info === undefined ? (
        <p className="empty">{evaluation === null ? "Reading…" : "No table could be read."}</p>
      ) : (
        <>
          <Tools
            tables={tables}
            table={table}
            said={said}
            search={search}
            onTable={(next) => {
              setTable(next);
              setPosition({ row: 0, column: 0 });
            }}
            onSearch={setSearch}
            onColumn={goToColumn}
          >
            <RowsBar
              people={table === 0 ? study.people : null}
              search={search}
              rows={rows}
              of={info.rows}
              onAll={() => {
                setSearch("");
                if (study.people !== null) actions.showPeople(null);
              }}
            />
          </Tools>
        </>
      )}
      <div className="data-parts">
        <div className="data-cells">
          {info !== undefined && (
            <Grid
              key={`${table}:${info.file}`}
              table={table}
              info={info}
              source={source}
              filter={filter}
              issues={ofTable}
              headOf={(column) => heads[column]!}
              active={active}
              onActive={setPosition}
              way={way}
            />
          )}
          <Problems issues={issues} goTo={goToIssue} />
        </div>
        {info !== undefined && (
          <Dictionary
            key={`${table}:${info.columns[active.column]}`}
            table={table}
            info={info}
            column={active.column}
            use={useOf(info.columns[active.column] ?? "")}
            said={said}
            reading={reading}
          />
        )}
      </div>
    </div>
  );
}
