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


def conll2012(path):
    """Mentions are found by walking the last column; what is a named entity, too, is counted once, under its name."""
    counts, documents, rows = Counter(), [], []
    for line in open(path, encoding="utf-8", newline="").read().replace("\r\n", "\n").split("\n"):
        if re.match(r"# ?begin document", line):
            documents.append([])
        elif line.strip() and not line.startswith("#"):
            documents[-1].append(line.split("\t") if "\t" in line else line.split())
    for rows in documents:
        counts["articles"] += 1
        long = all(len(r) > 4 and r[1].isdigit() and r[2].isdigit() for r in rows)
        mentions, open_, names, started = [], [], Counter(), []
        for place, row in enumerate(rows):
            for bracket in re.findall(r"\([^()|]+\)?|[^()|]+\)", row[-1]):
                inner = bracket.strip("()")
                if bracket.startswith("("):
                    open_.append((inner, place))
                if bracket.endswith(")"):
                    at = max(i for i, (name, _) in enumerate(open_) if name == inner)
                    mentions.append((inner, open_.pop(at)[1], place))
            cell = row[9 if len(row) == 11 else 10] if long else ""
            for bracket in re.findall(r"\([^()*]+|\)", cell):
                if bracket == ")":
                    label, start = started.pop()
                    names[(start, place)] += 1
                    counts["span " + label] += 1
                else:
                    started.append((bracket[1:], place))
        clusters = Counter(inner.split("-")[1 if "-" in inner else 0] for inner, _, _ in mentions)
        named = {inner.split("-")[1] for inner, _, _ in mentions if inner.count("-") > 1}
        for inner, start, end in mentions:
            parts = inner.split("-")
            label, number = parts[:2] if len(parts) > 1 else ("", inner)
            counts["tied"] += not label or clusters[number] > 1 or number in named
            if not label and names[(start, end)]:
                names[(start, end)] -= 1
            else:
                counts["span " + (label or "Mention")] += 1
    return counts


def webanno_tsv(path):
    def split(cell, at):
        return re.split(r"(?<!\\)" + re.escape(at), cell)

    counts, layers, seen, column = Counter(articles=1), [], set(), 0
    for line in open(path, encoding="utf-8", newline="").read().split("\n"):
        if line.startswith("#T_"):
            kind, rest = line[3:5], line[6:]
            fields = rest.split("|")
            width = max(len(fields) - 1, 1)
            short = fields[0].rsplit(".", 1)[-1]
            layers.append((kind, short, fields[1:], column, width))
            column += width
        if not re.match(r"\d+-\d+", line):
            continue
        cells = line.split("\t")[3:]
        for number, (kind, short, fields, first, width) in enumerate(layers):
            own = cells[first:first + width]
            if kind == "RL":
                at = fields.index("value") if "value" in fields else None
                for k, source in enumerate(split(own[-1], "|")):
                    if source != "_":
                        label = split(own[at], "|")[k] if at is not None else "*"
                        counts["relation " + (short if label == "*" else label)] += 1
                        if fields[-1].endswith(".Token"):
                            for token in (line.split("\t")[0], source):
                                if token not in seen:
                                    seen.add(token)
                                    counts["span Token"] += 1
            elif kind == "CH":
                for k, cell in enumerate(split(own[fields.index("referenceRelation")], "|")):
                    if "->" in cell:
                        name, link = cell.split("->")
                        label = re.sub(r"\[\d+\]$", "", split(own[fields.index("referenceType")], "|")[k])
                        if (number, link) not in seen:
                            seen.add((number, link))
                            counts["span " + (short if label == "*" else label)] += 1
                            if not link.endswith("-1"):
                                counts["relation next"] += 1
            else:
                roles = [i for i, f in enumerate(fields) if f.startswith("ROLE_")]
                at = fields.index("value") if "value" in fields else None
                for k, cell in enumerate(split(own[0], "|")):
                    if cell == "_":
                        continue
                    mark = re.search(r"(?<!\\)\[(\d+)\]$", cell)
                    if mark and (number, mark[1]) in seen:
                        continue
                    if mark:
                        seen.add((number, mark[1]))
                    label = "*"
                    if at is not None:
                        label = re.sub(r"(?<!\\)\[\d+\]$", "", split(own[at], "|")[k])
                        label = re.sub(r"\\(.)", lambda m: {"t": "\t", "n": "\n"}.get(m[1], m[1]), label)
                    counts["span " + (short if label == "*" else label)] += 1
                    for i in roles:
                        for role in split(split(own[i], "|")[k], ";"):
                            counts["relation " + role] += 1
    return counts


def main():
    for what, n in sorted(globals()[sys.argv[1].replace("-", "_")](sys.argv[2]).items()):
        if n:
            print(what, n)


main()
