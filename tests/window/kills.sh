#!/usr/bin/env bash
# Kills the program (SIGKILL) at random moments and looks at what is left: every file whole, every
# edit older than ten seconds offered again. Three windows and the command line, side by side:
#   saves    while the window saves
#   copies   while recovery copies are written, after rest and while work goes on
#   recover  in the second after Recover
#   results  while the command line writes results
# Argument: how many kills of each (3). Half of them wait for a file to be under way, so that they
# fall into the writing itself.
set -euo pipefail
count=${1:-3}
lane=${2:-}

if [ -z "$lane" ]; then
  first=${KILLS_DISPLAY:-90}
  lanes=(saves copies recover results)
  running=()
  for index in "${!lanes[@]}"; do
    KILLS_DISPLAY=$((first + index)) "$0" "$count" "${lanes[$index]}" &
    running+=($!)
  done
  failed=0
  for process in "${running[@]}"; do wait "$process" || failed=1; done
  [ "$failed" = 0 ] || exit 1
  echo "kills: passed, $count of each"
  exit
fi

name=kills-$lane
SMOKE_DISPLAY=${KILLS_DISPLAY:-90}
. "$(dirname "$0")/common.sh"
copies=$XDG_DATA_HOME/earwright/recovery
design=$work/files/design.ron
mkdir -p "$work/files" "$copies"

now() { date +%s%N; } # ns
resistors() { grep -c 'kind: Resistor(' "$1" 2>/dev/null || true; } # one more with each edit
copy() { ls -t "$copies"/*.ron 2>/dev/null | head -1 || true; } # the latest copy
copied() { [ -n "$(copy)" ]; }
grown() { [ "$(resistors "$design")" -gt 1 ]; }
modified() { case $(xdotool getwindowname "$window" 2>/dev/null) in "● "*) ;; *) return 1 ;; esac; }
until_true() { # seconds, what
  local end=$(($(now) + $1 * 1000000000))
  shift
  until "$@"; do
    [ "$(now)" -lt "$end" ] || return 1
    sleep 0.05
  done
}
shown() { case $(xdotool getwindowname "$window" 2>/dev/null) in *" – Earwright") ;; *) return 1 ;; esac; }
clean() { shown && ! modified; }
launch() { # until the design is shown
  "$program" "$@" >"$work/app.log" 2>&1 &
  app=$!
  window=
  for _ in $(seq 600); do
    window=$(xdotool search --onlyvisible --pid "$app" 2>/dev/null | tail -1 || true)
    [ -n "$window" ] && break
    kill -0 "$app" 2>/dev/null || fail "the program ended at the start"
    sleep 0.05
  done
  [ -n "$window" ] || fail "no window appeared"
  until_true 20 shown || fail "no design appeared"
  xdotool windowfocus --sync "$window"
  sleep 0.3
}
inside=0
dies() {
  kill -KILL "$app" 2>/dev/null || true
  wait "$app" 2>/dev/null || true
  app=
  # What is left of a write says that the kill fell into it. It waits for nobody.
  local left
  for left in "$work"/files/.earwright-*.tmp "$copies"/.earwright-*.tmp; do
    if [ -e "$left" ]; then
      inside=$((inside + 1))
      rm "$left"
    fi
  done
}
doze() { # up to so many ms
  local ms=$((RANDOM % $1))
  sleep "$((ms / 1000)).$(printf %03d $((ms % 1000)))"
}
# Returns when a file is under way in a folder, or after so many seconds.
under_way() {
  local end=$((SECONDS + $2))
  until compgen -G "$1/.earwright-*.tmp" >/dev/null || [ "$SECONDS" -ge "$end" ]; do :; done
}
edit() { xdotool key ctrl+d; }
first_edit() { # of everything there is; again where a slow frame took both keys at once
  for _ in 1 2 3 4 5 6; do
    xdotool key ctrl+a
    sleep 0.3
    edit
    until_true 2 modified && return
  done
  fail "no edit arrives"
}
whole() { # a design, to its last line and as the program reads it
  [ "$(tail -1 "$1")" = ")" ] || fail "$1 is cut short"
  "$program" export "$1" --what parts >/dev/null 2>"$work/said.txt" || fail "$1: $(cat "$work/said.txt")"
}
fresh() { cp tests/window/resistor.ron "$design"; rm -rf "${copies:?}"; mkdir -p "$copies"; }
# What was left behind is offered, and is all there once it is taken and saved.
taken() { # the first of what is offered; again where the dialog was not drawn yet
  for _ in 1 2 3 4 5; do
    xdotool key Return
    until_true 2 modified && return
  done
  fail "what was left behind is not offered"
}
offered() { # how many resistors at least
  taken
  xdotool key ctrl+s
  until_true 5 clean || fail "what was recovered cannot be saved to its file"
  [ "$(resistors "$design")" -ge "$1" ] || fail "$(resistors "$design") edits recovered, not $1"
}

saves() {
  local before typist
  for round in $(seq "$count"); do
    fresh
    launch "$design"
    first_edit
    (while :; do xdotool key ctrl+d key ctrl+s 2>/dev/null || exit 0; sleep 0.02; done) &
    typist=$!
    until_true 10 grown || fail "nothing is saved"
    doze 700
    [ $((round % 2)) = 0 ] && under_way "$work/files" 3
    dies
    kill "$typist" 2>/dev/null || true
    wait "$typist" 2>/dev/null || true
    whole "$design"
    before=$(copy)
    [ -z "$before" ] || whole "$before"
  done
}

copies() {
  local made offer=0 when=() last
  fresh
  for round in $(seq "$count"); do
    launch "$design"
    [ "$offer" = 0 ] || offered "$offer"
    made=$(resistors "$design")
    if [ $((round % 4)) = 0 ]; then
      # Work without rest: a copy has to be made all the same.
      last=$((SECONDS + 9 + RANDOM % 4))
      first_edit
      when=("$(now)")
      while [ "$SECONDS" -lt "$last" ]; do
        edit
        when+=("$(now)")
        sleep 0.6
      done
    else
      first_edit
      when=("$(now)")
      sleep 2.7
      if [ $((round % 2)) = 0 ]; then doze 800; else under_way "$copies" 2; fi
    fi
    dies
    # Edits of ten seconds ago are in a copy, whatever else is lost.
    local old=0 at limit=$(($(now) - 10000000000))
    for at in "${when[@]}"; do [ "$at" -gt "$limit" ] || old=$((old + 1)); done
    whole "$design"
    last=$(copy)
    offer=0
    if [ -n "$last" ]; then
      whole "$last"
      offer=$(resistors "$last")
    fi
    # Each edit adds as many as were selected at first: all of them.
    [ "$offer" -ge $((old > 0 ? made * (1 + old) : 0)) ] ||
      fail "round $round: $old edits are older than 10 s, the copy has $((offer / made - 1))"
    if [ "$offer" -gt 16 ] || [ "$round" = "$count" ]; then
      # Not ever more: the window is to be quick.
      [ "$offer" = 0 ] || { launch "$design"; offered "$offer"; dies; }
      fresh
      offer=0
    fi
  done
}

recover() {
  local kept left
  fresh
  launch "$design"
  first_edit
  for _ in 1 2 3; do edit; sleep 0.2; done
  until_true 12 copied || fail "no copy is written"
  dies
  left=$(copy)
  kept=$(resistors "$left")
  for _ in $(seq "$count"); do
    launch "$design"
    taken
    doze 1000
    dies
    whole "$design"
    [ "$(copy)" = "$left" ] || fail "the copy is gone, or there are two"
    whole "$left"
    [ "$(resistors "$left")" = "$kept" ] || fail "the copy has lost edits"
  done
  launch "$design"
  offered "$kept"
  dies
}

results() {
  local hybrid=tests/designs/hybrid.ron out=$work/files/curves.csv better=$work/files/better.ron ms
  fresh
  "$program" solve "$hybrid" --points 10000 >"$work/one.csv" 2>/dev/null
  "$program" solve "$hybrid" --points 9999 >"$work/two.csv" 2>/dev/null
  local begun
  begun=$(now)
  "$program" solve "$hybrid" --points 10000 --out "$out" 2>/dev/null
  ms=$((($(now) - begun) / 1000000 + 1))
  cp "$hybrid" "$better"
  for round in $(seq "$count"); do
    if [ $((round % 4)) = 0 ]; then
      "$program" optimize "$hybrid" --out "$better" --draws 4 2>/dev/null &
    else
      "$program" solve "$hybrid" --points $((9999 + round % 2)) --out "$out" 2>/dev/null &
    fi
    app=$!
    if [ $((round % 2)) = 0 ]; then under_way "$work/files" 2; else doze "$ms"; fi
    dies
    cmp -s "$out" "$work/one.csv" || cmp -s "$out" "$work/two.csv" || fail "half a table"
    whole "$better"
  done
}

[ "$lane" = results ] || serve 1280x800
"$lane"
echo "kills: $lane passed, $inside of $count inside a write"
