#!/usr/bin/env bash
# Starts the release program in a real window under a virtual display and drives it with a real
# pointer: open, drag a driver from the library, wire it, tube it, edit a value, save, reopen.
# Screenshots go to target/screenshots. Fails when the program dies, when a step leaves no trace in
# the saved file, or when `earwright check` rejects that file.
set -euo pipefail
name=smoke
. "$(dirname "$0")/common.sh"

# How the first design looks, at two sizes, dark and light.
for size in 1920x1080 1280x800; do
  serve "$size"
  rm -rf "$work/data"
  start "$size"
  xdotool mousemove $((${size%x*} / 4)) $((${size#*x} * 4 / 5)); sleep 0.5
  shot "first-$size-dark"
  keys F10
  shot "first-$size-light"
  keys F10
  stop
done

# The start page: a click on a picture opens its design, and the page stays away once it is unticked.
rm -rf "$work/data"
start_anew 1280x800
shot start-page
click 512 290
xdotool getwindowname "$window" | grep -q '^Single armature' || fail "the start page opened no design"
keys ctrl+k
typed "start page"
keys Return
click 168 700
shot start-page-unticked
keys Escape
keys ctrl+q
wait "$app" || fail "the program did not end in order"
grep -q 'start_page:false' "$work/data/earwright/app.ron" || fail "the start page is not remembered to be unwanted"

# A new design, saved at a typed path. Its source, shell and ear stand where they always do.
rm -rf "$work/data"
start 1280x800
saved="$work/smoke.ron"
keys ctrl+n
keys ctrl+shift+s
sleep 1
keys ctrl+a
typed "$saved"
keys Return
[ -s "$saved" ] || fail "the empty design was not saved at the typed path"

# Drag a driver from the library.
keys ctrl+l
typed "Dynamic 10"
drag 90 145 560 170
shot dropped
keys ctrl+s
grep -q 'MovingCoil' "$saved" || fail "the driver did not arrive on the canvas"

# Wire a terminal to the source, and its front by a tube to the ear, port by port.
drag 538 130 318 234
drag 577 168 804 245
shot wired
keys ctrl+s
[ "$(grep -c 'kind: Wire' "$saved")" = 1 ] || fail "the wire that was dragged is not there"
grep -q 'Tube(' "$saved" || fail "the tube that was dragged is not there"
# One key gives what is still missing: the other wire.
click 560 160
keys c
shot connected
keys ctrl+s
[ "$(grep -c 'kind: Wire' "$saved")" = 2 ] || fail "the driver was not connected"
"$program" solve "$saved" --points 32 --out "$work/before.csv" || fail "the design does not solve"

# Move the driver: the tube is as long as it is drawn, so the curve changes.
drag 560 160 480 300
keys ctrl+s
"$program" solve "$saved" --points 32 --out "$work/after.csv" || fail "the design does not solve"
cmp -s "$work/before.csv" "$work/after.csv" && fail "moving the driver changed no curve"

# Edit a value of the design: click on empty ground, then into the drive's field.
click 600 420
click 1222 156
keys ctrl+a
typed "0.2"
keys Return
shot edited
keys ctrl+s
grep -q 'emf: "200 mV"' "$saved" || fail "the typed voltage is not in the file"

# Undo and redo it, check the file, and reopen it.
keys ctrl+z
keys ctrl+shift+z
keys ctrl+s
"$program" check "$saved" >"$work/check.txt" 2>&1 || fail "check rejects it: $(cat "$work/check.txt")"
cp "$saved" "$work/first.ron"
stop
start 1280x800 "$saved"
shot reopened
keys ctrl+shift+s
sleep 1
keys ctrl+a
typed "$work/second.ron"
keys Return
cmp -s "$work/first.ron" "$work/second.ron" || fail "saving again changed the file"
stop
echo "smoke: passed, screenshots in $shots"
