#!/usr/bin/env python3
"""A label that is made while annotating comes and goes with its step.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from gui import Window, make_project, run, saved, wait_for  # noqa: E402


def labels(project):
    return [label["name"] for label in json.loads((project / "schema.json").read_text())["labels"]]


def marked(project):
    return [span["label"] for span in saved(project)]


def test_made_and_undone():
    """The panel shows the annotation while its label goes, and gives it no other one."""
    with tempfile.TemporaryDirectory() as folder:
        project, text = make_project(pathlib.Path(folder), "[SOURCE Varga] said no")
        before = marked(project)
        window = Window(project, size=(1200, 780))
        try:
            wait_for("the article's text", lambda: window.content() == text)
            window.key("ctrl+End", "Return")
            window.type("zeppelin")
            window.key("Return")
            wait_for("the span", lambda: len(marked(project)) == len(before) + 1)
            name = [label for label in marked(project) if label not in before][0]
            wait_for("the label", lambda: name in labels(project))
            for _ in range(2):
                window.key("ctrl+z")
                wait_for("the span to go", lambda: marked(project) == before)
                wait_for("the label to go", lambda: name not in labels(project))
                window.key("ctrl+shift+z")
                wait_for("the span again", lambda: name in marked(project))
                wait_for("the label again", lambda: name in labels(project))
            # It is in focus again, so that what is typed is its note.
            window.key("F2", "a", "b", "c", "Escape")
            wait_for("the note", lambda: [span.get("note") for span in saved(project) if span["label"] == name] == ["abc"])
            assert marked(project) == [*before, name], marked(project)
            window.quit()
        finally:
            window.kill()


run([test_made_and_undone])
