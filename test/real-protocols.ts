/** Protocols for the real cohorts of ../shared/data. */
export const MG = `cistern: 1
title: Cytokines in myasthenia gravis
design: case-control
data:
  - file: mg_cytokine.csv
variables:
  Bio_ID: { type: id }
  group: { column: Category_1, type: nominal, levels: [Control, MG], reference: Control }
  subtype: { column: J_type, label: Subtype, type: nominal, levels: [Control, g_EOMG, g_TAMG, g_LOMG, OMG, g_MuSKMG, g_SNMG], reference: Control }
  sex: { column: Gender, type: nominal, levels: [F, M], reference: F }
  age: { column: Visiting_age, type: continuous, unit: years }
  qmg: { column: QMG_all, type: count }
  thymoma: { column: Thymoma, type: nominal, levels: [None, Thymoma], missing: [Control], reference: None }
  ifn_beta: { column: IFN_beta, type: concentration, label: IFN-beta }
  il17: { column: IL_17, type: concentration, label: IL-17 }
analytes:
  # The file writes 0 where nothing was detected, and gives no limit of detection.
  ifn_beta: { unit: pg/mL, detection: reported, not_detected: [0] }
  il17: { unit: pg/mL, detection: reported, not_detected: [0] }
families:
  subtypes: { method: holm }
  signals: { method: benjamini-hochberg }
questions:
  - { id: table-1, kind: describe, by: group, variables: [age, sex, qmg, thymoma, ifn_beta, il17] }
  - { id: ifn-beta, kind: detectability, analyte: ifn_beta, by: subtype, compare: reference, family: subtypes }
  - { id: il17, kind: detectability, analyte: il17, by: subtype, compare: all-pairs, risk_difference: miettinen-nurminen, family: subtypes }
  - { id: signals, kind: association, outcome: detected(il17), characteristics: [age, sex, qmg, thymoma, subtype, ifn_beta], family: signals }
  - { id: adjusted, kind: regression, outcome: detected(il17), exposure: group, adjust: [{ variable: age, per: 10 }, sex], method: firth-if-separated }
settings: { confidence: 0.95, seed: 259 }
`;

export const CIS = `cistern: 1
title: Conversion of CIS to MS
design: cohort
data:
  - file: mexican_cis_ms.csv
variables:
  Patient: { type: id }
  converted: { column: group, type: binary, levels: [{ value: 2, label: not converted }, { value: 1, label: converted }] }
  sex: { column: Gender, type: nominal, levels: [{ value: 1, label: men }, { value: 2, label: women }], reference: 2 }
  age: { column: Age, type: continuous, unit: years }
  schooling: { column: Schooling, type: continuous, unit: years }
  varicella: { column: Varicella, type: binary, levels: [{ value: 2, label: negative }, { value: 1, label: positive }], missing: [3] }
  ocb: { column: Oligoclonal_Bands, label: Oligoclonal bands, type: binary, levels: [{ value: 0, label: negative }, { value: 1, label: positive }], missing: [2] }
  symptom: { column: Initial_Symptom, type: nominal, levels: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], reference: 1 }
  periventricular: { column: Periventricular_MRI, type: binary, levels: [0, 1] }
  infratentorial: { column: Infratentorial_MRI, type: binary, levels: [0, 1] }
  edss: { column: Initial_EDSS, type: edss }
families:
  signals: { method: holm }
questions:
  - { id: table-1, kind: describe, by: converted, variables: [age, sex, schooling, varicella, ocb, symptom, periventricular, infratentorial, edss], tests: true }
  - { id: signals, kind: association, outcome: converted, characteristics: [age, sex, schooling, varicella, ocb, symptom, periventricular, infratentorial, edss], family: signals }
  - { id: ocb, kind: regression, outcome: converted, exposure: ocb, method: logistic }
  - { id: ocb-adjusted, kind: regression, outcome: converted, exposure: ocb, adjust: [{ variable: age, per: 10 }, sex, varicella, periventricular, infratentorial, edss], method: firth-if-separated }
settings: { confidence: 0.95, seed: 273 }
`;
