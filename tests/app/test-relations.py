#!/usr/bin/env python3
"""Relations made in the real window: by keys, and by a drag from one mark to another.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import tempfile

import gui
from gui import Atspi

MARKUP = ("[HEADLINE The harbor vote]\n\n[SOURCE Varga] said “[QUOTATION the lease is over]”, and [SOURCE Osk] denied it on [BOILERPLATE Monday] "
          "in Brennhaven.\n\nNobody at the port had [CUE heard] the sentence before the morning.\n")
TYPES = [{"name": "source", "title": "Source", "key": "1", "from": ["QUOTATION"], "to": ["SOURCE"]},
         {"name": "cue", "title": "Cue", "key": "2", "from": ["QUOTATION"], "to": ["CUE"]}]
DENIES = {"name": "denies", "title": "Denied by", "key": "9", "from": ["QUOTATION"], "to": ["SOURCE"]}


class Session:
    """A window on an article with marks; what is on disk is known by the words of its ends."""

    def __init__(self, extra_types=()):
        self.folder = tempfile.TemporaryDirectory()
        self.project, self.content = gui.make_project(pathlib.Path(self.folder.name), MARKUP,
                                                      types=TYPES + list(extra_types))
        self.window = gui.Window(self.project, size=(1200, 780))
        gui.wait_for("the article", lambda: self.window.content() == self.content)
        self.text = self.window.text()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        try:
            if kind is None:
                self.window.quit()
            else:
                self.window.picture("failed-relations")
        finally:
            self.window.kill()
            self.folder.cleanup()

    def relations(self):
        words = {a["id"]: " ".join(a["text"]) for a in gui.saved(self.project)}
        return [(r["label"], words[r["from"]], words[r["to"]]) for r in gui.saved(self.project, "relation")]

    def wait_relations(self, *expected):
        gui.wait_for(f"{expected} on disk", lambda: sorted(self.relations()) == sorted(expected), 5)

    def go_into(self, words):
        self.window.go_to(self.content.index(words) + 1, self.text)

    def row(self, words):
        """The place of the name under a mark."""
        start = self.content.index(words)
        x, y, width, height = self.window.box(start, start + len(words), self.text)
        return x + min(width / 2, 8), y + height + 7

    def middle(self, words):
        start = self.content.index(words)
        x, y, width, height = self.window.box(start, start + len(words), self.text)
        return x + width / 2, y + height / 2


def test_keys():
    """"-" at a quotation, "." to its source, Return: the only type that fits is taken at once, as one step."""
    with Session() as session:
        window = session.window
        said = window.announcements()
        session.go_into("the lease")
        window.key("minus")
        window.wait("Link “the lease is over”: go to the other annotation", "label")
        window.hear(said, "go to the other annotation")
        window.picture("link-start")
        window.key("period")
        window.wait("“the lease is over” → Source → “Osk”", "label")
        window.key("Return")
        session.wait_relations(("source", "the lease is over", "Osk"))
        window.hear(said, "Linked “the lease is over” to its Source")
        gui.wait_for("the labels again", lambda: not window.find("Link", "label"))
        window.key("ctrl+z")
        session.wait_relations()
        window.key("ctrl+shift+z")
        session.wait_relations(("source", "the lease is over", "Osk"))


def test_choice():
    """Where several types fit, the palette offers exactly those, by title; Escape in it and once more leaves."""
    with Session([DENIES]) as session:
        window = session.window
        session.go_into("the lease")
        window.key("minus")
        session.go_into("Osk")
        window.wait("“the lease is over” → “Osk”", "label")
        window.key("Return")
        palette = window.wait("Relations", "list")
        rows = [node.get_name() for node in window.walk(palette) if node.get_role_name() == "list item"]
        assert rows == ["Source", "Denied by"], rows
        window.picture("link-palette")
        window.key("Escape")
        gui.wait_for("the palette to go", lambda: not window.find("Relations", "list"))
        window.key("Return")
        window.wait("Relations", "list")
        window.type("deni")
        window.key("Return")
        session.wait_relations(("denies", "the lease is over", "Osk"))

        window.key("minus")
        window.wait("Link", "label")
        window.key("Escape")
        gui.wait_for("the labels again", lambda: not window.find("Link", "label"))
        assert len(session.relations()) == 1


def test_type_key():
    """A relation type's own key begins one of that type; pressed at the target it ends one."""
    with Session([DENIES]) as session:
        window = session.window
        session.go_into("the lease")
        window.key("1")
        window.wait("Source of “the lease is over”: go to it", "label")
        session.go_into("Varga")
        window.wait("“the lease is over” → Source → “Varga”", "label")
        window.key("Return")
        session.wait_relations(("source", "the lease is over", "Varga"))
        session.go_into("the lease")
        window.key("minus")
        session.go_into("Osk")
        window.key("9")
        session.wait_relations(("source", "the lease is over", "Varga"), ("denies", "the lease is over", "Osk"))


def test_target_made_on_the_way():
    """A target that carries no label yet gets one in the middle of it."""
    with Session() as session:
        window = session.window
        session.go_into("the lease")
        window.key("minus")
        session.go_into("Brennhaven")
        window.key("s")
        gui.wait_for("the place", lambda: any(a["text"] == ["Brennhaven"] for a in gui.saved(session.project)))
        window.wait("“the lease is over” → Source → “Brennhaven”", "label")
        window.key("Return")
        session.wait_relations(("source", "the lease is over", "Brennhaven"))


def test_refusals():
    """What the schema does not allow is said, and nothing is written."""
    with Session() as session:
        window = session.window
        session.go_into("Monday")
        window.key("minus")
        window.wait("No relation starts at Boilerplate")
        session.go_into("denied")
        window.key("minus")
        window.wait("No annotation here")
        session.go_into("the lease")
        window.key("minus", "Return")
        window.wait("Go to the annotation that the relation leads to")
        session.go_into("Monday")
        window.key("Return")
        window.wait("No relation leads from Quotation to Boilerplate", "label")
        session.go_into("heard")
        window.key("Return")
        session.wait_relations(("cue", "the lease is over", "heard"))
        window.key("minus")
        session.go_into("heard")
        window.key("Return")
        window.wait("This relation is there already")
        assert len(session.relations()) == 1


def test_drag():
    """From the name under a mark to another mark; the only type that fits is taken, and the focus is back at the start."""
    with Session() as session:
        window = session.window
        window.drag(session.row("the lease is over"), session.middle("Varga"))
        session.wait_relations(("source", "the lease is over", "Varga"))
        assert window.selection(session.text) is None
        window.wait("Relations", "label")

        start, end = session.row("the lease is over"), session.middle("heard")
        gui.xdotool("mousemove", "--sync", *map(int, start), "mousedown", 1)
        for part in (0.2, 0.5, 1):
            gui.xdotool("mousemove", "--sync", *(int(a + (b - a) * part) for a, b in zip(start, end)))
        window.picture("link-drag")
        window.key("Escape")
        gui.xdotool("mouseup", 1)
        window.drag(start, session.middle("Nobody"))
        window.drag(session.row("Monday"), session.middle("Osk"))
        window.wait("No relation leads from Boilerplate to Source")
        session.wait_relations(("source", "the lease is over", "Varga"))


def test_drag_choice():
    """Where several types fit, the palette opens at the target."""
    with Session([DENIES]) as session:
        window = session.window
        window.drag(session.row("the lease is over"), session.row("Osk"))
        window.wait("Relations", "list")
        window.picture("link-drag-palette")
        window.key("Down", "Return")
        session.wait_relations(("denies", "the lease is over", "Osk"))


def test_edge():
    """An end of the focused span's rule is dragged: it snaps to words, is one step, and Escape leaves it."""
    with Session() as session:
        window = session.window
        start = session.content.index("the lease is over")
        session.go_into("the lease")
        x, y, width, height = window.box(start, start + 17, session.text)
        rule = y + height + 3
        target = session.middle(" denied")
        window.drag((x + width - 1, rule), (target[0] + 14, target[1]))
        gui.wait_for("the longer span", lambda: any(a["text"] == ["the lease is over”, and Osk denied"]
                                                    for a in gui.saved(session.project)), 5)
        window.key("ctrl+z")
        gui.wait_for("the shorter one", lambda: any(a["text"] == ["the lease is over"] for a in gui.saved(session.project)), 5)

        lease = session.middle("lease")
        session.go_into("the lease")
        window.drag((x + 1, rule), (lease[0] - 12, lease[1]))
        gui.wait_for("another start", lambda: any(a["text"] == ["lease is over"] for a in gui.saved(session.project)), 5)

        before = gui.saved(session.project)
        gui.xdotool("mousemove", "--sync", int(x + width - 1), int(rule), "mousedown", 1)
        for step in (10, 30, 90):
            gui.xdotool("mousemove", "--sync", int(x + width + step), int(rule))
        window.picture("edge-drag")
        window.key("Escape")
        gui.xdotool("mouseup", 1)
        window.key("ctrl+Home")
        assert gui.saved(session.project) == before


def showing_buttons(window):
    """The names of what can be pressed in the label bar, as far as it fits."""
    bar = window.wait("Labels", "tool bar")
    return [node.get_name() for node in window.walk(bar) if node.get_name() and
            node.get_role_name() in ("button", "push button", "toggle button", "menu button") and
            node.get_state_set().contains(Atspi.StateType.SHOWING)]


def test_many_roles():
    """Where the roles that are open and the labels do not fit together, neither takes all the room; the rest is in a menu."""
    titles = ["Reported by", "Addressee", "Contradicted by", "Confirmed by", "Occasion", "Place of it"]
    types = [{"name": f"role{i}", "title": title, "key": str(i + 3), "from": ["QUOTATION"], "to": ["SOURCE"]}
             for i, title in enumerate(titles)]
    with Session(types) as session:
        window = session.window
        session.go_into("the lease")
        gui.wait_for("roles", lambda: "Source, key 1" in showing_buttons(window))
        shown = showing_buttons(window)
        window.picture("many-roles")
        assert "Quotation, key q" in shown, shown
        assert "Place of it, key 8" not in shown, shown
        x, y, width, height = window.place(window.wait("More Roles"))
        window.click(x + width / 2, y + height / 2)
        gui.wait_for("the menu of roles", lambda: window.find(role="menu item"))
        window.picture("more-roles")
        window.key("Escape")
        gui.wait_for("the focus in the text", lambda: session.text.get_state_set().contains(Atspi.StateType.FOCUSED))
        window.click(x + width / 2, y + height / 2)
        gui.wait_for("the menu of roles again", lambda: window.find(role="menu item"))
        window.key("Up", "Return")
        window.wait("Place of it of “the lease is over”: go to it", "label")
        window.key("period")
        window.wait("“the lease is over” → Place of it → “Osk”", "label")
        window.key("Return")
        session.wait_relations(("role5", "the lease is over", "Osk"))


gui.run([test_keys, test_choice, test_type_key, test_target_made_on_the_way, test_refusals, test_drag, test_drag_choice,
         test_edge, test_many_roles])
