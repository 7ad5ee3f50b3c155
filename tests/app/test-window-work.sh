#!/usr/bin/env bash
# Works in a real window by real keys, then looks at what is on disk. Prints TAP.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: with-display bash test-window-work.sh MANICULE SAMPLE PICTURES
# PICTURES: a folder for pictures of the main views, which a person may look at.
set -euo pipefail

program=$1 sample=$2 pictures=$3
project=$WITH_DISPLAY_FOLDER/home/Work
log=$WITH_DISPLAY_FOLDER/stderr
article=005_lantern_budget
set_file=$project/annotations/anna/$article.json
scheme=${ADW_DEBUG_COLOR_SCHEME:-prefer-light}
scheme=${scheme#prefer-}
slow=${MANICULE_TEST_SLOW:-1}  # how much longer everything takes, where sanitizers look on
n=0
pid=''

ok () { n=$((n + 1)); echo "ok $n /window/work/$1"; }
not_ok () { n=$((n + 1)); echo "not ok $n /window/work/$1"; shift; printf '# %s\n' "$@"; }

# Until a command succeeds, but not for ever.
until_true ()
{
  local _
  for _ in $(seq 400); do
    ! "$@" >/dev/null 2>&1 || return 0
    sleep .05
  done
  return 1
}

check ()
{
  local name=$1
  shift
  if until_true "$@"; then ok "$name"; else not_ok "$name" "never became true: $*" "$(cat "$set_file" 2>/dev/null || echo 'no file yet')"; fi
}

pause () { sleep "$(python3 -c "print($1 * $slow)")"; }
keys () { xdotool key --delay $((60 * slow)) "$@"; pause .2; }
letters () { xdotool type --delay $((40 * slow)) "$1"; pause .2; }
picture () { ! command -v import >/dev/null || import -window root -crop "$2" +repage "$pictures/$1.png" || true; }
gone () { ! kill -0 "$pid"; }

find_window () { window=$(xdotool search --onlyvisible --pid "$pid" 2>/dev/null | head -n 1); [ -n "$window" ] || gone; }

# $1: the title of the window when it is ready. A program that starts while its forerunner is still on the bus hands over to it and ends: then once more.
start ()
{
  local title=$1 _
  shift
  for _ in 1 2 3; do
    "$program" "$@" 2>>"$log" &
    pid=$!
    window=''
    until_true find_window || true
    [ -z "$window" ] || break
  done
  xdotool windowsize --sync "$window" 1200 780 windowmove "$window" 0 0 windowfocus --sync "$window"
  until_true xdotool search --onlyvisible --name "^$title\$"
  pause 1
}

mkdir -p "$pictures"
cp -r "$sample" "$project"
chmod -R u+w "$project"

start Sample "$project"
picture "project-$scheme" 1200x780+0+0

# To the fifth article, which nobody has worked on; its second paragraph begins with a place.
keys F6 Escape ctrl+Next ctrl+Next ctrl+Next ctrl+Next
keys ctrl+Home ctrl+Down ctrl+Down ctrl+shift+Right g
check label-key grep -q '"label":"GPE".*"text":\["VESTERBY"\]' "$set_file"
check in-progress grep -q '"status":"in-progress"' "$set_file"

keys alt+Right
check extend grep -q '"text":\["VESTERBY, Orsenna"\]' "$set_file"
keys alt+Left
check shorten grep -q '"text":\["VESTERBY"\]' "$set_file"

keys F2
letters 'capital'
keys Escape
check note grep -q '"note":"capital"' "$set_file"

keys Return
letters 'organ'
keys Return
check palette grep -q '"label":"ORG".*"text":\["VESTERBY"\]' "$set_file"
picture "annotation-$scheme" 1200x780+0+0

# In turn: the word at the caret, every equal one, all of it taken back.
keys ctrl+f
letters 'NPA'
pause .5
keys Escape o equal
pause .5
picture "preview-$scheme" 1200x780+0+0
keys Return
check every-equal bash -c "[ \$(grep -c '\"text\":\\[\"NPA\"\\]' '$set_file') -ge 2 ]"
keys ctrl+z ctrl+z
check undo bash -c "! grep -q '\"text\":\\[\"NPA\"\\]' '$set_file'"
keys ctrl+shift+z
check redo bash -c "[ \$(grep -c '\"text\":\\[\"NPA\"\\]' '$set_file') -eq 1 ]"

keys ctrl+h
pause .5
picture "history-$scheme" 1200x780+0+0
keys Escape
keys Delete
check delete bash -c "! grep -q '\"text\":\\[\"NPA\"\\]' '$set_file'"

keys ctrl+d
check 'done' grep -q '"status":"done"' "$set_file"

keys ctrl+w
if until_true gone; then ok close; else not_ok close 'the window stays'; kill "$pid"; fi
check unlocked test ! -e "$project/.lock"

start Manicule
picture "welcome-$scheme" 1200x780+0+0
keys 1
pause 1
check recent test -e "$project/.lock"
keys ctrl+q
if until_true gone; then ok quit; else not_ok quit 'the program stays'; kill "$pid"; fi

if [ ! -s "$log" ]; then ok silent; else mapfile -t lines <"$log"; not_ok silent "${lines[@]}"; fi
echo "1..$n"
