#!/usr/bin/env python3
"""Counts what a file of columns holds, in another way than Manicule reads it.

    columns-count.py FORMAT FILE

Prints a line for each kind: "articles 1", "span PER 3", "relation Bridge 1", "tied 5".

SPDX-License-Identifier: GPL-3.0-or-later
"""
import re
import sys
from collections import Counter


def blocks(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read().replace("\r\n", "\n")
    return [b.split("\n") for b in re.split(r"\n[ \t]*\n", text.strip("\n")) if b.strip()]


def conllu(path):
    counts = Counter(articles=1)
    columns, names = None, "eid-etype-head-other".split("-")
    clusters, named = Counter(), set()
    for number, block in enumerate(blocks(path)):
        for line in block:
            if line.startswith("# global.columns"):
                columns = line.split("=", 1)[1].split()
            if line.startswith("# newdoc") and number > 0:
                counts["articles"] += 1
            if line.startswith("# global.Entity"):
                names = line.split("=", 1)[1].strip().split("-")
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            if columns and "ner" in columns:
                tag = cells[columns.index("ner")]
                if tag.startswith("B-"):
                    counts["span " + tag[2:]] += 1
            misc = dict(m.split("=", 1) for m in cells[-1].split("|") if "=" in m)
            if misc.get("name", "").startswith("B-"):
                counts["span " + misc["name"][2:]] += 1
            for opening in re.findall(r"\(([^()]+)", misc.get("Entity", "")):
                parts = opening.split("-", len(names) - 1)
                if not re.search(r"\[([2-9]|\d\d+)/", parts[0]):
                    counts["span " + (parts[1] if len(parts) > 1 else "Mention")] += 1
                    clusters[parts[0]] += 1
                if "identity" in names and len(parts) > names.index("identity"):
                    named.add(parts[0])
            for key in ("Bridge", "SplitAnte"):
                for item in filter(None, misc.get(key, "").split(",")):
                    kind = item.split(":")
                    counts["relation " + "/".join([key] + kind[1:])] += 1
    counts["tied"] = sum(n for eid, n in clusters.items() if n > 1 or eid in named)
    return counts


def main():
    for what, n in sorted(globals()[sys.argv[1].replace("-", "_")](sys.argv[2]).items()):
        if n:
            print(what, n)


main()
