#!/usr/bin/env python3
"""Works in the window at random, by keys, pointer, resizes, and looks whether all is well afterwards.

The program must live and complain of nothing, the project must be in order, undoing everything must lead back to where it
began, and doing all of it again to what was saved. The seed is printed; MANICULE_RANDOM_SEED gives it back, and
MANICULE_RANDOM_SECONDS says for how long.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import pathlib
import random
import shutil
import tempfile
import time

import gui
from gi.repository import Atspi, GLib

SECONDS = float(os.environ.get("MANICULE_RANDOM_SECONDS", "12"))
SEED = int(os.environ.get("MANICULE_RANDOM_SEED", str(random.randrange(1 << 31))))

MOVES = ["Left", "Right", "Up", "Down", "Home", "End", "Page_Up", "Page_Down"]
LABELS = list("pogldcquh")
VERBS = ["period", "comma", "minus", "Return", "Escape", "Delete", "equal", "1", "2",
         "alt+Right", "alt+Left", "alt+shift+Left", "alt+shift+Right", "ctrl+alt+Right", "ctrl+alt+Left",
         "ctrl+alt+shift+Left", "ctrl+alt+shift+Right"]
VIEWS = ["ctrl+plus", "ctrl+minus", "ctrl+0", "F9", "alt+1", "alt+2", "alt+3", "alt+4", "ctrl+h", "F6", "Tab", "ctrl+a",
         "ctrl+d", "ctrl+Next", "ctrl+Prior"]

# What the toolkit says of itself; the stack of each was looked at.
OF_THE_TOOLKIT = (
    # GTK 4.18: a menu opens, or a page goes, while a button of the pointer is down.
    "Broken accounting of active state",
    # GTK 4.18: the wheel went past an end, and 50 ms later, when it would spring back, what scrolls is in no window.
    "gdk_frame_clock_get_frame_time: assertion 'GDK_IS_FRAME_CLOCK (frame_clock)' failed",
    # libadwaita 1.7: a breakpoint is crossed in a frame for which something else has changed, too: it keeps a picture of
    # the old state, of which then not all is allocated.
    "without a current allocation",
)


class Driver:
    """Does one thing after another, and remembers them for the message of a failure."""

    def __init__(self, window, rand):
        self.window = window
        self.rand = rand
        self.log = []
        self.n = 0
        self.area = None

    def find_area(self):
        """Where the text is on the screen, away from the edges; None while it is not to be seen."""
        try:
            text = self.window.find("Article text")
            box = Atspi.Component.get_extents(text, Atspi.CoordType.WINDOW) if text else None
        except GLib.Error:
            box = None
        self.put_in_corner()
        seen = box is not None and box.width > 60 and box.height > 60
        self.area = (box.x + 20, box.y + 20, box.width - 30, box.height - 30) if seen else None

    def put_in_corner(self):
        """A drag that began beside the text, while the panes were changing, has taken the window along."""
        words = gui.xdotool("getwindowgeometry", "--shell", self.window.id).split()
        if not {"X=0", "Y=0"} <= set(words):
            self.log.append(f"the window was at {words}")
            gui.xdotool("windowmove", "--sync", self.window.id, 0, 0)

    def place(self):
        x, y, width, height = self.area
        return int(x + self.rand.random() * width), int(y + self.rand.random() * height)

    def keys(self, *names):
        self.log.append(" ".join(names))
        gui.xdotool("key", "--delay", 2 * gui.SLOW, *names)

    def pointer(self, *words):
        self.log.append(" ".join(map(str, words)))
        gui.xdotool(*words)

    def move(self):
        modifiers = self.rand.choice(["", "", "ctrl+", "shift+", "ctrl+shift+", "shift+"])
        self.keys(*[modifiers + self.rand.choice(MOVES)] * self.rand.randint(1, 6))

    def label(self):
        self.keys(self.rand.choice(LABELS))

    def verb(self):
        self.keys(self.rand.choice(VERBS))

    def palette(self):
        self.keys("Escape", "Return")
        self.keys(self.rand.choice(LABELS), self.rand.choice(["Return", "Return", "Escape", "Down"]), "Escape")

    def new_label(self):
        """One that the schema does not have yet, with a step that adds it."""
        self.keys("Escape", "Return", *self.rand.sample("bjkvwxyz", 3))
        time.sleep(0.1)
        self.keys("Return", "Escape")

    def undo(self):
        self.keys(*[self.rand.choice(["ctrl+z", "ctrl+shift+z"])] * self.rand.randint(1, 5))

    def note(self):
        self.keys("F2", *self.rand.sample("abcdexyz", 3), "Escape")

    def find(self):
        self.keys("ctrl+f", self.rand.choice("abcdet"), self.rand.choice("aeiou"), "Return", "Escape", "Escape")

    def view(self):
        self.keys(self.rand.choice(VIEWS))

    def click(self):
        x, y = self.place()
        self.pointer("mousemove", x, y, "click", "--repeat", self.rand.choice([1, 1, 1, 2, 3, 4]), "--delay", 20, 1)

    def menu(self):
        x, y = self.place()
        self.pointer("mousemove", x, y, "click", 3)
        self.keys("Escape")

    def drag(self):
        start, end = self.place(), self.place()
        way = [(start[0] + (end[0] - start[0]) * i // 3, start[1] + (end[1] - start[1]) * i // 3) for i in (1, 2, 3)]
        self.pointer("mousemove", *start, "mousedown", 1)
        for step in way:
            self.pointer("mousemove", *step)
        if self.rand.random() < 0.15:
            self.keys("Escape")
        self.pointer("mouseup", 1)

    def wheel(self):
        x, y = self.place()
        self.pointer("mousemove", x, y, "click", "--repeat", self.rand.randint(1, 5), "--delay", 5, self.rand.choice([4, 5]))

    def resize(self):
        self.pointer("windowsize", self.window.id, self.rand.randint(360, 1250), self.rand.randint(320, 880))
        time.sleep(0.05)
        self.area = None

    def back(self):
        """To the text, out of whatever is open."""
        self.keys("Escape", "Escape", "Escape")
        gui.xdotool("windowfocus", self.window.id)

    def step(self):
        if self.n % 25 == 0:
            self.back()
        choices = [(self.move, 10), (self.label, 8), (self.verb, 8), (self.palette, 2), (self.new_label, 0.5),
                   (self.undo, 4), (self.note, 1), (self.find, 1), (self.view, 3), (self.resize, 0.6)]
        pointing = [(self.click, 6), (self.drag, 6), (self.menu, 1), (self.wheel, 2)]
        choices += pointing
        action = self.rand.choices([choice for choice, _ in choices], [weight for _, weight in choices])[0]
        # Not at what stands there while the text does not: the main menu leads out of the window.
        if action in [choice for choice, _ in pointing]:
            self.find_area()
            action = action if self.area is not None else self.back
        action()
        self.n += 1
        if self.window.process.poll() is not None:
            raise gui.Failure(f"the program ended with {self.window.process.returncode} after: " + "; ".join(self.log[-30:]))


def read_sets(project):
    """All that is said of the articles: by path, the status and the annotations."""
    sets = {}
    for path in sorted(project.glob("annotations/*/*.json")):
        content = json.loads(path.read_text())
        if content["annotations"] or content["status"] != "new":
            sets[path.relative_to(project).as_posix()] = (content["status"], content["annotations"])
    return sets


def wait_until_written(project):
    """The sets on disk, once nothing has been written for longer than the program waits for another edit."""
    sets, since = read_sets(project), time.monotonic()
    while time.monotonic() - since < 3.5 * gui.SLOW:
        time.sleep(0.2)
        found = read_sets(project)
        if found != sets:
            sets, since = found, time.monotonic()
    return sets


def is_sensitive(window, name):
    node = window.find(name, showing=False)
    return node is not None and node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def go_to_end_of_history(window, key, button):
    """Until there is nothing more to undo, or to redo."""
    end = time.monotonic() + 60 * gui.SLOW + 4 * SECONDS
    while is_sensitive(window, button):
        if time.monotonic() > end:
            raise gui.Failure(f"{button} never comes to an end")
        window.key(key, repeat=20)
        time.sleep(0.2 * gui.SLOW)
    time.sleep(0.5 * gui.SLOW)


def check_project(project):
    report = json.loads(gui.manicule_cli("--json", "check", project, check=False).stdout)
    assert report["errors"] == 0, report


def describe_difference(found, expected):
    """The first of what is in one and not in the other."""
    found, expected = found or ("new", []), expected or ("new", [])
    if found[0] != expected[0]:
        return f"the status is {found[0]}, not {expected[0]}"
    more = [a for a in found[1] if a not in expected[1]]
    less = [a for a in expected[1] if a not in found[1]]
    return f"{len(more)} more, {len(less)} less; more: {more[:2]}; less: {less[:2]}"


def replay(window, project, began, ended):
    """Undoes all of it, then does all of it again; both must meet what is known."""
    for key, button, expected in (("ctrl+z", "Undo", began), ("ctrl+shift+z", "Redo", ended)):
        go_to_end_of_history(window, key, button)
        try:
            gui.wait_for("that state on disk", lambda expected=expected: read_sets(project) == expected, 15)
        except gui.Failure as failure:
            found = read_sets(project)
            differences = [f"{path}: {describe_difference(found.get(path), expected.get(path))}"
                           for path in sorted(set(found) | set(expected)) if found.get(path) != expected.get(path)]
            raise gui.Failure(f"after {button}, " + "; ".join(differences)) from failure


def test_random_events():
    """So long, at random; then the three looks."""
    print(f"# seed {SEED}, {SECONDS:g} seconds", flush=True)
    with tempfile.TemporaryDirectory() as name:
        project = pathlib.Path(name) / "Sample"
        shutil.copytree(gui.SAMPLE, project)
        for path in project.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        began = read_sets(project)
        window = gui.Window(project, size=(1200, 780))
        driver = Driver(window, random.Random(SEED))
        try:
            gui.wait_for("an article", lambda: window.find("Article text"))
            end = time.monotonic() + SECONDS
            while time.monotonic() < end:
                driver.step()
            driver.back()
            window.resize(1200, 780)
            # What was undone last would be done again by the replay.
            go_to_end_of_history(window, "ctrl+shift+z", "Redo")
            ended = wait_until_written(project)
            changed = sum(began.get(path) != ended.get(path) for path in set(began) | set(ended))
            print(f"# {driver.n} things done, {changed} sets changed", flush=True)
            replay(window, project, began, ended)
            driver.back()
            window.quit(passed_over=OF_THE_TOOLKIT)
        except Exception as error:
            time.sleep(1)  # a program that is ending has its time
            if window.process.poll() is None:
                window.picture("failed-random-events")
            said = window.errors.read_text(errors="replace")[-1500:]
            raise gui.Failure(f"{error}; exit code {window.process.poll()}\nlast: {'; '.join(driver.log[-30:])}\n{said}") from error
        finally:
            window.kill()
        assert read_sets(project) == ended
        check_project(project)


gui.run([test_random_events])
