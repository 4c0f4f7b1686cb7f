/**
 * The hot loops over the rows of a design, in tiles of 3 x 3, so that nine sums stay in registers; rows are padded to a multiple of three, columns
 * by `paddedWidth`. They stand alone and take arrays as arguments, so that V8 keeps their addresses in registers, which doubles the speed.
 */

/** A multiple of three columns, or one more: a lone column costs less than two of padding. */
export const paddedWidth = (order: number): number => (order % 3 === 2 ? order + 1 : order);

/** Rows of one block: few enough to stay in the nearest cache. */
export const BLOCK = 48;

/** out = Z b for the rows from `begin`, a multiple of three, to `end`. */
export function project(
  z: Float64Array,
  b: Float64Array,
  out: Float64Array,
  width: number,
  begin: number,
  end: number,
): void {
  for (let i = begin; i < end; i += 3) {
    const r0 = i * width;
    const r1 = r0 + width;
    const r2 = r1 + width;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    for (let k = 0; k < width; k++) {
      const share = b[k]!;
      s0 += z[r0 + k]! * share;
      s1 += z[r1 + k]! * share;
      s2 += z[r2 + k]! * share;
    }
    out[i] = s0;
    out[i + 1] = s1;
    out[i + 2] = s2;
  }
}

/** sums += S'S over some rows, lower triangle in tiles of 3 x 3. */
export function addProducts(rows: Float64Array, sums: Float64Array, width: number, count: number): void {
  const stop = count * width;
  const tiles = width - (width % 3);
  for (let a = 0; a < tiles; a += 3) {
    for (let b = 0; b < a; b += 3) {
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s20 = 0;
      let s21 = 0;
      let s22 = 0;
      const shift = b - a;
      for (let at = a; at < stop; at += width) {
        const a0 = rows[at]!;
        const a1 = rows[at + 1]!;
        const a2 = rows[at + 2]!;
        const b0 = rows[at + shift]!;
        const b1 = rows[at + shift + 1]!;
        const b2 = rows[at + shift + 2]!;
        s00 += a0 * b0;
        s01 += a0 * b1;
        s02 += a0 * b2;
        s10 += a1 * b0;
        s11 += a1 * b1;
        s12 += a1 * b2;
        s20 += a2 * b0;
        s21 += a2 * b1;
        s22 += a2 * b2;
      }
      const at = a * width + b;
      sums[at]! += s00;
      sums[at + 1]! += s01;
      sums[at + 2]! += s02;
      sums[at + width]! += s10;
      sums[at + width + 1]! += s11;
      sums[at + width + 2]! += s12;
      sums[at + 2 * width]! += s20;
      sums[at + 2 * width + 1]! += s21;
      sums[at + 2 * width + 2]! += s22;
    }
    addOwnProducts(rows, sums, a, width, stop);
  }
  if (tiles < width) addLoneProducts(rows, sums, width, stop);
}

/** The products of a lone last column. */
function addLoneProducts(rows: Float64Array, sums: Float64Array, width: number, stop: number): void {
  const lone = width - 1;
  for (let b = 0; b < lone; b += 3) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    for (let at = 0; at < stop; at += width) {
      const own = rows[at + lone]!;
      s0 += own * rows[at + b]!;
      s1 += own * rows[at + b + 1]!;
      s2 += own * rows[at + b + 2]!;
    }
    sums[lone * width + b]! += s0;
    sums[lone * width + b + 1]! += s1;
    sums[lone * width + b + 2]! += s2;
  }
  let square = 0;
  for (let at = lone; at < stop; at += width) square += rows[at]! * rows[at]!;
  sums[lone * width + lone]! += square;
}

/** The tile on the diagonal: three of its nine sums are those of the others. */
function addOwnProducts(
  rows: Float64Array,
  sums: Float64Array,
  a: number,
  width: number,
  stop: number,
): void {
  let s00 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  for (let at = a; at < stop; at += width) {
    const a0 = rows[at]!;
    const a1 = rows[at + 1]!;
    const a2 = rows[at + 2]!;
    s00 += a0 * a0;
    s10 += a1 * a0;
    s11 += a1 * a1;
    s20 += a2 * a0;
    s21 += a2 * a1;
    s22 += a2 * a2;
  }
  const at = a * width + a;
  sums[at]! += s00;
  sums[at + width]! += s10;
  sums[at + width + 1]! += s11;
  sums[at + 2 * width]! += s20;
  sums[at + 2 * width + 1]! += s21;
  sums[at + 2 * width + 2]! += s22;
}

/** sums += S'Z over some rows, the tiles of 3 x 3 of the lower triangle in the leading `size` columns; sums from `start` on. */
export function addCrossProducts(
  scaled: Float64Array,
  rows: Float64Array,
  sums: Float64Array,
  start: number,
  width: number,
  size: number,
  count: number,
): void {
  const stop = count * width;
  for (let a = 0; a < size; a += 3)
    for (let b = 0; b <= a; b += 3) {
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s20 = 0;
      let s21 = 0;
      let s22 = 0;
      const shift = b - a;
      for (let at = a; at < stop; at += width) {
        const a0 = scaled[at]!;
        const a1 = scaled[at + 1]!;
        const a2 = scaled[at + 2]!;
        const b0 = rows[at + shift]!;
        const b1 = rows[at + shift + 1]!;
        const b2 = rows[at + shift + 2]!;
        s00 += a0 * b0;
        s01 += a0 * b1;
        s02 += a0 * b2;
        s10 += a1 * b0;
        s11 += a1 * b1;
        s12 += a1 * b2;
        s20 += a2 * b0;
        s21 += a2 * b1;
        s22 += a2 * b2;
      }
      const at = start + a * width + b;
      sums[at]! += s00;
      sums[at + 1]! += s01;
      sums[at + 2]! += s02;
      sums[at + width]! += s10;
      sums[at + width + 1]! += s11;
      sums[at + width + 2]! += s12;
      sums[at + 2 * width]! += s20;
      sums[at + 2 * width + 1]! += s21;
      sums[at + 2 * width + 2]! += s22;
    }
}

/** total += Z'f over the rows from `begin` to `end`. */
export function addRows(
  z: Float64Array,
  factors: Float64Array,
  total: Float64Array,
  width: number,
  begin: number,
  end: number,
): void {
  const tiles = width - (width % 3);
  for (let k = 0; k < tiles; k += 3) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let at = begin * width + k;
    for (let i = begin; i < end; i++, at += width) {
      const factor = factors[i]!;
      s0 += factor * z[at]!;
      s1 += factor * z[at + 1]!;
      s2 += factor * z[at + 2]!;
    }
    total[k]! += s0;
    total[k + 1]! += s1;
    total[k + 2]! += s2;
  }
  if (tiles === width) return;
  let sum = 0;
  for (let i = begin; i < end; i++) sum += factors[i]! * z[i * width + tiles]!;
  total[tiles]! += sum;
}

/**
 * The rows of Z M from `begin` to `end`, in rows of `wide` columns: M an upper triangle packed three columns after three, each down to its diagonal
 * tile, and then a lone one.
 */
export function whiten(
  z: Float64Array,
  upper: Float64Array,
  white: Float64Array,
  width: number,
  wide: number,
  begin: number,
  end: number,
): void {
  const tiles = width - (width % 3);
  for (let i = begin; i < end; i++) {
    const row = i * width;
    const place = (i - begin) * wide;
    let m = 0;
    for (let k = 0; k < tiles; k += 3) {
      let u0 = 0;
      let u1 = 0;
      let u2 = 0;
      const stop = row + k + 3;
      for (let at = row; at < stop; at++, m += 3) {
        const own = z[at]!;
        u0 += own * upper[m]!;
        u1 += own * upper[m + 1]!;
        u2 += own * upper[m + 2]!;
      }
      white[place + k] = u0;
      white[place + k + 1] = u1;
      white[place + k + 2] = u2;
    }
    if (tiles === width) continue;
    let lone = 0;
    for (let k = 0; k < width; k++) lone += z[row + k]! * upper[m + k]!;
    white[place + tiles] = lone;
  }
}

/** Squared lengths of the rows of Z M, M as for `whiten`, from the row `begin`, a multiple of three, to `end`. */
export function lengths(
  z: Float64Array,
  upper: Float64Array,
  out: Float64Array,
  width: number,
  begin: number,
  end: number,
): void {
  const tiles = width - (width % 3);
  for (let i = begin; i < end; i += 3) {
    const r0 = i * width;
    let h0 = 0;
    let h1 = 0;
    let h2 = 0;
    let m = 0;
    for (let k = 0; k < tiles; k += 3) {
      let u00 = 0;
      let u01 = 0;
      let u02 = 0;
      let u10 = 0;
      let u11 = 0;
      let u12 = 0;
      let u20 = 0;
      let u21 = 0;
      let u22 = 0;
      const stop = r0 + k + 3;
      for (let at = r0; at < stop; at++, m += 3) {
        const m0 = upper[m]!;
        const m1 = upper[m + 1]!;
        const m2 = upper[m + 2]!;
        const x0 = z[at]!;
        const x1 = z[at + width]!;
        const x2 = z[at + 2 * width]!;
        u00 += x0 * m0;
        u01 += x0 * m1;
        u02 += x0 * m2;
        u10 += x1 * m0;
        u11 += x1 * m1;
        u12 += x1 * m2;
        u20 += x2 * m0;
        u21 += x2 * m1;
        u22 += x2 * m2;
      }
      h0 += u00 * u00 + u01 * u01 + u02 * u02;
      h1 += u10 * u10 + u11 * u11 + u12 * u12;
      h2 += u20 * u20 + u21 * u21 + u22 * u22;
    }
    if (tiles < width) {
      let u0 = 0;
      let u1 = 0;
      let u2 = 0;
      for (let at = r0; at < r0 + width; at++, m++) {
        const own = upper[m]!;
        u0 += z[at]! * own;
        u1 += z[at + width]! * own;
        u2 += z[at + 2 * width]! * own;
      }
      h0 += u0 * u0;
      h1 += u1 * u1;
      h2 += u2 * u2;
    }
    out[i] = h0;
    out[i + 1] = h1;
    out[i + 2] = h2;
  }
}
