#!/usr/bin/env python3
"""Looks into a REFI-QDA project without Manicule: Python's zipfile reads it, each selection covers what its name says, and
every reference leads somewhere. Writes project.qde to FOLDER, for xmllint.

    check-qdpx.py FILE FOLDER

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import sys
import xml.etree.ElementTree as tree
import zipfile

NAMESPACE = "{urn:QDA-XML:project:1.0}"


def main():
    with zipfile.ZipFile(sys.argv[1]) as archive:
        assert archive.testzip() is None
        project = archive.read("project.qde")
        texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist() if name.startswith("sources/")}
    pathlib.Path(sys.argv[2], "project.qde").write_bytes(project)
    root = tree.fromstring(project)
    guids = [e.get("guid") for e in root.iter() if e.get("guid")]
    assert len(guids) == len(set(guids)), "a GUID stands twice"
    for element in root.iter():
        for name in ("targetGUID", "originGUID", "creatingUser"):
            assert element.get(name) is None or element.get(name) in guids, name
    for source in root.iter(NAMESPACE + "TextSource"):
        text = texts["sources/" + source.get("plainTextPath").removeprefix("internal://")]
        assert "\r" not in text
        for selection in source.iter(NAMESPACE + "PlainTextSelection"):
            covered = text[int(selection.get("startPosition")):int(selection.get("endPosition"))]
            assert covered.startswith(selection.get("name").removesuffix("…")), (covered, selection.get("name"))
    print(len(texts), "sources")


if __name__ == "__main__":
    main()
