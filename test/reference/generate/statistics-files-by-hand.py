# Makes ../statistics-files-by-hand.json: what haven does not write, byte by byte from the formats' descriptions.
# Run: python3 test/reference/generate/statistics-files-by-hand.py
import base64, json, struct, zlib

cases = []


def add(file, data, columns, cells, labels=None, missing=None, issues=None):
    cases.append({"file": file, "bytes": base64.b64encode(data).decode(), "columns": columns, "cells": cells,
                  "labels": labels or {}, "missing": missing or {}, "issues": issues or []})


# --- Stata 113 to 115: every storage, both byte orders, every kind of missing value, periods


def dta_old(release, big, variables, rows, label_sets, encoding="ascii"):
    o = ">" if big else "<"
    pad = lambda text, n: text.encode(encoding).ljust(n, b"\0")
    head = struct.pack(o + "BBBBHi", release, 1 if big else 2, 1, 0, len(variables), len(rows))
    head += pad("label of the file", 81) + pad("26 Nov 2026 01:00", 18)
    head += bytes(v["type"] for v in variables)
    head += b"".join(pad(v["name"], 33) for v in variables) + b"\0" * (2 * (len(variables) + 1))
    head += b"".join(pad(v["format"], 12 if release == 113 else 49) for v in variables)
    head += b"".join(pad(v.get("set", ""), 33) for v in variables)
    head += b"".join(pad(v.get("label", ""), 81) for v in variables)
    # A characteristic that must be stepped over, then the end of them.
    head += struct.pack(o + "Bi", 1, 5) + b"ninja" + struct.pack(o + "Bi", 0, 0)
    codes = {251: "b", 252: "h", 253: "i", 254: "f", 255: "d"}
    body = b""
    for row in rows:
        for v, x in zip(variables, row):
            body += pad(x, v["type"]) if v["type"] <= 244 else (x if isinstance(x, bytes) else struct.pack(o + codes[v["type"]], x))
    tail = b""
    for name, entries in label_sets.items():
        texts = [t.encode(encoding) + b"\0" for _, t in entries]
        offsets = [sum(map(len, texts[:i])) for i in range(len(texts))]
        table = struct.pack(o + "ii", len(entries), sum(map(len, texts)))
        table += b"".join(struct.pack(o + "i", x) for x in offsets) + b"".join(struct.pack(o + "i", v) for v, _ in entries) + b"".join(texts)
        tail += struct.pack(o + "i", len(table)) + pad(name, 33) + b"\0" * 3 + table
    return head + body + tail


VARIABLES = [
    dict(name="id", type=5, format="%5s"),
    dict(name="tiny", type=251, format="%8.0g", set="yn", label="Yes or no"),
    dict(name="small", type=252, format="%8.0g"),
    dict(name="whole", type=253, format="%12.0g"),
    dict(name="single", type=254, format="%9.0g"),
    dict(name="double", type=255, format="%10.0g"),
    dict(name="day", type=253, format="%td"),
    dict(name="old_day", type=252, format="%dD_m_Y"),
    dict(name="moment", type=255, format="%tc"),
    dict(name="utc", type=255, format="%tC"),
    dict(name="month", type=252, format="%tm"),
    dict(name="quarter", type=252, format="%tq"),
    dict(name="week", type=252, format="%tw"),
]
ms = lambda days, s=0.0: days * 86400000.0 + s * 1000


def rows_for(o):
    f = lambda bits: struct.pack(o + "I", bits)
    d = lambda bits: struct.pack(o + "Q", bits)
    return [
        ["0012", 1, -32767, 2147483620, 3.6, 0.1, 0, 21616, ms(21616, 34215), ms(21616, 34215 + 27), 710, 236, 0],
        ["0013", 0, 32740, -2147483647, 0.1, 1e300, -1, -1, ms(0, 0.25), ms(0, 0.25), -1, -1, 3079],
        ["", 101, 32741, 2147483621, f(0x7F000000), d(0x7FE0000000000000), 2147483621, 32741, d(0x7FE0000000000000), d(0x7FE0000000000000), 32741, 32741, 32741],
        ["a", 102, 32742, 2147483622, f(0x7F000800), d(0x7FE0010000000000), 2147483622, 32742, d(0x7FE0010000000000), d(0x7FE0010000000000), 32742, 32742, 32742],
        ["z", 127, 32767, 2147483647, f(0x7F00D000), d(0x7FE01A0000000000), 2147483647, 32767, d(0x7FE01A0000000000), d(0x7FE01A0000000000), 32767, 32767, 32767],
    ]


N = None
CELLS = [
    ["0012", "1", "-32767", "2147483620", "3.6", "0.1", "1960-01-01", "2019-03-08", "2019-03-08T09:30:15", "2019-03-08T09:30:15", "2019-03", "2019-Q1", "1960-W01"],
    ["0013", "0", "32740", "-2147483647", "0.1", "1e300", "1959-12-31", "1959-12-31", "1960-01-01T00:00:00.250", "1960-01-01T00:00:00.250", "1959-12", "1959-Q4", "2019-W12"],
    [""] + [N] * 12,
    ["a"] + [".a"] * 12,
    ["z"] + [".z"] * 12,
]
NAMES = [v["name"] for v in VARIABLES]
SETS = {"yn": [(0, "no"), (1, "yes"), (2147483622, "refused")]}
LABELS = {"tiny": {"0": "no", "1": "yes", ".a": "refused"}}
MISSING = {name: {"codes": [".a", ".z"]} for name in NAMES[1:]}
for release in (113, 114, 115):
    for big in (False, True):
        data = dta_old(release, big, VARIABLES, rows_for(">" if big else "<"), SETS)
        add(f"stata_{release}_{'big' if big else 'little'}.dta", data, NAMES, CELLS, LABELS, MISSING)

LATIN = [dict(name="id", type=3, format="%3s"), dict(name="site", type=10, format="%10s", label="Zentr\u00e9 \u20ac")]
add("stata_114_windows.dta", dta_old(114, False, LATIN, [["1", "Z\u00fcrich"], ["2", "\u0152uvre \u20ac"]], {}, "cp1252"),
    ["id", "site"], [["1", "Z\u00fcrich"], ["2", "\u0152uvre \u20ac"]], issues=["encoding-guessed"])

# --- Stata 117 to 119: long texts, both byte orders


def dta_new(release, big, rows):
    o = ">" if big else "<"
    name_n, format_n, label_n = (33, 49, 81) if release == 117 else (129, 57, 321)
    fixed = lambda texts, n: b"".join(t.encode().ljust(n, b"\0") for t in texts)
    types = [4, 32768, 65526, 65527, 65528, 65529, 65530]
    names = ["id", "note", "d", "f", "l", "i", "b"]
    k = len(types)
    head = b"<stata_dta><header><release>%d</release><byteorder>%s</byteorder><K>" % (release, b"MSF" if big else b"LSF")
    head += struct.pack(o + ("I" if release == 119 else "H"), k) + b"</K><N>" + struct.pack(o + ("I" if release == 117 else "Q"), len(rows))
    head += b"</N><label>" + struct.pack(o + ("B" if release == 117 else "H"), 3) + b"lab</label><timestamp>\x00</timestamp></header>"
    head += b"<map>" + b"\0" * 112 + b"</map><variable_types>" + struct.pack(o + "%dH" % k, *types) + b"</variable_types>"
    head += b"<varnames>" + fixed(names, name_n) + b"</varnames><sortlist>" + b"\0" * ((k + 1) * (4 if release == 119 else 2)) + b"</sortlist>"
    head += b"<formats>" + fixed(["%4s", "%9s"] + ["%9.0g"] * 5, format_n) + b"</formats><value_label_names>" + fixed([""] * 6 + ["yn"], name_n)
    head += b"</value_label_names><variable_labels>" + fixed(["Zentrum \u00fc" if release > 117 else "Site"] + [""] * 6, label_n) + b"</variable_labels>"
    head += b"<characteristics><ch>" + struct.pack(o + "I", 4) + b"note</ch></characteristics><data>"
    split = {117: (4, 4), 118: (2, 6), 119: (3, 5)}[release]
    body, texts = b"", b""
    for i, row in enumerate(rows):
        text = row[1].encode()
        key = (2, i + 1) if text else (0, 0)
        order = "big" if big else "little"
        pointer = key[0].to_bytes(split[0], order) + key[1].to_bytes(split[1], order)
        body += row[0].encode().ljust(4, b"\0") + pointer + struct.pack(o + "dfihb", *row[2:])
        if text:
            texts += b"GSO" + struct.pack(o + ("II" if release == 117 else "IQ"), *key) + b"\x82" + struct.pack(o + "I", len(text) + 1) + text + b"\0"
    table = struct.pack(o + "ii", 2, 7) + struct.pack(o + "ii", 0, 3) + struct.pack(o + "ii", 0, 1) + b"no\0yes\0"
    labels = b"<lbl>" + struct.pack(o + "I", len(table)) + b"yn".ljust(name_n, b"\0") + b"\0\0\0" + table + b"</lbl>"
    return head + body + b"</data><strls>" + texts + b"</strls><value_labels>" + labels + b"</value_labels></stata_dta>"


LONG = "long text " * 300
for release in (117, 118, 119):
    for big in (False, True):
        add(f"stata_{release}_{'big' if big else 'little'}.dta",
            dta_new(release, big, [["0012", LONG, 0.1, 0.7, 7, 8, 1], ["13", "", -2.5, -0.25, -1, -2, 0]]),
            ["id", "note", "d", "f", "l", "i", "b"],
            [["0012", LONG, "0.1", "0.7", "7", "8", "1"], ["13", "", "-2.5", "-0.25", "-1", "-2", "0"]],
            {"b": {"0": "no", "1": "yes"}})

# --- SPSS: both byte orders, each packing, texts of more than 255 bytes, missing ranges and texts, dates and times

SYSMIS = -1.7976931348623157e308
LOWEST = struct.unpack(">d", bytes.fromhex("FFEFFFFFFFFFFFFE"))[0]


def sav(big, packing, encoding, declare, cases_stated=True):
    o = ">" if big else "<"
    words = []  # the dictionary

    def variable(name, width, fmt, label="", missing=(), code=0):
        text = label.encode(encoding)
        rec = struct.pack(o + "iiii", 2, width, 1 if text else 0, code if code else len(missing))
        rec += struct.pack(o + "ii", fmt << 16 | 8 << 8, fmt << 16 | 8 << 8) + name.encode(encoding).ljust(8)
        if text:
            rec += struct.pack(o + "i", len(text)) + text.ljust((len(text) + 3) // 4 * 4, b"\0")
        for m in missing:
            rec += struct.pack(o + "d", m) if isinstance(m, float) else m.encode(encoding).ljust(8)
        words.append(rec)
        for _ in range((max(width, 1) - 1) // 8):
            words.append(struct.pack(o + "iiiiii", 2, -1, 0, 0, 0, 0) + b" " * 8)

    variable("ID", 4, 1)
    variable("AGE", 0, 5, "Alter", (-9.0, -8.0), -2)
    variable("LOD", 0, 5, "", (LOWEST, 0.0, 99.0), -3)
    variable("SITE", 6, 1, "Zentrum", ("?",))
    variable("LP", 0, 20, "Datum", (1.0,))
    variable("AT", 0, 22)
    variable("T", 0, 21)
    variable("COM", 255, 1)
    variable("COM1", 48, 1)
    variable("NOTE", 255, 1)
    count = len(words)
    labels = struct.pack(o + "ii", 3, 1) + struct.pack(o + "d", -9.0) + b"\x07refused" + struct.pack(o + "iii", 4, 1, 2)
    dictionary = b"".join(words) + labels
    dictionary += struct.pack(o + "ii", 6, 1) + b"a document".ljust(80)
    integers = (20, 0, 0, 0, 1, 1, 1 if big else 2, {"utf-8": 65001, "cp1252": 1252, "cp1250": 1250}[encoding])
    dictionary += struct.pack(o + "iiii", 7, 3, 4, 8) + struct.pack(o + "8i", *integers)
    dictionary += struct.pack(o + "iiii", 7, 4, 8, 3) + struct.pack(o + "3d", SYSMIS, 1.7976931348623157e308, LOWEST)
    names = "ID=subject_id\tCOM=comment_of_the_site".encode(encoding)
    dictionary += struct.pack(o + "iiii", 7, 13, 1, len(names)) + names
    longs = b"COM=00300\0\tNOTE=00255\0\t"
    dictionary += struct.pack(o + "iiii", 7, 14, 1, len(longs)) + longs
    dictionary += struct.pack(o + "iiii", 7, 99, 1, 3) + b"new"
    if declare:
        name = {"utf-8": b"UTF-8", "cp1252": b"windows-1252", "cp1250": b"windows-1250"}[encoding]
        dictionary += struct.pack(o + "iiii", 7, 20, 1, len(name)) + name
    dictionary += struct.pack(o + "ii", 999, 0)

    second = lambda days, s=0.0: (days + 141428) * 86400.0 + s
    site = "\u0141\u00f3d\u017a" if encoding == "cp1250" else "Z\u00fcr\u20ac"[: 4 if encoding == "cp1252" else 3]
    comment = ("comment " * 38)[:300].rstrip()
    table = [
        ["0012", 37.5, 0.25, site, second(17969), second(17969, 34215.5), 34215.0, comment],
        ["0013", -9.0, -3.0, "?", 1.0, SYSMIS, 90061.0, ""],
        ["", SYSMIS, 99.0, "", SYSMIS, second(-1), -1.5, "x"],
        ["5", 250.0, 1e-300, "a b", second(0), second(0), 0.0, "y" * 256],
    ]
    elements = []
    for row in table:
        def text(t, width):
            b = t.encode(encoding).ljust((width + 7) // 8 * 8)
            return [b[i:i + 8] for i in range(0, len(b), 8)]
        number = lambda x: struct.pack(o + "d", x)
        whole = row[7].encode(encoding).ljust(300)
        first, rest = whole[:255] + b" ", whole[255:300].ljust(48)
        elements += text(row[0], 4) + [number(row[1]), number(row[2])] + text(row[3], 6) + [number(x) for x in row[4:7]]
        elements += [first[i:i + 8] for i in range(0, 256, 8)] + [rest[i:i + 8] for i in range(0, 48, 8)]
        elements += text(row[7][:255], 255)
    head = (b"$FL3" if packing == 2 else b"$FL2") + b"@(#) SPSS DATA FILE written by hand".ljust(60)
    head += struct.pack(o + "iiiii", 2, count, packing, 0, len(table) if cases_stated else -1) + struct.pack(o + "d", 100.0)
    head += b"26 Nov 2601:00:00" + b"label".ljust(64) + b"\0" * 3
    if packing == 0:
        return head + dictionary + b"".join(elements), table, site
    coded, codes, following = b"", [], b""

    def flush():
        nonlocal coded, codes, following
        if codes:
            coded += bytes(codes + [0] * (8 - len(codes))) + following
            codes, following = [], b""
    for e in elements:
        value = struct.unpack(o + "d", e)[0]
        if e == b" " * 8: codes.append(254)
        elif value == SYSMIS: codes.append(255)
        elif value == int(value) and -99 <= value <= 151 and e[:1] != b" ": codes.append(int(value) + 100)
        else:
            codes.append(253)
            following += e
        if len(codes) == 8: flush()
    codes.append(252)
    flush()
    if packing == 1:
        return head + dictionary + coded, table, site
    start = len(head + dictionary)
    blocks = [coded[i:i + 1000] for i in range(0, len(coded), 1000)]
    packed = [zlib.compress(b) for b in blocks]
    trailer = struct.pack(o + "qqii", -100, 0, 1000, len(blocks))
    at, raw = start + 24, start
    for b, p in zip(blocks, packed):
        trailer += struct.pack(o + "qqii", raw, at, len(b), len(p))
        at += len(p)
        raw += len(b)
    return head + dictionary + struct.pack(o + "qqq", start, at, len(trailer)) + b"".join(packed) + trailer, table, site


for big in (False, True):
    for packing in (0, 1, 2):
        for encoding, declare in (("utf-8", True), ("cp1252", False), ("cp1250", True)):
            stated = not (big and packing == 1)
            data, table, site = sav(big, packing, encoding, declare, stated)
            cells = [
                ["0012", "37.5", "0.25", site, "2019-03-14", "2019-03-14T09:30:15.500", "09:30:15", table[0][7]],
                ["0013", "-9", "-3", "?", "1", N, "25:01:01", ""],
                ["", N, "99", "", N, "1969-12-31T00:00:00", "-00:00:01.500", "x"],
                ["5", "250", "1e-300", "a b", "1970-01-01", "1970-01-01T00:00:00", "00:00:00", "y" * 256],
            ]
            extension = "zsav" if packing == 2 else "sav"
            add(f"spss_{'big' if big else 'little'}_{packing}_{encoding}.{extension}", data,
                ["subject_id", "AGE", "LOD", "SITE", "LP", "AT", "T", "comment_of_the_site", "NOTE"], [row + [row[7][:255].rstrip()] for row in cells],
                {"AGE": {"-9": "refused"}},
                {"AGE": {"range": [-9, -8]}, "LOD": {"codes": ["99"], "range": [N, 0]}, "SITE": {"codes": ["?"]}, "LP": {"codes": ["1"]}})

# --- SAS transport: two members, short numbers, every missing value, dates, long labels

from fractions import Fraction


def ibm(x, length=8):
    if isinstance(x, str): return x.encode() + b"\0" * (length - 1)
    if x == 0: return b"\0" * length
    f, e = Fraction(abs(x)), 64
    while f >= 1: f, e = f / 16, e + 1
    while f < Fraction(1, 16): f, e = f * 16, e - 1
    return bytes([e | (128 if x < 0 else 0)]) + int(f * 2**56).to_bytes(7, "big")[: length - 1]


def header(name, counts="000000000000000000000000000000"):
    return f"HEADER RECORD*******{name:<8}HEADER RECORD!!!!!!!{counts}  ".encode()


def member(name, variables, rows, version, label=""):
    v8 = version == 8
    out = header("MEMBV8" if v8 else "MEMBER", "000000000000000001600000000140") + header("DSCPTV8" if v8 else "DSCRPTR")
    out += (b"SAS     " + name.encode().ljust(32 if v8 else 8) + b"SASDATA 9.4     LIN     ").ljust(64) + b"26NOV26:01:00:00"
    out += b"26NOV26:01:00:00".ljust(32) + label.encode().ljust(40) + b" " * 8
    out += header("NAMSTV8" if v8 else "NAMESTR", f"000000{len(variables):04d}00000000000000000000")
    body, position, long_labels = b"", 0, []
    for i, (vname, kind, length, vlabel, fmt) in enumerate(variables):
        rec = struct.pack(">hhhh", kind, 0, length, i + 1) + vname[:8].encode().ljust(8) + vlabel[:40].encode().ljust(40)
        rec += fmt.encode().ljust(8) + struct.pack(">hhh", 10, 0, 0) + b"\0\0" + b" " * 8 + struct.pack(">hhi", 0, 0, position)
        rec += (vname.encode().ljust(32) + struct.pack(">h", len(vlabel)) if v8 else b"").ljust(52, b"\0")
        body += rec
        position += length
        if len(vlabel) > 40: long_labels.append((i + 1, vname, vlabel))
    out += body.ljust((len(body) + 79) // 80 * 80)
    if long_labels:
        out += header("LABELV8", f"{len(long_labels):<30d}")
        block = b"".join(struct.pack(">hhh", n, len(a), len(b)) + a.encode() + b.encode() for n, a, b in long_labels)
        out += block.ljust((len(block) + 79) // 80 * 80)
    out += header("OBSV8", f"{len(rows):>15d}{'':15}") if v8 else header("OBS")
    data = b""
    for row in rows:
        for (_, kind, length, _, _), x in zip(variables, row):
            data += x.encode().ljust(length) if kind == 2 else ibm(x, length)
    return out + data.ljust((len(data) + 79) // 80 * 80)


for version in (5, 8):
    start = header("LIBV8" if version == 8 else "LIBRARY") + b"SAS     SAS     SASLIB  9.4     LIN     ".ljust(64) + b"26NOV26:01:00:00" + b"26NOV26:01:00:00".ljust(80)
    name = "ResultOfTheAssay" if version == 8 else "RESULT"
    label = "A label of more than forty characters, as version eight allows" if version == 8 else "Result"
    variables = [("USUBJID", 2, 7, "Subject", ""), (name, 1, 8, label, "BEST"), ("SHORT", 1, 3, "", ""), ("DTC", 1, 8, "Day", "YYMMDD"),
                 ("AT", 1, 8, "", "DATETIME"), ("T", 1, 4, "", "TIME")]
    rows = [
        ["S-0012", Fraction(1, 10), 118, 21616, 21616 * 86400 + 34215, 34215],
        ["S-0013", ".", "A", "Z", "_", -1],
        ["", -2.5, -7, -1, 0, 90000],
        ["S-0015", "A", "_", ".", ".", "."],
    ]
    cells = [
        ["S-0012", "0.1", "118", "2019-03-08", "2019-03-08T09:30:15", "09:30:15"],
        ["S-0013", N, ".A", ".Z", "._", "-00:00:01"],
        ["", "-2.5", "-7", "1959-12-31", "1960-01-01T00:00:00", "25:00:00"],
        ["S-0015", ".A", "._", N, N, N],
    ]
    columns = [v[0] for v in variables]
    missing = {name: {"codes": [".A"]}, "SHORT": {"codes": [".A", "._"]}, "DTC": {"codes": [".Z"]}, "AT": {"codes": ["._"]}}
    data = start + member("LB", variables, rows, version)
    add(f"sas_{version}.xpt", data, columns, cells, None, missing)
    two = data + member("DM", [("USUBJID", 2, 8, "", "")], [["S-0012"], ["S-0013"]], version)
    add(f"sas_{version}_two.xpt", two, columns, cells, None, missing, ["several-sheets"])
    blank = start + member("DM", [("USUBJID", 2, 8, "", "")], [["S-0012"], [""], ["S-0013"], [""]], version)
    want = [["S-0012"], [""], ["S-0013"], [""]] if version == 8 else [["S-0012"], [""], ["S-0013"]]
    add(f"sas_{version}_blank.xpt", blank, ["USUBJID"], want, issues=[] if version == 8 else ["trailing-blank-rows"])

with open("test/reference/statistics-files-by-hand.json", "w") as f:
    json.dump({"source": "Python 3, by the formats' descriptions", "cases": cases}, f)
    f.write("\n")
print(len(cases))
