#!/usr/bin/env python3
"""Every key of the text, and the pointer, in Latin, Arabic and Chinese, read back over the accessibility bus and from disk.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import tempfile

import gui
from gi.repository import Atspi

# The text in words: what a step by words stops at. "|" divides what no space divides.
TEXTS = {
    "latin": ("Harbor news\n", "Varga met Osk in Vesterby . Varga left .\n"),
    "arabic": ("أخبار الميناء\n", "قالت الوزيرة إن الجسر مفتوح . قالت الوزيرة نعم .\n"),
    "chinese": ("港口新闻\n", "北京|和|上海|的|报纸|报道|了|。|北京|和|广州|没有|。\n"),
}


ARABIC = {"LC_ALL": "ar_EG.UTF-8", "LANGUAGE": "ar"}


def read(script):
    """The text of a script, and (start, end) of each word of its second paragraph."""
    headline, body = TEXTS[script]
    text, words = headline, []
    for part in body.rstrip("\n").split(" "):
        for word in part.split("|"):
            words.append((len(text), len(text) + len(word)))
            text += word
        text += " "
    return text.rstrip(" ") + "\n", words


class Session:
    """A window on a text; every check reads the bus."""

    def __init__(self, script, environment=None, size=(1200, 780)):
        self.script = script
        self.folder = tempfile.TemporaryDirectory()
        self.content, self.words = read(script)
        self.project, _ = gui.make_project(pathlib.Path(self.folder.name), self.content, template="news")
        self.window = gui.Window(self.project, size=size, environment=environment)
        gui.wait_for("the article", lambda: self.window.content() == self.content)
        self.text = self.window.text()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        try:
            if kind is None:
                self.window.quit()
            else:
                self.window.picture(f"failed-scripts-{self.script}")
        finally:
            self.window.kill()
            self.folder.cleanup()

    def word(self, number):
        start, end = self.words[number]
        return self.content[start:end]

    def wait_caret(self, offset):
        gui.wait_for(f"the caret at {offset}", lambda: Atspi.Text.get_caret_offset(self.text) == offset, 5)

    def wait_selection(self, expected):
        gui.wait_for(f"{expected} selected", lambda: self.window.selection(self.text) == expected, 5)

    def wait_saved(self, *expected):
        gui.wait_for(f"{expected} on disk", lambda: sorted((a["label"], *a["ranges"][0]) for a in gui.saved(self.project)) ==
                     sorted(expected), 8)

    def put(self, number):
        """The caret to the beginning of a word, by arrow keys in the order of the text."""
        self.window.key("ctrl+Home")
        self.wait_caret(0)
        self.window.key("Down", "Home")
        self.wait_caret(self.words[0][0])
        for _ in range(4):
            way = self.words[number][0] - Atspi.Text.get_caret_offset(self.text)
            if way != 0:
                self.window.key(*[self.forward() if way > 0 else self.back()] * abs(way))
            try:
                return self.wait_caret(self.words[number][0])
            except gui.Failure:
                continue
        raise gui.Failure(f"the caret does not come to word {number}")

    def forward(self, modifiers=""):
        return modifiers + ("Left" if self.script == "arabic" else "Right")

    def back(self, modifiers=""):
        return modifiers + ("Right" if self.script == "arabic" else "Left")


def check_moves(session):
    """By character, by word, to the ends, each with Shift; arrows go where they point, also from right to left."""
    window, words = session.window, session.words
    session.put(1)
    window.key(session.forward(), session.forward())
    session.wait_caret(words[1][0] + 2)
    window.key(session.back())
    session.wait_caret(words[1][0] + 1)
    session.put(1)
    window.key(session.forward("ctrl+"))
    session.wait_caret(words[1][1])
    window.key(session.back("ctrl+"))
    session.wait_caret(words[1][0])
    window.key(session.forward("shift+"), session.forward("shift+"))
    session.wait_selection((words[1][0], words[1][0] + 2 if len(session.word(1)) > 1 else words[2][0] + 1))
    window.key("Escape")
    session.wait_selection(None)
    session.put(1)
    window.key(session.forward("ctrl+shift+"))
    session.wait_selection(words[1])
    window.key(session.forward("ctrl+shift+"))
    session.wait_selection((words[1][0], words[2][1]))
    window.key(session.back("ctrl+shift+"))
    session.wait_selection((words[1][0], words[2][0]))
    window.key("End")
    session.wait_caret(words[-1][1])
    window.key("shift+Home")
    session.wait_selection((words[0][0], words[-1][1]))
    window.key("ctrl+a")
    session.wait_selection((0, len(session.content)))
    window.key("ctrl+End")
    session.wait_caret(len(session.content))
    window.key("ctrl+shift+Home")
    session.wait_selection((0, len(session.content)))
    window.key("Escape")


def check_marks(session):
    """A label's key on a selection, on the focused annotation, on the word at the caret; ends moved; removed; undone."""
    window, words = session.window, session.words
    said = window.announcements()
    start, end = words[0]
    session.put(0)
    window.key(session.forward("ctrl+shift+"))
    session.wait_selection(words[0])
    window.key("p")
    session.wait_saved(("PER", start, end))
    window.hear(said, f"Added Person “{session.word(0)}”")
    attributes, run_start, run_end = Atspi.Text.get_attribute_run(session.text, start, True)
    assert (run_start, run_end) == (start, end), (run_start, run_end)
    assert attributes["paragraph-style"] == "Person", attributes

    window.key("alt+Right")
    session.wait_saved(("PER", start, words[1][1]))
    window.key("alt+Left")
    session.wait_saved(("PER", start, end))
    window.key("ctrl+alt+Left")
    session.wait_saved(("PER", start, end - 1))
    window.key("ctrl+alt+Right")
    session.wait_saved(("PER", start, end))
    window.key("alt+Right", "alt+shift+Right")
    session.wait_saved(("PER", words[1][0], words[1][1]))
    window.key("alt+shift+Left", "alt+Left")
    session.wait_saved(("PER", start, end))
    window.key("o")
    session.wait_saved(("ORG", start, end))
    session.put(3)
    window.key("g")
    session.wait_saved(("ORG", start, end), ("GPE", *words[3]))
    window.hear(said, f"Added Place “{session.word(3)}”")
    window.key("Delete")
    session.wait_saved(("ORG", start, end))
    window.hear(said, "Annotation removed")
    window.key("ctrl+z")
    session.wait_saved(("ORG", start, end), ("GPE", *words[3]))
    window.key("ctrl+shift+z")
    session.wait_saved(("ORG", start, end))


def check_stops(session):
    """"." and "," go from annotation to annotation; "=" marks every equal text after asking; Return opens the palette."""
    window, words = session.window, session.words
    said = window.announcements()
    start, end = words[0]
    window.key("ctrl+Home", "period")
    session.wait_caret(start)
    window.hear(said, f"Organisation: {session.word(0)}")
    window.key("equal")
    gui.wait_for("the question", lambda: window.find("Annotate", "label"))
    window.key("Return")
    again = session.content.index(session.word(0), end)
    session.wait_saved(("ORG", start, end), ("ORG", again, again + end - start))
    window.key("period")
    session.wait_caret(again)
    window.key("comma")
    session.wait_caret(start)
    window.key("Return")
    window.wait("Labels", "list")
    window.type("facil")
    window.key("Return")
    session.wait_saved(("FAC", start, end), ("ORG", again, again + end - start))
    window.key("F2")
    window.type("note")
    window.key("Escape")
    gui.wait_for("the note", lambda: any(a.get("note") == "note" for a in gui.saved(session.project)))


def check_pointer(session):
    """A double click selects the word, a drag from word to word both, a press on the mark focuses it."""
    window, words = session.window, session.words

    def place(number, part=0.5):
        x, y, width, height = window.box(*words[number], session.text)
        part = 1 - part if session.script == "arabic" else part
        return int(x + part * width), int(y + height / 2)

    window.click(*place(1), repeat=2)
    session.wait_selection(words[1])
    window.drag(place(1, 0.2), place(3, 0.8))
    session.wait_selection((words[1][0], words[3][1]))
    window.click(*place(0))
    gui.wait_for("the focus", lambda: window.find("Facility"))
    session.wait_selection(None)


def is_mirrored(window):
    """Does the list of articles stand to the right of the text?"""
    text, articles = (Atspi.Component.get_extents(window.wait(name), Atspi.CoordType.WINDOW).x
                      for name in ("Article text", "Articles"))
    return articles > text


def check_script(script, mirrored=False, **options):
    """All checks in one window; a string says why that is not possible."""
    with Session(script, **options) as session:
        if is_mirrored(session.window) != mirrored:
            return "GTK has no Arabic here"
        for check in (check_moves, check_marks, check_stops, check_pointer):
            try:
                check(session)
            except (AssertionError, gui.Failure) as failure:
                raise gui.Failure(f"{check.__name__.removeprefix('check_')}: {failure}") from failure
        session.window.picture(f"script-{script}" + ("-mirrored" if mirrored else ""))
    return None


def test_latin():
    """From left to right."""
    check_script("latin")


def test_arabic():
    """From right to left."""
    check_script("arabic")


def test_chinese():
    """Words without spaces."""
    check_script("chinese")


def test_arabic_interface():
    """The whole window from right to left, with an Arabic text in it."""
    return check_script("arabic", True, environment=ARABIC)


def test_latin_in_arabic_interface():
    """And with one that goes the other way."""
    return check_script("latin", True, environment=ARABIC)


gui.run([test_latin, test_arabic, test_chinese, test_arabic_interface, test_latin_in_arabic_interface])
