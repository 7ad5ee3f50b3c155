#!/usr/bin/env python3
"""Pictures of every main view, for people to look at, and that nothing in them is broken.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import shutil
import subprocess
import tempfile

import gui

WIDE, NARROW = (1200, 780), (360, 640)
DARK = {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}


def colours(path):
    """How many colours a picture has: a window that painted nothing has very few."""
    result = subprocess.run(["identify", "-format", "%k", str(path)], stdout=subprocess.PIPE, text=True, check=True)
    return int(result.stdout)


def on_sample(name, size, actions, environment=None):
    """Opens a copy of the sample, does what @actions says, takes the picture, closes."""
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / "Sample"
        shutil.copytree(gui.SAMPLE, project)
        window = gui.Window(project, size=size, environment=environment)
        try:
            gui.wait_for("the text", lambda: len(window.content()) > 100)
            actions(window)
            assert colours(window.picture(name)) > 100, f"{name} is empty"
            window.key("Escape")
            window.quit()
        finally:
            window.kill()


def go_to_annotation(window):
    window.key("ctrl+Home")
    window.key("period", repeat=16)


def test_welcome():
    """The page that greets: three ways to begin."""
    window = gui.Window(size=(1000, 760))
    try:
        window.wait("Try the Sample")
        assert colours(window.picture("welcome")) > 100
        window.quit()
    finally:
        window.kill()


def test_main_light():
    """Three panes, an annotation with the focus."""
    on_sample("main-light", WIDE, go_to_annotation)


def test_main_dark():
    """The same in the dark, with the list of annotations."""
    on_sample("main-dark", WIDE, lambda window: (go_to_annotation(window), window.key("alt+2")), DARK)


def test_main_two_panes():
    """800 px: the panel has given way."""
    on_sample("main-800", (1000, 700), go_to_annotation)


def test_narrow():
    """A telephone: the text alone, and the panel behind its bar."""
    on_sample("narrow", NARROW, go_to_annotation)


def test_narrow_list():
    """A telephone: the list of articles is a page of its own."""
    on_sample("narrow-list", NARROW, lambda window: (window.key("alt+Home"), window.wait("Articles", "list")))


def test_large_text():
    """Text twice as large."""
    on_sample("large-text", WIDE, lambda window: (window.key("ctrl+plus", repeat=6), go_to_annotation(window)))


def test_palette():
    """The list of labels at the selection."""
    def actions(window):
        window.key("ctrl+Home")
        window.key("ctrl+Right", repeat=30)
        window.key("ctrl+shift+Right", repeat=2)
        window.key("Return")
        window.wait("Labels", "list")
    on_sample("palette", WIDE, actions)


def test_export_dialog():
    """The formats and what the chosen one cannot hold."""
    def actions(window):
        window.key("ctrl+e")
        window.wait("CoNLL-2003", "label")
        window.key("Down", "Down", "Down", "Down")
    on_sample("export", WIDE, actions)


gui.run([test_welcome, test_main_light, test_main_dark, test_main_two_panes, test_narrow, test_narrow_list, test_large_text,
         test_palette, test_export_dialog])
