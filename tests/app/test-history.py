#!/usr/bin/env python3
"""The history page takes back one older step alone, or says what builds on it; and goes back to any step.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import tempfile

import gui

TEXT = "Varga met Thorne by the old crane in Vesterby."


def spans(project):
    return [(a["label"], a["text"][0]) for a in gui.saved(project)]


def select(window, word):
    start = TEXT.index(word)
    window.go_to(start)
    window.key("ctrl+shift+Right")
    gui.wait_for(f"“{word}” selected", lambda: window.selection() == (start, start + len(word)))


def mark(window, project, word, key):
    select(window, word)
    window.key(key)
    gui.wait_for(f"“{word}” in the file", lambda: any(text == word for _, text in spans(project)))


def choose_step(window, start):
    """Clicks the row of the history that begins so."""
    label = gui.wait_for(f"the step “{start}”", lambda: next((node for node in window.walk() if node.get_role_name() == "label" and
                                                             node.get_name().startswith(start) and
                                                             node.get_state_set().contains(gui.Atspi.StateType.SHOWING)), None))
    while label.get_role_name() != "list item":
        label = label.get_parent()
    place = gui.Atspi.Component.get_extents(label, gui.Atspi.CoordType.WINDOW)
    frame = next(node for node in window.walk() if node.get_role_name() == "frame")
    inner = gui.Atspi.Component.get_extents(frame.get_child_at_index(0), gui.Atspi.CoordType.WINDOW)
    window.click(place.x - inner.x + place.width // 2, place.y - inner.y + place.height // 2)


def take_back_alone(window):
    button = window.wait("Take Back This Step Alone", "button")
    button.get_action_iface().do_action(0)


def test_alone():
    with tempfile.TemporaryDirectory() as name:
        project, _ = gui.make_project(pathlib.Path(name), TEXT, template="news")
        window = gui.Window(project, size=(1200, 780))
        try:
            gui.wait_for("the text", lambda: window.content() == TEXT)
            mark(window, project, "Varga", "p")
            mark(window, project, "Thorne", "p")
            window.key("o")
            gui.wait_for("another label", lambda: ("ORG", "Thorne") in spans(project))
            mark(window, project, "Vesterby", "g")
            window.key("ctrl+h")

            # Something builds on it: it stays, and the toast names what does.
            choose_step(window, "Added Person “Thorne”")
            window.picture("history-alone")
            take_back_alone(window)
            gui.wait_for("the reason", lambda: any("“" in node.get_name() and "Thorne" in node.get_name() and
                                                   node.get_role_name() == "label" and "builds on" in node.get_name()
                                                   for node in window.walk()))
            window.picture("history-builds-on")
            assert ("ORG", "Thorne") in spans(project)

            # Nothing builds on it: it goes alone, and what came later stays.
            choose_step(window, "Added Person “Varga”")
            take_back_alone(window)
            gui.wait_for("it alone out of the file", lambda: spans(project) == [("ORG", "Thorne"), ("GPE", "Vesterby")])
            window.key("Escape", "ctrl+z")
            gui.wait_for("it in the file again", lambda: ("PER", "Varga") in spans(project))
            window.quit()
        finally:
            window.kill()
        gui.manicule_cli("check", project)


def rows(window):
    return [node.get_name() for node in window.walk() if node.get_role_name() == "list item"]


def test_articles():
    """A step that was made in another article names it, until choosing the step opens that article."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        project, _ = gui.make_project(folder, TEXT, template="news")
        (folder / "more.txt").write_text("It rained in Vesterby.\n", encoding="utf-8")
        gui.manicule_cli("import", project, folder / "more.txt")
        window = gui.Window(project, size=(1200, 780))
        try:
            gui.wait_for("the text", lambda: window.content() == TEXT)
            mark(window, project, "Varga", "p")
            window.key("ctrl+d")
            gui.wait_for("the next article", lambda: window.content().startswith("It rained"))
            window.key("ctrl+h")
            gui.wait_for("where it was done", lambda: any(row.startswith("Added Person “Varga”, in “") for row in rows(window)))
            assert not any(row.startswith("Marked") and ", in “" in row for row in rows(window)), rows(window)
            choose_step(window, "Added Person “Varga”")
            gui.wait_for("its article", lambda: window.content() == TEXT)
            gui.wait_for("its words alone", lambda: "Added Person “Varga”" in rows(window))
            window.quit()
        finally:
            window.kill()


gui.run([test_alone, test_articles])
