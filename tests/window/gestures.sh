#!/usr/bin/env bash
# Plays every gesture of the editor with a real pointer and a real keyboard in a real window, and
# looks into the saved file after each: what the gesture should have done is there, and undo brings
# the file back byte for byte. Takes about two minutes.
#
# Nothing here counts pixels: where a millimetre of the canvas lies is measured first, with a
# way-point that is dragged off the grid and read back from the file.
set -euo pipefail
name=gestures
SMOKE_DISPLAY=${GESTURES_DISPLAY:-88}
. "$(dirname "$0")/common.sh"

fixture=$PWD/tests/window/workshop.ron
canal="21 4" # port of the ear, mm
damper="4.06 4.64" # the damper in T1, mm
design=$work/design.ron
checks=0

# --- reading the file -------------------------------------------------------------------------

value() { # of a part or link, by name: the text of one of its fields
  awk -v name="$1" -v field="$2" '
    $0 == "            name: \"" name "\"," { inside = 1 }
    inside && $1 == field ":" { sub(/^ *[a-z_]+: /, ""); sub(/,$/, ""); print; exit }
    $0 == "        )," { inside = 0 }' "$design"
}
place() { value "$1" position_mm | tr -d '(),'; } # x y of a part, mm
points() { # x y of each way-point of a link
  awk -v name="$1" '
    $0 == "            name: \"" name "\"," { inside = 1 }
    inside && /^                \(-?[0-9.]+, -?[0-9.]+\),$/ { gsub(/[(),]/, ""); print $1, $2 }
    $0 == "        )," { inside = 0 }' "$design"
}
ends() { # “R1.2 R2.1”: what a link joins
  awk -v name="$1" '
    /^            id: / { id = $2 + 0 }
    /^            name: / { text = $0; gsub(/^ *name: "|",$/, "", text); names[id] = text
      if (text == name) inside = 1 }
    inside && /^                part: / { part = $2 + 0 }
    inside && /^                port: / { port = $2; gsub(/[",]/, "", port); out = out sep names[part] "." port; sep = " " }
    $0 == "        )," { if (inside && out) print out; inside = 0 }' "$design"
}
count() { grep -c "^            id: " "$design"; } # parts and links
length() { # of a tube of one section, mm
  awk -v name="$1" '
    $0 == "            name: \"" name "\"," { inside = 1 }
    inside && sub(/.*\(length: "/, "") { sub(/ mm.*/, ""); print; exit }
    $0 == "        )," { inside = 0 }' "$design"
}

# --- telling right from wrong -----------------------------------------------------------------

is() { # what, is, should be
  checks=$((checks + 1))
  [ "$2" = "$3" ] || fail "$1: “$2”, should be “$3”"
}
isnt() {
  checks=$((checks + 1))
  [ "$2" != "$3" ] || fail "$1: is still “$2”"
}
near() { # what, x y, x y, tolerance
  checks=$((checks + 1))
  awk -v a="$2" -v b="$3" -v most="$4" 'BEGIN { split(a, p); split(b, q)
    exit !((p[1]-q[1])^2 + (p[2]-q[2])^2 <= most^2) }' || fail "$1: at $2, should be at $3"
}
more() { # what, greater, less
  checks=$((checks + 1))
  awk -v a="$2" -v b="$3" 'BEGIN { exit !(a > b + 0.01) }' || fail "$1: $2 is not more than $3"
}

# --- the hand ---------------------------------------------------------------------------------

# Not --clearmodifiers: that lets go of the mouse button too.
k() { xdotool key "$@"; sleep 0.12; }
move() { xdotool mousemove "$1" "$2"; sleep 0.07; }
press() { move "$1" "$2"; sleep 0.05; xdotool mousedown 1; sleep 0.12; }
release() { xdotool mouseup 1; sleep 0.25; }
carry() { # from x y to x y, button down
  move $((($1 * 2 + $3) / 3)) $((($2 * 2 + $4) / 3))
  move $((($1 + $3 * 2) / 3)) $((($2 + $4 * 2) / 3))
  move "$3" "$4"
}
drag() { press "$1" "$2"; carry "$@"; release; }
held() { # key, then a drag with it down
  local key=$1
  shift
  xdotool keydown "$key"; sleep 0.05
  drag "$@"
  xdotool keyup "$key"; sleep 0.15
}
# A double click must not come of two clicks.
click() { move "$1" "$2"; xdotool click 1; sleep 0.35; }
double() { move "$1" "$2"; xdotool click --repeat 2 --delay 60 1; sleep 0.3; }
at() { # where x y (mm) lies in the window; further arguments: points to the right and down
  awk -v x="$1" -v y="$2" -v dx="${3:-0}" -v dy="${4:-0}" -v m="$map" 'BEGIN { split(m, c)
    printf "%.0f %.0f", c[1] + (x - c[3]) * c[5] + dx, c[2] + (y - c[4]) * c[5] + dy }'
}
of() { at $(place "$1") "${2:-0}" "${3:-0}"; } # where a part of the file lies
middle() { # of a wire that runs level between two places, mm
  at "$(awk -v a="$1" -v b="$3" 'BEGIN { print (a + b) / 2 }')" "$2"
}
saved() {
  local before
  before=$(stat -c %i "$design")
  k ctrl+s
  for _ in $(seq 60); do
    [ "$(stat -c %i "$design" 2>/dev/null)" != "$before" ] && return
    sleep 0.05
  done
  fail "Ctrl+S saved nothing"
}
back() { # this many undos give the first file back, byte for byte
  for _ in $(seq "$1"); do k ctrl+z; done
  saved
  checks=$((checks + 1))
  cmp -s "$design" "$fixture" || { diff "$fixture" "$design" >&2 || true; fail "undo did not restore ${2:-the file}"; }
}
ground() { click $(at -27 -12); } # empty ground: nothing is selected any more
begin() {
  rm -rf "$work/data"
  cp "$fixture" "$design"
  start 1280x800 "$design"
}

# --- where a millimetre lies --------------------------------------------------------------------

serve 1280x800
begin
saved
cmp -s "$design" "$fixture" || fail "saving a file that was opened changes it"
# Two resistors placed by a key under the pointer stand on whole millimetres: a first guess.
ax=420 ay=330 bx=760 by=200
move $ax $ay; sleep 0.2; k o
move $bx $by; sleep 0.2; k o
saved
map="$ax $ay $(place R4) $(awk -v a="$(place R4)" -v b="$(place R5)" -v px=$((bx - ax)) \
  'BEGIN { split(a, p); split(b, q); print px / (q[1] - p[1]) }')"
k ctrl+z; k ctrl+z
# A way-point dragged with Ctrl is off the grid and lies exactly under the pointer.
first=
for miss in 0 -4 4 -8 8; do
  read -r wx wy <<<"$(at -13 -10 0 "$miss")"
  click "$wx" "$wy"
  held ctrl "$wx" "$wy" 480 260
  saved
  first=$(points W1)
  [ -z "$first" ] || break
done
[ -n "$first" ] || { shot lost; fail "the wire was not found for measuring"; }
held ctrl 480 260 640 300
saved
second=$(points W1)
map="480 260 $first $(awk -v a="$first" -v b="$second" \
  'BEGIN { split(a, p); split(b, q); print 160 / (q[1] - p[1]) }')"
back 2 "the wire that was bent to measure the canvas"
echo "$name: measured $map"

# --- links --------------------------------------------------------------------------------------

drag $(at -11 -3) $(at 0 -10)
saved
is "a wire from port to port" "$(ends W3)" "R3.2 L1.1"
back 1

drag $(at 11.957 13) $(at 16.446 13)
saved
is "a tube from port to port" "$(ends T3)" "V1.east V2.west"
back 1

drag $(at -11 -3) $(middle -18 -10 -8)
saved
is "a wire's end on a wire: its junction" "$(ends W4)" "R3.2 N1.node"
is "the wire's first half" "$(ends W1)" "R1.2 N1.node"
is "the wire's second half" "$(ends W3)" "N1.node R2.1"
back 1

drag $(at 18 11.446) $(at 8 4.5)
saved
is "a tube's end on a tube: its junction" "$(ends T4)" "V2.north N1.node"
back 1

# Way-points of a tube: bend it, move the point, take it out.
before=$(length T1)
click $(at 10 4.5)
drag $(at 10 4.5) $(at 10 8)
saved
near "a way-point added" "$(points T1)" "10 8" 0.3
more "the tube's drawn length" "$(length T1)" "$before"
drag $(at $(points T1)) $(at 4 9)
saved
near "a way-point moved" "$(points T1)" "4 9" 0.01
sleep 0.3
double $(at 4 9)
saved
is "a way-point taken out" "$(points T1)" ""
back 3

# Ends pulled off.
click $(middle -18 -10 -8)
drag $(at -8 -10 -16) $(at -15 -3)
saved
is "a wire's end pulled off and dropped on a port" "$(ends W1)" "R1.2 R3.1"
back 1
click $(middle -18 -10 -8)
drag $(at -8 -10 -16) $(at -6 -6)
back 0 "a wire whose end was dropped on nothing"
drag $(at -8 -10 -16) $(middle 4 -10 10)
saved
is "a wire's end pulled onto a wire" "$(ends W1)" "R1.2 N1.node"
back 1
click $(at 10 4.5)
drag $(at $canal -16) $(at 18 11.446)
saved
is "a tube's end pulled off and dropped on a port" "$(ends T1)" "Mid.spout V2.north"
back 1

# Parts that go into links, and Alt.
drag $(of R3) $(middle -18 -10 -8)
saved
is "a resistor dropped on a wire" "$(ends W1) $(ends W3)" "R1.2 R3.1 R3.2 R2.1"
# Deleted, the wire is one again; with Shift there is a gap.
k Delete
saved
is "the wire healed" "$(ends W1)" "R1.2 R2.1"
k ctrl+z
click $(at -13 -10)
k shift+Delete
saved
is "the gap" "$(ends W1)$(ends W3)" ""
back 2
held alt $(of R3) $(middle -18 -10 -8)
saved
is "Alt keeps it out" "$(ends W1)" "R1.2 R2.1"
near "it is only moved" "$(place R3)" "-13 -10" 0.3
back 1
drag $(of V2) $(at 10 4.5)
saved
is "a chamber dropped on a tube" "$(ends T1) $(ends T3)" "Mid.spout V2.west V2.east Ear.canal"
back 1

# From the library, by its search.
k ctrl+l
typed "resistor"
drag 90 140 $(middle -18 -10 -8)
saved
is "a resistor from the library into a wire" "$(ends W1)" "R1.2 R4.1"
k ctrl+l; k ctrl+a
typed "green"
drag 90 140 $(at 10 4.5)
saved
is "a damper from the library into a tube" "$(grep -c 'name: "green"' "$design")" 1
k ctrl+l; k ctrl+a; k BackSpace
ground
back 2

# A damper slides.
where=$(grep -m1 'position: "' "$design")
drag $(at $damper) $(at 10 4.5)
saved
isnt "a damper dragged along its tube" "$(grep -m1 'position: "' "$design")" "$where"
back 1

# --- parts --------------------------------------------------------------------------------------

drag $(of Mid) $(at -8 8)
saved
near "a part dragged" "$(place Mid)" "-8 8" 0.3
is "its tube follows" "$(ends T1)" "Mid.spout Ear.canal"
k ctrl+z; k ctrl+shift+z; saved
near "redone" "$(place Mid)" "-8 8" 0.3
back 1
drag $(of C2) $(at 21 0)
saved
near "a group moves together" "$(place C3)" "21 4" 0.6
back 1

click $(of Mid)
k r; saved
is "R turns by 90°" "$(value Mid rotation_deg)" 90.0
k shift+r; saved
is "Shift+R by 15°" "$(value Mid rotation_deg)" 105.0
k x; saved
is "X mirrors" "$(value Mid mirrored)" true
back 3
handle=$(at -12 2.85 0 -24)
drag $handle $(at -4 -1)
saved
near "the handle turns" "$(value Mid rotation_deg) 0" "53 0" 1.5
back 1
held shift $handle $(at -4 -1)
saved
is "with Shift in steps" "$(value Mid rotation_deg)" 60.0
back 1
k Left; k shift+Down; saved
is "arrows nudge, Shift ten times as far" "$(place Mid)" "-12.5 10.0"
back 2
xdotool mousemove $(at -16 0); xdotool mousedown 1
carry $(of Mid) $(of Mid) # a press on the ground that wanders is a box
release
ground

# A box, the palette, groups and locks.
drag $(at -23 -12.5) $(at -2 -2)
k ctrl+k
typed "align top"
k Return
saved
is "a box and “Align top” of the palette" "$(place R1) $(place R3)" "-20.0 -10.0 -13.0 -10.0"
back 1
k ctrl+k
typed "space evenly across"
k Return
saved
is "“Space evenly across”" "$(place R3)" "-13.0 -3.0"
k ctrl+g; saved
isnt "Ctrl+G groups" "$(value R3 group)" ""
k ctrl+shift+g; saved
is "Ctrl+Shift+G lets go" "$(value R3 group)" ""
back 2
ground
click $(of R3)
k ctrl+k; typed "lock"; k Return
saved
is "locked from the palette" "$(value R3 locked)" true
drag $(of R3) $(at -13 0)
saved
is "a locked part stays" "$(place R3)" "-13.0 -3.0"
back 1

# Shift-click, duplicate, a chain along a link.
click $(of R1)
xdotool keydown shift; click $(of R2); xdotool keyup shift
k ctrl+d
saved
is "two parts and their wire duplicated" "$(ends W3)" "R4.2 R5.1"
back 1
click $(of R3)
xdotool keydown shift; click $(middle -18 -10 -8); xdotool keyup shift
k ctrl+shift+d
k Return
saved
is "a copy along a wire" "$(ends W1) $(ends W3)" "R1.2 R4.1 R4.2 R2.1"
back 1

# Copied here, pasted there: two windows, one clipboard.
ground
drag $(at -23 -12.5) $(at -2 -7.5)
k ctrl+c
near_app=$app near_window=$window
cp "$fixture" "$work/other.ron"
start 1280x800 "$work/other.ron"
mine=$design design=$work/other.ron
move $(at 0 0)
k ctrl+v
saved
is "pasted in another window" "$(ends W3)" "R4.2 R5.1"
near "under the pointer" "$(place R5)" "7 0" 1.1
stop
app=$near_app window=$near_window design=$mine
xdotool windowfocus "$window"; sleep 0.3
back 0 "the window that was copied from"
k ctrl+v
saved
is "and in this one" "$(ends W3)" "R4.2 R5.1"
back 1
drag $(at -23 -12.5) $(at -2 -7.5)
k ctrl+x; saved
is "cut" "$(ends W1)" ""
back 1

# Mute, bypass.
ground
click $(of Mid)
k m; saved
is "M mutes" "$(value Mid muted)" true
k m; saved
is "and unmutes" "$(value Mid muted)" ""
click $(of R1)
k b; saved
is "B bypasses" "$(value R1 bypassed)" true
back 3

# Wheel and pan: after both, a drag still lands where the pointer is.
move 560 300
xdotool click 4; sleep 0.15; xdotool click 5; sleep 0.2
xdotool mousedown 2; sleep 0.05; carry 560 300 600 330; xdotool mouseup 2; sleep 0.1
drag $(of R3 40 30) $(at -13 0 40 30)
saved
near "moved on a canvas that was panned" "$(place R3)" "-13 0" 0.3
k ctrl+z
xdotool keydown space; sleep 0.05
drag 600 330 560 300
xdotool keyup space
back 0 "a design that was only panned"

# --- Esc ----------------------------------------------------------------------------------------

escaped() { # what, from x y to x y: Esc in the middle
  local what=$1
  shift
  press "$1" "$2"
  carry "$@"
  k Escape
  xdotool mouseup 1; sleep 0.1
  back 0 "$what, given up with Esc"
}
ground
escaped "a move" $(of Mid) $(at -8 8)
escaped "a group's move" $(of C2) $(at 21 0)
escaped "a wire" $(at -11 -3) $(at 0 -10)
escaped "a tube" $(at 11.957 13) $(at 16.446 13)
escaped "a box" $(at -23 -12.5) $(at -2 -2)
escaped "a part carried onto a wire" $(of R3) $(middle -18 -10 -8)
escaped "a damper" $(at $damper) $(at 10 4.5)
click $(middle -18 -10 -8)
escaped "a bend" $(middle -18 -10 -8) $(at -13 -6)
click $(middle -18 -10 -8)
escaped "an end pulled off" $(at -8 -10 -16) $(at -15 -3)
click $(of Mid)
escaped "a turn" $handle $(at -4 -1)
press $(of Mid); carry $(of Mid) $(at -8 8)
k r
k Escape
xdotool mouseup 1; sleep 0.1
back 0 "a move with a turn in it, given up with Esc"
click $(of Mid)
xdotool keydown Right; sleep 0.1
k Escape
xdotool keyup Right; sleep 0.1
back 0 "a nudge given up with Esc"
k ctrl+l; typed "resistor"
escaped "a part from the library" 90 140 $(at 0 0)
is "Esc leaves no step to redo or undo" "$(xdotool getwindowname "$window" | grep -c '^●' || true)" 0

# --- find, and solo -----------------------------------------------------------------------------

k ctrl+f
typed "C1"
k Return
sleep 0.4
k Right
saved
is "found by its name, then nudged" "$(place C1)" "12.5 -10.0"
back 1
stop

# Solo is no part of the design: it is heard in the exported curves of the first example.
curves() {
  k ctrl+shift+e
  sleep 0.4
  k ctrl+a
  typed "$1"
  k Return
  for _ in $(seq 40); do [ -s "$1" ] && return; sleep 0.05; done
  fail "no curves were written to $1"
}
rm -rf "$work/data"
start 1280x800
curves "$work/all.csv"
driver=$(head -1 "$work/all.csv" | tr ',' '\n' | sed -n 's/^"\?spl_db:\([^"]*\)"\?$/\1/p' | head -1)
k ctrl+f
typed "$driver"
k Return
sleep 0.4
k s
curves "$work/solo.csv"
k s
curves "$work/again.csv"
cmp -s "$work/all.csv" "$work/solo.csv" && fail "S changed no curve"
cmp -s "$work/all.csv" "$work/again.csv" || fail "S again does not give all back"

# --- what only shows: highlights, and the ghost of a scrub ------------------------------------------

look() { import -window "$window" "$work/$1.png"; } # a picture to compare with
differ() { # two pictures, a piece of them: how many of its pixels differ
  compare -metric AE -fuzz 5% \( "$work/$1.png" -crop "$3" +repage \) \
    \( "$work/$2.png" -crop "$3" +repage \) null: 2>&1 || true
}
unlike() { # what, two pictures, a piece of them, how many pixels differ at least
  more "$1" "$(differ "$2" "$3" "$4")" $(($5 - 1))
}
# Anew: finding a part moved the view.
stop
rm -rf "$work/data"
start 1280x800
move 300 420; sleep 1
look rest
plot=500x208+58+520
# The mid driver of the first example, and a point of the woofer's curve: blue, in the left plot.
move 666 236; sleep 0.5
look driver
unlike "a hovered driver marks its curve" rest driver "$plot" 300
blue=$(convert "$work/rest.png" -crop 1x200+330+522 +repage txt: |
  awk -F'[(,)]' 'NR > 1 && !found && $5 > $3 + 60 { print NR - 2 + 522; found = 1 }')
[ -n "$blue" ] || fail "the woofer's curve was not found"
move 330 "$blue"; sleep 0.5
look curve
unlike "a hovered curve marks its driver" rest curve 44x100+554+186 60
# R1's resistance, by its word in the inspector.
click 435 235
move 300 420; sleep 0.5
look chosen
press 1047 124
carry 1047 124 1107 124
sleep 0.3
look scrubbed
unlike "a scrubbed number moves the curves beside their ghost" chosen scrubbed "$plot" 300
k Escape
release
move 300 420; sleep 0.5
look escaped
more "Esc takes a scrub back: pixels left" 21 "$(differ chosen escaped "$plot")"
stop
echo "$name: passed, $checks checks in $SECONDS s"
