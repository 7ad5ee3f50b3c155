#!/usr/bin/env python3
"""Checks the JSON Schemas in data/schemas against files that we write and against files that are wrong.

    test_schemas.py WRITE_EXAMPLES

An independent validator (python3-jsonschema) does the checking. The output is TAP.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import copy
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import jsonschema
import referencing

SOURCE = pathlib.Path(os.environ["MANICULE_SOURCE"])
SCHEMAS = {path.name: json.loads(path.read_text(encoding="utf-8"))
           for path in (SOURCE / "data" / "schemas").glob("*.schema.json")}
REGISTRY = referencing.Registry().with_resources(
    [(name, referencing.Resource.from_contents(schema)) for name, schema in SCHEMAS.items()])
HASH = "0123456789abcdef" * 4

GOOD = {
    "project": {"format": "manicule-project", "version": 1, "name": "Harbour", "annotators": ["anna"]},
    "article": {"id": "a", "sha256": HASH, "length": 3},
    "entity": {"id": "trump", "name": "Donald Trump", "aliases": ["Trump"]},
    "schema": {"format": "manicule-schema", "version": 1, "open": True,
               "labels": [{"name": "PER", "kind": "entity", "color": "#1a5fb4", "key": "p", "examples": ["*Ann*"]}],
               "relations": [{"name": "same", "from": ["PER"], "symmetric": True}],
               "attributes": [{"name": "mention", "type": "choice", "values": ["name"]}],
               "document_labels": [{"name": "topic", "type": "choices"}]},
    "annotations": {"format": "manicule-annotations", "version": 1,
                    "article": {"id": "a", "sha256": HASH, "length": 3}, "annotator": "anna", "status": "done",
                    "annotations": [
                        {"id": "x", "type": "span", "label": "PER", "ranges": [[0, 3]], "text": ["Ann"], "entity": "ann",
                         "attributes": {"a": True, "b": 1, "c": 0.5, "d": "x", "e": ["x"]},
                         "origin": {"source": "crf", "score": 0.83}, "created": "2026-11-24T14:32:05Z"},
                        {"id": "y", "type": "relation", "label": "same", "from": "x", "to": "x"},
                        {"id": "z", "type": "document", "label": "topic", "note": "?"}]},
    "record": {"id": "a", "annotator": "anna", "status": "new", "text": "Ann",
               "spans": [{"id": "x", "label": "PER", "start": 0, "end": 3, "text": "Ann", "attributes": {}}],
               "relations": [{"id": "y", "label": "same", "from": "x", "to": "x"}],
               "labels": [{"id": "z", "label": "topic", "attributes": {"value": "x"}}]},
    "journal": {"seq": 7, "time": "2026-11-24T14:32:05Z", "saved": [{"file": "schema.json", "sha256": HASH, "upto": 5}],
                "sum": HASH[:16]},
    "change": {"kind": "annotation", "article": "a", "annotator": "anna",
               "after": {"id": "x", "type": "span", "label": "PER", "ranges": [[0, 3]]}},
}

REMOVED = object()

# What is changed in the good file: a kind, a path, the value that makes it wrong.
BAD = [
    *[("project", [name], REMOVED) for name in ("format", "version", "name", "annotators")],
    ("project", ["format"], "manicule-schema"), ("project", ["version"], 2), ("project", ["name"], None),
    ("project", ["annotators"], "anna"), ("project", ["annotators", 0], "a/b"), ("project", ["annotators", 0], ""),
    ("project", ["annotators"], ["anna", "anna"]),
    *[("article", [name], REMOVED) for name in ("id", "sha256", "length")],
    ("article", ["id"], "../a"), ("article", ["id"], ".a"), ("article", ["id"], "c:a"), ("article", ["id"], "x" * 65),
    ("article", ["sha256"], HASH.upper()), ("article", ["sha256"], HASH[1:]), ("article", ["length"], -1),
    ("article", ["length"], 0.5), ("article", ["title"], 7), ("article", ["text"], "Ann"),
    ("entity", ["id"], REMOVED), ("entity", ["id"], ""), ("entity", ["aliases"], "Trump"), ("entity", ["aliases", 0], 1),
    ("schema", ["version"], "1"), ("schema", ["labels"], {}), ("schema", ["labels", 0, "name"], REMOVED),
    ("schema", ["labels", 0, "kind"], "colour"), ("schema", ["labels", 0, "color"], "blue"),
    ("schema", ["labels", 0, "color"], "#fff"), ("schema", ["labels", 0, "key"], "pp"), ("schema", ["labels", 0, "key"], ""),
    ("schema", ["labels", 0, "examples"], "*Ann*"), ("schema", ["relations", 0, "from"], "PER"),
    ("schema", ["relations", 0, "symmetric"], "yes"), ("schema", ["attributes", 0, "type"], REMOVED),
    ("schema", ["attributes", 0, "type"], "list"), ("schema", ["document_labels", 0, "values"], [1]), ("schema", ["open"], 1),
    *[("annotations", [name], REMOVED)
      for name in ("format", "version", "article", "annotator", "status", "annotations")],
    ("annotations", ["version"], 2), ("annotations", ["status"], "ready"), ("annotations", ["annotator"], "../anna"),
    *[("annotations", ["article", name], REMOVED) for name in ("id", "sha256", "length")],
    *[("annotations", ["annotations", 0, name], REMOVED) for name in ("id", "type", "label", "ranges", "text")],
    *[("annotations", ["annotations", 1, name], REMOVED) for name in ("id", "label", "from", "to")],
    *[("annotations", ["annotations", 2, name], REMOVED) for name in ("id", "label")],
    ("annotations", ["annotations", 0], "x"), ("annotations", ["annotations", 0, "type"], "arc"),
    ("annotations", ["annotations", 0, "id"], "a b"), ("annotations", ["annotations", 0, "id"], "x" * 65),
    ("annotations", ["annotations", 0, "label"], ""), ("annotations", ["annotations", 0, "ranges"], []),
    ("annotations", ["annotations", 0, "ranges"], [0, 3]), ("annotations", ["annotations", 0, "ranges", 0], [0]),
    ("annotations", ["annotations", 0, "ranges", 0], [0, 1, 2]), ("annotations", ["annotations", 0, "ranges", 0, 0], -1),
    ("annotations", ["annotations", 0, "ranges", 0, 1], 1.5), ("annotations", ["annotations", 0, "text"], "Ann"),
    ("annotations", ["annotations", 0, "text", 0], 1), ("annotations", ["annotations", 0, "attributes"], []),
    ("annotations", ["annotations", 0, "attributes", "a"], None), ("annotations", ["annotations", 0, "attributes", "a"], {}),
    ("annotations", ["annotations", 0, "attributes", "e", 0], 1), ("annotations", ["annotations", 0, "origin"], "crf"),
    ("annotations", ["annotations", 0, "origin", "score"], "high"), ("annotations", ["annotations", 0, "created"], "today"),
    ("annotations", ["annotations", 0, "entity"], 7), ("annotations", ["annotations", 1, "from"], ""),
    ("annotations", ["annotations", 2, "note"], []),
    *[("record", [name], REMOVED) for name in ("id", "text", "spans", "relations", "labels")],
    *[("record", ["spans", 0, name], REMOVED) for name in ("id", "label", "start", "end")],
    ("record", ["spans", 0, "start"], -1), ("record", ["spans", 0, "ranges"], [[0]]), ("record", ["spans", 0, "text"], ["Ann"]),
    ("record", ["relations", 0, "to"], REMOVED), ("record", ["labels", 0, "label"], REMOVED), ("record", ["spans"], {}),
    ("record", ["status"], "ready"), ("record", ["id"], 7), ("record", ["annotator"], ""), ("record", ["set"], []), ("record", ["length"], "3"),
    *[("journal", [name], REMOVED) for name in ("seq", "time", "saved", "sum")],
    *[("journal", ["saved", 0, name], REMOVED) for name in ("file", "upto")],
    ("journal", ["seq"], -1), ("journal", ["time"], 7), ("journal", ["sum"], HASH), ("journal", ["saved", 0, "sha256"], "x"),
    ("journal", ["saved", 0, "upto"], "5"), ("journal", ["undo"], 3), ("journal", ["change"], {}),
    *[("change", [name], REMOVED) for name in ("kind", "article", "annotator", "after")],
    ("change", ["kind"], "wish"), ("change", ["after", "ranges"], []), ("change", ["before"], "x"), ("change", ["kind"], "label"),
    ("change", ["kind"], "status"),
]


def validator(kind):
    return jsonschema.Draft202012Validator(SCHEMAS[f"{kind}.schema.json"], registry=REGISTRY)


def spoil(kind, path, value):
    """A copy of the good file with one thing changed."""
    spoilt = copy.deepcopy(GOOD[kind])
    holder = spoilt
    for step in path[:-1]:
        holder = holder[step]
    if value is REMOVED:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return spoilt


def examples(program):
    """Each file that we wrote: its kind, its name, its content."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, folder], check=True, stdout=subprocess.DEVNULL)
        for path in sorted(pathlib.Path(folder).iterdir()):
            yield path.name.split("-")[0], path.name, json.loads(path.read_bytes())
    for path in sorted((SOURCE / "data" / "schemas-templates").glob("*.json")):
        yield "schema", path.name, json.loads(path.read_bytes())


def checks(program):
    """Each check: what it is of, and what is wrong with it or None."""
    for name, schema in sorted(SCHEMAS.items()):
        jsonschema.Draft202012Validator.check_schema(schema)
        yield f"{name} is a schema", None
    for kind, good in GOOD.items():
        unknown = {**good, "x-unknown": {"a": [1]}}
        yield f"good {kind}", jsonschema.exceptions.best_match(validator(kind).iter_errors(unknown))
    for kind, name, content in examples(program):
        yield f"written {name}", jsonschema.exceptions.best_match(validator(kind).iter_errors(content))
    for kind, path, value in BAD:
        accepted = validator(kind).is_valid(spoil(kind, path, value))
        what = "removed" if value is REMOVED else json.dumps(value)
        yield f"wrong {kind} {'.'.join(map(str, path))} {what}", "it is accepted" if accepted else None


failed = 0
number = 0
for number, (name, problem) in enumerate(checks(sys.argv[1]), 1):
    print(f"{'not ok' if problem else 'ok'} {number} - {name.replace('#', '_')}")
    if problem:
        failed += 1
        print("# " + str(problem).replace("\n", "\n# "))
print(f"1..{number}")
sys.exit(1 if failed else 0)
