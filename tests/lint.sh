#!/usr/bin/env bash
# Static checks: sizes, layers, translations, data files, and what cppcheck sees.
#   lint.sh BUILD
#
# SPDX-License-Identifier: GPL-3.0-or-later
set -uo pipefail

build=$1
top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top" || exit 2
bad=0

fail () { printf 'lint: %s\n' "$*"; bad=1; }

sources () { git ls-files --cached --others --exclude-standard "$@"; }

# GNU style puts a function's braces alone in column one.
check_sizes ()
{
  local found
  found=$(sources 'src/*.c' 'tests/*.c' | while read -r f; do
    awk -v f="$f" '/^\{/ {s = NR} /^\}/ && s {if (NR - s - 1 > 80) printf "%s:%d: a function of %d lines\n", f, s, NR - s - 1; s = 0}
                   END {if (NR > 800) printf "%s: %d lines\n", f, NR}' "$f"; done)
  [ -z "$found" ] || fail "past the sizes of the house:"$'\n'"$found"
}

check_text ()
{
  local found
  found=$(sources 'src/*.[ch]' 'tests/*.[ch]' 'meson.build' '*/meson.build' | xargs grep -nE '\s+$|	' | head -n 10)
  [ -z "$found" ] || fail "tabs or trailing spaces:"$'\n'"$found"
  found=$(sources 'src/*.[ch]' | xargs grep -LE 'SPDX-License-Identifier: GPL-3.0-or-later')
  [ -z "$found" ] || fail "no licence line:"$'\n'"$found"
}

# The compile flags of a file of that layer must not find the header.
must_not_compile ()
{
  local file=$1 header=$2 flags
  flags=$(python3 - "$build/compile_commands.json" "$file" <<'PY'
import json, shlex, sys
for entry in json.load(open(sys.argv[1])):
    if entry["file"].endswith(sys.argv[2]):
        words = shlex.split(entry["command"])[1:]
        print(shlex.join(w for w in words if w.startswith(("-I", "-D", "-std"))))
        break
else:
    sys.exit(f"{sys.argv[2]} is not built")
PY
  ) || { fail "$file: no flags"; return; }
  # shellcheck disable=SC2086
  if (cd "$build" && eval "cc $flags -fsyntax-only -x c -" <<<"#include \"$header\"" 2>/dev/null); then
    fail "$file can include $header, which lies above its layer"
  fi
}

check_layers ()
{
  must_not_compile src/text/manicule-text.c manicule-project.h
  must_not_compile src/layout/manicule-viewport.c manicule-annotation.h
  must_not_compile src/model/manicule-label.c manicule-json.h
  must_not_compile src/json/manicule-json-reader.c manicule-format.h
  must_not_compile src/formats/manicule-loss.c manicule-workspace.h
  must_not_compile src/store/manicule-save.c manicule-cli.h
  local file
  for file in src/text/manicule-text.c src/layout/manicule-viewport.c src/model/manicule-label.c \
              src/json/manicule-json-reader.c src/formats/manicule-loss.c src/store/manicule-save.c src/cli/main.c; do
    must_not_compile "$file" gtk/gtk.h
  done
  must_not_compile src/cli/main.c manicule-surface.h
}

check_data ()
{
  local f
  for f in $(sources 'data/*.svg' '*.ui' '*.gresource.xml' 'data/*.xml'); do
    xmllint --noout --nonet "$f" || fail "$f is not well-formed"
  done
  for f in $(sources '*.sh' dev .ci/run tests/app/with-display); do
    [ ! -e "$f" ] || bash -n "$f" || fail "$f does not parse"
  done
  python3 tests/potfiles.py || bad=1
  msgfmt --check --output-file=/dev/null po/de.po || fail "po/de.po is damaged"
}

check_code ()
{
  cppcheck --quiet --enable=warning,performance,portability --std=c11 --error-exitcode=1 --inline-suppr \
    --suppress=unknownMacro --suppress=normalCheckLevelMaxBranches --suppress=missingIncludeSystem \
    --suppress=nullPointerRedundantCheck --suppress=nullPointerOutOfMemory --suppress=ctunullpointerOutOfMemory \
    --suppress=ctunullpointer --suppress=leakNoVarFunctionCall --suppress=varFuncNullUB --library=gtk -j "$(nproc)" src >"$build/cppcheck.log" 2>&1 \
    || fail "cppcheck:"$'\n'"$(head -n 40 "$build/cppcheck.log")"
}

check_sizes
check_text
check_layers
check_data
check_code
[ $bad = 0 ] && echo "lint: nothing found"
exit $bad
