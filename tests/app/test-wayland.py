#!/usr/bin/env python3
"""The program as a Wayland client: in a compositor that shows nothing, with keys that come from there.

Not among the ordinary tests: `./dev test wayland` installs the compositor Cage, with wtype and grim, and runs it.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import shlex
import subprocess
import tempfile
import time

import gui
from gui import Atspi

MARKUP = "[HEADLINE The harbor vote]\n\n[SOURCE Varga] said “[QUOTATION the lease is over]”, and nobody denied it.\n"


class Window(gui.Window):
    """Manicule as the only window of a compositor; keys go to it by the compositor, what it shows is asked of that."""

    # pylint: disable=super-init-not-called
    def __init__(self, *arguments):
        folder = pathlib.Path(os.environ["WITH_DISPLAY_FOLDER"])
        program = shlex.join([str(gui.BUILD / "src/app/manicule"), *map(str, arguments)])
        self.listeners = []
        self.errors, self.status, self.socket = folder / "errors-wayland", folder / "status", folder / "socket"
        settings = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        settings.update(GDK_BACKEND="wayland", GTK_A11Y="atspi", G_DEBUG="", GSETTINGS_BACKEND="memory",
                        WLR_BACKENDS="headless", WLR_RENDERER="pixman", WLR_LIBINPUT_NO_DEVICES="1")
        script = f'echo "$WAYLAND_DISPLAY" >{self.socket}; {program} 2>{self.errors}; echo $? >{self.status}'
        self.process = subprocess.Popen(["cage", "--", "sh", "-c", script], env=settings, stderr=subprocess.DEVNULL)
        name = gui.wait_for("the compositor", lambda: self.socket.exists() and self.socket.read_text().strip(), 20)
        self.settings = {**settings, "WAYLAND_DISPLAY": name}
        Atspi.init()
        self.root = gui.wait_for("the application on the accessibility bus", self._find_root, 20)

    def _find_root(self):
        desktop = Atspi.get_desktop(0)
        for child in map(desktop.get_child_at_index, range(desktop.get_child_count())):
            if child is not None and child.get_child_count() > 0:
                return child
        return None

    def key(self, *names, repeat=1):
        """wtype plugs in a keyboard and takes it away again: what it types counts once the program has noticed."""
        words = ["-s", str(200 * gui.SLOW)]
        for name in names * repeat:
            *modifiers, key = name.split("+")
            words += [word for modifier in modifiers for word in ("-M", modifier)]
            words += ["-k", key, *(word for modifier in modifiers for word in ("-m", modifier)), "-s", str(20 * gui.SLOW)]
        subprocess.run(["wtype", *words, "-s", str(100 * gui.SLOW)], env=self.settings, check=True)

    def picture(self, name):
        gui.PICTURES.mkdir(parents=True, exist_ok=True)
        time.sleep(0.4 * gui.SLOW)
        path = gui.PICTURES / f"{name}.png"
        subprocess.run(["grim", str(path)], env=self.settings, check=True)
        return path

    def colours(self, name):
        result = subprocess.run(["identify", "-format", "%k", str(self.picture(name))], stdout=subprocess.PIPE, text=True, check=True)
        return int(result.stdout)

    def quit(self, passed_over=None, chose_files=False):
        self.key("ctrl+q")
        self.process.wait(15 * gui.SLOW)
        said = self.errors.read_text()
        complaints = [line for line in said.splitlines() if "CRITICAL" in line or "WARNING" in line or "Sanitizer" in line]
        if complaints or self.status.read_text().strip() != "0":
            raise gui.Failure(f"the program ended with {self.status.read_text()}: {said[-2000:]}")


def test_wayland():
    """It starts, draws, takes keys, annotates, undoes and ends, as it does on an X display."""
    if any(subprocess.run(["which", tool], stdout=subprocess.DEVNULL, check=False).returncode for tool in ("cage", "wtype", "grim")):
        return "no cage, wtype or grim here"
    with tempfile.TemporaryDirectory() as folder:
        project, content = gui.make_project(pathlib.Path(folder), MARKUP)
        window = Window(project)
        try:
            gui.wait_for("the article", lambda: window.content() == content)
            text = window.text()
            assert window.colours("wayland") > 100, "nothing is drawn"

            window.key("ctrl+Home", "period")
            gui.wait_for("the caret at the next annotation", lambda: window.caret() == content.index("Varga"))
            for word in ("nobody", "nobody denied"):
                start = content.index(word)
                window.go_to(start)
                window.key(*["ctrl+shift+Right"] * len(word.split()))
                gui.wait_for(f"“{word}” selected", lambda: window.selection(text) == (start, start + len(word)))
            window.key("s")
            gui.wait_for("the annotation on disk", lambda: ["nobody denied"] in [a["text"] for a in gui.saved(project)])
            window.key("ctrl+z")
            gui.wait_for("it gone from there", lambda: ["nobody denied"] not in [a["text"] for a in gui.saved(project)])
            window.key("ctrl+f", "t", "h", "e")
            window.wait("Annotate All…", "button")
            window.key("Escape", "F10")
            gui.wait_for("the main menu", lambda: window.find(role="menu item"))
            assert window.colours("wayland-menu") > 100
            window.key("Escape")
            window.quit()
        finally:
            window.kill()
    return None


gui.run([test_wayland])
