#!/usr/bin/env python3
"""An article got another text: what lost its place is told, shown with what stood around it, placed again or let go.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import tempfile

import gui
from gui import Atspi

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
        window = gui.Window(project, size=(1200, 720), environment=environment)
        try:
            gui.wait_for("the text", lambda: window.content() == AFTER)
            gui.wait_for("the toast", lambda: window.find_starting("2 annotations lost their place", "label"))
            work(window, project)
            window.quit()
        finally:
            window.kill()
        return gui.manicule_cli("check", project).stdout


def buttons(window, name):
    return [node for node in window.walk() if node.get_name() == name and node.get_role_name() == "button"]


def is_sensitive(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def press(window, name):
    """Clicks the first of the buttons of that name, as soon as it can be."""
    button = gui.wait_for(f"{name} to be possible", lambda: next(filter(is_sensitive, buttons(window, name)), None))
    x, y, width, height = window.place(button)
    window.click(x + width / 2, y + height / 2)


def count(window):
    return len(buttons(window, "Let Go"))


def open_page(window, n):
    window.key("ctrl+alt+r")
    gui.wait_for(f"{n} annotations to review", lambda: count(window) == n)
    gui.wait_for("what stood around one",
                 lambda: any("[Thorne]" in node.get_name() or "[Halloran]" in node.get_name() for node in window.walk()))


def placed_in(project, word):
    return [a for a in gui.saved(project) if a["text"] == [word]]


def review(environment, picture):
    def work(window, project):
        open_page(window, 2)
        assert not any(map(is_sensitive, buttons(window, "Place at Selection"))), "there is nothing selected"

        # The list stays while the text is read and a passage selected in it.
        x, y, width, height = window.box(AFTER.index("nobody"), AFTER.index("nobody") + 6)
        window.click(x + width / 2, y + height / 2, repeat=2)
        gui.wait_for("a selection", window.selection)
        gui.wait_for("a place for them", lambda: all(map(is_sensitive, buttons(window, "Place at Selection"))))
        window.picture(picture)
        press(window, "Place at Selection")
        gui.wait_for("one annotation less", lambda: count(window) == 1)
        placed = gui.wait_for("it in the file", lambda: placed_in(project, "nobody") or None)
        assert placed[0]["label"] == "PER"

        # The keyboard has stayed in the text, and there it is the next passage that is looked for.
        window.go_to(AFTER.index("hear"))
        window.key("ctrl+shift+Right")
        gui.wait_for("a place again", lambda: all(map(is_sensitive, buttons(window, "Place at Selection"))))
        press(window, "Let Go")
        gui.wait_for("the list to leave", lambda: not window.find("Without a Place") and not count(window))

        # Undone, it is without a place again.
        window.key("ctrl+z")
        gui.wait_for("it out of the file", lambda: not placed_in(project, "nobody"))
        open_page(window, 1)
        window.key("F6", "Escape")
        gui.wait_for("the list to leave again", lambda: not count(window))
    with_orphans(work, environment)


def test_review():
    """One is placed at what is selected meanwhile, one let go; both leave the list, and undoing brings the first back."""
    review(None, "orphans")


def test_review_dark():
    review({"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}, "orphans-dark")


def test_narrow():
    """On a telephone the list waits in the sheet until a passage is selected."""
    def work(window, project):
        window.resize(360, 640)
        open_page(window, 2)
        window.picture("orphans-narrow")
        window.key("F9")
        gui.wait_for("the sheet to close", lambda: window.text().get_state_set().contains(Atspi.StateType.FOCUSED))
        window.go_to(AFTER.index("nobody"))
        window.key("ctrl+shift+Right", "F9")
        gui.wait_for("the list again", lambda: count(window) == 2)
        press(window, "Place at Selection")
        gui.wait_for("it in the file", lambda: placed_in(project, "nobody") or None)
    with_orphans(work)


gui.run([test_review, test_review_dark, test_narrow])
