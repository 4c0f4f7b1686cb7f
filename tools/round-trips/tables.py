"""Random tables written by Python's csv module, with the cells that a reader must find.

Usage: python3 tables.py FOLDER TABLES SEED
"""

import csv
import json
import random
import sys
from pathlib import Path

folder, tables, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
rng = random.Random(seed)

WORDS = [
    "RR", "0012", "<0.5", "≤0.5", "yes", "a;b", "c,d", "e\tf", '"quoted"', 'in"side', "it's", "Zoë", "µg", "μ", "中文", "😀", "é",
    "two\nlines", "dos\r\nlines", " leading", "trailing ", "=1+1", "-5", "+x", "@y", "1e5", "TRUE", "NaN", "#N/A", "0.10", "1,5",
    "12/03/2019", "x|y", "back\\slash", "", "", "", "\u00a0",
]
LATIN = [word for word in WORDS if all(ord(sign) < 256 for sign in word)]

for k in range(tables):
    for encoding, name_of in [
        ("utf-8", "utf8"),
        ("utf-8-sig", "bom"),
        ("utf-16", "utf16"),
        ("utf-16-be", "utf16be"),
        ("windows-1252", "cp1252"),
    ]:
        delimiter = rng.choice([",", ";", "\t", "|"])
        words = LATIN if encoding == "windows-1252" else WORDS
        columns = ["id"] + [f"col {i}" if rng.random() < 0.3 else f"col_{i}" for i in range(rng.randint(2, 8))]
        rows = [
            [f"P{i:04d}"]
            + [
                rng.choice(words) if rng.random() < 0.6 else str(round(rng.uniform(0, 100), rng.randint(0, 5)))
                for _ in columns[1:]
            ]
            for i in range(rng.randint(2, 30))
        ]
        name = f"python_{k:03d}_{name_of}.csv"
        with (folder / name).open("w", encoding=encoding, newline="") as file:
            if encoding == "utf-16-be":
                file.write("\ufeff")
            writer = csv.writer(
                file,
                delimiter=delimiter,
                quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
                lineterminator=rng.choice(["\n", "\r\n"]),
            )
            writer.writerow(columns)
            writer.writerows(rows)
        expected = {
            "fixture": name,
            "format": "csv",
            "refused": False,
            "issues": [],
            "tables": [
                {
                    "nrow": len(rows),
                    "ncol": len(columns),
                    "columns": [{"name": column} for column in columns],
                    "cells": rows,
                }
            ],
        }
        (folder / f"{name}.expected.json").write_text(json.dumps(expected, ensure_ascii=False), encoding="utf-8")
