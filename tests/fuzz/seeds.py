#!/usr/bin/env python3
"""Gathers what a fuzz target starts from.

    seeds.py TARGET FOLDER CLI

Into FOLDER go, each under a name made of its hash: the corpus of the format, its samples where ../shared is there, and
the sample project as that format writes it. Files that are read together become one bundle (see fuzz-format.c).

SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import pathlib
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = SOURCE.parent / "shared" / "samples"
SAMPLE_PROJECT = SOURCE / "data" / "sample"
MAX_BYTES = 100_000

# Folders of samples that are not named after the format.
FOLDERS = {
    "bdoc": ["gate"],
    "brat": ["brat", "quotation-attribution"],
    "cas-json": ["uima-json-cas"],
    "conll": ["conll-columns"],
    "conll2012": ["conll-2012-coref"],
    "csv": ["csv-tsv"],
    "gate-xml": ["gate"],
    "tsv": ["csv-tsv"],
    "web-annotation": ["w3c-web-annotation"],
    "xmi": ["uima-xmi"],
}


def bundles(folder):
    """The files of a folder, each followed by those that bear its name with another suffix."""
    files = [path for path in sorted(folder.iterdir())
             if path.is_file() and path.suffix != ".expect" and path.name not in ("SOURCES.txt", ".manicule-export")]
    for path in files:
        data = path.read_bytes()
        for other in files:
            if other != path and other.stem == path.stem:
                data += b"\x1cinput" + other.suffix.encode() + b"\n" + other.read_bytes()
        if len(data) <= MAX_BYTES:
            yield data


def exported(format_id, cli):
    """The sample project in that format, where it can be written."""
    with tempfile.TemporaryDirectory() as place:
        output = pathlib.Path(place) / "out"
        result = subprocess.run([cli, "export", SAMPLE_PROJECT, "--format", format_id, "--output", output, "--annotator", "anna",
                                 "--articles", "all"], capture_output=True, check=False)
        if result.returncode != 0:
            return
        if output.is_file():
            yield output.read_bytes()
        else:
            yield from bundles(output)


def format_seeds(name, cli):
    folders = [SOURCE / "tests" / "formats" / "corpus" / name]
    folders += [SAMPLES / folder for folder in FOLDERS.get(name, [name])]
    for folder in folders:
        if folder.is_dir():
            yield from bundles(folder)
    yield from exported(name, cli)


def annotation_seeds(project):
    for path in sorted(project.glob("annotations/*/*.json")):
        text = project / "articles" / (path.stem + ".txt")
        yield text.read_bytes() + b"\0" + path.read_bytes()


def change_seeds():
    """Some kinds of edit, by hand."""
    span = '{"id":"k3f9","type":"span","label":"PER","ranges":[[0,3]],"text":["Kim"],"attributes":{"sure":true}}'
    of = '"article":"a","annotator":"anna"'
    for line in (f'{{"kind":"annotation",{of},"after":{span}}}',
                 f'{{"kind":"annotation",{of},"before":{span},"after":{span.replace("PER", "ORG")}}}',
                 f'{{"kind":"status",{of},"before":"new","after":"done"}}',
                 '{"kind":"label","before":{"name":"PER","color":"#ff0000"},"position":0}',
                 '{"kind":"entity","after":{"id":"kim","name":"Kim","type":"PER"},"position":3}'):
        yield line.encode()


def journal_seeds():
    """A session of each kind of line; the target adds the checksums."""
    lines = ['"format":"manicule-journal","version":1,"annotator":"anna","id":"k3f9"',
             '"saved":[{"file":"annotations/anna/one.json","upto":1}]']
    lines += [f'"step":{i + 1},"change":{change.decode().replace(chr(34) + "a" + chr(34), chr(34) + "one" + chr(34))},"title":"Step"'
              for i, change in enumerate(change_seeds())]
    lines += ['"undo":5', '"redo":5', '"undo":5', '"saving":[{"file":"schema.json","sha256":"' + "0" * 64 + '","upto":7}]',
              '"spent":[{"article":"one","seconds":90}]', '"saved":[]']
    text = "".join(f'{{"seq":{i + 1},"time":"2026-11-24T14:32:{i:02}Z",{line}}}\n' for i, line in enumerate(lines))
    yield text.encode()
    yield text.replace('"seq":5,', '"seq":9,').encode()


def json_seeds(name, project, cli):
    if name == "annotations":
        yield from annotation_seeds(project)
    elif name == "record":
        for data in exported("jsonl", cli):
            yield from data.splitlines(keepends=True)
    elif name == "change":
        yield from change_seeds()
    else:
        files = {"project": "manicule.json", "schema": "schema.json", "articles": "articles.jsonl", "entities": "entities.jsonl"}
        yield (project / files[name]).read_bytes()
        if name == "schema":
            for path in sorted((SOURCE / "data" / "schemas-templates").glob("*.json")):
                yield path.read_bytes()


def seeds(target, cli):
    if target == "head":
        yield from (path.read_bytes() for path in sorted((SAMPLE_PROJECT / "articles").glob("*.txt")))
        yield from (path.read_bytes() for path in sorted((SAMPLES.parent / "seeds").glob("*.txt")))
    elif target == "journal":
        yield from journal_seeds()
    elif target.startswith("json-"):
        yield from json_seeds(target.removeprefix("json-"), SAMPLE_PROJECT, cli)
    else:
        yield from format_seeds(target, cli)


target, folder, cli = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
folder.mkdir(parents=True, exist_ok=True)
for data in seeds(target, cli):
    (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
