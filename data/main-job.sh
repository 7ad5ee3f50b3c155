#!/usr/bin/env bash
# The main job on the command line, for a machine without a display: import, annotate, export, and look at the result.
#   main-job.sh MANICULE-CLI SAMPLE-PROJECT
#
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

cli=$1
sample=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

step () { printf '\n%s\n' "== $*"; }

echo "There is no display here, so Manicule does its main job on the command line instead."

step "A project from the texts of the sample"
"$cli" new "$work/project" --template news --annotator you "$sample"/articles/*.txt

step "Annotations come in: those of the sample, by way of a data set"
"$cli" export "$sample" --format jsonl --annotator anna --articles all --output "$work/anna.jsonl"
"$cli" new "$work/annotated" --template news --annotator you
"$cli" import "$work/annotated" --annotator you "$work/anna.jsonl"
"$cli" check "$work/annotated"

step "And go out: CoNLL columns, with a report of what they cannot hold"
"$cli" export "$work/annotated" --format conll --annotator anna --articles all --output "$work/sample.conll"
grep -m 12 . "$work/sample.conll"

step "To see the window, run this where a display is: ./dev run"
echo "(on a server: ssh -X, or xvfb-run -a ./dev run)"
