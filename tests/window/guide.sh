#!/usr/bin/env bash
# A first design as the guide leads to it, in a real window: all eight steps with a real pointer, with
# the keyboard alone, and with the pointer in Chinese. Pictures of every step go to target/screenshots,
# the second way in the light theme. Fails when a step is not told as done, when the saved design is
# farther from its target than 2 dB, or when a person would take longer than ten minutes.
#
# guide.sh [pointer] [keys] [chinese]; by keys in a larger window too: GUIDE_SIZE=2560x1440 guide.sh keys
set -euo pipefail
name=guide
SMOKE_DISPLAY=${GUIDE_DISPLAY:-${SMOKE_DISPLAY:-85}}
. "$(dirname "$0")/common.sh"
. "$(dirname "$0")/places.sh"

# A person reads what each step says before doing it, ms.
reading=20000
size=${GUIDE_SIZE:-1280x800}
# The longest it may take, s.
longest=600
steps=("A driver" "Its tube" "A damper" "A tweeter" "A crossover" "A target" "A goal" "Save and export")
woofer="Dynamic 10 mm"
tweeter="Tweeter armature (generic)"

# The step the guide is at, from 1, with a picture of it.
at_step() {
  await "$(said "{} of {}: {}" "$1" 8 "$(said "${steps[$1 - 1]}")")"
  person=$((person + reading))
  shot "guide-$way-$1"
}

# Brings the pointer to where the guide points.
show_me() { press "$(said "Show me")" Button; }

begin() { # way
  way=$1
  begun=$SECONDS
  person=0
  rm -rf "$work/data" "$EARWRIGHT_PLACES"
  start_anew "$size"
  await "$(said "Guide me")" Button
  shot "guide-$way-start"
}

# What every way ends with: a file with all of it that is near its target, and an export.
ended() {
  local file=$work/$way.ron figures off took
  await "$(said "All is done: your design is {figure} off its target, and it is in a file." |
    sed 's/{figure}.*//')*"
  shot "guide-$way-ended"
  [ -s "$work/$way.tsv" ] || fail "nothing was exported"
  for word in MovingCoil Armature Damper Capacitor Inductor 'kind: Tube' 'shown: true' 'goals:'; do
    grep -q "$word" "$file" || fail "no “$word” in the saved file"
  done
  # One goal is set: that of being near the target.
  figures=$("$program" goals "$file" --json) || fail "the goal is not met: $figures"
  off=$(tr ',' '\n' <<<"$figures" | sed -n 's/.*"figure": *\([0-9]*[.]\{0,1\}[0-9]\{0,3\}\).*/\1/p')
  awk -v off="$off" 'BEGIN { exit !(off > 0 && off <= 2) }' || fail "it is $off dB off its target: $figures"
  took=$((SECONDS - begun + person / 1000))
  [ "$took" -le "$longest" ] || fail "a person would take $took s"
  echo "guide: $way: $off dB off, played in $((SECONDS - begun)) s, a person takes $took s"
}

by_pointer() {
  local x y
  press "$(said "Guide me")" Button

  at_step 1
  show_me
  aim "$(said "$woofer")" Button
  local from="$x $y" ear
  aim "Ear, *"
  ear="$x $y"
  # Into the shell, half-way from the source to the ear.
  carry $from $((${ear% *} * 45 / 100 + 200)) "${ear#* }"

  at_step 2
  link_up "$(port Source +)" "$(port "$woofer" +)"
  link_up "$(port Source -)" "$(port "$woofer" -)"
  link_up "$(port "$woofer" front)" "$(port Ear canal)"

  at_step 3
  show_me
  aim "$(said "brown damper")" Button
  from="$x $y"
  aim "T1 *" Button
  carry $from "$x" "$y"

  at_step 4
  show_me
  aim "T1 *" Button
  local below=$((y + 58))
  aim "$(said "$tweeter")" Button
  carry "$x" "$y" $((${ear% *} * 45 / 100 + 290)) "$below"
  for terminal in + -; do
    link_up "$(port Source $terminal)" "$(port "$tweeter" $terminal)"
  done
  link_up "$(port "$tweeter" spout)" "$(port Ear canal)"

  at_step 5
  for driver in 1 2; do
    show_me
    press "$(said "Crossover…")" Button
    press "$(said "Place and wire")" Button
    await_end "$(said "Place and wire")" Button
  done

  at_step 6
  press "$(said "Target: {}" "$(said none)")" Button
  press "$(said "Show the target")" CheckBox

  at_step 7
  strike Escape
  press "$(said "Goals")" Button
  press "$(said "Add goal {}" "$(said "Target")")" Button
  strike Escape
  show_me
  press "$(said "Free all R, L and C")" Button
  press "$(said "Free all tubes and dampers")" Button
  shot "guide-$way-7-free"
  press "$(said "Search")" Button
  await "$(said "Take")" Button
  shot "guide-$way-7-found"
  press "$(said "Take")" Button

  at_step 8
  press "$(said "Save")" Button
  await "$(said "Path")" TextInput
  strike ctrl+a
  type_in "$work/$way.ron"
  strike Return
  await_end "$(said "Path")" TextInput
  press "$(said "File")" Button
  press "$(said "Export")" Button
  shot "guide-$way-8-menu"
  press "$(said "Export parts list…")*" Button
  await "$(said "Path")" TextInput
  strike ctrl+a
  type_in "$work/$way.tsv"
  strike Return
  ended
}

# Names of parts are the user's own, in any language.
port() { # part, port: as it is called in the window
  said "{} port {}" "$1" "$(said "$2")"
}

by_keys() {
  # Enter presses what is blue: “Guide me”.
  strike Return
  at_step 1
  strike F10
  enter ctrl+l "$woofer"
  at_step 2
  strike c
  at_step 3
  enter ctrl+l "brown damper"
  at_step 4
  enter ctrl+l "$tweeter"
  strike c
  at_step 5
  for driver in "$tweeter" "$woofer"; do
    enter ctrl+f "$driver"
    strike shift+c
    await "$(said "Place and wire")" Button
    strike Return
    await_end "$(said "Place and wire")" Button
  done
  at_step 6
  palette "target"
  at_step 7
  # The goal is set, then values are searched for it.
  palette "guide: do"
  palette "guide: do"
  await "$(said "Take")" Button
  strike Return
  at_step 8
  enter ctrl+s "$work/$way.ron"
  enter ctrl+k "export parts list" "$(said "Path")"
  strike ctrl+a
  type_in "$work/$way.tsv"
  strike Return
  ended
}

serve "$size"
for one in ${*:-pointer keys chinese}; do
  [ "$one" = chinese ] && export EARWRIGHT_LANGUAGE=zh
  begin "$one"
  if [ "$one" = keys ]; then
    by_keys
    # What is ended is not gone on with.
    strike ctrl+q
    wait "$app" || fail "the program did not end in order"
    grep -q 'guide:Some' "$work/data/earwright/app.ron" && fail "the guide would go on though it is ended"
  else
    by_pointer
    stop
  fi
done
echo "guide: passed, screenshots in $shots"
