"""Files and folders dragged from another program and dropped on the window, by a real drag of the pointer.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import json
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from gui import SLOW, Atspi, Failure, Window, make_project, manicule_cli, run, wait_for, xdotool  # noqa: E402

ARTICLE = "The ferry left Caldmoor at noon, Ines Varga said.\n"
SOURCE = pathlib.Path(__file__).with_name("drag-source.py")


@contextlib.contextmanager
def folder():
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as path:
        yield pathlib.Path(path)


class Dragged:
    """Files held above @place on the screen; drop() lets them go."""

    def __init__(self, window, place, *files):
        self.process = subprocess.Popen([sys.executable, str(SOURCE), *map(str, files)])
        source = wait_for("the drag source", self.find_window)
        xdotool("windowmove", "--sync", source, 1000, 0)
        xdotool("mousemove", "--sync", 1060, 60, "mousedown", 1)
        self.move(1060, 60, *place)
        self.place = place
        self.window = window

    def find_window(self):
        """The X id of the source's window; None while there is none."""
        result = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                                stdout=subprocess.PIPE, text=True, check=False)
        return next(iter(result.stdout.split()), None)

    @staticmethod
    def move(x, y, to_x, to_y, steps=12):
        """Moves the pointer as a hand does."""
        for i in range(1, steps + 1):
            xdotool("mousemove", "--sync", int(x + (to_x - x) * i / steps), int(y + (to_y - y) * i / steps))
            time.sleep(0.03 * SLOW)

    def drop(self):
        """Lets the files go; the source ends with the drag."""
        xdotool("mouseup", 1)
        self.process.wait(10 * SLOW)
        xdotool("windowfocus", "--sync", self.window.id)

    def leave(self):
        """Takes the files away again."""
        self.move(*self.place, 1060, 60)
        self.drop()


def count(project):
    """How many articles the project has on disk."""
    lines = (project / "articles.jsonl").read_text().splitlines()
    return len([line for line in lines if line.strip() and '"id"' in line])


def test_highlight():
    """What would be done is said over the whole window while files are held above it, and no longer than that."""
    with folder() as path:
        article = path / "ferry.txt"
        article.write_text(ARTICLE)
        window = Window(size=(900, 800))
        dragged = Dragged(window, (400, 400), article)
        window.wait("Drop to Start a Project")
        window.picture("drop-welcome")
        dragged.leave()
        wait_for("the highlight to go", lambda: window.find("Drop to Start a Project") is None)
        window.quit()


def test_project_folder():
    """The folder of a project, dropped on the welcome page, is opened."""
    with folder() as path:
        project, text = make_project(path, "[PER Varga] said")
        window = Window(size=(900, 800))
        Dragged(window, (400, 400), project).drop()
        wait_for("the article's text", lambda: window.content() == text)
        window.quit()


def test_new_project():
    """Articles dropped on the welcome page begin a new project."""
    with folder() as path:
        article = path / "ferry.txt"
        article.write_text(ARTICLE)
        window = Window(size=(900, 800))
        Dragged(window, (400, 400), article).drop()
        window.wait("New Project")
        window.key("Escape")
        wait_for("the dialog to go", lambda: window.find("New Project") is None)
        window.quit()


def test_import():
    """Files dropped on an open project come in through the import dialog, as one step back and one step on."""
    with folder() as path:
        project, text = make_project(path, "[PER Varga] said")
        for name in "tram", "ferry":
            (path / "articles").mkdir(exist_ok=True)
            (path / "articles" / f"{name}.txt").write_text(f"{name}: {ARTICLE}")
        window = Window(project, size=(900, 800))
        wait_for("the article's text", lambda: window.content() == text)
        dragged = Dragged(window, (400, 400), path / "articles")
        window.wait("Drop to Import")
        window.picture("drop-import")
        dragged.drop()
        button = window.wait("Import 2 Articles", "button")
        window.picture("drop-import-dialog")
        Atspi.Action.do_action(button, 0)
        wait_for("the dialog to go", lambda: window.find("Import 2 Articles") is None)
        wait_for("three articles", lambda: count(project) == 3)

        window.key("ctrl+z")
        wait_for("the articles to go", lambda: count(project) == 1)
        window.key("ctrl+shift+z")
        wait_for("the articles to come back", lambda: count(project) == 3)
        window.quit()
        manicule_cli("check", project)
        if text not in (project / "articles" / "one.txt").read_text():
            raise Failure("the article that was there is another one now")


def test_read_only():
    """A project that is open elsewhere takes nothing in, and says so."""
    with folder() as path:
        project, text = make_project(path, "[PER Varga] said")
        article = path / "ferry.txt"
        article.write_text(ARTICLE)
        (project / ".lock").write_text(json.dumps({
            "token": "elsewhere", "host": "another-machine", "boot": "another", "namespace": "1", "user": "ben",
            "since": "2026-11-20T10:00:00Z", "started": "1", "pid": 1}))
        window = Window(project, size=(900, 800))
        button = window.wait("Open Read Only", "button")
        Atspi.Action.do_action(button, 0)
        wait_for("the article's text", lambda: window.content() == text)
        Dragged(window, (400, 400), article).drop()
        wait_for("the reason", lambda: window.find_starting("This project is open read only", "label"))
        window.quit()


run([test_highlight, test_project_folder, test_new_project, test_import, test_read_only])
