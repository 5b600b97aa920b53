#!/usr/bin/env bash
# Measures the start as a stranger meets it: how long until the first curve, how much memory stays
# resident, and whether anything wakes up while nobody does anything. FORMER names another build,
# which is measured by turns with this one.
#
# Times are printed beside their bars and judged by a person: a busy machine makes them longer. That
# something wakes up is a fault on any machine.
set -euo pipefail
name=start
. "$(dirname "$0")/common.sh"

turns=${TURNS:-5}
declare -A bars=([first_curve_ms]=400 [resident_mb]=150 [wakeups]=0)
fields=(first_curve_ms resident_mb wakeups)

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# The design stands in the title once a frame with its curve was drawn: it is solved before.
title() {
  window=$(xdotool search --onlyvisible --pid "$app" 2>/dev/null | tail -1)
  [ -n "$window" ] && xdotool getwindowname "$window" 2>/dev/null
}

# How often any thread was put on a processor since it began, and how many of its ticks they took.
switches() { cat /proc/"$app"/task/*/status | awk '/ctxt_switches/ { sum += $2 } END { print sum }'; }

measure() { # program: sets the fields
  local began ended before
  rm -rf "$work/data" "$work/config"
  began=$(milliseconds)
  "$1" >"$work/app.log" 2>&1 &
  app=$!
  until [[ $(title) == *" – Earwright" ]]; do
    kill -0 "$app" 2>/dev/null || fail "$1 ended at the start"
    [ $(($(milliseconds) - began)) -lt 20000 ] || fail "$1 showed no design in 20 s"
  done
  ended=$(milliseconds)
  window=$(xdotool search --onlyvisible --pid "$app" | tail -1)
  first_curve_ms=$((ended - began))
  # Pictures, threads and messages of the start come to rest.
  sleep 5
  resident_mb=$(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$app/status")
  before=$(switches)
  sleep 5
  wakeups=$(($(switches) - before))
}

median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }

serve 1920x1080
declare -A found
programs=("$program" ${FORMER:+"$FORMER"})
for _ in $(seq "$turns"); do
  for one in "${programs[@]}"; do
    measure "$one"
    [ "$one" = "$program" ] && shot start-measured
    for field in "${fields[@]}"; do found[$one.$field]+=" ${!field}"; done
    stop
  done
done
for field in "${fields[@]}"; do
  # shellcheck disable=SC2086 # words are figures
  line="start.$field: $(median ${found[$program.$field]}) (bar ${bars[$field]})"
  # shellcheck disable=SC2086
  [ -n "${FORMER:-}" ] && line+=", former build $(median ${found[$FORMER.$field]})"
  echo "$line"
done
# Once in a while the system itself looks at a thread.
# shellcheck disable=SC2086
[ "$(median ${found[$program.wakeups]})" -le 1 ] || fail "something wakes up while nothing happens"
