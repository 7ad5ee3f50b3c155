#!/usr/bin/env python3
"""Checks a folder by the rules of brat's server (annotation.py, projectconfig.py), written anew from reading them.

    brat-check.py FOLDER

Prints what brat would not take, one a line, and then "N files, N lines"; fails when there is anything.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import sys

ID = re.compile(r"^([A-Za-z]+|#[A-Za-z]*)[0-9]+\S*$")
NAME = re.compile(r"^[a-zA-Z0-9_-]+$")
SECTIONS = ("entities", "relations", "events", "attributes")


class Wrong(Exception):
    pass


def need(condition, what):
    if not condition:
        raise Wrong(what)


def read(path):
    with open(path, encoding="utf-8", errors="strict", newline="") as file:
        return file.read()


def spans_of(data):
    kind, rest = data.split(" ", 1)
    spans = []
    for part in rest.split(";"):
        start, end = part.split(" ")
        need(start.isdecimal() and end.isdecimal(), "offsets that are no numbers")
        spans.append((int(start), int(end)))
    return kind, spans


def check_textbound(data, tail, text):
    kind, spans = spans_of(data)
    seen = []
    for start, end in spans:
        need(start <= end <= len(text), "offsets outside the text")
        need(not any(end >= s and start < e for s, e in seen), "fragments that overlap or touch")
        seen.append((start, end))
    need(spans == sorted(spans), "fragments that are not sorted")
    need(tail == " ".join(text[s:e] for s, e in spans), "text that differs from the offsets")
    need("\t" not in tail, "a tab in the text")
    return kind, []


def arguments_of(words):
    pairs = [word.split(":") for word in words]
    need(all(len(pair) == 2 and all(pair) for pair in pairs), "an argument that is no pair")
    return pairs


def check_line(line, text):
    """The kind, the type, and the ids it refers to."""
    need("\t" in line, "no tab")
    name, rest = line.split("\t", 1)
    data, _, tail = rest.partition("\t")
    first = name[0]
    if first == "T":
        kind, refs = check_textbound(data, tail, text)
    elif first == "E":
        words = data.split()
        (kind, trigger), *arguments = arguments_of(words)
        refs = [trigger] + [ref for _, ref in arguments]
        need(len({role for role, _ in arguments}) == len(arguments), "a role that is there twice")
    elif first == "R":
        kind, *words = data.split()
        arguments = arguments_of(words)
        need(len(arguments) == 2, "a relation that has not two arguments")
        need(arguments[0][0] != arguments[1][0], "arguments of one name")
        refs = [ref for _, ref in arguments]
    elif first == "*":
        kind, *refs = data.split()
        need(len(refs) >= 2, "an equivalence of less than two")
    elif first in "AM":
        match = re.match(r"^(\S+) (\S+)(?: (\S+))?$", data)
        need(match, "an attribute that is no name, target and value")
        kind, refs = match[1], [match[2]]
        need(match[3] != ",", "a comma as a value")
    elif first == "N":
        match = re.match(r"^(\S+) (\S+) (\S+?):(\S+)$", data)
        need(match, "no reference")
        kind, refs = match[1], [match[2]]
    elif first == "#":
        kind, target = data.split()
        refs = [target]
    else:
        raise Wrong("an id of no kind")
    need(name == "*" or ID.match(name), "an id that is none")
    need(NAME.match(kind), f"the name {kind!r}")
    return name, kind, refs


def check_annotations(path, types):
    text = read(path.with_suffix(".txt"))
    content = read(path)
    need("\r" not in content.replace("\r\n", "\r"), "CRLF") if "\r\n" in content else None
    need(content == "" or content.endswith("\n"), "no line feed at the end")
    lines = content.split("\n")[:-1]
    by_id, all_refs = {}, []
    for number, line in enumerate(lines, 1):
        try:
            name, kind, refs = check_line(line, text)
            need(name == "*" or name not in by_id, "an id that is there twice")
            by_id[name] = (kind, refs)
            all_refs.append((number, name, kind, refs))
            if types is not None and name[0] not in "N#":
                need(kind in types, f"{kind}, which annotation.conf does not name")
        except (Wrong, ValueError) as error:
            print(f"{path.name}:{number}: {error}: {line!r}")
            yield 1
    triggers = {refs[0] for name, (_, refs) in by_id.items() if name[0] == "E"}
    for number, name, kind, refs in all_refs:
        missing = [ref for ref in refs if ref not in by_id]
        bad = [ref for ref in refs if ref in triggers and name[0] not in "ER"]
        if missing or bad:
            print(f"{path.name}:{number}: {name} refers to {missing or bad}")
            yield 1
        elif name[0] == "E" and (refs[0][0] != "T" or by_id[refs[0]][0] != kind):
            print(f"{path.name}:{number}: {name} has a trigger of another type")
            yield 1
    yield from [0] * len(lines)


def check_configuration(path):
    """The names that it defines."""
    section, depths, names, seen = None, {}, set(), set()
    for number, line in enumerate(read(path).split("\n"), 1):
        header = re.match(r"^\s*\[(.*)\]\s*$", line)
        if header:
            section, depths = header[1], {}
            need(section in SECTIONS, f"annotation.conf:{number}: the section {section}")
            seen.add(section)
            continue
        # brat shows an attribute that it does not know with its value, and one without values without it.
        if comment := re.match(r"^# any value: (\S+)", line):
            names.add(comment[1])
        if not line.strip() or re.match(r"^\s*#", line):
            continue
        match = re.match(r"^(\s*)(\S+)(?:\s+(.*))?$", line)
        depth, terms = len(match[1]), match[2].split("|")
        need(depth == 0 or depth - 1 in depths, f"annotation.conf:{number}: no parent")
        depths[depth] = True
        name = terms[0].removeprefix("!")
        need(NAME.match(name), f"annotation.conf:{number}: the name {name!r}")
        names.add(name)
        keys = []
        for argument in filter(None, (a.strip() for a in (match[3] or "").split(","))):
            pair = re.match(r"^(\S*?):(\S*)$", argument)
            need(pair and all(pair[2].split("|")), f"annotation.conf:{number}: the argument {argument!r}")
            keys.append(re.sub(r"([?*+]|\{.*\})$", "", pair[1]))
        need(len(keys) == len(set(keys)), f"annotation.conf:{number}: an argument that is there twice")
        if section == "relations":
            need(sum(not key.startswith("<") for key in keys) == 2, f"annotation.conf:{number}: not two arguments")
    need(seen == set(SECTIONS), "annotation.conf: a section is missing")
    return names


def main():
    folder = pathlib.Path(sys.argv[1])
    wrong = n_files = n_lines = 0
    types = None
    try:
        if (folder / "annotation.conf").exists():
            types = check_configuration(folder / "annotation.conf")
    except Wrong as error:
        print(error)
        wrong += 1
    for path in sorted(folder.glob("*.ann")):
        n_files += 1
        for fault in check_annotations(path, types):
            wrong += fault
            n_lines += not fault
    print(f"{n_files} files, {n_lines} lines")
    sys.exit(1 if wrong or not n_files else 0)


main()
