#!/usr/bin/env python3
"""Another program writes to an open project: it is taken over, and where both sides differ the annotator decides.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import shutil
import tempfile

import gui

SET = "annotations/anna/001_npa_port-vote.json"
SPAN = '{"id":"unzgedp7","type":"span","label":"PER","ranges":[[27,32]],"text":["Varga"],"entity":"varga",' \
       '"created":"2026-11-21T23:10:05Z"}'


def read(project):
    return (project / SET).read_text(encoding="utf-8")


def with_window(work, environment=None, prepare=None):
    """Opens a copy of the sample for @work (window, project), then closes."""
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / "Sample"
        shutil.copytree(gui.SAMPLE, project)
        if prepare:
            prepare(project)
        window = gui.Window(project, size=(1200, 780), environment=environment)
        try:
            gui.wait_for("the text", lambda: len(window.content()) > 100)
            work(window, project)
            window.quit()
        finally:
            window.kill()
        result = gui.manicule_cli("check", project, check=False)
        assert result.returncode == 0, result.stderr


def test_taken_over():
    """What another machine added appears beside what is added here, and both are in the file."""
    def work(window, project):
        added = SPAN.replace("unzgedp7", "theirs").replace("PER", "ORG")
        (project / SET).write_text(read(project).replace(SPAN, SPAN + ",\n  " + added), encoding="utf-8")
        window.key("ctrl+Home", "ctrl+Down", "ctrl+Down", "ctrl+shift+Right", "p")
        gui.wait_for("both in the file", lambda: '"theirs"' in read(project) and read(project).count('"label":"PER"') > 5)
        gui.wait_for("the toast", lambda: window.find_starting("1 change of another program", "label"))
        window.picture("taken-over")
    with_window(work)


def decide(button, expected, environment=None, name="two-versions"):
    """Both sides relabel one span; the dialog shows them, and @button decides."""
    def work(window, project):
        twin = SPAN.replace("unzgedp7", "unzgedp7.conflict").replace("PER", "ORG").replace(',"entity":"varga"', "")
        (project / SET).write_text(read(project).replace(SPAN, SPAN + ",\n  " + twin), encoding="utf-8")
        window.key("ctrl+Home", "ctrl+Down", "ctrl+Down", "ctrl+shift+Right", "p")
        window.wait("Decide…", "button")
        window.key("ctrl+m")
        gui.wait_for("the dialog", lambda: window.find("Keep Both"))
        window.picture(name)
        buttons = [node for node in window.walk() if node.get_role_name() == "button" and node.get_name() == button[0]]
        buttons[button[1]].get_action_iface().do_action(0)
        gui.wait_for(f"{expected} in the file", lambda: expected in read(project) and ".conflict" not in read(project))
    with_window(work, environment)


def test_keep_first():
    decide(("Keep This", 0), '"id":"unzgedp7","type":"span","label":"PER"')


def test_keep_twin():
    decide(("Keep This", 1), '"id":"unzgedp7","type":"span","label":"ORG"',
           {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}, "two-versions-dark")


def test_copies():
    """A copy that a sync program made is offered for merging when the project opens, and merged by one key."""
    def work(window, project):
        window.wait("Merge", "button")
        window.picture("sync-copy")
        window.key("ctrl+alt+m")
        gui.wait_for("the copy's annotation in the file", lambda: '"copied"' in read(project))
        gui.wait_for("the copy gone", lambda: not list(project.glob("annotations/anna/*conflict*")))
        gui.wait_for("the toast", lambda: window.find_starting("1 change of another program", "label"))

    def prepare(project):
        copy = (project / SET).with_name("001_npa_port-vote (conflicted copy 2031-04-18 101500).json")
        copy.write_text(read(project).replace(SPAN, SPAN + ",\n  " + SPAN.replace("unzgedp7", "copied")), encoding="utf-8")
    with_window(work, prepare=prepare)


gui.run([test_taken_over, test_keep_first, test_keep_twin, test_copies])
