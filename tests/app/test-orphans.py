#!/usr/bin/env python3
"""An article got another text: what lost its place is told, shown with what stood around it, placed again or let go.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import tempfile

import gui

FIRST = "The council met on Monday in the old town hall. [PER Varga] spoke first, about the harbour and its two cranes. "
LAST = " The vote is on Friday, when the ferry is back."
BEFORE = FIRST + "After her [PER Thorne] and [PER Halloran] asked for another report." + LAST
AFTER = FIRST.replace("[PER Varga]", "Varga") + "Then nobody wanted to hear any more of it." + LAST


def with_orphans(work, environment=None):
    """Two of three spans lose their place; then a window for @work (window, project)."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        project, _ = gui.make_project(folder, BEFORE, template="news")
        (folder / "after.txt").write_text(AFTER)
        rebased = gui.manicule_cli("rebase", project, "one", folder / "after.txt", check=False)
        assert rebased.returncode == 1 and "2 orphaned" in rebased.stderr, rebased.stderr
        window = gui.Window(project, size=(1100, 720), environment=environment)
        try:
            gui.wait_for("the text", lambda: window.content() == AFTER)
            gui.wait_for("the toast", lambda: window.find_starting("2 annotations lost their place", "label"))
            work(window, project)
            window.quit()
        finally:
            window.kill()
        return gui.manicule_cli("check", project).stdout


def press(window, name):
    button = window.wait(name, "button")
    button.get_action_iface().do_action(0)


def count(window, name):
    return sum(node.get_name() == name and node.get_role_name() == "button" for node in window.walk())


def open_dialog(window, n):
    window.key("ctrl+alt+r")
    gui.wait_for(f"{n} annotations to review", lambda: count(window, "Let Go") == n)
    assert any("[Thorne]" in node.get_name() for node in window.walk()) or n == 1, "what stood around it is not shown"


def review(environment, picture):
    def work(window, project):
        window.go_to(AFTER.index("nobody"))
        window.key("ctrl+shift+Right")
        gui.wait_for("a selection", window.selection)
        open_dialog(window, 2)
        window.picture(picture)
        press(window, "Place at Selection")
        gui.wait_for("one annotation less", lambda: count(window, "Let Go") == 1)
        placed = gui.wait_for("it in the file", lambda: [a for a in gui.saved(project) if a["text"] == ["nobody"]] or None)
        assert placed[0]["label"] == "PER"
        press(window, "Let Go")
        gui.wait_for("the dialog to close", lambda: not window.find("Without a Place") and not count(window, "Let Go"))
        gui.wait_for("the window", lambda: window.content() == AFTER)

        # Undone, it is without a place again.
        window.key("ctrl+z")
        gui.wait_for("it out of the file", lambda: not [a for a in gui.saved(project) if a["text"] == ["nobody"]])
        open_dialog(window, 1)
        window.key("Escape")
        gui.wait_for("the dialog to close again", lambda: not count(window, "Let Go"))
    with_orphans(work, environment)


def test_review():
    """One is placed at the selection, one let go; both leave the list, and undoing brings the first one back into it."""
    review(None, "orphans")


def test_review_dark():
    review({"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}, "orphans-dark")


gui.run([test_review, test_review_dark])
