/** The description of a Stata file: two families of layouts, one result. */
import { ascii, type ByteReader, byteReader, DamagedBytes, untilZero } from "./byte-reader.ts";

export interface DtaVariable {
  readonly name: Uint8Array;
  readonly storage: "byte" | "int" | "long" | "float" | "double" | "text" | "long-text";
  /** Bytes in a row. */
  readonly bytes: number;
  /** Display format, such as `%td`. */
  readonly format: string;
  readonly labelSet: string;
  readonly label: Uint8Array;
}

export interface LabelSet {
  /** Values as stored in four bytes: the large ones are the extended missing values. */
  readonly entries: readonly { readonly value: number; readonly label: Uint8Array }[];
}

export interface DtaLayout {
  readonly release: number;
  readonly littleEndian: boolean;
  readonly rows: number;
  readonly fileLabel: Uint8Array;
  readonly variables: readonly DtaVariable[];
  readonly labelSets: ReadonlyMap<string, LabelSet>;
  /** Long texts by their key, "variable:observation". */
  readonly longTexts: ReadonlyMap<string, Uint8Array>;
  readonly data: Uint8Array;
}

const OLD_RELEASES = new Set([113, 114, 115]);
const TAGGED = "<stata_dta><header><release>";

/**
 * Source: "dta file formats" 113 to 115 and 117 to 119 in Stata's documentation.
 *
 * @throws DamagedBytes
 */
export function readDtaLayout(bytes: Uint8Array): DtaLayout {
  if (ascii(bytes.subarray(0, TAGGED.length)) === TAGGED) return taggedLayout(bytes);
  const [release = 0] = bytes;
  if (!OLD_RELEASES.has(release))
    throw new DamagedBytes(`release ${release} of the format; in Stata, saveold writes one that is read`);
  return oldLayout(bytes, release);
}

function oldLayout(bytes: Uint8Array, release: number): DtaLayout {
  const littleEndian = bytes[1] === 2;
  if (!littleEndian && bytes[1] !== 1) throw new DamagedBytes("an unknown byte order");
  const reader = byteReader(bytes, littleEndian);
  reader.skip(4);
  const count = reader.u16();
  const rows = reader.u32();
  const fileLabel = untilZero(reader.take(81));
  reader.skip(18);
  const each = eachField(reader, count);
  const types = Array.from(reader.take(count));
  const names = each(33);
  reader.skip(2 * (count + 1));
  const formats = each(release === 113 ? 12 : 49);
  const labelSetNames = each(33);
  const labels = each(81);
  for (;;) {
    const type = reader.u8();
    const length = reader.u32();
    if (type === 0) break;
    reader.skip(length);
  }
  const variables = types.map((type, i) =>
    variableOf(oldStorage(type), i, names, formats, labelSetNames, labels),
  );
  const data = reader.take(rows * rowBytes(variables));
  const labelSets = new Map<string, LabelSet>();
  while (reader.left() > 0) {
    const length = reader.u32();
    const name = ascii(untilZero(reader.take(33)));
    reader.skip(3);
    labelSets.set(name, readLabelSet(byteReader(reader.take(length), littleEndian)));
  }
  return { release, littleEndian, rows, fileLabel, variables, labelSets, longTexts: new Map(), data };
}

type Storage = readonly [DtaVariable["storage"], number];

function oldStorage(type: number): Storage {
  if (type >= 1 && type <= 244) return ["text", type];
  return numericStorage(type, 251);
}

function numericStorage(type: number, first: number): Storage {
  const storages: readonly Storage[] = [
    ["byte", 1],
    ["int", 2],
    ["long", 4],
    ["float", 4],
    ["double", 8],
  ];
  const found = storages[first === 251 ? type - first : first - type];
  if (found === undefined) throw new DamagedBytes(`an unknown type of variable, ${type}`);
  return found;
}

/** Fixed fields, one per variable. */
const eachField =
  (reader: ByteReader, count: number) =>
  (width: number): Uint8Array[] => {
    const all = reader.take(width * count);
    return Array.from({ length: count }, (_, i) => untilZero(all.subarray(i * width, (i + 1) * width)));
  };

const NONE = new Uint8Array();

const variableOf = (
  [storage, bytes]: Storage,
  i: number,
  names: readonly Uint8Array[],
  formats: readonly Uint8Array[],
  labelSets: readonly Uint8Array[],
  labels: readonly Uint8Array[],
): DtaVariable => ({
  name: names[i] ?? NONE,
  storage,
  bytes,
  format: ascii(formats[i] ?? NONE),
  labelSet: ascii(labelSets[i] ?? NONE),
  label: labels[i] ?? NONE,
});

const rowBytes = (variables: readonly DtaVariable[]): number =>
  variables.reduce((sum, { bytes }) => sum + bytes, 0);

function readLabelSet(reader: ByteReader): LabelSet {
  const count = reader.u32();
  const textLength = reader.u32();
  if (count > reader.left() / 8) throw new DamagedBytes(`${count} value labels`);
  const offsets = Array.from({ length: count }, () => reader.u32());
  const values = Array.from({ length: count }, () => reader.i32());
  const texts = reader.take(textLength);
  return {
    entries: values.map((value, i) => ({ value, label: untilZero(texts.subarray(offsets[i])) })),
  };
}

function taggedLayout(bytes: Uint8Array): DtaLayout {
  const head = byteReader(bytes, true);
  expectTag(head, TAGGED);
  const release = Number(ascii(head.take(3)));
  if (release < 117 || release > 119) throw new DamagedBytes(`release ${release} of the format`);
  expectTag(head, "</release><byteorder>");
  const order = ascii(head.take(3));
  if (order !== "LSF" && order !== "MSF") throw new DamagedBytes("an unknown byte order");
  const littleEndian = order === "LSF";
  const reader = byteReader(bytes, littleEndian);
  reader.seek(head.at());
  expectTag(reader, "</byteorder><K>");
  const count = release === 119 ? reader.u32() : reader.u16();
  expectTag(reader, "</K><N>");
  const rows = release === 117 ? reader.u32() : reader.u64();
  expectTag(reader, "</N><label>");
  const fileLabel = reader.take(release === 117 ? reader.u8() : reader.u16());
  expectTag(reader, "</label><timestamp>");
  reader.skip(reader.u8());
  expectTag(reader, "</timestamp></header><map>");
  reader.skip(14 * 8);
  expectTag(reader, "</map><variable_types>");
  const each = eachField(reader, count);
  if (count > reader.left() / 2) throw new DamagedBytes(`${count} variables`);
  const types = Array.from({ length: count }, () => reader.u16());
  const [nameBytes, formatBytes, labelBytes] = release === 117 ? [33, 49, 81] : [129, 57, 321];
  expectTag(reader, "</variable_types><varnames>");
  const names = each(nameBytes);
  expectTag(reader, "</varnames><sortlist>");
  reader.skip((count + 1) * (release === 119 ? 4 : 2));
  expectTag(reader, "</sortlist><formats>");
  const formats = each(formatBytes);
  expectTag(reader, "</formats><value_label_names>");
  const labelSetNames = each(nameBytes);
  expectTag(reader, "</value_label_names><variable_labels>");
  const labels = each(labelBytes);
  expectTag(reader, "</variable_labels><characteristics>");
  while (nextIs(reader, "<ch>")) {
    reader.skip(reader.u32());
    expectTag(reader, "</ch>");
  }
  expectTag(reader, "</characteristics><data>");
  const variables = types.map((type, i) =>
    variableOf(taggedStorage(type), i, names, formats, labelSetNames, labels),
  );
  const data = reader.take(rows * rowBytes(variables));
  expectTag(reader, "</data><strls>");
  const longTexts = readLongTexts(reader, release);
  expectTag(reader, "</strls><value_labels>");
  const labelSets = new Map<string, LabelSet>();
  while (nextIs(reader, "<lbl>")) {
    const length = reader.u32();
    const name = ascii(untilZero(reader.take(nameBytes)));
    reader.skip(3);
    labelSets.set(name, readLabelSet(byteReader(reader.take(length), littleEndian)));
    expectTag(reader, "</lbl>");
  }
  expectTag(reader, "</value_labels></stata_dta>");
  return { release, littleEndian, rows, fileLabel, variables, labelSets, longTexts, data };
}

function taggedStorage(type: number): Storage {
  if (type >= 1 && type <= 2045) return ["text", type];
  return type === 32768 ? ["long-text", 8] : numericStorage(type, 65530);
}

/** Each text with the key that cells refer to. */
function readLongTexts(reader: ByteReader, release: number): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  while (nextIs(reader, "GSO")) {
    const variable = reader.u32();
    const observation = release === 117 ? reader.u32() : reader.u64();
    reader.skip(1);
    found.set(`${variable}:${observation}`, untilZero(reader.take(reader.u32())));
  }
  return found;
}

function expectTag(reader: ByteReader, tag: string): void {
  if (!nextIs(reader, tag)) throw new DamagedBytes(`no ${tag} at byte ${reader.at()}`);
}

/** Steps over the tag where it stands next. */
function nextIs(reader: ByteReader, tag: string): boolean {
  const start = reader.at();
  if (reader.left() >= tag.length && ascii(reader.take(tag.length)) === tag) return true;
  reader.seek(start);
  return false;
}
