#!/usr/bin/env python3
"""Counts the test cases of a meson run and prints the closing line.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import sys
import xml.etree.ElementTree as ElementTree

try:
    root = ElementTree.parse(sys.argv[1]).getroot()
except (OSError, ElementTree.ParseError) as error:
    sys.exit(f"count.py: no result of a test run: {error}")

passed = failed = skipped = 0
for case in root.iter("testcase"):
    name = case.get("name")
    if case.find("failure") is not None or case.find("error") is not None:
        failed += 1
        print(f"failed: {case.get('classname') or ''} {name}")
    elif (skip := case.find("skipped")) is not None:
        skipped += 1
        print(f"skipped: {name}: {skip.get('message') or (skip.text or '').strip()}")
    else:
        passed += 1
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed or not passed else 0)
