"""Drives the real window: keys and pointer by xdotool, what it says by AT-SPI, pictures by import.

Meant to run inside with-display --a11y. Nothing here sleeps for a fixed time where it can wait for something to come true.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

SOURCE = pathlib.Path(os.environ["MANICULE_SOURCE"])
BUILD = pathlib.Path(os.environ["MANICULE_BUILD"])
SHARED = pathlib.Path(os.environ["MANICULE_SHARED"])
SAMPLE = pathlib.Path(os.environ["MANICULE_SAMPLE"])
PICTURES = BUILD / "screenshots"
CLI = BUILD / "src/cli/manicule-cli"
MAX_FILE = 64 << 20
SLOW = int(os.environ.get("MANICULE_TEST_SLOW", "1"))


class Failure(Exception):
    """A test that did not come out as it should."""


def limit_files():
    """A program that complains without end is ended by that, before the disk is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE, MAX_FILE))


def wait_for(what, check, seconds=10):
    """Waits until check() gives something true, and gives that; the sentence @what is for the failure."""
    end = time.monotonic() + seconds * SLOW
    while True:
        try:
            value = check()
        except GLib.Error:
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise Failure(f"waited in vain for: {what}")
        time.sleep(0.02)


def xdotool(*words):
    return subprocess.run(["xdotool", *map(str, words)], check=True, stdout=subprocess.PIPE, text=True).stdout


def manicule_cli(*words, check=True):
    """Runs the command line; gives its result with both outputs as text."""
    result = subprocess.run([str(CLI), *map(str, words)], capture_output=True, text=True, check=False)
    if check and result.returncode != 0:
        raise Failure(f"manicule-cli {' '.join(map(str, words))} ended with {result.returncode}: {result.stderr}")
    return result


def make_project(folder, markup, relations=(), template="quotations", types=None):
    """A project of one article, "one", of the text "[PER Varga] said" with spans in it; gives its path and the text.

    @relations are (type, number of the span, number of the span), counted as they open; @types: other relations than the template has."""
    text, lines = read_markup(markup)
    lines += [f"R{i}\t{name} Arg1:T{a} Arg2:T{b}" for i, (name, a, b) in enumerate(relations, 1)]
    source, project = folder / "source", folder / "project"
    source.mkdir()
    (source / "one.txt").write_bytes(text.encode())
    (source / "one.ann").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    manicule_cli("new", project, "--template", template, "--annotator", "anna")
    if types is not None:
        schema = json.loads((project / "schema.json").read_text())
        schema["relations"] = types
        (project / "schema.json").write_text(json.dumps(schema))
    manicule_cli("import", project, "--annotator", "anna", source)
    return project, text


def read_markup(markup):
    """The text of "[PER Varga] said", and a line of brat for each span in it."""
    text, spans, stack = "", [], []
    for part in re.split(r"(\[[A-Z_]+ |\])", markup):
        if part == "]":
            spans[stack.pop()][2] = len(text)
        elif part.startswith("["):
            stack.append(len(spans))
            spans.append([part[1:-1], len(text), None])
        else:
            text += part
    return text, [f"T{i}\t{label} {start} {end}\t{text[start:end]}" for i, (label, start, end) in enumerate(spans, 1)]


def saved(project, kind="span", article="one", annotator="anna"):
    """The annotations of an article as they stand on disk."""
    path = project / "annotations" / annotator / f"{article}.json"
    if not path.exists():
        return []
    return [a for a in json.loads(path.read_text())["annotations"] if a["type"] == kind]


def part_leaks(said):
    """What the program @said, and the stacks in LeakSanitizer's report, if there is one, of memory that GTK did not
    ask for itself; without such stacks the report is left out. The path bar in GTK's chooser of files keeps a list
    and its folders, in functions without a name by which they could be passed over."""
    report = said.find("==ERROR: LeakSanitizer")
    if report < 0:
        return said, []
    stacks = re.findall(r"^(?:Direct|Indirect) leak.*?(?:\n\n|\Z)", said[report:], re.MULTILINE | re.DOTALL)
    asked = [next((line for line in stack.splitlines()[1:] if not re.search("libsanitizer|lib(glib|gobject|gio)-", line)), "")
             for stack in stacks]
    ours = [stack for stack, line in zip(stacks, asked) if not re.search("libgtk-4|nptl/", line)]
    return (said, ours) if ours or not stacks else (said[:report], [])


class Window:
    """One running Manicule; choosers of files begin in @folder."""

    started = []

    def __init__(self, *arguments, size=None, environment=None, folder=None):
        self.listeners = []
        self.errors = pathlib.Path(os.environ["WITH_DISPLAY_FOLDER"]) / f"errors-{time.monotonic_ns()}"
        settings = {**os.environ, "GSETTINGS_SCHEMA_DIR": str(BUILD / "data"), "GTK_A11Y": "atspi", "G_DEBUG": "",
                    "GSETTINGS_BACKEND": "memory",  # each window begins with the defaults
                    "MANICULE_SAMPLE": str(SAMPLE), **(environment or {})}
        with open(self.errors, "wb") as errors:
            self.process = subprocess.Popen([str(BUILD / "src/app/manicule"), *map(str, arguments)],
                                            env=settings, stderr=errors, cwd=folder, preexec_fn=limit_files)
        Window.started.append(self)
        self.id = wait_for("a window", self._find_window, 20)
        if size:
            self.resize(*size)
        xdotool("windowfocus", "--sync", self.id)
        Atspi.init()
        self.root = wait_for("the application on the accessibility bus", self._find_root, 20)

    def _find_window(self):
        if self.process.poll() is not None:
            raise Failure(f"Manicule ended with {self.process.returncode}: {self.errors.read_text()}")
        return next(iter(self.toplevels()[-1:]), None)

    def _find_root(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def resize(self, width, height):
        """Gives the window another size, at the corner of the screen; there is no window manager to ask."""
        xdotool("windowmove", "--sync", self.id, 0, 0)
        xdotool("windowsize", self.id, width, height)
        time.sleep(0.3 * SLOW)

    def toplevels(self):
        """The X ids of the windows that can be seen."""
        result = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                                stdout=subprocess.PIPE, text=True, check=False)
        return result.stdout.split()

    def focus_newest(self):
        """Gives the keyboard to the newest toplevel, as a window manager would."""
        xdotool("windowfocus", "--sync", max(self.toplevels(), key=int))

    def key(self, *names, repeat=1):
        for name in names:
            xdotool("key", "--repeat", repeat, "--delay", 4 * SLOW, name)

    def type(self, text):
        xdotool("type", "--delay", 8 * SLOW, text)

    def click(self, x, y, button=1, repeat=1):
        xdotool("mousemove", "--sync", int(x), int(y), "click", "--repeat", repeat, "--delay", 60, button)

    def drag(self, start, end, steps=8):
        xdotool("mousemove", "--sync", *map(int, start), "mousedown", 1)
        for i in range(1, steps + 1):
            xdotool("mousemove", "--sync", *(int(a + (b - a) * i / steps) for a, b in zip(start, end)))
            time.sleep(0.03)
        xdotool("mouseup", 1)

    def _origin(self):
        """Where on the screen the accessibility bus counts from."""
        words = xdotool("getwindowgeometry", "--shell", self.id).split()
        place = dict(word.split("=") for word in words)
        # GTK draws a border around the window and takes it off twice: what fills the window tells how wide it is.
        frame = next(node for node in self.walk() if node.get_role_name() == "frame")
        inner = Atspi.Component.get_extents(frame.get_child_at_index(0), Atspi.CoordType.WINDOW)
        offset = (int(place["WIDTH"]) - inner.width) // 2 - inner.x
        return int(place["X"]) + offset, int(place["Y"]) + offset

    def box(self, start, end, node=None):
        """Where a range of the text stands on the screen: x, y, width, height."""
        range_ = Atspi.Text.get_range_extents(node or self.text(), start, end, Atspi.CoordType.WINDOW)
        x, y = self._origin()
        return range_.x + x, range_.y + y, range_.width, range_.height

    def place(self, node):
        """Where an accessible stands on the screen: x, y, width, height."""
        extents = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        x, y = self._origin()
        return extents.x + x, extents.y + y, extents.width, extents.height

    def announcements(self):
        """A list that fills with what is said to a screen reader from now on; hear() lets it fill."""
        said = []
        listener = Atspi.EventListener.new(lambda event: said.append(event.any_data))
        listener.register("object:announcement")
        self.listeners.append(listener)
        return said

    def hear(self, said, words, seconds=5):
        """Waits until @words were said."""
        context = GLib.MainContext.default()

        def check():
            while context.iteration(False):
                pass
            return any(words in message for message in said)
        try:
            wait_for(f"“{words}” to be said", check, seconds)
        except Failure as error:
            raise Failure(f"{error}; said was: {said}") from error

    def walk(self, node=None, depth=0):
        """Every accessible below @node that is there, itself first."""
        node = node or self.root
        yield node
        if depth > 60:
            return
        for i in range(min(node.get_child_count(), 3000)):
            child = node.get_child_at_index(i)
            if child is not None:
                yield from self.walk(child, depth + 1)

    def find(self, name=None, role=None, below=None, showing=True):
        """The first accessible with that name and role; None when there is none."""
        for node in self.walk(below):
            try:
                if ((name is None or node.get_name() == name) and (role is None or node.get_role_name() == role) and
                        (not showing or node.get_state_set().contains(Atspi.StateType.SHOWING))):
                    return node
            except GLib.Error:
                continue
        return None

    def find_starting(self, start, role):
        """The first accessible with that role and a name that begins so; None when there is none."""
        return next((node for node in self.walk() if node.get_role_name() == role and
                     node.get_name().startswith(start)), None)

    def wait(self, name=None, role=None, seconds=10):
        return wait_for(f"{role or 'something'} named {name}", lambda: self.find(name, role), seconds)

    def text(self):
        """The accessible of the article's text."""
        return wait_for("the article's text", lambda: self.find("Article text"))

    def caret(self):
        return Atspi.Text.get_caret_offset(self.text())

    def content(self):
        """The whole text, as the accessibility bus has it."""
        text = self.text()
        return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))

    def selection(self, node=None):
        """What is selected, (start, end); None when nothing is."""
        text = node or self.text()
        if Atspi.Text.get_n_selections(text) == 0:
            return None
        range_ = Atspi.Text.get_selection(text, 0)
        return range_.start_offset, range_.end_offset

    def go_to(self, offset, node=None):
        """Moves the caret by the arrow keys."""
        text = node or self.text()
        for _ in range(4):
            caret = Atspi.Text.get_caret_offset(text)
            if caret == offset:
                return
            self.key("Right" if offset > caret else "Left", repeat=abs(offset - caret))
            try:
                wait_for("the caret", lambda: Atspi.Text.get_caret_offset(text) == offset, 2)
            except Failure:
                continue
        raise Failure(f"the caret stays at {Atspi.Text.get_caret_offset(text)}, not {offset}")

    def picture(self, name):
        """Takes a screenshot, for people to look at."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        time.sleep(0.4 * SLOW)
        path = PICTURES / f"{name}.png"
        # Of the screen, not of the window alone: popovers are windows of their own.
        words = xdotool("getwindowgeometry", "--shell", self.id).split()
        place = dict(word.split("=") for word in words)
        area = f"{place['WIDTH']}x{place['HEIGHT']}+{place['X']}+{place['Y']}"
        subprocess.run(["import", "-window", "root", "-crop", area, "+repage", str(path)], check=True)
        return path

    def quit(self, passed_over=(), chose_files=False):
        """Closes as a user would, and looks whether GTK complained, but for lines that hold one of @passed_over,
        and what GTK's chooser of files is known to lose if the test @chose_files."""
        self.key("ctrl+q")
        try:
            self.process.wait(15 * SLOW)
        except subprocess.TimeoutExpired as error:
            self.process.kill()
            raise Failure("Ctrl+Q did not end the program") from error
        text = self.errors.read_text(errors="replace")
        said, ours = part_leaks(text) if chose_files else (text, [])
        complaints = [line for line in said.splitlines()
                      if ("CRITICAL" in line or "WARNING" in line or "Sanitizer" in line) and
                      not any(words in line for words in passed_over)]
        if complaints:
            raise Failure("the program complained: " + "\n".join(complaints[:10] + ours[:1]))
        if self.process.returncode != 0 and said == text:
            raise Failure(f"the program ended with {self.process.returncode}: {said[-2000:]}")

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


def run(tests):
    """Runs functions named test_…; prints the result in TAP. A test that gives a string was skipped for that reason.

    A program called with "2/3" runs every third of them, from the second on: so long ones are run in parts."""
    if len(sys.argv) > 1:
        part, n_parts = map(int, sys.argv[1].split("/"))
        tests = tests[part - 1::n_parts]
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, test in enumerate(tests, 1):
        name = test.__name__.removeprefix("test_").replace("_", "-")
        try:
            reason = test()
            print(f"ok {number} {name}" + (f" # SKIP {reason}" if reason else ""), flush=True)
        except Exception as error:  # pylint: disable=broad-except
            failed += 1
            for line in f"{type(error).__name__}: {error}".splitlines():
                print(f"# {line}", flush=True)
            print(f"not ok {number} {name}", flush=True)
            snapshot_failure(name)
    sys.exit(1 if failed else 0)


def snapshot_failure(name):
    """What stood on the screen when a test failed."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    subprocess.run(["import", "-window", "root", str(PICTURES / f"failed-{name}.png")], check=False)
    for window in Window.started:
        window.kill()
