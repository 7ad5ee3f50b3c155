#!/usr/bin/env python3
"""What the program takes up once it has started.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from gui import Window, make_project, run, wait_for  # noqa: E402


def test_no_drivers():
    """Drawn without the graphics card, the program loads no driver of one."""
    assert os.environ["GSK_RENDERER"] == "cairo"
    with tempfile.TemporaryDirectory() as folder:
        project, text = make_project(pathlib.Path(folder), "[SOURCE Varga] said no")
        window = Window(project, size=(900, 600))
        try:
            wait_for("the article's text", lambda: window.content() == text)
            loaded = pathlib.Path(f"/proc/{window.process.pid}/maps").read_text()
            drivers = sorted(set(re.findall(r"lib(?:LLVM|gallium|EGL|GLX)[^/\n]*", loaded)))
            assert not drivers, drivers
            window.quit()
        finally:
            window.kill()


run([test_no_drivers])
