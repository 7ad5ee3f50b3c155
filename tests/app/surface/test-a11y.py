#!/usr/bin/env python3
"""The surface as a screen reader meets it: over AT-SPI, driven by real keys.

    test-a11y.py SURFACE-DEMO

Runs on a display with an accessibility bus (with-display --a11y). Speaks TAP.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import subprocess
import sys
import tempfile
import time

try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
except (ImportError, ValueError) as missing:
    print(f"1..0 # SKIP {missing}")
    sys.exit(0)

MARKUP = ("The [Organisation:[Place:Orrey] Water Board] met on [Date:Monday]. It was late — very late.\n"
          "Nobody spoke of 👩‍👩‍👧 or [Claim:the levy].\n")
TEXT = ("The Orrey Water Board met on Monday. It was late — very late.\n"
        "Nobody spoke of 👩‍👩‍👧 or the levy.\n")


def wait_for(condition, seconds=5):
    """Lets events come in until the condition holds; returns its value."""
    context = GLib.MainContext.default()
    end = time.monotonic() + seconds
    while True:
        while context.iteration(False):
            pass
        value = condition()
        if value or time.monotonic() > end:
            return value
        time.sleep(0.02)


def find(accessible, role):
    if accessible is None:
        return None
    if accessible.get_role() == role:
        return accessible
    for i in range(accessible.get_child_count()):
        found = find(accessible.get_child_at_index(i), role)
        if found is not None:
            return found
    return None


class Session:
    def __init__(self, demo):
        self.file = tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8")
        self.file.write(MARKUP)
        self.file.flush()
        self.process = subprocess.Popen([demo, "--markup", self.file.name, "--width", "700", "--height", "400"],
                                        stdout=subprocess.DEVNULL)
        window = subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Surface$"],
                                stdout=subprocess.PIPE, text=True, check=True).stdout.split()[0]
        subprocess.run(["xdotool", "windowmove", window, "0", "0", "windowfocus", "--sync", window], check=True)
        self.events = []
        self.listener = Atspi.EventListener.new(lambda event: self.events.append((event.type, event.any_data, event.detail1)))
        for name in ("object:text-caret-moved", "object:text-selection-changed", "object:announcement"):
            self.listener.register(name)
        self.text = wait_for(self.find_text)

    def find_text(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            found = find(desktop.get_child_at_index(i), Atspi.Role.TEXT)
            if found is not None:
                return found
        return None

    def keys(self, *keys):
        self.events.clear()
        subprocess.run(["xdotool", "key", "--delay", "10", *keys], check=True)
        time.sleep(0.05)

    def seen(self, prefix):
        return [event for event in self.events if event[0].startswith(prefix)]

    def close(self):
        self.process.terminate()
        return self.process.wait(10)


def check_presentation(session):
    """Named, read only, several lines, with the focus."""
    states = session.text.get_state_set()
    assert session.text.get_name() == "Article text", session.text.get_name()
    for state in (Atspi.StateType.READ_ONLY, Atspi.StateType.MULTI_LINE, Atspi.StateType.FOCUSABLE, Atspi.StateType.FOCUSED):
        assert states.contains(state), state


def check_contents(session):
    """Counted and read in code points."""
    text = session.text.get_text_iface()
    assert text.get_character_count() == len(TEXT), text.get_character_count()
    assert Atspi.Text.get_text(text, 0, -1) == TEXT
    assert Atspi.Text.get_text(text, 4, 9) == "Orrey"
    assert text.get_character_at_offset(4) == ord("O")


def check_units(session):
    """A character is what is seen as one, a word has its space, a line is what is seen as one."""
    text = session.text.get_text_iface()
    family = TEXT.index("👩")
    units = {
        (Atspi.TextGranularity.CHAR, 4): "O",
        (Atspi.TextGranularity.CHAR, family): "👩‍👩‍👧",
        (Atspi.TextGranularity.WORD, 6): "Orrey ",
        (Atspi.TextGranularity.WORD, 9): "Orrey ",
        (Atspi.TextGranularity.PARAGRAPH, 70): "Nobody spoke of 👩‍👩‍👧 or the levy.",
    }
    for (granularity, offset), expected in units.items():
        found = text.get_string_at_offset(offset, granularity)
        assert found.content == expected, (granularity, offset, found.content)
        assert TEXT[found.start_offset:found.end_offset] == expected
    sentence = text.get_string_at_offset(6, Atspi.TextGranularity.SENTENCE)
    assert sentence.content.startswith("The Orrey Water Board met on Monday."), sentence.content
    lines, offset = [], 0
    while offset < len(TEXT):
        line = text.get_string_at_offset(offset, Atspi.TextGranularity.LINE)
        assert line.start_offset == offset and line.end_offset > offset, (offset, line.start_offset, line.end_offset)
        lines.append(line.content)
        offset = line.end_offset
    assert "".join(lines) == TEXT and len(lines) >= 2, lines


def check_runs(session):
    """A walk through the runs of attributes passes every mark, and says what it is."""
    text = session.text.get_text_iface()
    offset, found = 0, {}
    while offset < len(TEXT):
        attributes, start, end = Atspi.Text.get_attribute_run(text, offset, True)
        assert start <= offset < end, (offset, start, end)
        found[TEXT[start:end]] = attributes
        offset = end
    assert found["Orrey"]["paragraph-style"] == "Place in Organisation", found["Orrey"]
    assert found["Orrey"]["annotation-1"] == "Place; 4-9; Orrey"
    assert found["Orrey"]["annotation-2"] == "Organisation; 4-21; Orrey Water Board"
    assert found[" Water Board"]["paragraph-style"] == "Organisation"
    assert found["the levy"]["paragraph-style"] == "Claim"
    assert "paragraph-style" not in found[" met on "]
    assert found[" met on "]["underline"] == "none"


def check_caret(session):
    """Each step of the caret is told."""
    text = session.text.get_text_iface()
    session.keys("ctrl+Home", "Right", "Right", "Right")
    assert wait_for(lambda: text.get_caret_offset() == 3), text.get_caret_offset()
    assert wait_for(lambda: [event[2] for event in session.seen("object:text-caret-moved")][-3:] == [1, 2, 3]), session.events


def check_selection(session):
    """So is the selection, when it comes and when it goes."""
    text = session.text.get_text_iface()
    session.keys("ctrl+Home", "ctrl+Right", "Right", "ctrl+shift+Right")
    assert wait_for(lambda: text.get_n_selections() == 1)
    selection = Atspi.Text.get_selection(text, 0)
    assert (selection.start_offset, selection.end_offset) == (4, 9)
    assert wait_for(lambda: session.seen("object:text-selection-changed"))
    session.keys("Escape")
    assert wait_for(lambda: text.get_n_selections() == 0)
    assert wait_for(lambda: session.seen("object:text-selection-changed"))


def check_announcement(session):
    """What the caret comes to rest in is said."""
    session.keys("ctrl+Home", "ctrl+Right", "Right", "Right")
    assert wait_for(lambda: session.seen("object:announcement"))
    assert session.seen("object:announcement")[-1][1] == "Place: Orrey, in Organisation", session.events


def check_places(session):
    """Places are told in the window's coordinates, and back."""
    text = session.text.get_text_iface()
    for offset in (0, 4, 20, TEXT.index("levy")):
        box = text.get_character_extents(offset, Atspi.CoordType.WINDOW)
        assert box.width > 0 and box.height > 0, (offset, box.x, box.y, box.width, box.height)
        assert text.get_offset_at_point(box.x + 1, box.y + box.height // 2, Atspi.CoordType.WINDOW) == offset
    box = text.get_range_extents(4, 9, Atspi.CoordType.WINDOW)
    assert box.width > 20


def check_odd_offsets(session):
    """Offsets that do not exist end nothing."""
    text = session.text.get_text_iface()
    for offset in (-1, 99999, len(TEXT)):
        for granularity in (Atspi.TextGranularity.CHAR, Atspi.TextGranularity.WORD, Atspi.TextGranularity.SENTENCE,
                            Atspi.TextGranularity.LINE, Atspi.TextGranularity.PARAGRAPH):
            text.get_string_at_offset(offset, granularity)
        Atspi.Text.get_attribute_run(text, offset, True)
    for start, end in ((0, 99999), (len(TEXT), 99999), (99999, 99999)):
        try:
            text.get_range_extents(start, end, Atspi.CoordType.WINDOW)
        except GLib.Error:
            pass
    assert Atspi.Text.get_text(text, 0, -1) == TEXT
    assert session.process.poll() is None


CHECKS = [check_presentation, check_contents, check_units, check_runs, check_caret, check_selection, check_announcement,
          check_places, check_odd_offsets]


def main():
    Atspi.init()
    session = Session(sys.argv[1])
    try:
        return run(session)
    finally:
        session.close()


def run(session):
    print(f"1..{len(CHECKS)}")
    failed = 0
    for number, check in enumerate(CHECKS, 1):
        name = "/surface/a11y/" + check.__name__.removeprefix("check_").replace("_", "-")
        try:
            assert session.text is not None, "the text is not on the bus"
            check(session)
            print(f"ok {number} {name}", flush=True)
        except Exception as error:  # each check stands for itself
            failed += 1
            print(f"not ok {number} {name}\n# {type(error).__name__}: {error}", flush=True)
    return 1 if failed else 0


sys.exit(main())
