# Makes ../parquet-by-hand.json: Parquet files byte by byte from the format's description. Run: python3 test/reference/generate/parquet-by-hand.py
import base64, json, struct, zlib

# Thrift's compact protocol


def varint(n):
    out = b""
    while True:
        out += bytes([n & 127 | (128 if n > 127 else 0)])
        n >>= 7
        if not n: return out


zigzag = lambda n: varint((n << 1) ^ (n >> 63) if n >= 0 else ((-n - 1) << 1) | 1)
I32, I64, BINARY, LIST, STRUCT = 5, 6, 8, 9, 12


def value(kind, x):
    if kind in (I32, I64): return zigzag(x)
    if kind == BINARY: return varint(len(x)) + x
    if kind == STRUCT: return x
    inner, items = x
    head = bytes([len(items) << 4 | inner]) if len(items) < 15 else bytes([240 | inner]) + varint(len(items))
    return head + b"".join(value(inner, i) for i in items)


def struct_of(*fields):
    out, last = b"", 0
    for number, kind, x in fields:
        if x is None: continue
        if kind == "bool": out += bytes([(number - last) << 4 | (1 if x else 2)])
        else: out += bytes([(number - last) << 4 | kind]) + value(kind, x)
        last = number
    return out + b"\0"


BOOLEAN, INT32, INT64, INT96, FLOAT, DOUBLE, BYTES, FIXED = range(8)
utf8 = dict(converted=0)
decimal = lambda precision, scale: dict(converted=5, scale=scale, precision=precision)
moment = lambda utc, unit: dict(logical=struct_of((8, STRUCT, struct_of((1, "bool", utc), (2, STRUCT, struct_of((unit, STRUCT, b"\0")))))))
clock = lambda unit: dict(logical=struct_of((7, STRUCT, struct_of((1, "bool", False), (2, STRUCT, struct_of((unit, STRUCT, b"\0")))))))


def plain(kind, length, x):
    if kind == INT32: return struct.pack("<i", x)
    if kind == INT64: return struct.pack("<q", x)
    if kind == FLOAT: return struct.pack("<f", x)
    if kind == DOUBLE: return struct.pack("<d", x)
    if kind == FIXED: return x.to_bytes(length, "big", signed=True)
    return struct.pack("<I", len(x.encode())) + x.encode()


def bits(flags):
    out = bytearray((len(flags) + 7) // 8)
    for i, f in enumerate(flags): out[i // 8] |= (1 if f else 0) << (i % 8)
    return bytes(out)


def levels(cells):
    packed = bits([c is not None for c in cells])
    body = varint(len(packed) << 1 | 1) + packed
    return struct.pack("<I", len(body)) + body


def parquet(columns, codec=0, groups=1, claim=None, run=None):
    """columns: (name, type, annotation, cells); all optional. codec: 0 none, 2 gzip."""
    out = b"PAR1"
    rows = len(columns[0][3])
    size = (rows + groups - 1) // groups
    metas = []
    for g in range(groups):
        chunks = []
        for name, kind, extra, cells in columns:
            part = cells[g * size:(g + 1) * size]
            some = [c for c in part if c is not None]
            data = bits(some) if kind == BOOLEAN else b"".join(plain(kind, extra.get("length", 0), c) for c in some)
            page = levels(part) + data
            if run is not None: page = struct.pack("<I", len(run)) + run + data
            packed = page
            if codec == 2:
                c = zlib.compressobj(9, zlib.DEFLATED, 31)
                packed = c.compress(page) + c.flush()
            count = claim if claim is not None else len(part)
            header = struct_of((1, I32, 0), (2, I32, len(page)), (3, I32, len(packed)),
                               (5, STRUCT, struct_of((1, I32, count), (2, I32, 0), (3, I32, 3), (4, I32, 3))))
            start = len(out)
            out += header + packed
            meta = struct_of((1, I32, kind), (2, LIST, (I32, [0, 3])), (3, LIST, (BINARY, [name.encode()])), (4, I32, codec),
                             (5, I64, len(part)), (6, I64, len(header) + len(page)), (7, I64, len(header) + len(packed)), (9, I64, start))
            chunks.append(struct_of((2, I64, start), (3, STRUCT, meta)))
        n = len(columns[0][3][g * size:(g + 1) * size])
        metas.append(struct_of((1, LIST, (STRUCT, chunks)), (2, I64, 1), (3, I64, n)))
    schema = [struct_of((4, BINARY, b"schema"), (5, I32, len(columns)))]
    for name, kind, extra, _ in columns:
        schema.append(struct_of((1, I32, kind), (2, I32, extra.get("length")), (3, I32, 1), (4, BINARY, name.encode()),
                                (6, I32, extra.get("converted")), (7, I32, extra.get("scale")), (8, I32, extra.get("precision")),
                                (10, STRUCT, extra.get("logical"))))
    footer = struct_of((1, I32, 1), (2, LIST, (STRUCT, schema)), (3, I64, rows), (4, LIST, (STRUCT, metas)))
    return out + footer + struct.pack("<I", len(footer)) + b"PAR1"


N = None
COLUMNS = [
    ("id", BYTES, utf8, ["0012", "0013", "", N]),
    ("site", BYTES, {}, ["Z\u00fcrich", N, "a b", "=1+1"]),
    ("whole", INT32, {}, [0, -7, N, 2147483647]),
    ("large", INT64, {}, [9007199254740993, -9223372036854775808, N, 5]),
    ("unsigned", INT32, dict(converted=13), [-1, 5, N, 0]),
    ("single", FLOAT, {}, [3.6, 0.1, N, -2.0]),
    ("double", DOUBLE, {}, [0.1, 1e300, N, -2.5]),
    ("edss", INT32, decimal(3, 1), [20, -5, N, 100]),
    ("il6", FIXED, dict(length=5, **decimal(10, 4)), [5000, -1, N, 99999999]),
    ("wide", INT64, decimal(18, 6), [1234567890123456, 1, N, -1]),
    ("day", INT32, dict(converted=6), [17969, -1, N, 0]),
    ("local", INT64, moment(False, 2), [1552555815000000, 1552555815123456, N, -1]),
    ("utc", INT64, moment(True, 1), [1552555815000, 250, N, -1]),
    ("nanos", INT64, moment(False, 3), [1552555815000000001, 0, N, 1500000000]),
    ("clock", INT64, clock(2), [34215000000, 0, N, 86399999000]),
    ("yes", BOOLEAN, {}, [True, False, N, True]),
]
CELLS = [
    ["0012", "Z\u00fcrich", "0", "9007199254740993", "4294967295", "3.6", "0.1", "2.0", "0.5000", "1234567890.123456", "2019-03-14",
     "2019-03-14T09:30:15", "2019-03-14T09:30:15", "2019-03-14T09:30:15.000000001", "09:30:15", "true"],
    ["0013", N, "-7", "-9223372036854775808", "5", "0.1", "1e+300", "-0.5", "-0.0001", "0.000001", "1969-12-31",
     "2019-03-14T09:30:15.123456", "1970-01-01T00:00:00.250", "1970-01-01T00:00:00", "00:00:00", "false"],
    ["", "a b"] + [N] * 14,
    [N, "=1+1", "2147483647", "5", "0", "-2", "-2.5", "10.0", "9999.9999", "-0.000001", "1970-01-01",
     "1969-12-31T23:59:59.999999", "1969-12-31T23:59:59.999", "1970-01-01T00:00:01.500", "23:59:59.999", "true"],
]
encode = lambda data: base64.b64encode(data).decode()
good = {f"{name}.parquet": encode(parquet(COLUMNS, **how)) for name, how in
        {"plain": {}, "gzip": dict(codec=2), "groups": dict(groups=2), "gzip_groups": dict(codec=2, groups=4)}.items()}
one = [("x", INT32, {}, [1, 2, 3, 4])]
bad = {
    "a run of a thousand million levels": encode(parquet(one, run=varint(1 << 31) + b"\1")),
    "a page that claims two thousand million values": encode(parquet(one, claim=2147483647)),
    "a page with fewer values than rows": encode(parquet(one, claim=2)),
    "two columns of one name": encode(parquet(one + one)),
}
with open("test/reference/parquet-by-hand.json", "w") as f:
    json.dump({"source": "Python 3, by the description of the format", "columns": [c[0] for c in COLUMNS], "cells": CELLS, "good": good, "bad": bad}, f)
    f.write("\n")
