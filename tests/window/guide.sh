#!/usr/bin/env bash
# A first design as the guide leads to it, in a real window: all eight steps with a real pointer, then
# with the keyboard alone. Pictures of every step go to target/screenshots. Fails when a step leaves no
# trace in the saved file, or the design is farther from its target than its goal allows.
set -euo pipefail
name=guide
. "$(dirname "$0")/common.sh"

# How long the search for better values may take, s.
patience=${GUIDE_PATIENCE:-4}

# The library is searched before anything is taken out of it.
show_me() { click 986 46; sleep 1.2; }

# What both ways end with: a file with all of it, and a goal that is met.
ended() { # file, export
  local figures
  # It is written beside the window.
  for _ in $(seq 50); do [ -s "$2" ] && break; sleep 0.1; done
  [ -s "$2" ] || fail "nothing was exported"
  for word in MovingCoil Armature Damper Capacitor Inductor 'kind: Tube' 'shown: true' 'goals:'; do
    grep -q "$word" "$1" || fail "no “$word” in the saved file"
  done
  figures=$("$program" goals "$1") || fail "the goals cannot be judged"
  echo "$figures"
  grep -qi 'met' <<<"$figures" || fail "the goal is not met"
}

serve 1280x800

begun=$SECONDS
rm -rf "$work/data"
start_anew 1280x800
shot guide-start
click 195 147
shot guide-1-driver
show_me
shot guide-1-shown
drag 90 212 582 297
shot guide-2-tube
# The badge on the driver: wires and tube in one go.
click 582 230
shot guide-3-damper
show_me
shot guide-3-shown
drag 90 212 700 297
shot guide-4-tweeter
show_me
drag 90 212 672 356
shot guide-4-dropped
click 1053 251
shot guide-5-crossover
show_me
click 1161 251
sleep 1
shot guide-5-asked
click 77 399
shot guide-5-placed
show_me
click 1161 251
sleep 1
click 77 432
shot guide-6-target
show_me
shot guide-6-shown
click 404 510
click 378 98
shot guide-6-menu
keys Escape
shot guide-7-goal
show_me
shot guide-7-shown
click 467 785
shot guide-7-goals
click 500 730
keys Escape
shot guide-7-missed
click 1072 46
sleep "$patience"
shot guide-7-searched
click 44 302
shot guide-8-save
show_me
click 425 15
sleep 1
shot guide-8-asked
keys ctrl+a
typed "$work/hand.ron"
keys Return
show_me
shot guide-8-saved
click 92 15
click 168 336
shot guide-8-menu
click 318 564
sleep 1
keys ctrl+a
typed "$work/hand.tsv"
keys Return
shot guide-9-ended
ended "$work/hand.ron" "$work/hand.tsv"
echo "guide: by pointer in $((SECONDS - begun)) s"
stop

begun=$SECONDS
rm -rf "$work/data"
start_anew 1280x800
# Enter presses what is blue: “Guide me”.
keys Return
keys ctrl+l
typed "Dynamic 10 mm"
keys Return
keys c
keys ctrl+l
keys ctrl+a
typed "brown damper"
keys Return
keys ctrl+l
keys ctrl+a
typed "Tweeter armature"
keys Return
keys c
shot guide-keys-5
for driver in Tweeter "Dynamic 10"; do
  keys ctrl+f
  typed "$driver"
  keys Return
  keys shift+c
  sleep 1
  keys Return
done
shot guide-keys-6
palette() {
  keys ctrl+k
  typed "$1"
  keys Return
  sleep 0.5
}
palette "target"
shot guide-keys-7
# The goal is set, then values are searched for it.
palette "guide: do"
palette "guide: do"
sleep "$patience"
shot guide-keys-searched
keys Return
keys ctrl+s
sleep 1
keys ctrl+a
typed "$work/keys.ron"
keys Return
palette "export parts list"
sleep 1
keys ctrl+a
typed "$work/keys.tsv"
sleep 0.5
keys Return
shot guide-keys-9
ended "$work/keys.ron" "$work/keys.tsv"
echo "guide: by keys in $((SECONDS - begun)) s"

# What is ended is not gone on with.
keys ctrl+q
wait "$app" || fail "the program did not end in order"
grep -q 'guide:Some' "$work/data/earwright/app.ron" && fail "the guide would go on though it is ended"
echo "guide: passed, screenshots in $shots"
