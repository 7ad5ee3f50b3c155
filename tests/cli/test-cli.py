#!/usr/bin/env python3
"""The command line as a script sees it: exit codes, reports, files.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import json
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import jsonschema

CLI = sys.argv[1]
SHARED = pathlib.Path(os.environ["MANICULE_SHARED"])
COMMANDS = ["new", "import", "export", "convert", "formats", "check", "merge", "rebase", "stats", "selftest"]

STORY = "HADLEIGH, 9 May (NPA) — The ferry left late 🎶, said Nour al-Hashimi.\n\nNobody minded.\n"


def call(*words, code=0, **options):
    """Runs the program; its exit code must be @code."""
    result = subprocess.run([CLI, *(word if isinstance(word, bytes) else str(word) for word in words)], capture_output=True, text=True, check=False, **options)
    assert result.returncode == code, f"{words} ended with {result.returncode}: {result.stdout}{result.stderr}"
    assert "GLib" not in result.stderr and "runtime error" not in result.stderr, result.stderr
    return result


def report(*words, code=0):
    return json.loads(call("--json", *words, code=code).stdout)


def make_project(folder, *, annotated=True):
    """A project with one article; its first words are a place and an agency."""
    (folder / "ferry.txt").write_text(STORY, encoding="utf-8")
    project = folder / "project"
    call("new", project, "--annotator", "anna", folder / "ferry.txt")
    if annotated:
        record = {"id": "tram", "text": "The tram left. Ines saw it.", "status": "done", "annotator": "anna",
                  "spans": [{"id": "a1", "label": "PER", "start": 15, "end": 19, "text": "Ines"},
                            {"id": "a2", "label": "ORG", "start": 4, "end": 19, "text": "tram left. Ines"}],
                  "relations": [], "labels": []}
        (folder / "tram.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
        call("import", project, folder / "tram.jsonl")
    return project


def test_help(folder):
    """Help goes to the standard output and tells every command; the help of a command tells its options."""
    everything = call("--help").stdout
    for command in COMMANDS:
        assert f"\n  {command} " in everything
        assert "Usage:" in call(command, "--help").stdout
    assert call("--version").stdout.startswith("manicule-cli ")


def test_calls_that_are_wrong(folder):
    """A wrong call ends with 2, says why, and writes nothing."""
    project = make_project(folder)
    before = sorted(path for path in folder.rglob("*"))
    for words, reason in [
            ([], "Usage"),
            (["dance"], "dance"),
            (["new"], "PROJECT"),
            (["new", folder / "x", "--template", "nonsense"], "open-coding"),
            (["new", folder / "x", "--bogus"], "bogus"),
            (["new", folder / "x", "--annotator", "../anna"], "--annotator"),
            (["new", folder / "x", "--annotator", ""], "--annotator"),
            (["new", folder / "x", "--name", b"\xff"], "conversion"),
            (["import", project, "--annotator", "a/b", folder / "tram.jsonl"], "--annotator"),
            (["check"], "PROJECT"),
            (["check", project, project], "PROJECT"),
            (["export", project], "--format"),
            (["export", project, "--format", "conll"], "--output"),
            (["export", project, "--format", "papyrus", "--output", folder / "x"], "brat"),
            (["export", project, "--format", "html", "--output", folder / "x"], "read"),
            (["export", project, "--format", "jsonl", "--output", folder / "x", "--articles", "some"], "done"),
            (["export", project, "--format", "jsonl", "--output", folder / "x", "--annotator", "zoe"], "anna"),
            (["export", project, "--format", "jsonl", "--output", folder / "x", "--split", "80/20"], "80/10/10"),
            (["export", project, "--format", "conll", "--output", folder / "x", "--option", "scheme=iob9"], "iob2"),
            (["export", project, "--format", "conll", "--output", folder / "x", "--lossy", "nested=both"], "inner"),
            (["convert", folder / "tram.jsonl", folder / "x"], "--to"),
            (["convert", "--to", "jsonl", folder / "tram.jsonl", folder / "x", "--map", "PRES=PER"], "label:PER"),
            (["convert", "--to", "jsonl", folder / "tram.jsonl", folder / "x", "--map", "PER"], "OLD=NEW"),
            (["convert", "--to", "jsonl", folder / "tram.jsonl", folder / "x", "--predictions", "maybe"], "annotations"),
            (["convert", "--to", "jsonl", folder / "tram.jsonl", folder / "x", "--predictions", "suggestions"], "skip, annotations"),
            (["import", project, folder / "tram.jsonl", "--predictions", "maybe"], "suggestions"),
            (["import", project, folder / "tram.jsonl", "--duplicates", "--map", "relation:PER=ORG"], "label:PER"),
            (["import", project, folder / "tram.jsonl", "--option", "x"], "NAME=VALUE")]:
        result = call(*words, code=2)
        assert reason in result.stderr + result.stdout, (words, result.stderr)
    assert sorted(path for path in folder.rglob("*")) == before


def test_files_that_are_wrong(folder):
    """What is not there or cannot be read ends with 1 and names the file."""
    project = make_project(folder)
    for words, reason in [
            (["check", folder / "nowhere"], "nowhere"),
            (["stats", folder / "nowhere"], "nowhere"),
            (["import", project, folder / "nowhere.txt"], "nowhere.txt"),
            (["new", project], "project"),
            (["new", folder / "fresh", folder / "nowhere.txt"], "nowhere.txt")]:
        assert reason in call(*words, code=1).stderr, words


def test_failures_as_json(folder):
    """With --json what fails has an object, too: the message, and what was found before it."""
    project = make_project(folder)
    (folder / "bad.jsonl").write_text('{"id":"a","text":"x"}\n{"id":', encoding="utf-8")
    for words, code, reason in [
            ([], 2, "command"),
            (["dance"], 2, "dance"),
            (["check"], 2, "PROJECT"),
            (["check", "--bogus", project], 2, "bogus"),
            (["check", folder / "nowhere"], 1, "nowhere"),
            (["check", folder / "nowhere", "--format", "papyrus"], 2, "papyrus"),
            (["stats", folder / "nowhere"], 1, "nowhere"),
            (["export", project], 2, "--format"),
            (["export", project, "--format", "jsonl", "--output", folder / "x", "--annotator", "zoe"], 2, "zoe"),
            (["convert", "--to", "jsonl", folder / "nowhere", folder / "x"], 1, "nowhere"),
            (["new", project], 1, "project")]:
        result = call("--json", *words, code=code)
        found = json.loads(result.stdout)
        assert reason in found["error"] and found["error"] in result.stderr, (words, result.stdout, result.stderr)


def test_check_that_fails(folder):
    """A check that could not read does not say that nothing is wrong."""
    (folder / "folder.jsonl").mkdir()
    for path in (folder / "nowhere", folder / "folder.jsonl"):
        assert "No error" not in call("check", path, code=1).stderr


def test_export_of_nothing(folder):
    """Where nothing is marked as done the way out is named; where there is nothing at all it is not."""
    project = make_project(folder, annotated=False)
    words = ["--format", "jsonl", "--output", folder / "x"]
    assert "--articles all" in call("export", project, *words, code=1).stderr
    (project / "articles.jsonl").write_bytes(b"")
    assert "--articles" not in call("export", project, *words, "--articles", "all", code=1).stderr


def test_import_cleans(folder):
    """What a killed save left behind is gone after the next import."""
    project = make_project(folder)
    left = [project / name for name in (".schema.json.tmp-01234567", "articles/.ferry.txt.tmp-abcdefgh",
                                        "annotations/anna/.tram.json.tmp-abcdefgh")]
    for path in left:
        path.write_text("half", encoding="utf-8")
    assert len(report("check", project)["findings"]) == 3
    (folder / "more.txt").write_text("One more report.\n", encoding="utf-8")
    call("import", project, folder / "more.txt")
    assert not report("check", project)["findings"]
    assert not any(path.exists() for path in left)


def test_new_reads_the_head(folder):
    """The place and the source of a dateline become the article's; the text stays as it is."""
    make_project(folder, annotated=False)
    line = json.loads((folder / "project/articles.jsonl").read_text().splitlines()[0])
    assert (line["id"], line["place"], line["source"]) == ("ferry", "Hadleigh", "NPA")
    assert (folder / "project/articles/ferry.txt").read_bytes() == STORY.encode()


def test_new_on_the_seeds(folder):
    """Two real reports: titles, date, source and place are right, and the texts are byte-identical."""
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    if not seeds:
        return "../shared is not here"
    call("new", folder / "seeds", "--template", "news", "--annotator", "anna", *seeds)
    lines = {line["id"]: line for line in map(json.loads, (folder / "seeds/articles.jsonl").read_text().splitlines())}
    first, second = lines["000_4cb59e91ea71091b"], lines["004_3a02ab8942e5eae6"]
    assert first["place"] == "Pyongyang"
    assert second["title"] == "North Korea's Kim vows the toughest anti-US policy before Trump takes office"
    assert (second["date"], second["source"]) == ("2024-12-29", "AP")
    for seed in seeds:
        assert (folder / "seeds/articles" / seed.name).read_bytes() == seed.read_bytes()
        assert lines[seed.stem]["sha256"] == hashlib.sha256(seed.read_bytes()).hexdigest()
    assert report("check", folder / "seeds")["errors"] == 0
    return None


def test_duplicates_are_named(folder):
    """A text that the project has is left out and named; it comes in again only when asked."""
    project = make_project(folder, annotated=False)
    shutil.copy(folder / "ferry.txt", folder / "copy.txt")
    found = report("import", project, folder / "copy.txt")
    assert found["files"][0]["duplicate-of"] == "ferry" and not found["files"][0]["imported"]
    assert len((project / "articles.jsonl").read_text().splitlines()) == 1
    call("import", project, "--duplicates", folder / "copy.txt")
    assert len((project / "articles.jsonl").read_text().splitlines()) == 2


def test_stats(folder):
    """Counts by annotator, label and article."""
    found = report("stats", make_project(folder))
    assert found["articles"] == 2
    anna, = found["annotators"]
    assert anna["annotator"] == "anna" and anna["labels"] == {"ORG": 1, "PER": 1}
    assert {a["id"]: (a["status"], a["annotations"]) for a in anna["articles"]} == {"ferry": ("new", 0), "tram": ("done", 2)}


def test_export_only_what_is_done(folder):
    """Without --articles all, only articles marked as done go out."""
    project = make_project(folder)
    assert report("export", project, "--format", "jsonl", "--output", folder / "done.jsonl")["articles"] == 1
    assert report("export", project, "--format", "jsonl", "--articles", "all", "--output", folder / "all.jsonl")["articles"] == 2


def test_exports_spare_projects(folder):
    """An export never takes the place of a project's own files."""
    project = make_project(folder)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    for name in ("manicule.json", "articles.jsonl", "articles/tram.txt", "articles/x.jsonl"):
        assert "project" in call("export", project, "--format", "jsonl", "--output", project / name, code=1).stderr
        call("convert", "--to", "jsonl", folder / "tram.jsonl", project / name, code=1)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    call("export", project, "--format", "jsonl", "--output", project / "export.jsonl")


def test_export_tells_losses(folder):
    """A nested span is counted and told; --strict writes nothing; the other choice keeps the inner one."""
    project = make_project(folder)
    found = report("export", project, "--format", "conll", "--output", folder / "a.conll")
    assert (found["annotations"], found["exact"]) == (2, 1) and found["losses"]["nested"] == {"count": 1, "done": "outer"}
    assert "B-ORG" in (folder / "a.conll").read_text() and "PER" not in (folder / "a.conll").read_text()
    call("export", project, "--format", "conll", "--output", folder / "b.conll", "--lossy", "nested=inner")
    assert "B-PER" in (folder / "b.conll").read_text() and "ORG" not in (folder / "b.conll").read_text()
    assert "1" in call("export", project, "--format", "conll", "--strict", "--output", folder / "c.conll", code=1).stderr
    assert not (folder / "c.conll").exists()


def test_split(folder):
    """A split writes three files, every article in just one of them, the same ones each time."""
    for i in range(20):
        (folder / f"n{i}.txt").write_text(f"Report number {i}. It rained {i} times.\n", encoding="utf-8")
    call("new", folder / "p", "--annotator", "anna", *folder.glob("n*.txt"))
    placed = []
    for name in ("one", "two"):
        call("export", folder / "p", "--format", "jsonl", "--articles", "all", "--split", "80/10/10", "--output", folder / name)
        placed.append({part: [json.loads(line)["id"] for line in (folder / name / f"{part}.jsonl").read_text().splitlines()]
                       for part in ("train", "validation", "test")})
    assert placed[0] == placed[1]
    assert [len(placed[0][part]) for part in ("train", "validation", "test")] == [16, 2, 2]
    assert len({i for ids in placed[0].values() for i in ids}) == 20


# What the Data Package specification asks of a descriptor, as far as ours use it.
PACKAGE_SCHEMA = {
    "type": "object", "required": ["name", "resources"],
    "properties": {
        "name": {"type": "string", "pattern": "^[-a-z0-9._/]+$"},
        "resources": {"type": "array", "minItems": 1, "items": {
            "type": "object", "required": ["name", "path", "bytes", "hash"],
            "properties": {
                "name": {"type": "string", "pattern": "^[-a-z0-9._/]+$"},
                "path": {"type": "string", "pattern": "^(?=^[^./~])(^((?!\\.{2}).)*$)(?!\\\\).*$"},
                "mediatype": {"type": "string", "pattern": "^(.+)/(.+)$"},
                "bytes": {"type": "integer"},
                "hash": {"type": "string", "pattern": "^sha256:[a-f0-9]{64}$"},
                "schema": {"type": "object", "required": ["fields"], "properties": {"fields": {"type": "array", "items": {
                    "type": "object", "required": ["name"],
                    "properties": {"type": {"enum": ["string", "integer"]}}}}}}}}}}}


def test_describe(folder):
    """A split is described for people and programs; what is said of its files is so. A single file is when asked for."""
    project = make_project(folder)
    place = folder / "set"
    call("export", project, "--format", "jsonl", "--output", place, "--split", "1/1/1", "--articles", "all")
    package = json.loads((place / "datapackage.json").read_text(encoding="utf-8"))
    croissant = json.loads((place / "croissant.json").read_text(encoding="utf-8"))
    card = (place / "README.md").read_text(encoding="utf-8")

    jsonschema.validate(package, PACKAGE_SCHEMA)
    for resource in package["resources"]:
        data = (place / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
    for file in croissant["distribution"]:
        assert file["sha256"] == hashlib.sha256((place / file["contentUrl"]).read_bytes()).hexdigest()
    ids = {file["@id"] for file in croissant["distribution"]}
    for records in croissant["recordSet"]:
        assert all(field["source"]["fileObject"]["@id"] in ids for field in records["field"])
    example = SHARED / "samples" / "dataset-cards" / "croissant-minimal_recommended.json"
    if example.exists():
        expected = json.loads(example.read_text(encoding="utf-8"))
        assert croissant["@context"] == expected["@context"]
        assert croissant["conformsTo"] == expected["conformsTo"]
    assert card.startswith("---\n") and "\n---\n" in card
    assert "split: train" in card and "| PER | 1 |" in card

    call("export", project, "--format", "tsv", "--output", folder / "a.tsv", "--describe", "frictionless")
    package = json.loads((folder / "a.tsv.datapackage.json").read_text(encoding="utf-8"))
    jsonschema.validate(package, PACKAGE_SCHEMA)
    header = (folder / "a.tsv").read_text(encoding="utf-8").splitlines()[0].split("\t")
    assert [field["name"] for field in package["resources"][0]["schema"]["fields"]] == header
    assert package["resources"][0]["dialect"]["delimiter"] == "\t"
    assert not (folder / "a.tsv.croissant.json").exists()
    assert "frictionless" in call("export", project, "--format", "tsv", "--output", folder / "b.tsv", "--describe", "x", code=2).stderr


def test_convert(folder):
    """JSONL to brat and back is the same data."""
    make_project(folder)
    found = report("convert", "--to", "brat", folder / "tram.jsonl", folder / "brat")
    assert found["from"] == "jsonl" and found["exact"] == 2 and not found["losses"]
    call("convert", "--from", "brat", "--to", "jsonl", folder / "brat", folder / "back.jsonl")
    one, two = (json.loads((folder / name).read_text()) for name in ("tram.jsonl", "back.jsonl"))
    spans = [sorted((s["label"], s["start"], s["end"], s["text"]) for s in record["spans"]) for record in (one, two)]
    assert spans[0] == spans[1] and one["text"] == two["text"]


def test_files_of_their_own(folder):
    """Two people's sets of one article, and articles of one name in two folders, each get a file."""
    text = "Ines took the tram."
    span = {"id": "k1", "label": "PER", "start": 0, "end": 4, "text": "Ines"}
    with (folder / "two.jsonl").open("w", encoding="utf-8") as file:
        for annotator in ("anna", "ben"):
            file.write(json.dumps({"id": "tram", "text": text, "annotator": annotator, "spans": [span], "relations": [],
                                   "labels": []}) + "\n")
    for to, suffix in (("brat", "ann"), ("xmi", "xmi"), ("bdoc", "bdocjs")):
        assert report("convert", "--to", to, folder / "two.jsonl", folder / to)["articles"] == 2
        assert {path.name for path in (folder / to).glob(f"*.{suffix}")} == {f"tram.{suffix}", f"tram-ben.{suffix}"}
    sets = {name: {"name": name, "next_annid": 1, "annotations": [{"type": "PER", "start": 0, "end": 4, "id": 0, "features": {}}]}
            for name in ("gold", "tool")}
    (folder / "sets.bdocjs").write_text(json.dumps({"text": text, "features": {}, "offset_type": "p", "annotation_sets": sets}))
    assert report("convert", "--to", "tei", folder / "sets.bdocjs", folder / "sets")["articles"] == 2
    assert {path.name for path in (folder / "sets").glob("*.xml")} == {"sets-gold.xml", "sets-tool.xml"}
    (folder / "parts").mkdir()
    call("convert", "--to", "brat", folder / "two.jsonl", folder / "parts/train")
    call("convert", "--to", "brat", folder / "two.jsonl", folder / "parts/dev")
    assert report("convert", "--to", "webanno-tsv", folder / "parts", folder / "tsv")["articles"] == 4
    assert len(list((folder / "tsv").glob("*.tsv"))) == 4
    call("convert", "--to", "jsonl", folder / "two.jsonl", folder / "same.jsonl")
    assert [json.loads(line)["id"] for line in (folder / "same.jsonl").read_text().splitlines()] == ["tram", "tram"]


def write_records(path, n):
    """@n articles of 3 kB with 20 spans each."""
    text = "The tram left Caldmoor late. Ines saw it and said so. " * 55
    spans = [{"id": f"k{i}", "label": "PER", "start": 54 * i + 29, "end": 54 * i + 33, "text": "Ines"} for i in range(20)]
    with path.open("w", encoding="utf-8") as file:
        for i in range(n):
            file.write(json.dumps({"id": f"a{i:06d}", "text": text, "status": "done", "annotator": "anna", "spans": spans,
                                   "relations": [], "labels": []}) + "\n")


def peak_memory(*words):
    """How much the program held at most, in kB."""
    child = os.fork()
    if child == 0:
        with open(os.devnull, "w", encoding="utf-8") as nothing:
            os.dup2(nothing.fileno(), 1)
            os.dup2(nothing.fileno(), 2)
        os.execv(CLI, [CLI, *(str(word) for word in words)])
    _, status, usage = os.wait4(child, 0)
    assert status == 0, words
    return usage.ru_maxrss


def test_streams(folder):
    """Ten times the articles take no more memory, in lines and in columns."""
    if "MANICULE_TEST_SLOW" in os.environ:
        return  # The sanitizers keep what was freed.
    write_records(folder / "small.jsonl", 200)
    write_records(folder / "large.jsonl", 2000)
    for to in ["jsonl", "conll", "csv"]:
        small = peak_memory("convert", "--to", to, folder / "small.jsonl", folder / f"small-out.{to}")
        large = peak_memory("convert", "--to", to, folder / "large.jsonl", folder / f"large-out.{to}")
        assert large < small + 4096, (to, small, large)
    small = peak_memory("convert", "--from", "conll", "--to", "jsonl", folder / "small-out.conll", folder / "back-small")
    large = peak_memory("convert", "--from", "conll", "--to", "jsonl", folder / "large-out.conll", folder / "back-large")
    assert large < small + 4096, ("from conll", small, large)


def test_map(folder):
    """Labels get other names on the way, in a conversion and in an import; what is left out is not there."""
    project = make_project(folder)
    out = folder / "out.jsonl"
    call("convert", "--to", "jsonl", folder / "tram.jsonl", out, "--map", "PER=Person", "--map", "label:ORG=")
    assert [span["label"] for span in json.loads(out.read_text(encoding="utf-8"))["spans"]] == ["Person"]

    call("import", project, folder / "tram.jsonl", "--duplicates", "--map", "PER=Person", "--map", "ORG=Company")
    schema = json.loads((project / "schema.json").read_text(encoding="utf-8"))
    added = {label["name"]: label for label in schema["labels"]}
    assert added["Person"]["color"] != added["Company"]["color"]
    assert added["Person"]["key"] != added["Company"]["key"]
    call("check", project)


def test_convert_tells_damage(folder):
    """What is sound is converted, what is not is told with its line, and the program ends with 1."""
    (folder / "a.txt").write_text("The tram left.\n", encoding="utf-8")
    (folder / "a.ann").write_text("T1\tTHING 4 8\ttram\nT2\tTHING 4 999\ttram left\n", encoding="utf-8")
    result = call("convert", "--to", "jsonl", folder / "a.ann", folder / "a.jsonl", code=1)
    assert "a.ann:2:" in result.stderr
    assert len(json.loads((folder / "a.jsonl").read_text())["spans"]) == 1


def test_folders(folder):
    """The format of a folder is that of its files; companions do not count, and two formats must be told apart."""
    make_project(folder)
    call("convert", "--to", "brat", folder / "tram.jsonl", folder / "brat")
    assert report("convert", "--to", "jsonl", folder / "brat", folder / "back.jsonl")["from"] == "brat"
    assert report("check", folder / "brat")["errors"] == 0
    (folder / "brat/notes.txt").write_text("No article.\n", encoding="utf-8")
    told = call("convert", "--to", "jsonl", folder / "brat", folder / "beside.jsonl").stderr
    assert "notes.txt" in told and "brat" in told
    assert (folder / "beside.jsonl").read_bytes() == (folder / "back.jsonl").read_bytes()
    (folder / "texts/deep").mkdir(parents=True)
    (folder / "texts/deep/a.txt").write_text("One.\n", encoding="utf-8")
    (folder / "texts/b.txt").write_text("Two.\n", encoding="utf-8")
    assert report("convert", "--to", "jsonl", folder / "texts", folder / "texts.jsonl")["articles"] == 2
    shutil.copy(folder / "tram.jsonl", folder / "texts")
    found = call("convert", "--to", "csv", folder / "texts", folder / "x.csv", code=1).stderr
    assert "jsonl" in found and "text" in found
    (folder / "empty").mkdir()
    assert "empty" in call("check", folder / "empty", code=1).stderr


def test_long_lines(folder):
    """A record is known by its beginning, however long its line and whatever the order of its members."""
    text = "The tram left. Ines saw it. " * 8000
    spans = [{"id": f"a{i}", "label": "PER", "start": 28 * i + 15, "end": 28 * i + 19, "text": "Ines"} for i in range(3000)]
    record = {"id": "long", "text": text, "annotator": "anna", "status": "done", "spans": spans, "relations": [], "labels": []}
    (folder / "long.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    call("new", folder / "project", "--annotator", "anna", folder / "long.jsonl")
    assert report("stats", folder / "project")["annotators"][0]["annotations"] == 3000


def test_what_is_asked_for(folder):
    """A named file that cannot be read is an error; what else lies in a named folder is listed."""
    project = make_project(folder)
    (folder / "more").mkdir()
    (folder / "more/paper.pdf").write_bytes(b"%PDF-1.7\n1 0 obj << >> endobj\n")
    found = report("import", project, folder / "more")
    assert found["left-out"] == ["more/paper.pdf"] and not found["findings"]
    assert "paper.pdf" in call("import", project, folder / "more/paper.pdf", code=1).stderr


def test_full_disk(folder):
    """What cannot be written whole is not there at all, and the message says which file it was."""
    project = make_project(folder)
    (folder / "long.txt").write_text("It rained in Hadleigh. " * 4000, encoding="utf-8")
    call("import", project, folder / "long.txt")
    before = sorted(folder.rglob("*"))
    full = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536)), "restore_signals": False}
    for words, name in [
            (["new", folder / "fresh", folder / "ferry.txt", folder / "long.txt"], "articles/long.txt"),
            (["export", project, "--articles", "all", "--format", "jsonl", "--output", folder / "x.jsonl"], "x.jsonl"),
            (["export", project, "--articles", "all", "--format", "brat", "--output", folder / "x"], "long.txt"),
            (["convert", "--to", "csv", folder / "long.txt", folder / "x.csv"], "x.csv")]:
        assert name in call(*words, code=1, **full).stderr, words
    assert sorted(folder.rglob("*")) == before


def test_check_a_file(folder):
    """A sound file passes; one with a wrong offset fails with file and line."""
    make_project(folder)
    assert report("check", folder / "tram.jsonl")["errors"] == 0
    wrong = (folder / "tram.jsonl").read_text().replace('"end": 19, "text": "Ines"', '"end": 18, "text": "Ines"')
    (folder / "wrong.jsonl").write_text(wrong, encoding="utf-8")
    found = report("check", folder / "wrong.jsonl", code=1)
    assert found["errors"] == 1 and found["findings"][0]["line"] == 1


def test_formats(folder):
    """The table, the JSON and the Markdown name the same formats; README's table is the Markdown."""
    ids = [entry["id"] for entry in report("formats")]
    table = call("formats", "--markdown").stdout
    for identifier in ids:
        assert f"`{identifier}`" in table and identifier in call("formats").stdout
    readme = (pathlib.Path(os.environ["MANICULE_SOURCE"]) / "README.md").read_text(encoding="utf-8")
    assert table.strip() in readme, "README.md: the table of formats is not that of manicule-cli formats --markdown"


def test_locked(folder):
    """A project that is open elsewhere is not written to, and the message says so."""
    project = make_project(folder)
    lock = {"host": "elsewhere", "boot": "another", "pid": 1, "user": "ben", "token": "x", "time": "2031-01-01T00:00:00Z"}
    (project / ".lock").write_text(json.dumps(lock), encoding="utf-8")
    before = (project / "articles.jsonl").read_bytes()
    (folder / "more.txt").write_text("One more report.\n", encoding="utf-8")
    call("import", project, folder / "more.txt", code=1)
    assert (project / "articles.jsonl").read_bytes() == before


def git(folder, *words, code=0):
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
                   "GIT_AUTHOR_NAME": "anna", "GIT_AUTHOR_EMAIL": "anna@example.org",
                   "GIT_COMMITTER_NAME": "anna", "GIT_COMMITTER_EMAIL": "anna@example.org"}
    result = subprocess.run(["git", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == code, f"git {words} ended with {result.returncode}: {result.stdout}{result.stderr}"


def make_repository(folder):
    """A project under git, with the merge driver as the README sets it up."""
    project = make_project(folder)
    git(project, "init", "-q", "-b", "main")
    git(project, "config", "merge.manicule.driver", f"'{os.path.abspath(CLI)}' merge %O %A %B --output %A --path %P")
    (project / ".gitattributes").write_text("*.json merge=manicule\n*.jsonl merge=manicule\n", encoding="utf-8")
    git(project, "add", ".")
    git(project, "commit", "-qm", "Begin")
    return project


def edit(path, change):
    """Edits an annotation set as a person with an editor would."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content["annotations"])
    path.write_text(json.dumps(content), encoding="utf-8")


def test_git_merge(folder):
    """Two branches that annotated and imported are merged by git without conflicts, and the project is sound."""
    if shutil.which("git") is None:
        return "git is not installed"
    project = make_repository(folder)
    path = project / "annotations/anna/tram.json"
    for branch, spans, story in (("left", [("b1", 0, 3, "The")], "One more."), ("right", [("c1", 20, 23, "saw")], "Yet another.")):
        git(project, "checkout", "-q", "-b", branch, "main")
        edit(path, lambda annotations, spans=spans: annotations.extend(
            {"id": i, "type": "span", "label": "PER", "ranges": [[start, end]], "text": [text]} for i, start, end, text in spans))
        (folder / f"{branch}.txt").write_text(story, encoding="utf-8")
        call("import", project, folder / f"{branch}.txt")
        git(project, "add", "-A")
        git(project, "commit", "-qm", branch)
    git(project, "merge", "-q", "-m", "Both", "left")
    merged = json.loads(path.read_text(encoding="utf-8"))
    assert {item["id"] for item in merged["annotations"]} == {"a1", "a2", "b1", "c1"}
    assert len((project / "articles.jsonl").read_text().splitlines()) == 4
    assert report("check", project)["errors"] == 0
    return None


def test_git_conflict(folder):
    """Where two branches gave one annotation two labels, git tells of a conflict and the file has both."""
    if shutil.which("git") is None:
        return "git is not installed"
    project = make_repository(folder)
    path = project / "annotations/anna/tram.json"
    for branch, label in (("left", "ORG"), ("right", "LOC")):
        git(project, "checkout", "-q", "-b", branch, "main")
        edit(path, lambda annotations, label=label: [item.update(label=label) for item in annotations if item["id"] == "a1"])
        git(project, "commit", "-qam", branch)
    git(project, "merge", "-q", "-m", "Both", "left", code=1)
    labels = {item["id"]: item["label"] for item in json.loads(path.read_text(encoding="utf-8"))["annotations"]}
    assert labels == {"a1": "LOC", "a1.conflict": "ORG", "a2": "ORG"}, labels
    findings = report("check", project)["findings"]
    assert any(finding["code"] == "merge-conflict" for finding in findings), findings
    return None


def test_merge(folder):
    """Files are merged by hand; what cannot be merged leaves the result as it was."""
    for name, content in (("base", ""), ("ours", '{"id":"a","name":"A"}\n'), ("theirs", '{"id":"a","name":"B"}\n'), ("bad", "{")):
        (folder / name).write_text(content, encoding="utf-8")
    base, ours, theirs, bad = (folder / name for name in ("base", "ours", "theirs", "bad"))
    result = report("merge", base, ours, theirs, "-o", folder / "out", "--path", "entities.jsonl", code=1)
    assert result["conflicts"] == 1
    assert json.loads((folder / "out").read_text()) == {"id": "a", "name": "A", "name.conflict": "B"}
    call("merge", folder / "absent", ours, ours, "-o", folder / "out", "--path", "entities.jsonl")
    assert (folder / "out").read_text() == ours.read_text()
    call("merge", base, ours, bad, "-o", folder / "out", "--path", "entities.jsonl", code=1)
    call("merge", base, ours, theirs, "-o", folder / "out", code=1)
    assert (folder / "out").read_text() == ours.read_text()
    call("merge", base, ours, theirs, code=2)
    call("merge", base, ours, folder / "absent", "-o", folder / "out", code=1)


def test_repair(folder):
    """A copy that a sync program made is found, and merged when asked."""
    project = make_project(folder)
    path = project / "annotations/anna/tram.json"
    copy = path.with_name("tram (conflicted copy 2031-04-18 101500).json")
    shutil.copy(path, copy)
    edit(copy, lambda annotations: annotations.append(
        {"id": "b1", "type": "span", "label": "PER", "ranges": [[0, 3]], "text": ["The"]}))
    assert any(finding["code"] == "sync-copy" for finding in report("check", project)["findings"])
    assert copy.exists()
    assert report("check", "--repair", project)["findings"] == []
    assert not copy.exists() and '"b1"' in path.read_text()

    # A list that was cut off in the middle of a line.
    articles = project / "articles.jsonl"
    whole = articles.read_bytes()
    articles.write_bytes(whole[:len(whole) // 2])
    assert report("check", project, code=1)["errors"] > 0
    assert [finding["code"] for finding in report("check", "--repair", project)["findings"]] == ["recovered"]
    assert articles.read_bytes() == whole
    assert [path.read_bytes() for path in (project / "recovered").iterdir()] == [whole[:len(whole) // 2] + b"\n"]

    # Whatever can be made anew is missing at once.
    for name in ("manicule.json", "articles.jsonl", "entities.jsonl"):
        (project / name).unlink(missing_ok=True)
    assert {finding["file"] for finding in report("check", project, code=1)["findings"]
            if finding["code"] == "file-missing"} >= {"manicule.json", "articles.jsonl"}
    assert report("check", "--repair", project)["errors"] == 0
    assert report("stats", project)["articles"] == 2


def test_rebase(folder):
    """An article gets another text: annotations are carried over, or listed with what stood around them."""
    project = make_project(folder)
    (folder / "new.txt").write_text("It rained. The tram left. Ines saw it.", encoding="utf-8")
    result = report("rebase", project, "tram", folder / "new.txt")
    assert (result["kept"], result["moved"], result["orphaned"]) == (2, 0, 0), result
    spans = {item["id"]: item for item in json.loads((project / "annotations/anna/tram.json").read_text())["annotations"]}
    assert spans["a1"]["ranges"] == [[26, 30]] and spans["a1"]["text"] == ["Ines"]
    assert report("check", project)["findings"] == []
    assert [path.read_text() for path in project.glob("versions/tram/*.txt")] == ["The tram left. Ines saw it."]

    (folder / "new.txt").write_text("It rained. The tram left. Nobody saw it go.", encoding="utf-8")
    result = report("rebase", project, "tram", folder / "new.txt", code=1)
    assert result["orphaned"] == 2 and {orphan["id"] for orphan in result["orphans"]} == {"a1", "a2"}, result
    assert any("[Ines]" in orphan["context"] for orphan in result["orphans"])
    codes = [finding["code"] for finding in report("check", project)["findings"]]
    assert codes == ["orphan", "orphan"], codes
    assert json.loads((project / "annotations/anna/tram.json").read_text())["status"] == "in-progress"
    call("rebase", project, "absent", folder / "new.txt", code=1)
    call("rebase", project, "tram", folder / "absent.txt", code=1)


def test_update(folder):
    """A file that was imported and then edited gives its article the new text, when asked to."""
    project = make_project(folder)
    (folder / "ferry.txt").write_text(STORY.replace("late", "very late"), encoding="utf-8")
    call("import", "--update", project, folder / "ferry.txt")
    assert len((project / "articles.jsonl").read_text().splitlines()) == 2
    assert "very late" in (project / "articles/ferry.txt").read_text(encoding="utf-8")
    assert report("check", project)["findings"] == []


def test_selftest(folder):
    """This file system keeps what we promise, and nothing is left of the test."""
    result = report("selftest", folder)
    assert result == {"save": True, "crash": True, "reload": True, "lock": True, "foreign-change": True}, result
    assert list(folder.iterdir()) == []
    call("selftest", folder / "absent", code=2)


def test_new_of_nothing(folder):
    """Where no file can be imported, no empty project is made, which would be in the way of the next try."""
    (folder / "picture.txt").write_bytes(b"\x00\x01\x02\xff\xfe")
    call("new", folder / "project", "--annotator", "anna", folder / "picture.txt", code=1)
    assert not (folder / "project").exists()


def test_interrupt(folder):
    """Ctrl+C in an export leaves no file behind."""
    text = "The tram left. Ines saw it. " * 200
    records = [json.dumps({"id": f"n{i}", "text": text, "annotator": "anna", "status": "done", "relations": [], "labels": [],
                           "spans": [{"id": f"a{j}", "label": "PER", "start": 28 * j + 15, "end": 28 * j + 19, "text": "Ines"}
                                     for j in range(200)]}) for i in range(800)]
    (folder / "big.jsonl").write_text("\n".join(records) + "\n", encoding="utf-8")
    process = subprocess.Popen([CLI, "convert", "--to", "conll", str(folder / "big.jsonl"), str(folder / "big.conll")],
                               stderr=subprocess.DEVNULL)
    time.sleep(0.3)
    assert process.poll() is None, "too fast to be interrupted"
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 1
    assert [path.name for path in folder.iterdir()] == ["big.jsonl"]


def test_man_page(folder):
    """The man page names every command and option, and mandoc finds nothing wrong in it."""
    page = folder / "manicule-cli.1"
    page.write_text(call("--man").stdout, encoding="utf-8")
    for command in COMMANDS:
        assert f".SS {command} " in page.read_text()
    if shutil.which("mandoc") is None:
        return "mandoc is not installed"
    result = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(page)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    return None


TESTS = [value for name, value in list(globals().items()) if name.startswith("test_")]

print(f"1..{len(TESTS)}")
for number, test in enumerate(TESTS, 1):
    title = "/cli/" + test.__name__.removeprefix("test_").replace("_", "-")
    with tempfile.TemporaryDirectory() as place:
        try:
            skipped = test(pathlib.Path(place))
            print(f"ok {number} {title}" + (f" # SKIP {skipped}" if skipped else ""), flush=True)
        except Exception as error:  # pylint: disable=broad-except
            print("\n".join(f"# {line}" for line in f"{type(error).__name__}: {error}".splitlines()))
            print(f"not ok {number} {title}", flush=True)
