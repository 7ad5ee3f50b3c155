#!/usr/bin/env python3
"""Compares po/POTFILES with the files that have words to translate.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import sys

top = pathlib.Path(__file__).resolve().parents[1]
listed = {line.strip() for line in (top / "po/POTFILES").read_text().splitlines() if line.strip() and line[0] != "#"}
marks = re.compile(r"\b(?:_|N_|C_|NC_|ngettext|g_dngettext|dcngettext)\s*\(")
needed = {"data/org.manicule.Manicule.desktop.in", "data/org.manicule.Manicule.metainfo.xml.in"}
for path in sorted((top / "src").rglob("*.c")):
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(), flags=re.DOTALL)
    if marks.search(code):
        needed.add(str(path.relative_to(top)))
for path in sorted((top / "src").rglob("*.ui")):
    if 'translatable="yes"' in path.read_text():
        needed.add(str(path.relative_to(top)))
for path in sorted((top / "data").glob("*.gschema.xml")):
    needed.add(str(path.relative_to(top)))

if "--write" in sys.argv:
    (top / "po/POTFILES").write_text("\n".join(sorted(needed)) + "\n")
    sys.exit(0)
for name in sorted(needed - listed):
    print(f"po/POTFILES: {name} is missing")
for name in sorted(listed - needed):
    print(f"po/POTFILES: {name} has nothing to translate, or is not there")
sys.exit(1 if needed != listed else 0)
