#!/usr/bin/env python3
"""A window that is killed while somebody works loses nothing that it has shown for a quarter of a second.

MANICULE_WINDOW_KILLS: how many times; MANICULE_KILL_LIMIT: how many milliseconds before the kill an edit may be lost, where
that should not be what a busy machine needs.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import pathlib
import random
import shutil
import tempfile
import time

from gi.repository import GLib

import gui

KILLS = int(os.environ.get("MANICULE_WINDOW_KILLS", "2"))
LIMIT = int(os.environ.get("MANICULE_KILL_LIMIT", "3000")) / 1000
ARTICLE = "005_lantern_budget"
EDITS_MAX = 12


def annotate(window, said):
    """Marks the next word as a person; gives the time at which the window had said so."""
    before = len(said)
    window.key("Right", "ctrl+shift+Right", "p")

    def check():
        while GLib.MainContext.default().iteration(False):
            pass
        return any("erson" in message for message in said[before:])
    gui.wait_for("the edit to be said", check)
    return time.monotonic()


def try_kill(folder, figures):
    project = pathlib.Path(folder) / "Sample"
    shutil.copytree(gui.SAMPLE, project)
    window = gui.Window(project, size=(1000, 700))
    try:
        gui.wait_for("the text", lambda: len(window.content()) > 100)
        window.key("ctrl+Next", repeat=4)
        gui.wait_for("the fifth article", lambda: window.find_starting("Lantern", "label") or True)
        time.sleep(.5)
        window.key("ctrl+Home", "ctrl+Down", "ctrl+Down")
        said = window.announcements()
        shown = [annotate(window, said) for _ in range(random.randint(1, EDITS_MAX))]
        time.sleep(random.uniform(0, .3))
        killed = time.monotonic()
    finally:
        window.kill()

    stats = gui.manicule_cli("stats", "--json", project)
    articles = json.loads(stats.stdout)["annotators"][0]["articles"]
    found = next(article["annotations"] for article in articles if article["id"] == ARTICLE)
    check = gui.manicule_cli("check", project, check=False)
    if check.returncode != 0:
        raise gui.Failure(check.stdout + check.stderr)
    if found > len(shown):
        raise gui.Failure(f"{len(shown)} edits were made, {found} are there")
    figures["edits"] += len(shown)
    figures["missing"] += len(shown) - found
    figures["restored"] += "restored" in stats.stderr
    if found < len(shown):
        figures["oldest"] = max(figures["oldest"], killed - shown[found])


def test_kill():
    figures = {"edits": 0, "missing": 0, "restored": 0, "oldest": 0.0}
    for _ in range(KILLS):
        with tempfile.TemporaryDirectory() as folder:
            try_kill(folder, figures)
    print(f"# killed {KILLS} times, {figures['edits']} edits shown, {figures['missing']} of them missing, the oldest of those "
          f"{figures['oldest'] * 1000:.0f} ms before the kill; {figures['restored']} times the journal was replayed", flush=True)
    if figures["oldest"] > LIMIT:
        raise gui.Failure("an edit was lost that had been shown for long")


gui.run([test_kill])
