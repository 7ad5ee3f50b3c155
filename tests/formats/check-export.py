#!/usr/bin/env python3
"""Reads an export as others do, and compares every covered text with the slice that its offsets name.

    check-export.py csv|tsv|jsonl FILE N_SPANS

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import json
import sys

kind, path, expected = sys.argv[1], sys.argv[2], int(sys.argv[3])
csv.field_size_limit(sys.maxsize)
checked = 0


def check(text, ranges, covered, where):
    global checked
    found = " ".join(text[start:end] for start, end in ranges)
    if found != covered:
        sys.exit(f"{where}: {covered!r} should stand there, but {found!r} does")
    checked += 1


def parse_ranges(row):
    if row["ranges"]:
        return [tuple(map(int, part.split("-"))) for part in row["ranges"].split(";")]
    return [(int(row["start"]), int(row["end"]))]


if kind == "jsonl":
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            record = json.loads(line)
            for span in record["spans"]:
                check(record["text"], span.get("ranges", [(span["start"], span["end"])]), span["text"], span["id"])
else:
    texts = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="," if kind == "csv" else "\t", strict=True):
            if None in row or None in row.values():
                sys.exit(f"{row['id']}: another number of columns than the header has")
            if row["kind"] == "article":
                texts[row["doc_id"]] = row["text"]
                check(row["text"], parse_ranges(row), row["text"], row["doc_id"])
                checked -= 1
            elif row["kind"] == "span":
                check(texts[row["doc_id"]], parse_ranges(row), row["text"], row["id"])

if checked != expected:
    sys.exit(f"{checked} spans instead of {expected}")
