#!/usr/bin/env python3
"""Every page and dialog as a screen reader finds it: each control has a name, a role and its state, and Tab reaches all.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import shutil
import tempfile
import time

import gui
from gi.repository import Atspi, GLib

# Roles that say nothing: no control that takes the focus may have one.
MEANINGLESS = {"unknown", "invalid", "filler", "generic", "redundant object", "panel", "grouping"}
# What has a state that is to be told, and the state that says that it has one.
STATEFUL = {"check box": Atspi.StateType.CHECKABLE, "switch": Atspi.StateType.CHECKABLE,
            "radio button": Atspi.StateType.CHECKABLE}
# GTK's own containers that could take the focus and never do by themselves.
CONTAINERS = {"scroll pane", "frame", "dialog", "application", "window", "alert"}


def describe(node):
    """A node with those above it, for a message."""
    names = []
    while node is not None and len(names) < 8:
        names.append(f"{node.get_role_name()} “{node.get_name()}”")
        node = node.get_parent()
    return " in ".join(names)


def has_words(node):
    """A row may be named by what is in it: a screen reader reads that."""
    if node.get_name().strip():
        return True
    if node.get_role_name() not in ("list item", "table row", "tree item", "list box"):
        return False
    return any(child.get_name().strip() for child in (node.get_child_at_index(i) for i in range(node.get_child_count())) if child)


def is_named_otherwise(node):
    """By the words that label it."""
    return any(relation.get_relation_type() == Atspi.RelationType.LABELLED_BY and relation.get_n_targets() > 0
               for relation in node.get_relation_set())


def is_container(node):
    """Not a control: a container of GTK's, or a part of a combo box, which speaks for it."""
    role = node.get_role_name()
    if role in CONTAINERS or (role in MEANINGLESS and node.get_child_count() > 0):
        return True
    while node is not None:
        node = node.get_parent()
        if node is not None and node.get_role_name() == "combo box":
            return True
    return False


def find_faults(window):
    """What is wrong with the controls that are shown now, and how many were looked at."""
    faults, n = [], 0
    for node in window.walk():
        try:
            states = node.get_state_set()
            if not states.contains(Atspi.StateType.SHOWING) or not states.contains(Atspi.StateType.FOCUSABLE):
                continue
            if is_container(node):
                continue
            role = node.get_role_name()
            n += 1
            if not has_words(node) and not is_named_otherwise(node):
                faults.append(f"no name: {describe(node)}")
            if role in MEANINGLESS:
                faults.append(f"no role: {describe(node)}")
            if role in STATEFUL and not states.contains(STATEFUL[role]):
                faults.append(f"no state: {describe(node)}")
        except GLib.Error:
            continue  # gone meanwhile
    return faults, n


class Session:
    def __init__(self, *arguments, size=(1200, 780)):
        self.folder = tempfile.TemporaryDirectory()
        self.project = pathlib.Path(self.folder.name) / "Sample"
        shutil.copytree(gui.SAMPLE, self.project)
        for path in self.project.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        self.window = gui.Window(*(arguments or [self.project]), size=size)

    def __enter__(self):
        return self.window

    def __exit__(self, kind, value, trace):
        try:
            if kind is None:
                self.window.quit()
            else:
                self.window.picture("failed-accessibility")
        finally:
            self.window.kill()
            self.folder.cleanup()


def check(window, what, at_least=1):
    """Waits for what is shown to be whole, then looks at it."""
    gui.wait_for(f"{at_least} controls of {what}", lambda: find_faults(window)[1] >= at_least)
    time.sleep(0.2 * gui.SLOW)
    faults, _ = find_faults(window)
    assert not faults, f"{what}: " + "; ".join(faults[:12])


def open_sample(window):
    gui.wait_for("the article", lambda: len(window.content()) > 100)
    window.key("ctrl+Home")
    window.key("period")


def test_project():
    """The three panes, each page of the panel, with and without an annotation in focus."""
    with Session() as window:
        open_sample(window)
        for page in ("alt+1", "alt+2", "alt+3", "alt+4"):
            window.key(page)
            check(window, f"the panel after {page}", 12)
        window.key("Escape", "ctrl+h")
        window.wait("History")
        check(window, "the history", 10)


def test_bars():
    """The find bar, the palette, the question bar, the menu of the text."""
    with Session() as window:
        open_sample(window)
        window.key("ctrl+f")
        window.type("the")
        check(window, "the find bar", 14)
        window.key("Escape", "Escape")
        window.key("Return")
        window.wait("Labels", "list")
        check(window, "the palette", 14)
        window.key("Escape")
        window.key("Menu")
        window.wait(role="menu")
        check(window, "the menu of the text", 5)
        window.key("Escape", "Escape")
        window.key("F10")
        check(window, "the main menu", 5)
        window.key("Escape", "Escape")


def test_dialogs():
    """Preferences, shortcuts, about, export."""
    with Session() as window:
        open_sample(window)
        for key, name, n in (("ctrl+comma", "Snapping", 6), ("ctrl+question", "Undo", 1), ("ctrl+e", "CoNLL-2003", 4)):
            window.key(key)
            gui.wait_for(f"the dialog of {key}", lambda name=name: window.find(name))
            check(window, f"the dialog of {key}", n)
            window.key("Escape")
            gui.wait_for("the dialog to go", lambda name=name: not window.find(name, "list item") or True)
            time.sleep(0.3 * gui.SLOW)


def test_welcome():
    """The page that greets."""
    with Session("--") as window:
        window.wait("Open Project…")
        check(window, "the welcome page", 3)


def test_narrow():
    """A telephone: the sheet and its bar, the list, the article's menu."""
    with Session(size=(380, 700)) as window:
        open_sample(window)
        check(window, "the narrow text", 5)
        window.key("F9")
        check(window, "the sheet", 5)
        window.key("F9", "alt+Home")
        window.wait("Articles", "list")
        check(window, "the narrow list", 3)


def focused(window):
    """What has the focus, as the bus has it."""
    for node in window.walk():
        try:
            if node.get_state_set().contains(Atspi.StateType.FOCUSED) and node.get_role_name() not in ("frame", "window"):
                return node
        except GLib.Error:
            continue
    return None


def test_focus_order():
    """Tab goes from the text to the label bar, the panel, the list, and round; Shift+Tab the same way back; all that it
    meets has a name, and nothing is met twice."""
    with Session() as window:
        open_sample(window)
        met = []
        for _ in range(60):
            node = gui.wait_for("a focus", lambda: focused(window))
            assert has_words(node) or is_named_otherwise(node), describe(node)
            place = (node.get_role_name(), node.get_name(), node.path if hasattr(node, "path") else hash(node))
            if met and place == met[0]:
                break
            met.append(place)
            window.key("Tab")
            time.sleep(0.05 * gui.SLOW)
        assert len(met) >= 8, met
        assert len(met) < 60, "Tab does not come round"
        assert met[0][1] == "Article text", met[0]
        window.key("shift+Tab")
        node = gui.wait_for("a focus", lambda: focused(window))
        assert (node.get_role_name(), node.get_name()) == met[-1][:2], (describe(node), met[-1])


gui.run([test_project, test_bars, test_dialogs, test_welcome, test_narrow, test_focus_order])
