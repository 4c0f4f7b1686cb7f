import type {
  BarsFigure,
  DiagramFigure,
  FigureSpec,
  ForestFigure,
  Prose,
  SwarmFigure,
  Table,
  TableColumn,
  TableRow,
} from "../../questions/answer.ts";
import { count, number, plain, ratio, share } from "../../questions/answer.ts";

const left = (label: string): TableColumn => ({ label, align: "left" });
const right = (label: string): TableColumn => ({ label, align: "right" });
const row = (...cells: readonly Prose[]): TableRow => ({ cells });

const table = (
  figure: FigureSpec,
  columns: readonly TableColumn[],
  rows: readonly TableRow[],
  notes: readonly Prose[] = [],
): Table => ({ id: `${figure.id}-numbers`, title: `Numbers behind “${figure.title}”`, columns, rows, notes });

/** The numbers that a figure shows, as a table for its reader. A swarm is summed up by group. */
export function figureNumbers(figure: FigureSpec): Table {
  switch (figure.kind) {
    case "bars":
      return barsNumbers(figure);
    case "swarm":
      return swarmNumbers(figure);
    case "forest":
      return forestNumbers(figure);
    case "diagram":
      return diagramNumbers(figure);
  }
}

/** Every value that a figure draws, for a file: a swarm with all its points, the others as `figureNumbers`. */
export function figureValues(figure: FigureSpec): Table {
  if (figure.kind === "diagram") return diagramValues(figure);
  if (figure.kind !== "swarm") return figureNumbers(figure);
  return table(
    figure,
    [left("group"), left("status"), right("value"), right("limit"), right("subjects")],
    figure.groups.flatMap((group) => [
      ...group.points.map((point) =>
        row(
          [group.label],
          [point.detected ? "detected" : "not detected"],
          [plain(point.value)],
          [],
          [count(point.count)],
        ),
      ),
      ...group.nonDetects.map((censored) =>
        row(
          [group.label],
          ["no number: not detected"],
          [],
          censored.limit === null ? [] : [plain(censored.limit)],
          [count(censored.count)],
        ),
      ),
      ...(group.aboveRange === 0
        ? []
        : [row([group.label], ["above range"], [], [], [count(group.aboveRange)])]),
    ]),
  );
}

/** Groups summed up: how many, and the ranges of both coordinates. */
function diagramNumbers(figure: DiagramFigure): Table {
  const ends = (values: readonly number[]): Prose =>
    values.length === 0
      ? ["no point"]
      : [
          number(values.reduce((a, b) => Math.min(a, b))),
          " to ",
          number(values.reduce((a, b) => Math.max(a, b))),
        ];
  return table(
    figure,
    [left("Group"), right("Subjects"), right(figure.xLabel), right(figure.yLabel)],
    figure.groups.map(({ label, points }) =>
      row(
        [label],
        [count(points.reduce((sum, point) => sum + point.count, 0))],
        ends(points.map(({ x }) => x)),
        ends(points.map(({ y }) => y)),
      ),
    ),
  );
}

const diagramValues = (figure: DiagramFigure): Table =>
  table(
    figure,
    [left("group"), right(figure.xLabel), right(figure.yLabel), right("subjects")],
    figure.groups.flatMap(({ label, points }) =>
      points.map(({ x, y, count: subjects }) => row([label], [plain(x)], [plain(y)], [count(subjects)])),
    ),
  );

function barsNumbers(figure: BarsFigure): Table {
  const none = "no subject was measured";
  const limit = (x: number | null, known: boolean): Prose => [
    share(x, known ? "no interval was computed" : none),
  ];
  return table(
    figure,
    [left("Group"), right("k"), right("n"), right("Share"), right("Lower limit"), right("Upper limit")],
    figure.bars.map((bar) =>
      row(
        [bar.reference ? `${bar.label} (reference)` : bar.label],
        [count(bar.events)],
        [count(bar.n)],
        [share(bar.value, none)],
        limit(bar.lower, bar.value !== null),
        limit(bar.upper, bar.value !== null),
      ),
    ),
  );
}

function swarmNumbers(figure: SwarmFigure): Table {
  return table(
    figure,
    [
      left("Group"),
      right("n"),
      right("Detected"),
      right("Number, not detected"),
      right("No number"),
      right("Above range"),
      right("Median"),
      right("Least"),
      right("Greatest"),
    ],
    figure.groups.map((group) => {
      const sum = (detected: boolean): number =>
        group.points.reduce((total, point) => total + (point.detected === detected ? point.count : 0), 0);
      const values = group.points.map((point) => point.value);
      const end = (choose: (a: number, b: number) => number): number | null =>
        values.length === 0 ? null : values.reduce((a, b) => choose(a, b));
      const empty = "no value with a number";
      return row(
        [group.label],
        [count(group.n)],
        [count(sum(true))],
        [count(sum(false))],
        [count(group.nonDetects.reduce((total, { count: n }) => total + n, 0))],
        [count(group.aboveRange)],
        [number(group.median, "the median does not lie among the values with a number")],
        [number(end(Math.min), empty)],
        [number(end(Math.max), empty)],
      );
    }),
    figure.lines.length === 0
      ? []
      : [
          [
            "Lines: ",
            ...figure.lines.flatMap(
              (line, i): Prose => [`${i === 0 ? "" : "; "}${line.label} at `, number(line.value)],
            ),
            ".",
          ],
        ],
  );
}

function forestNumbers(figure: ForestFigure): Table {
  const write = figure.scale === "log" ? ratio : number;
  const end = (x: number | null, estimate: number | null): Prose =>
    x === null && estimate !== null ? ["open"] : [write(x, "no estimate")];
  return table(
    figure,
    [
      left("Row"),
      right("Estimate"),
      right("Lower limit"),
      right("Upper limit"),
      ...figure.columns.map(right),
    ],
    figure.rows.map((item) =>
      item.heading === true
        ? { heading: true, cells: [[item.label]] }
        : row(
            [item.label],
            [write(item.estimate, "no estimate")],
            end(item.lower, item.estimate),
            end(item.upper, item.estimate),
            ...item.cells,
          ),
    ),
  );
}
