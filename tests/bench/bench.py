#!/usr/bin/env python3
"""Runs the benchmarks and prints their figures beside the budgets.

    bench.py BUILD [--json] [--megabytes N] [NAME…]

A benchmark is a program bench-NAME under BUILD/tests that prints one JSON object a line. Those that open a window say so by
needing a display: they run on a private one. Nothing is asserted here: figures are for people. A budget is what a figure
should stay below, an aim ("aim") what it should reach; --megabytes says how much text the formats are measured with.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import math
import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
WITH_DISPLAY = SOURCE / "tests" / "app" / "with-display"


def find_programs(build, names):
    programs = {path.name.removeprefix("bench-"): path
                for path in sorted(build.glob("tests/**/bench-*"))
                if path.is_file() and os.access(path, os.X_OK)}
    unknown = [name for name in names if name not in programs]
    if unknown:
        sys.exit(f"bench: there is no benchmark {', '.join(unknown)}; there are: {', '.join(programs)}")
    return {name: path for name, path in programs.items() if not names or name in names}


def run(path, arguments):
    command = [str(path), *arguments]
    if "/tests/app/" in str(path):
        command = [str(WITH_DISPLAY), *command]
    environment = dict(os.environ, MANICULE_SOURCE=str(SOURCE), MANICULE_SAMPLE=str(SOURCE / "data" / "sample"),
                       MANICULE_BUILD=str(BUILD), GSETTINGS_SCHEMA_DIR=str(BUILD / "data"))
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment, check=False)
    figures = []
    for line in result.stdout.splitlines():
        try:
            figures.append(json.loads(line))
        except ValueError:
            print(line, file=sys.stderr)
    if result.returncode != 0:
        print(f"bench: {path.name} ended with {result.returncode}", file=sys.stderr)
    return figures, result.returncode


def ratio(figure):
    """How much of its budget a figure takes, or how far it is below its aim: above 1 is too much. -1 where there is neither."""
    if figure.get("budget"):
        return figure["value"] / figure["budget"]
    return figure["aim"] / figure["value"] if figure.get("aim") and figure["value"] > 0 else -1


def print_limit(figure):
    unit = figure.get("unit", "")
    if figure.get("budget"):
        return f"{figure['budget']:g} {unit}"
    return f"aim {figure['aim']:g} {unit}" if figure.get("aim") else ""


def print_table(figures):
    rows = [("benchmark", "size", "figure", "value", "budget", "of budget")]
    for figure in sorted(figures, key=ratio, reverse=True):
        unit = figure.get("unit", "")
        rows.append((figure["bench"], str(figure.get("size", "")), figure["metric"], f"{figure['value']:.4g} {unit}",
                     print_limit(figure), f"{100 * ratio(figure):.0f} %" if ratio(figure) >= 0 else ""))
    widths = [max(len(row[i]) for row in rows) for i in range(6)]
    for row in rows:
        print("  ".join(cell.rjust(width) if i > 2 else cell.ljust(width)
                        for i, (cell, width) in enumerate(zip(row, widths))).rstrip())
    print_growth(figures)


def size_of(figure):
    """A number for a size such as "1 MB" or "20,000"; None where it is not one."""
    words = str(figure.get("size", "")).replace(",", "").split()
    factors = {"kB": 1e3, "MB": 1e6, "GB": 1e9}
    try:
        return float(words[0]) * factors.get(words[1] if len(words) > 1 else "", 1)
    except (IndexError, ValueError):
        return None


def print_growth(figures):
    """How a figure grows from size to size, and as the exponent of a power law from the smallest to the largest: 1 is linear."""
    series = {}
    for figure in figures:
        size = size_of(figure)
        if size and figure["value"] > 0 and figure.get("unit") in ("ms", "µs", "us", "s"):
            series.setdefault((figure["bench"], figure["metric"]), []).append((size, figure["value"], figure["size"]))
    for (bench, metric), points in series.items():
        points.sort()
        if len(points) >= 3 and points[-1][0] > points[0][0]:
            exponent = math.log(points[-1][1] / points[0][1]) / math.log(points[-1][0] / points[0][0])
            steps = ", ".join(f"{after[2]} ×{after[1] / before[1]:.3g}" for before, after in zip(points, points[1:]))
            print(f"growth of {bench} {metric}: {steps}; exponent {exponent:.2f}")


BUILD = pathlib.Path(sys.argv[1]).resolve()
arguments = sys.argv[2:]
as_json = "--json" in arguments
extra = arguments[arguments.index("--article"):] if "--article" in arguments else []
if "--megabytes" in arguments:
    place = arguments.index("--megabytes")
    if place + 1 == len(arguments) or not arguments[place + 1].isdigit():
        sys.exit("bench: --megabytes asks for a number")
    os.environ["MANICULE_BENCH_MB"] = arguments[place + 1]
    del arguments[place:place + 2]
names = [a for a in arguments[:len(arguments) - len(extra)] if a != "--json"]
everything, status = [], 0
for name, path in find_programs(BUILD, names).items():
    figures, code = run(path, extra)
    status = status or code
    everything += figures
    if as_json:
        for figure in figures:
            print(json.dumps(figure, ensure_ascii=False), flush=True)
if not as_json:
    print_table(everything)
sys.exit(1 if status or not everything else 0)
