/** Names of the formats that a study can be exported in. */
export const EXPORT_FORMATS = ["csv", "spss", "parquet", "redcap", "fhir", "omop", "sdtm"] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];
