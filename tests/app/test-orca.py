#!/usr/bin/env python3
"""What Orca says of the text: Orca itself runs, without a voice, and its log is read.

Not among the ordinary tests: `./dev test orca` installs Orca and runs it.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

import gui

MARKUP = ("[HEADLINE The harbor vote]\n\n[SOURCE Varga] said “[QUOTATION the lease [SOURCE of the port] is over]”, and nobody "
          "denied it.\n")


class Orca:
    """A running Orca, and all that it has said so far."""

    def __init__(self, folder):
        self.log = folder / "orca.log"
        settings = dict(os.environ, HOME=str(folder), XDG_CONFIG_HOME=str(folder / "config"), XDG_DATA_HOME=str(folder / "data"))
        self.process = subprocess.Popen(["orca", "--replace", f"--debug-file={self.log}"], env=settings,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.window = None
        gui.wait_for("Orca's log", lambda: self.log.exists() and self.log.stat().st_size > 0, 30)

    def said(self):
        text = self.log.read_text(errors="replace")
        return re.findall(r"SPEECH OUTPUT: '([^']*(?:'[^' ][^']*)*)'", text)

    def hears(self, words, *keys):
        """Presses keys, one after the other as people do, and waits until Orca has said some words since. Orca passes over
        what comes too fast for it: so the keys, which must bear that, are pressed again when it does not."""
        n = len(self.said())
        for attempt in range(4):
            for key in keys:
                self.window.key(key)
                time.sleep(1.2 * gui.SLOW)
            try:
                gui.wait_for(f"Orca to say “{words}”", lambda: any(words in line for line in self.said()[n:]), 8)
                return
            except gui.Failure as failure:
                if attempt == 3:
                    raise gui.Failure(f"{failure}; it said: {self.said()[n:]}") from failure

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def test_orca_reads_the_text():
    """The name of the text, its lines, words and letters, the selection, the annotation at the caret, what a verb did."""
    if shutil.which("orca") is None:
        return "Orca is not installed"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        project, content = gui.make_project(folder, MARKUP)
        orca = Orca(folder)
        window = None
        try:
            window = gui.Window(project, size=(1200, 780))
            gui.wait_for("the article", lambda: window.content() == content)
            time.sleep(3 * gui.SLOW)
            orca.window = window
            orca.hears("Article text read only text", "F6", "F6", "F6", "Down")
            orca.hears("T", "ctrl+Home")
            orca.hears("Varga said “the lease of the port is over”, and nobody denied it.", "ctrl+Home", "Down", "Down")
            orca.hears("Source: Varga", "Left", "Right")
            orca.hears("r", "Left", "Right", "Right", "Right")
            orca.hears("Source: of the port, in Quotation", *["ctrl+Right"] * 5, "ctrl+Right", "Left", "Right")
            window.go_to(content.index("port"))
            orca.hears("selected", "shift+Right")
            window.key("Escape")
            window.go_to(content.index("port"))
            window.key("ctrl+shift+Right")
            orca.hears("Added Cue “port”", "c", "Delete")
            orca.hears("Annotation removed", "c", "Delete")
            window.quit()
        except Exception:
            if window is not None:
                window.picture("failed-orca")
            raise
        finally:
            if window is not None:
                window.kill()
            orca.end()
    return None


gui.run([test_orca_reads_the_text])
