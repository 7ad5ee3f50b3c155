#!/usr/bin/env python3
"""The main job in the real window, by keys and pointer only, on the two real reports and their hand annotation.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import json
import pathlib
import tempfile
import time

import gui

ORACLE = gui.SHARED / "oracles/seed-annotations.json"
SEEDS = ["000_4cb59e91ea71091b", "004_3a02ab8942e5eae6"]


def first_paragraphs(text, number):
    """Where the first so many lines with words in them end, in code points."""
    end = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            number -= 1
        end += len(line)
        if number == 0:
            break
    return end


def read_oracle():
    """For each article the (start, end, label) of the entities that lie in the first five paragraphs."""
    oracle = json.loads(ORACLE.read_text())
    wanted = {}
    for name in SEEDS:
        text = (gui.SHARED / "seeds" / f"{name}.txt").read_bytes().decode()
        end = first_paragraphs(text, 5)
        wanted[name] = sorted({(e["start"], e["end"], e["label"]) for e in oracle["entities"]
                               if e["file"] == f"{name}.txt" and e["end"] <= end}, key=lambda e: (e[0], -e[1]))
        assert all(text[e["start"]:e["end"]] == e["text"] for e in oracle["entities"] if e["file"] == f"{name}.txt")
    return wanted


def saved(project, name):
    """The spans of an article as they stand on disk, each with its covered text verified."""
    path = project / "annotations/anna" / f"{name}.json"
    if not path.exists():
        return []
    text = (project / "articles" / f"{name}.txt").read_bytes().decode()
    spans = []
    for annotation in json.loads(path.read_text())["annotations"]:
        (start, end), = annotation["ranges"]
        assert annotation["text"] == [text[start:end]]
        spans.append((start, end, annotation["label"]))
    return sorted(spans, key=lambda e: (e[0], -e[1]))


def annotate(window, spans, keys):
    """Selects each span by the arrow keys and presses its label's key."""
    text = window.text()
    window.key("ctrl+Home")
    for start, end, label in spans:
        window.go_to(start, text)
        window.key("shift+Right", repeat=end - start)
        gui.wait_for(f"the selection {start}-{end}", lambda: window.selection(text) == (start, end), 3)
        window.key(keys[label])
        gui.wait_for("the selection to go", lambda: window.selection(text) is None, 3)


def export_by_window(window, title, target):
    """Exports by the dialog and the chooser of files, by keys, to the name and the folder that these propose."""
    window.key("ctrl+e")
    row = gui.wait_for(f"the row of {title}", lambda: window.find_starting(title, "list item"))
    for _ in range(40):
        if row.get_state_set().contains(gui.Atspi.StateType.SELECTED):
            break
        window.key("Down")
        time.sleep(0.05 * gui.SLOW)
    button = window.wait("Export…", "button")
    gui.wait_for("the report", lambda: button.get_state_set().contains(gui.Atspi.StateType.SENSITIVE))
    if "JSONL" in title:
        window.picture("export-report")
    window.key("alt+e")
    gui.wait_for("the chooser of files", lambda: len(window.toplevels()) == 2)
    window.focus_newest()
    window.key("Return" if target.suffix else "alt+e")
    gui.wait_for("the chooser to go", lambda: len(window.toplevels()) == 1)
    window.focus_newest()
    gui.wait_for(f"{title} in {target}", target.exists, 20)
    gui.wait_for("the dialog to go", lambda: window.find("Formats", "list") is None)


def export_all(window, folder):
    """Every format by the window; gives what the dialog writes and where."""
    export_by_window(window, "Manicule JSONL", folder / "seeds-jsonl.jsonl")
    export_by_window(window, "CSV Table", folder / "seeds-csv.csv")
    export_by_window(window, "brat Standoff", folder / "seeds-brat")
    export_by_window(window, "CoNLL-2003", folder / "seeds-conll.conll")


def check_exports(project, wanted, folder):
    """Every format gives the oracle's offsets and words back, read here by other means than our own."""
    everything = sorted((name, *span) for name, spans in wanted.items() for span in spans)

    records = [json.loads(line) for line in (folder / "seeds-jsonl.jsonl").read_text().splitlines()]
    assert sorted((r["id"], s["start"], s["end"], s["label"]) for r in records for s in r["spans"]) == everything
    assert all(r["text"][s["start"]:s["end"]] == s["text"] for r in records for s in r["spans"])

    with open(folder / "seeds-csv.csv", newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "span"]
    assert sorted((r["doc_id"], int(r["start"]), int(r["end"]), r["label"]) for r in rows) == everything

    found = []
    for name in SEEDS:
        text = (folder / "seeds-brat" / f"{name}.txt").read_bytes().decode()
        for line in (folder / "seeds-brat" / f"{name}.ann").read_text().splitlines():
            if line.startswith("T"):
                _, data, covered = line.split("\t")
                label, start, end = data.split(" ")
                assert text[int(start):int(end)] == covered
                found.append((name, int(start), int(end), label))
    assert sorted(found) == everything

    # The command line counts what CoNLL cannot hold, and writes the same bytes as the window.
    result = gui.manicule_cli("--json", "export", project, "--format", "conll", "--articles", "all",
                              "--output", folder / "cli.conll")
    assert (folder / "cli.conll").read_bytes() == (folder / "seeds-conll.conll").read_bytes()
    report = json.loads(result.stdout)
    entities = sum(line.split(" ")[-1].startswith("B-") for line in (folder / "seeds-conll.conll").read_text().splitlines()
                   if line and not line.startswith("-DOCSTART-"))
    lost = report["losses"]["nested"]["count"]
    assert report["annotations"] == len(everything), report
    assert entities == report["exact"] == len(everything) - lost, f"{entities} of {len(everything)}: {report}"


def test_annotate_the_seeds():
    """Annotates, undoes and redoes all of it, closes, reopens, exports; offsets and exports equal the oracle."""
    if not ORACLE.exists():
        return "../shared is not here"
    wanted = read_oracle()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        project = folder / "seeds"
        gui.manicule_cli("new", project, "--template", "news", "--annotator", "anna",
                         *[gui.SHARED / "seeds" / f"{seed}.txt" for seed in SEEDS])
        keys = {label["name"]: label["key"] for label in json.loads((project / "schema.json").read_text())["labels"]
                if "key" in label}
        window = gui.Window(project)
        try:
            for number, seed in enumerate(SEEDS):
                if number > 0:
                    window.key("ctrl+Next")
                expected = (gui.SHARED / "seeds" / f"{seed}.txt").read_bytes().decode()
                gui.wait_for(f"the text of {seed}", lambda: window.content() == expected)
                annotate(window, wanted[seed], keys)
                gui.wait_for("everything on disk", lambda: saved(project, seed) == wanted[seed], 5)
            window.picture("main-job")

            n_steps = sum(len(spans) for spans in wanted.values())
            window.key("ctrl+z", repeat=n_steps)
            gui.wait_for("all of it undone", lambda: not any(saved(project, seed) for seed in SEEDS), 20)
            window.key("ctrl+shift+z", repeat=n_steps)
            gui.wait_for("all of it done again", lambda: all(saved(project, s) == wanted[s] for s in SEEDS), 20)
            window.quit()

            exports = folder / "exports"
            exports.mkdir()
            window = gui.Window(project, folder=exports)
            gui.wait_for("the article again", lambda: len(window.content()) > 1000)
            export_all(window, exports)
            window.quit(chose_files=True)
        finally:
            window.kill()
        assert all(saved(project, seed) == wanted[seed] for seed in SEEDS)
        assert json.loads(gui.manicule_cli("--json", "check", project).stdout)["errors"] == 0
        check_exports(project, wanted, exports)
    return None


gui.run([test_annotate_the_seeds])
