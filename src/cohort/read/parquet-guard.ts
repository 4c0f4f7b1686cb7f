/** Walks every page of a Parquet file before it is decoded, so that no count in it decides how much memory is used. */
import type { ColumnChunk, ColumnMetaData, Compressors, FileMetaData, PageHeader } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { DamagedBytes } from "./byte-reader.ts";

/** Largest total size of the unpacked pages, in bytes. */
const MAX_PAGE_BYTES = 200 * 1048576;

/**
 * Every column must be plain (at most one value per row), every page must lie in the file, and the run lengths of a page
 * must not give more values than its rows.
 *
 * @throws DamagedBytes
 */
export function checkPages(bytes: Uint8Array, metadata: FileMetaData, compressors: Compressors): void {
  let unpacked = 0;
  const fields = metadata.schema.slice(1);
  for (const group of metadata.row_groups) {
    if (group.columns.length !== fields.length)
      throw new DamagedBytes("a group of rows without some columns");
    for (const [j, chunk] of group.columns.entries()) {
      const column = columnOf(chunk);
      const field = fields[j];
      const [name, ...inner] = column.path_in_schema;
      if (name !== field?.name || inner.length > 0 || column.type !== field?.type)
        throw new DamagedBytes(`a column ${name} that the schema does not have in this place`);
      const pages = chunkBytes(bytes, column);
      const reader = { view: new DataView(pages.buffer, pages.byteOffset, pages.byteLength), offset: 0 };
      let values = 0;
      while (reader.offset < pages.length - 1 && values < Number(group.num_rows)) {
        const header = parquetHeader(reader);
        const { compressed_page_size: packed, uncompressed_page_size: size } = header;
        if (!(packed >= 0 && packed <= pages.length - reader.offset))
          throw new DamagedBytes("a page that is cut off");
        unpacked += size;
        if (!(size >= 0) || unpacked > MAX_PAGE_BYTES)
          throw new DamagedBytes(`pages that unpack to more than ${MAX_PAGE_BYTES} bytes`);
        const page = pages.subarray(reader.offset, reader.offset + packed);
        values += checkPage(page, header, column, metadata, compressors);
        if (values > Number(group.num_rows)) throw new DamagedBytes("a column with more values than rows");
        reader.offset += packed;
      }
      if (values !== Number(group.num_rows)) throw new DamagedBytes("a column with fewer values than rows");
    }
  }
}

function columnOf(chunk: ColumnChunk): ColumnMetaData {
  if (chunk.meta_data === undefined || chunk.file_path !== undefined)
    throw new DamagedBytes("columns that are encrypted or in another file");
  return chunk.meta_data;
}

function chunkBytes(bytes: Uint8Array, column: ColumnMetaData): Uint8Array {
  const data = Number(column.data_page_offset);
  const dictionary = Number(column.dictionary_page_offset ?? data);
  const start = dictionary > 0 ? Math.min(dictionary, data) : data;
  const end = start + Number(column.total_compressed_size);
  if (!(start >= 0 && start <= end && end <= bytes.length))
    throw new DamagedBytes("a column that is cut off");
  return bytes.subarray(start, end);
}

/** The rows of a page, 0 for a dictionary. */
function checkPage(
  packed: Uint8Array,
  header: PageHeader,
  column: ColumnMetaData,
  metadata: FileMetaData,
  compressors: Compressors,
): number {
  const first = header.data_page_header;
  const second = header.data_page_header_v2;
  const dictionary = header.dictionary_page_header;
  const isOptional = optional(column, metadata);
  const unpack = (part: Uint8Array, size: number): Uint8Array => {
    if (column.codec === "UNCOMPRESSED") return part;
    const decompress = compressors[column.codec];
    if (decompress === undefined) throw new DamagedBytes(`a column packed by ${column.codec}`);
    const whole = decompress(part, size);
    if (whole.length !== size) throw new DamagedBytes("a page of another size than stated");
    return whole;
  };
  if (dictionary !== undefined) {
    unpack(packed, header.uncompressed_page_size);
    // Every value of a dictionary takes at least a bit.
    if (!(dictionary.num_values >= 0 && dictionary.num_values <= header.uncompressed_page_size * 8))
      throw new DamagedBytes(`a dictionary of ${dictionary.num_values} values`);
    return 0;
  }
  if (first !== undefined) {
    const page = unpack(packed, header.uncompressed_page_size);
    const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
    let at = 0;
    if (isOptional) {
      const length = view.getUint32(0, true);
      checkRuns(page.subarray(4, 4 + length), 1, first.num_values);
      at = 4 + length;
    }
    checkIndices(page.subarray(at), first.encoding, column, first.num_values);
    return first.num_values;
  }
  if (second === undefined) return 0;
  const { definition_levels_byte_length: levels, repetition_levels_byte_length: repeats } = second;
  if (!(levels >= 0 && repeats >= 0 && levels + repeats <= packed.length))
    throw new DamagedBytes("levels that are cut off");
  if (isOptional) checkRuns(packed.subarray(repeats, repeats + levels), 1, second.num_values);
  const rest = packed.subarray(levels + repeats);
  const size = header.uncompressed_page_size - levels - repeats;
  const page = second.is_compressed === false ? rest : unpack(rest, size);
  checkIndices(page, second.encoding, column, second.num_values);
  return second.num_rows;
}

const optional = (column: ColumnMetaData, metadata: FileMetaData): boolean =>
  metadata.schema.find(
    ({ name, num_children: children }) => name === column.path_in_schema[0] && (children ?? 0) === 0,
  )?.repetition_type === "OPTIONAL";

/** Indices into a dictionary, and booleans, are run lengths as well. */
function checkIndices(page: Uint8Array, encoding: string, column: ColumnMetaData, values: number): void {
  if (encoding.endsWith("_DICTIONARY")) {
    if (page.length > 0) checkRuns(page.subarray(1), page[0] ?? 0, values);
  } else if (encoding === "RLE" && column.type === "BOOLEAN") checkRuns(page.subarray(4), 1, values);
  else if (encoding.startsWith("DELTA") && values > page.length * 512 + 1024)
    throw new DamagedBytes(`${values} values in ${page.length} bytes`);
}

/**
 * Runs of equal values and groups of eight packed ones. The last group may hold a few more than there are rows.
 *
 * Source: Parquet format, "Encodings", run length encoding and bit packing.
 */
function checkRuns(bytes: Uint8Array, width: number, values: number): void {
  if (width > 32) throw new DamagedBytes(`indices of ${width} bits`);
  let at = 0;
  let seen = 0;
  while (seen < values && at < bytes.length) {
    let header = 0;
    let factor = 1;
    for (;;) {
      const byte = bytes[at++] ?? 0;
      header += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
      factor *= 128;
      if (factor > 2 ** 35) throw new DamagedBytes("a run of absurd length");
    }
    const count = Math.floor(header / 2);
    const isPacked = header % 2 === 1;
    seen += isPacked ? count * 8 : count;
    at += isPacked ? count * width : Math.ceil(width / 8);
    if (count === 0 || seen > values + (isPacked ? 504 : 0))
      throw new DamagedBytes("a run of more values than rows");
  }
}
