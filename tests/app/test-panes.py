"""The panes of the window: what they say agrees, and the keyboard stays where the user has it.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from gui import Atspi, Window, make_project, run, wait_for  # noqa: E402

MARKUP = "[SOURCE Varga] [CUE said]: [QUOTATION “No.”]"


def with_window(work):
    """Opens a project of one article, and closes it after @work (window)."""
    with tempfile.TemporaryDirectory() as folder:
        project, text = make_project(pathlib.Path(folder), MARKUP, [("source", 3, 1)])
        window = Window(project, size=(1200, 780))
        try:
            wait_for("the article's text", lambda: window.content() == text)
            work(window)
            window.quit()
        finally:
            window.kill()


def items(window):
    """The items of the menus that are open."""
    return [node for node in window.walk() if node.get_role_name() == "menu item" and
            node.get_state_set().contains(Atspi.StateType.SHOWING)]


def test_numbers():
    """An article has as many annotations in the list as in the panel, relations counted."""
    def work(window):
        window.wait("4 annotations", "label")
        window.key("alt+2")
        window.wait("4 Annotations", "label")
        window.wait("3 spans · 1 relation", "label")
        window.picture("numbers")
        window.key("Escape", "Delete")
        window.wait("2 Annotations", "label")
        wait_for("only spans", lambda: window.find_starting("2 spans", "label") is None or
                 not window.find_starting("2 spans", "label").get_state_set().contains(Atspi.StateType.SHOWING))
        window.wait("2 annotations", "label")
    with_window(work)


def test_menus():
    """Menus open by keys alone: that of a row changes its article, and the main menu gives the focus back to the text."""
    def work(window):
        window.key("alt+Home", "shift+F10")
        wait_for("the row's menu", lambda: len(items(window)) == 3)
        window.key("Return")
        window.wait("1 of 1 done", "label")
        window.key("Escape", "F10")
        wait_for("the main menu", lambda: len(items(window)) > 3)
        window.key("Escape")
        wait_for("the text to have the focus again",
                 lambda: window.text().get_state_set().contains(Atspi.StateType.FOCUSED))
    with_window(work)


def test_folding():
    """The text keeps the keyboard while the window gets narrower and wider than any of its layouts."""
    def work(window):
        for width in 360, 1200, 480, 900, 1200, 700, 1200:
            window.resize(width, 700)
            wait_for(f"the text to have the focus at {width}",
                     lambda: window.text().get_state_set().contains(Atspi.StateType.FOCUSED))
    with_window(work)


def focused(window):
    """The accessible that has the keyboard; None while it is on its way."""
    return next((node for node in window.walk() if node.get_state_set().contains(Atspi.StateType.FOCUSED) and
                 node.get_state_set().contains(Atspi.StateType.SHOWING)), None)


def wait_for_focus(window, what, check):
    def has_it():
        node = focused(window)
        return node is not None and check(node)
    try:
        wait_for(f"the focus on {what}", has_it)
    except Exception as error:
        node = focused(window)
        raise AssertionError(f"{error}; it is on {node and (node.get_role_name(), node.get_name())}") from error


def test_over_the_text():
    """A panel that opens over the text has the keyboard where the work is: in its list, at the annotation in focus."""
    def work(window):
        for width, text_width in (360, range(300, 361)), (900, range(600, 660)):
            window.resize(width, 700)
            wait_for("the panes in their new places", lambda: window.place(window.text())[2] in text_width)
            window.key("ctrl+Home", "period")
            window.key("alt+2")
            wait_for_focus(window, "the second annotation", lambda node: node.get_name() == "said")
            window.key("Down")
            wait_for_focus(window, "the third annotation", lambda node: node.get_name() == "“No.”")
            window.key("Escape")
            wait_for_focus(window, "the text", lambda node: node.get_name() == "Article text")
            window.key("F9")
            wait_for_focus(window, "the third annotation again", lambda node: node.get_name() == "“No.”")
            window.key("alt+1")
            wait_for_focus(window, "the first row", lambda node: node.get_name() == "Label")
            window.key("F9")
            wait_for_focus(window, "the text again", lambda node: node.get_name() == "Article text")
            window.key("alt+3")
            wait_for_focus(window, "the first row of the article", lambda node: node.get_name() == "Genre")
            window.key("Escape")
            wait_for_focus(window, "the text once more", lambda node: node.get_name() == "Article text")
    with_window(work)


def test_list_while_folding():
    """Who is in the list of articles stays there when the window gets wider and its panes move."""
    def work(window):
        window.resize(360, 700)
        window.key("alt+Home")
        wait_for_focus(window, "the article", lambda node: node.get_role_name() == "list item")
        for width in 480, 700, 820:
            window.resize(width, 700)
            wait_for_focus(window, f"the article at {width}", lambda node: node.get_role_name() == "list item")
    with_window(work)


run([test_numbers, test_menus, test_folding, test_over_the_text, test_list_while_folding])
