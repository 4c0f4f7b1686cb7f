import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import {
  BACKGROUND_CHOICES,
  CURVE_CHOICES,
  DEFAULT_CHOICES,
  type LimitRule,
  LIMIT_RULES,
  limitRule,
  WEIGHTINGS,
} from "../assay/results/choices.ts";
import { TABLE_KINDS } from "../cohort/table-files.ts";
import type { InitFlags } from "./commands/init.ts";
import { EXPORT_FORMATS } from "../exchange/formats.ts";
import type { CheckFlags } from "./commands/check.ts";
import type { CompareFlags } from "./commands/compare.ts";
import type { FetchFlags } from "./commands/fetch.ts";
import type { ExportFlags } from "./commands/export.ts";
import type { PlateFlags } from "./commands/plate.ts";
import type { ExitCode, Io } from "./io.ts";
import { version } from "./version.ts";

const EXIT_CODES = `
Exit codes:
  0    done
  1    refused: every reason is listed; nothing was written
  2    wrong command line
  130  stopped by the person; nothing was written

Results go to stdout, progress and messages to stderr.`;

/** Builds the command line; commands are imported only when they run. */
export function program(io: Io, finish: (code: ExitCode) => void): Command {
  const cistern = new Command("cistern")
    .description(
      "From the assay plate to the published answer: fluid-biomarker studies with values below the limit of detection.",
    )
    .version(version(), "-v, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .showHelpAfterError("(cistern --help shows what there is)")
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
    })
    .exitOverride()
    .addHelpText(
      "after",
      `${EXIT_CODES}

Examples:
  cistern init cohort.csv          write a study.yaml for a table
  cistern check                    list every problem of the study in this folder
  cistern run my-study             answer its questions into my-study/results/
  cistern open my-study            open it in the browser
  cistern plate run1.csv           fit and judge the plates of an instrument
  cistern pack my-study            save protocol and data as one file
  cistern explain fisher-exact     what a method does, and when not to use it`,
    );

  const inherit = (command: Command): Command => command.copyInheritedSettings(cistern).exitOverride();

  inherit(cistern.command("init"))
    .description(
      "Read a table, guess what its columns mean, and write a study.yaml whose comments say what was guessed and what you must decide.",
    )
    .argument("<table>", `${TABLE_KINDS}, with one row per subject`)
    .option(
      "--out <folder>",
      "study folder to write into (default: the current folder when it holds the table, else the table's folder)",
    )
    .option("--sheet <name>", "sheet of a workbook, or member of a SAS library")
    .option("--dictionary <file>", "REDCap data dictionary of the table")
    .option("--missing-code <code=meaning...>", "missing data codes of the REDCap project")
    .addHelpText(
      "after",
      `
Examples:
  cistern init cohort.csv
  cistern init data/cohort.xlsx --sheet Baseline --out my-study
  cistern init redcap.csv --dictionary fields.csv --missing-code "BLD=Below limit of detection" QNS=Insufficient`,
    )
    .action(async (table: string, flags: InitFlags) => {
      const { initCommand } = await import("./commands/init.ts");
      finish(await initCommand(table, flags, io));
    });

  inherit(cistern.command("check"))
    .description(
      "List every problem of a study: protocol (line and column) and data (file, row, column, value), what was expected, and what to do.",
    )
    .argument("[study]", "study folder, protocol file or saved study (.cistern)", ".")
    .option("--json", "issues as JSON on stdout", false)
    .option("--report <file>", "write a report on the data as one HTML page; nothing is overwritten")
    .option("-q, --quiet", "no progress", false)
    .addHelpText(
      "after",
      `
Examples:
  cistern check
  cistern check my-study --json > issues.json
  cistern check my-study --report data-report.html`,
    )
    .action(async (study: string, flags: CheckFlags) => {
      const { checkCommand } = await import("./commands/check.ts");
      finish(await checkCommand(study, flags, io));
    });

  inherit(cistern.command("run"))
    .description(
      "Check a study, answer its questions, and write results/ (for NAME.cistern: NAME-results/) whole or not at all.",
    )
    .argument("[studies...]", "study folders, protocol files or saved studies (default: the current folder)")
    .option("--json", "answers (or the reasons for refusing) as JSON on stdout", false)
    .option("-q, --quiet", "no progress", false)
    .addHelpText(
      "after",
      `
Examples:
  cistern run
  cistern run my-study
  cistern run my-study.cistern
  cistern run my-study --json | jq '.answers[].finding'`,
    )
    .action(async (studies: string[], flags: { json: boolean; quiet: boolean }) => {
      const { runCommand } = await import("./commands/run.ts");
      finish(await runCommand(studies.length === 0 ? ["."] : studies, flags, io));
    });

  inherit(cistern.command("open"))
    .description(
      "Open a study folder in the browser: the workbench reads its files, and writes study.yaml and results/, nothing else.",
    )
    .argument("[study]", "study folder", ".")
    .option("--port <number>", "port to listen on (default: any free one)", portNumber, 0)
    .option("--no-browser", "print the address, and start no browser")
    .addHelpText(
      "after",
      `
The page is served to this machine alone; its address holds a key that is new at each start. Ctrl-C closes it.

Examples:
  cistern open
  cistern open my-study --no-browser`,
    )
    .action(async (study: string, flags: { port: number; browser: boolean }) => {
      const { openCommand } = await import("./commands/open.ts");
      finish(await openCommand(study, flags, io));
    });

  inherit(cistern.command("fetch"))
    .description(
      "Fetch records and data dictionary of a REDCap project over its API into a new folder. The one command that asks another machine.",
    )
    .argument("<address>", "the project's API, such as https://redcap.example.org/api/")
    .option("--fields <names...>", "fields to fetch (default: all that the token may export)")
    .option("--out <folder>", "folder to make (default: redcap)")
    .addHelpText(
      "after",
      `
The token is read from the environment variable CISTERN_REDCAP_TOKEN and sent to that address alone, encrypted. Nothing is overwritten.

Examples:
  CISTERN_REDCAP_TOKEN=$(cat token) cistern fetch https://redcap.example.org/api/
  cistern fetch https://redcap.example.org/api/ --fields record_id il6 il6_op --out data/redcap`,
    )
    .action(async (address: string, flags: FetchFlags) => {
      const { fetchCommand } = await import("./commands/fetch.ts");
      finish(await fetchCommand(address, flags, process.env["CISTERN_REDCAP_TOKEN"], io));
    });

  inherit(cistern.command("compare"))
    .description(
      "Compare a new delivery of the data with an earlier one: people and cells that changed, and which answers moved.",
    )
    .argument("<before>", "folder of the earlier data files, under their names; or an earlier study")
    .argument("[study]", "study folder, protocol file or saved study (.cistern)", ".")
    .option("--json", "every change as JSON on stdout", false)
    .option("-q, --quiet", "no progress", false)
    .addHelpText(
      "after",
      `
Nothing is written. The output names people and shows their values: keep it as you keep the data.

Examples:
  cistern compare data-of-march
  cistern compare data-of-march my-study --json > changes.json
  cistern compare first-submission.cistern my-study`,
    )
    .action(async (before: string, study: string, flags: CompareFlags) => {
      const { compareCommand } = await import("./commands/compare.ts");
      finish(await compareCommand(before, study, flags, io));
    });

  inherit(cistern.command("export"))
    .description(
      "Check a study and write its data for another program: values below a limit stay bounds, and a codebook says what each column is.",
    )
    .argument("[study]", "study folder, protocol file or saved study (.cistern)", ".")
    .addOption(new Option("--as <format>", "format to write").choices(EXPORT_FORMATS).makeOptionMandatory())
    .option("--out <folder>", "folder to make (default: export-FORMAT in the current folder)")
    .option("--date <variable>", "date variable of the samples, for fhir, omop and sdtm")
    .option("-q, --quiet", "no progress", false)
    .addHelpText(
      "after",
      `
csv, spss and parquet come with a study.yaml that reads the exported table as the same study. Nothing is overwritten.

Examples:
  cistern export my-study --as csv
  cistern export my-study --as spss --out for-spss
  cistern export my-study --as omop --date lp_date`,
    )
    .action(async (study: string, flags: ExportFlags) => {
      const { exportCommand } = await import("./commands/export.ts");
      finish(await exportCommand(study, flags, io));
    });

  inherit(cistern.command("pack"))
    .description("Save a study, its protocol and its data files, as one file that the workbench opens too.")
    .argument("[study]", "study folder or protocol file", ".")
    .option("--out <file>", "file to write (default: NAME.cistern in the current folder)")
    .addHelpText(
      "after",
      `
The file holds the data: pass it on as you would the data themselves. Nothing is overwritten.

Examples:
  cistern pack my-study
  cistern pack my-study --out for-the-statistician.cistern`,
    )
    .action(async (study: string, flags: { out?: string }) => {
      const { packCommand } = await import("./commands/pack.ts");
      finish(packCommand(study, flags, io));
    });

  inherit(cistern.command("unpack"))
    .description("Make a study folder of a saved study, whole or not at all.")
    .argument("<file>", "saved study (.cistern)")
    .option("--out <folder>", "folder to make (default: the file's name, in the current folder)")
    .addHelpText(
      "after",
      `
Nothing is overwritten: the folder must be new or empty.

Examples:
  cistern unpack my-study.cistern
  cistern unpack my-study.cistern --out second-look`,
    )
    .action(async (file: string, flags: { out?: string }) => {
      const { unpackCommand } = await import("./commands/unpack.ts");
      finish(unpackCommand(file, flags, io));
    });

  inherit(cistern.command("plate"))
    .description(
      "Read the files of instruments (Bio-Plex, xPONENT, INTELLIFLEX, MSD, Simoa, Gen5, SoftMax Pro, plain grids and tables, Olink), fit the standard curves, and write every sample's concentration, interval and status.",
    )
    .argument("<files...>", "exports of plates; the kind is recognised by the content")
    .option("--masks <file>", "wells to leave out: a table with plate, well, analyte, reason and by")
    .option("--groups <file>", "groups to compare with plates: a table with sample and group")
    .option("--map <file>", "plate map: a table with well and sample, or a grid of names")
    .option("--controls <file>", "targets of controls: a table with control, analyte, mean, sd, runs")
    .option(
      "--out <place>",
      "folder to make (default: plate-results); with --printed, file to write (default: measurements.csv)",
    )
    .option("--printed", "the vendor's own concentrations, and no curve of ours", false)
    .addOption(
      new Option("--curve <model>", "standard curve").choices(CURVE_CHOICES).default(DEFAULT_CHOICES.curve),
    )
    .addOption(
      new Option("--weights <weights>", "of the standards")
        .choices(WEIGHTINGS)
        .default(DEFAULT_CHOICES.weighting),
    )
    .addOption(
      new Option("--background <use>", "what is done with the blanks")
        .choices(BACKGROUND_CHOICES)
        .default(DEFAULT_CHOICES.background),
    )
    .addOption(
      new Option("--direction <way>", "of the signal with concentration")
        .choices(["rising", "falling"])
        .default(DEFAULT_CHOICES.direction),
    )
    .addOption(
      new Option("--limit <rule>", `limit of detection: ${LIMIT_RULES}`)
        .argParser(detectionLimit)
        .default(DEFAULT_CHOICES.limit, DEFAULT_CHOICES.limit.name),
    )
    .option(
      "--low-samples <names>",
      "controls or samples of low concentration for ep17-lod, with commas",
      names,
      [],
    )
    .option("--minimum-beads <number>", "list readings with fewer beads", wholeNumber, 35)
    .option("--partial", "write the rows that could be read although others could not", false)
    .addHelpText(
      "after",
      `
The folder holds measurements.csv, qc.json and report.html, and every choice that was made. Nothing is overwritten.

Examples:
  cistern plate plate1.csv plate2.csv
  cistern plate od.csv --map layout.csv --out plate1-results
  cistern plate plate1.csv --curve 4PL --limit blank+3sd
  cistern plate plate1.csv --printed`,
    )
    .action(async (files: string[], { weights, ...flags }: PlateOptions) => {
      const { plateCommand } = await import("./commands/plate.ts");
      finish(await plateCommand(files, { ...flags, weighting: weights }, io));
    });

  inherit(cistern.command("explain"))
    .description(
      "Say what a statistical method does, its variant, source, accuracy, and when not to use it; without a name, list all methods.",
    )
    .argument("[method]", "id of a method, as reports and answers.json name it")
    .option("--json", "as JSON on stdout", false)
    .addHelpText(
      "after",
      `
Examples:
  cistern explain
  cistern explain fisher-freeman-halton`,
    )
    .action(async (method: string | undefined, flags: { json: boolean }) => {
      const { explainCommand } = await import("./commands/explain.ts");
      finish(explainCommand(method, flags, io));
    });

  return cistern;
}

type PlateOptions = Omit<PlateFlags, "weighting"> & { readonly weights: PlateFlags["weighting"] };

function detectionLimit(text: string): LimitRule {
  const rule = limitRule(text);
  if (rule === null) throw new InvalidArgumentError(`expected one of ${LIMIT_RULES}.`);
  return rule;
}

const names = (text: string): readonly string[] =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

function wholeNumber(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("expected a whole number.");
}

/** Ports below 1024 belong to the machine's own services. */
function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && (port === 0 || (port >= 1024 && port <= 65535))) return port;
  throw new InvalidArgumentError("expected 0 (any free port) or a number from 1024 to 65535.");
}

/** Runs one command line; never throws. */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = 0;
  const cistern = program(io, (result) => {
    code = result;
  });
  try {
    if (args.length === 0) {
      io.out(cistern.helpInformation().trimEnd());
      return 2;
    }
    await cistern.parseAsync([...args], { from: "user" });
    return code;
  } catch (problem) {
    if (problem instanceof CommanderError) return problem.exitCode === 0 ? 0 : 2;
    const reason = problem instanceof Error ? problem.message : String(problem);
    io.err(`error: Cistern failed on something it should have foreseen: ${reason}`);
    io.err(
      "Nothing was written. Please report it with the command and, if you may, the file; CISTERN_TRACE=1 shows where.",
    );
    if (process.env["CISTERN_TRACE"] === "1" && problem instanceof Error) io.err(problem.stack ?? "");
    return 1;
  }
}
