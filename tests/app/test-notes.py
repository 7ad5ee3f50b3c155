"""What is typed as a note is written down, or taken back, but never in the way of what the history does.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from gui import Window, make_project, run, saved, wait_for  # noqa: E402


def notes(project):
    """Those of the spans that were made here."""
    return [span.get("note") for span in saved(project) if span["label"] == "QUOTATION"]


def with_marked_word(work):
    """Opens a project of one article, marks its last word, and closes the program again after @work (window, project)."""
    with tempfile.TemporaryDirectory() as folder:
        project, text = make_project(pathlib.Path(folder), "[SOURCE Varga] said no")
        window = Window(project, size=(1200, 780))
        try:
            wait_for("the article's text", lambda: window.content() == text)
            window.key("ctrl+End", "q")
            wait_for("a span", lambda: notes(project) == [None])
            work(window, project)
        finally:
            window.kill()


def test_undone_while_typed():
    """Undo takes back what is being typed, then the note before, then the annotation, without a pause between them."""
    def work(window, project):
        window.key("F2", "a", "b", "c", "Escape")
        wait_for("the note", lambda: notes(project) == ["abc"])
        window.key("comma", "period", "F2", "End", "d", "ctrl+z", "ctrl+z", "ctrl+z")
        wait_for("the annotation to go", lambda: notes(project) == [])
        window.key("ctrl+shift+z", "ctrl+shift+z")
        wait_for("the note again", lambda: notes(project) == ["abc"])
        window.quit()
    with_marked_word(work)


def test_undo_button():
    """The button writes down what was typed and takes that back, not the step before."""
    def work(window, project):
        window.key("F2", "a", "b", "c")
        x, y, width, height = window.place(window.wait("Undo", "button"))
        window.click(x + width / 2, y + height / 2)
        window.key("Escape")
        wait_for("the span without the note", lambda: notes(project) == [None])
        window.key("ctrl+shift+z")
        wait_for("the note", lambda: notes(project) == ["abc"])
        window.quit()
    with_marked_word(work)


def test_quit_while_typed():
    """Whoever quits at once finds the note."""
    def work(window, project):
        window.key("F2", "a", "b", "c")
        window.quit()
        assert notes(project) == ["abc"], notes(project)
    with_marked_word(work)


run([test_undone_while_typed, test_undo_button, test_quit_while_typed])
