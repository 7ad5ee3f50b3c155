"""What the window offers by itself: suggestions for the head of a news text, and the roles that a quotation still asks for.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from gui import Atspi, Window, make_project, run, saved, wait_for  # noqa: E402

HEAD = "date 2031-04-18 Ferry strike ends in Caldmoor\n\nCALDMOOR, Northmark (NPA) — Ferries left the port again.\n\n" \
       "Read also: Dockers go back to work\n"


def labels(project):
    """The labels of the saved spans, in text order."""
    return [span["label"] for span in saved(project)]


def with_window(markup, work, relations=(), size=(1200, 780)):
    """Opens a project of one article and closes it again after @work (window, project)."""
    with tempfile.TemporaryDirectory() as folder:
        project, text = make_project(pathlib.Path(folder), markup, relations)
        window = Window(project, size=size)
        try:
            wait_for("the article's text", lambda: window.content() == text)
            work(window, project)
            window.quit()
        finally:
            window.kill()


def press(window, name):
    """Presses the button of that name with the pointer."""
    node = window.wait(name, "button")
    place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
    frame = next(node for node in window.walk() if node.get_role_name() == "frame")
    inner = Atspi.Component.get_extents(frame.get_child_at_index(0), Atspi.CoordType.WINDOW)
    window.click(place.x - inner.x + place.width / 2 + 4, place.y - inner.y + place.height / 2 + 4)


def test_keys():
    """Point goes from suggestion to suggestion, Return accepts, Delete rejects; the panel says what is suggested."""
    def work(window, project):
        window.wait("4 suggestions: press “.” for the next", "label")
        window.key("period")
        window.wait("Suggestion 1 of 4", "label")
        wait_for("the suggested label", lambda: window.find("Metadata", "label"))
        window.picture("suggestion")
        window.key("Return")
        wait_for("the first one", lambda: labels(project) == ["METADATA"])
        window.key("period")
        window.wait("Suggestion 1 of 3", "label")
        window.key("Delete")
        wait_for("one less", lambda: window.find("2 suggestions: press “.” for the next"))
        window.key("ctrl+Return")
        wait_for("the rest", lambda: labels(project) == ["METADATA", "DATELINE", "BOILERPLATE"])

        window.key("ctrl+z")
        wait_for("the rest to go", lambda: labels(project) == ["METADATA"])
        window.key("ctrl+shift+z")
        wait_for("the rest again", lambda: len(labels(project)) == 3)
    with_window(HEAD, work)


def test_buttons():
    """The same by the pointer, in the panel."""
    def work(window, project):
        window.key("period")
        window.wait("Suggestion 1 of 4", "label")
        press(window, "Reject")
        window.wait("3 suggestions: press “.” for the next", "label")
        window.key("period")
        window.wait("Suggestion 1 of 3", "label")
        press(window, "Accept")
        wait_for("the headline", lambda: labels(project) == ["HEADLINE"])
        window.key("period")
        window.wait("Suggestion 1 of 2", "label")
        press(window, "Accept All 2")
        wait_for("all of them", lambda: len(labels(project)) == 3)
    with_window(HEAD, work)


def test_roles():
    """The bar asks for the roles of the quotation in focus, and no longer for those that are filled."""
    def work(window, project):
        window.key("period", "period", "period")
        source = window.wait("Source, key 1", "button")
        window.wait("Cue, key 2", "button")
        window.picture("roles")
        Atspi.Action.do_action(source, 0)
        wait_for("the question", lambda: window.find_starting("Source of ", "label"))
        window.key("comma", "comma")
        wait_for("the answer", lambda: window.find_starting("“No.", "label") or window.find_starting("““No.", "label"))
        window.key("Return")
        wait_for("the relation", lambda: [r["label"] for r in saved(project, "relation")] == ["source"])
        wait_for("the role to be filled", lambda: window.find("Source, key 1") is None and window.find("Cue, key 2"))
        window.key("comma")
        wait_for("no roles at the cue", lambda: window.find("Cue, key 2") is None)
        window.key("ctrl+z", "period")
        window.wait("Source, key 1", "button")
    with_window("[SOURCE Varga] [CUE said]: [QUOTATION “No.”]", work)


run([test_keys, test_buttons, test_roles])
