import { logisticInverse } from "../../../src/assay/curve/logistic.ts";

interface VendorCurve {
  /** Of FI = a + (d - a) / (1 + (conc/c)^b)^g: the vendor's a is our d, its d our a. */
  a: number;
  b: number;
  c: number;
  d: number;
  g: number;
  fi: number[];
  dilution: number[];
}

export default function fivePlInverseVendor({ a, b, c, d, g, fi, dilution }: VendorCurve): unknown {
  return {
    conc: fi.map((signal, i) => {
      const inverse = logisticInverse({ a: d, b, c, d: a, g }, signal);
      return "concentration" in inverse ? inverse.concentration * dilution[i]! : null;
    }),
  };
}
