"""Random workbooks written by openpyxl, XlsxWriter and xlwt, with the cells that a reader must find.

Usage: /usr/bin/python3 workbooks.py FOLDER TABLES SEED
"""

import datetime
import json
import random
import sys
from pathlib import Path

import openpyxl
import xlsxwriter
import xlwt

folder, tables, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
rng = random.Random(seed)

TEXTS = ["RR", "0012", "<0.5", "a;b", "c,d", '"quoted"', "Zoë", "µg", "中文", "😀", "two\nlines", "TRUE", "1,5", "12/03/2019", "x|y", " padded ", "#N/A?", "'=1+1"]


def plain(number):
    """A number as ECMAScript writes it."""
    if number == int(number) and abs(number) < 1e21:
        return str(int(number))
    text = repr(float(number))
    if "e" in text:
        mantissa, exponent = text.split("e")
        power = int(exponent)
        if -6 <= power < 0:
            digits = mantissa.replace(".", "").replace("-", "")
            return ("-" if number < 0 else "") + "0." + "0" * (-power - 1) + digits
        return f"{mantissa}e{'+' if power > 0 else ''}{power}"
    return text


def cell(kind):
    """A value to write and the text to be read; None is no cell."""
    if rng.random() < 0.15:
        return None, None
    if kind == "text":
        text = rng.choice(TEXTS)
        return text, text
    if kind == "number":
        number = rng.choice([round(rng.uniform(0, 100), rng.randint(0, 6)), rng.randint(-1000, 1000), rng.uniform(-1, 1) * 10 ** rng.randint(-6, 12)])
        number = float(f"{number:.15g}")
        return number, plain(number)
    if kind == "date":
        day = datetime.date(1970, 1, 1) + datetime.timedelta(days=rng.randint(-20000, 40000))
        return day, day.isoformat()
    if kind == "moment":
        moment = datetime.datetime(2001, 2, 3, 4, 5, 6) + datetime.timedelta(seconds=rng.randint(0, 10**9))
        return moment, moment.isoformat()
    truth = rng.random() < 0.5
    return truth, "TRUE" if truth else "FALSE"


def expect(name, format_, columns, cells):
    (folder / f"{name}.expected.json").write_text(
        json.dumps(
            {
                "fixture": name,
                "format": format_,
                "refused": False,
                "issues": [],
                "tables": [{"nrow": len(cells), "ncol": len(columns), "columns": [{"name": c} for c in columns], "cells": cells}],
            },
            ensure_ascii=False,
        ),
        encoding="utf-8",
    )


for k in range(tables):
    kinds = [rng.choice(["text", "number", "date", "moment", "truth"]) for _ in range(rng.randint(3, 7))]
    columns = ["id"] + [f"{kind}_{i}" for i, kind in enumerate(kinds)]
    rows = [[(f"P{i:03d}", f"P{i:03d}")] + [cell(kind) for kind in kinds] for i in range(rng.randint(2, 25))]
    cells = [[text for _, text in row] for row in rows]

    for write_only in (False, True):
        name = f"openpyxl_{k:03d}_{'streamed' if write_only else 'plain'}.xlsx"
        book = openpyxl.Workbook(write_only=write_only)
        if rng.random() < 0.3:
            book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        sheet = book.create_sheet("Data") if write_only else book.active
        sheet.append(columns)
        for row in rows:
            sheet.append([value for value, _ in row])
        book.save(folder / name)
        expect(name, "xlsx", columns, cells)

    name = f"xlsxwriter_{k:03d}.xlsx"
    book = xlsxwriter.Workbook(str(folder / name), {"date_1904": rng.random() < 0.3, "in_memory": True, "constant_memory": rng.random() < 0.3, "strings_to_formulas": False})
    sheet = book.add_worksheet("Data")
    day, moment = book.add_format({"num_format": rng.choice(["yyyy-mm-dd", "dd/mm/yyyy", "d mmm yy"])}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for j, column in enumerate(columns):
        sheet.write_string(0, j, column)
    for i, row in enumerate(rows):
        for j, (value, _) in enumerate(row):
            if isinstance(value, datetime.datetime):
                sheet.write_datetime(i + 1, j, value, moment)
            elif isinstance(value, datetime.date):
                sheet.write_datetime(i + 1, j, value, day)
            elif isinstance(value, str):
                sheet.write_string(i + 1, j, value)
            elif value is not None:
                sheet.write(i + 1, j, value)
    book.close()
    expect(name, "xlsx", columns, cells)

    name = f"xlwt_{k:03d}.xls"
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = rng.random() < 0.3
    sheet = book.add_sheet("Data")
    day, moment = xlwt.easyxf(num_format_str="yyyy-mm-dd"), xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm:ss")
    for j, column in enumerate(columns):
        sheet.write(0, j, column)
    for i, row in enumerate(rows):
        for j, (value, _) in enumerate(row):
            if isinstance(value, datetime.datetime):
                sheet.write(i + 1, j, value, moment)
            elif isinstance(value, datetime.date):
                sheet.write(i + 1, j, value, day)
            elif value is not None:
                sheet.write(i + 1, j, value)
    book.save(str(folder / name))
    expect(name, "xls", columns, cells)
