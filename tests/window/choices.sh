#!/usr/bin/env bash
# Choices in a real window, by the pointer: what may be chosen is freed and ranked, a point of the map is
# clicked and seen, taken, and undone. Fails when what is taken is not what is in the file, or does not
# leave it again.
set -euo pipefail
name=choices
SMOKE_DISPLAY=${CHOICES_DISPLAY:-${SMOKE_DISPLAY:-84}}
. "$(dirname "$0")/common.sh"
. "$(dirname "$0")/places.sh"

saved=$work/design.ron
# Saves, and tells by how much the design deviates from its target then, dB.
saved_off() {
  strike ctrl+s
  is_saved() { [[ "$(xdotool getwindowname "$window")" != ●* ]]; }
  until_true "the saved file" is_saved
  off
}
off() { "$program" score "$saved" --json | tr ',' '\n' | sed -n 's/.*"deviation_db": *\([0-9.]*\).*/\1/p' | tail -1; }

serve 1280x800
cp presets/designs/single_dynamic.ron "$saved"
before=$(off)
start 1280x800 "$saved"
press "$(said Edit)" Button
press "$(said "Choices…")*" Button
await "$(said "Free all tubes and dampers")" Button
press "$(said "Free all tubes and dampers")" Button
press "$(said "A few of each")" Button
shot choices-allowed
press "$(said Rank)" Button
await "$(said "Other choices")" Button
shot choices-ranked

# Points lie somewhere on the map: the first click that hits one is told.
hint=$(said "Click a point, or choose one of the list: the plots show it.")
read -r left top width height < <(lines_of "Map of error against *" Image |
  awk -F'\t' '{ print $2, $3, $4, $5 }')
for share in 3 4 5 6 7 8 2; do
  moved $((left + width * share / 10)) $((top + height * share / 10))
  drawn click 1
  is_gone "$hint" && break
done
is_gone "$hint" || fail "no click on the map hit a point"
shot choices-shown
press "$(said Take)" Button
await_end "$(said "Other choices")" Button
shot choices-taken
taken=$(saved_off)
[ "$taken" != "$before" ] || fail "what was taken is not in the file"
strike ctrl+z
undone=$(saved_off)
[ "$undone" = "$before" ] || fail "$before dB off before, $undone dB off after undoing"
stop
echo "choices: passed, a deviation of ${before:0:5} dB before and of ${taken:0:5} dB as taken, screenshots in $shots"
