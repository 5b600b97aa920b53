#!/usr/bin/env bash
# Random actions in a real window, on a saved seed: random.sh [STEPS] [SEED].
#
# Presses, drags, wheels, keys and commands, 1500 of them unless told otherwise. What must hold:
# the program does not panic or end, no frame takes more than 100 ms of its processor time, a value
# that is typed is the value in the file, at ten moments the tabs and curves of the plots are where
# they belong (by pixels), and undo all the way gives back the first design, byte for byte. (Where
# chance leaves the file for another design, the file is opened again and is the first from then on.)
#
# Needs what common.sh needs. A failure names the step; the same seed plays the same steps again.
set -euo pipefail
name=random
SMOKE_DISPLAY=${RANDOM_DISPLAY:-89}
. "$(dirname "$0")/common.sh"
steps=${1:-1500}
seed=${2:-20}
shots=$PWD/$shots
program=$(realpath "$program")
# Nothing it may save lands in the project.
cd "$work"
export RUST_LOG=warn,earwright::app::frame_watch=debug

design=$work/design.ron
step=0
checks=0
typings=0
skip=0

# --- chance -------------------------------------------------------------------------------------

RANDOM=$seed
# Without a subshell, which would draw from a chance of its own.
draw() { n=$((RANDOM % ($2 - $1) + $1)); } # n from $1 up to, not including $2
one_of() { # n: one of the arguments
  local all=("$@")
  n=${all[$((RANDOM % ${#all[@]}))]}
}

# --- the hand -----------------------------------------------------------------------------------

stuck() { fail "step $step of seed $seed: $*"; }
told() { tail -c "+$((skip + 1))" "$work/app.log"; } # what the program has said since it was ready
alive() {
  kill -0 "$app" 2>/dev/null || stuck "the program ended"
  if told | grep -q "panicked"; then stuck "it panicked"; fi
}
restarts=0
home() { # chance may choose New, or open a design of the library: back to the file, and on from there
  case $(xdotool getwindowname "$window" 2>/dev/null) in *design.ron*) return 0 ;; esac
  alive
  stop
  rm -rf "$XDG_DATA_HOME/earwright/recovery"
  cp "$work/app.log" "$work/app.$restarts.log"
  restarts=$((restarts + 1))
  start 1280x800 "$design"
  cp "$design" "$work/first.ron"
  skip=$(stat -c %s "$work/app.log")
}
x() { xdotool "$@" >/dev/null; }
k() { x key --delay 8 "$@"; }
escape() { k Escape Escape Escape; }
command() { # by its name, through the palette
  k ctrl+k
  x sleep 0.12 type --delay 5 "$1"
  x sleep 0.08 key Return sleep 0.08
}
surely() { # the same, however busy the machine is
  seen_to key --delay 8 ctrl+k
  seen_to type --delay 8 "$1"
  seen_to key --delay 8 Return
}
seen_to() { # something that is to change the window: waits for that, and until it is still again
  local before
  before=$(look)
  x "$@"
  for _ in $(seq 60); do
    [ "$(look)" = "$before" ] || break
    sleep 0.05
  done
  still
}
look() { import -window "$window" -depth 8 rgba:- | cksum; }
spot() { # on the canvas, in the plots or the inspector: px py
  case $1 in
    canvas) draw 235 970; px=$n; draw 60 430; py=$n ;;
    plots) draw 10 985; px=$n; draw 480 765; py=$n ;;
    curves) draw 60 960; px=$n; draw 540 740; py=$n ;;
    inspector) draw 1000 1270; px=$n; draw 50 640; py=$n ;;
    library) draw 20 200; px=$n; draw 130 330; py=$n ;;
  esac
}
drag() { # between two kinds of places
  spot "$1"; local ax=$px ay=$py
  spot "$2"
  x mousemove $ax $ay sleep 0.02 mousedown 1 sleep 0.02 \
    mousemove $(((2 * ax + px) / 3)) $(((2 * ay + py) / 3)) sleep 0.015 \
    mousemove $(((ax + 2 * px) / 3)) $(((ay + 2 * py) / 3)) sleep 0.015 \
    mousemove $px $py sleep 0.02 mouseup 1
}
keys_of_canvas=(r shift+r x m s b p c o k l h v j Delete shift+Delete ctrl+d ctrl+g ctrl+shift+g ctrl+a
  Left Right Up Down shift+Left Tab Tab ctrl+c ctrl+v ctrl+x ctrl+z ctrl+z ctrl+shift+z Escape
  f e ctrl+equal ctrl+minus F2 Return space ctrl+alt+z ctrl+alt+y)
commands=("Align left" "Align top" "Space evenly across" "Select all" "Select nothing" "Connect driver"
  "Reverse polarity" "Lock" "Probe its ports" "Remove all probes" "Plot impedance" "Plot waterfall"
  "Plot excursion" "Plot sensitivity" "Plot SPL" "Plots at the side" "Ear family" "Glow by"
  "25 dB per decade" "Reset layout" "Undo layout" "Redo layout" "Rotate by 15" "Delete and leave")

act() {
  draw 0 100
  case $n in
    [0-9] | 1[0-9]) spot canvas; x mousemove $px $py click 1 ;;
    2[0-9] | 3[0-4]) drag canvas canvas ;;
    3[5-9] | 4[0-9] | 5[0-9] | 6[0-2]) one_of "${keys_of_canvas[@]}"; k "$n" ;;
    6[3-6])
      draw 4 6; local button=$n
      one_of canvas curves inspector; spot "$n"
      x mousemove $px $py click --repeat 3 --delay 10 $button
      ;;
    6[7-9] | 7[0-3]) # a value typed wherever a field may be
      spot inspector
      draw 1 400; local value=$n
      x mousemove $px $py click 1
      x key --delay 5 ctrl+a type --delay 5 "$value"
      one_of Return Tab Escape; k "$n"
      # A button there may have opened a dialog.
      k Escape
      ;;
    7[4-8]) spot curves; x mousemove $px $py click 1; k Escape ;;
    79 | 8[0-1]) drag plots plots ;;
    8[2-5]) drag library canvas ;;
    8[6-7]) spot canvas; x mousemove $px $py click --repeat 2 --delay 30 1; draw 1 900
      x type --delay 5 "$n"; one_of Return Escape; k "$n" ;;
    8[8-9] | 90) spot canvas; x mousemove $px $py click 3 sleep 0.03
      draw 10 160; local dx=$n; draw 10 200
      x mousemove_relative "$dx" "$n" sleep 0.02 click 1
      k Escape ;;
    9[1-5]) one_of "${commands[@]}"; command "$n"; k Escape ;;
    96) k F7; ;;
    97) k F8; ;;
    98) k F10 ;;
    99)
      one_of 640x480 900x600 1280x800 1100x800
      x windowsize "$window" "${n%x*}" "${n#*x}"
      ;;
  esac
}

# --- what must hold -------------------------------------------------------------------------------

quiet() { # the first layout in the first size, nothing open, nothing selected, the pointer away
  # By sleeping first; where that was too hasty (`seen` tells), by looking what each key did.
  local palette=${1:-command}
  x mouseup 1
  escape
  x windowsize "$window" 1280 800 sleep 0.15
  "$palette" "Reset layout"
  # Where nothing is selected the palette stays open.
  "$palette" "Select nothing"
  escape
  # The theme as it was: the bar at the top is dark.
  picture "$work/bar.png" 1x1+640+6
  if [ "$(convert "$work/bar.png" -format '%[fx:mean>0.5]' info:)" = 1 ]; then
    k F10
  fi
  x mousemove 600 440
  still
}
still() { # until the window shows nothing new any more; a cursor that blinks is nothing new
  local known='' old=0 now
  for _ in $(seq 60); do
    sleep 0.05
    now=$(look)
    case $known in
      *"<$now>"*) old=$((old + 1)) ;;
      *)
        known="$known<$now>"
        old=0
        ;;
    esac
    [ "$old" -lt 2 ] || return 0
  done
  stuck "the window does not come to rest"
}
save() {
  local before
  before=$(stat -c %i "$design")
  k ctrl+s
  for _ in $(seq 100); do
    [ "$(stat -c %i "$design" 2>/dev/null)" != "$before" ] && return
    sleep 0.03
  done
  stuck "Ctrl+S saved nothing"
}
resistors() { # names of those that are not locked
  awk '
    function tell() { if (resistor && !locked) print name; resistor = locked = 0 }
    /^            id: / { tell() }
    /^            name: "/ { name = $0; sub(/^ *name: "/, "", name); sub(/",$/, "", name) }
    /^            kind: Resistor\(/ { resistor = 1 }
    /^            locked: true/ { locked = 1 }
    END { tell() }' "$design"
}
fill() { # the field at x y with a text
  x mousemove "$1" "$2" sleep 0.15
  seen_to click 1
  seen_to key --delay 8 ctrl+a
  seen_to type --delay 12 "$3"
  seen_to key Return
}
typed_value() { # a value typed into a field is the value in the file; the layout is the first one
  draw 1 10; local first=$n
  draw 10 100
  local value="$first$n" part
  checks=$((checks + 1))
  typings=$((typings + 1))
  part=$(resistors | head -1)
  case $((typings % 3)) in
    0) # the drive in the inspector, which chance may have scrolled
      to_top_of_inspector
      design_is_shown || { quiet surely; to_top_of_inspector; }
      design_is_shown || stuck "the inspector does not show the design where nothing is selected"
      fill 1222 "$drive_y" "0.$value"
      ;;
    1) # the drive in its popup at the foot of the window
      x mousemove 188 785 sleep 0.15
      seen_to click 1
      # shellcheck disable=SC2086
      fill $popup_field "0.$value"
      ;;
    2) # the first field of a part that is found by its name
      if [ -z "$part" ]; then return 0; fi
      seen_to key ctrl+f
      seen_to type --delay 12 "$part"
      seen_to key Return
      seen_to key F2
      seen_to key --delay 8 ctrl+a
      seen_to type --delay 12 "0.$value"
      seen_to key Return
      still
      save
      grep -A12 -F "name: \"$part\"" "$design" | grep -q "resistance: \"$value mΩ\"" ||
        stuck "0.$value was typed for $part: $(grep -A12 -F "name: \"$part\"" "$design" | tr -d '\n')"
      quiet
      return
      ;;
  esac
  escape
  still
  save
  # A voltage of 0.237 V, or a power that is meant in mW.
  grep -Eq "emf: \"$value mV\"|power: \"$value µW\"" "$design" ||
    stuck "0.$value was typed: $(grep -A4 'drive:' "$design" | tr -d '\n')"
}
to_top_of_inspector() {
  x mousemove 1060 500 sleep 0.05 click --repeat 40 --delay 5 4
  still
}
design_is_shown() { # by its heading: a part that is still selected would take what is typed
  picture "$work/heading.png" "$heading"
  cmp -s <(convert "$work/heading.png" rgba:-) "$work/heading.rgba"
}
picture() { import -window "$window" -crop "$2" +repage "$1"; }
as_kept() { # whether the tabs look as at first; the last that does not is in tab.png
  local at
  for at in $tabs; do
    picture "$work/tab.png" "$at"
    cmp -s <(convert "$work/tab.png" rgba:-) "$work/tab-$at.rgba" || return 1
  done
}
seen() { # the plots as they belong, by their pixels
  quiet
  as_kept || quiet surely
  # Back to the whole range of both plots.
  x mousemove 300 650 click --repeat 2 --delay 40 1 sleep 0.1 mousemove 600 440
  still
  checks=$((checks + 2))
  local tries=0
  until as_kept; do
    tries=$((tries + 1))
    sleep 0.2
    if [ "$tries" = 10 ]; then
      cp "$work/tab.png" "$shots/random-tab.png"
      stuck "a tab looks otherwise: $shots/random-tab.png"
    fi
  done
  save
  # Pixels of a curve: those that are neither ground nor grid.
  local inked
  picture "$work/plot.png" "$spl"
  inked=$(convert "$work/plot.png" -colorspace HSB -channel B -separate -threshold 55% \
    -format "%[fx:mean*w*h]" info:)
  checks=$((checks + 1))
  if "$program" solve "$design" --points 64 2>/dev/null | tail -n +2 | cut -d, -f2 | grep -q '[0-9]'; then
    awk -v found="$inked" 'BEGIN { exit !(found > 250) }' ||
      stuck "no curve is seen in the level plot ($inked pixels)"
  fi
}
frames() { # no frame held the processor for long
  checks=$((checks + 1))
  local slow
  # An unoptimised program may be given more.
  slow=$(told | awk -v most="${RANDOM_SLOW_MS:-100}" '/a frame took/ {
    for (i = 1; i < NF; i++) if ($i == "took" && $(i + 1) > most) { print; break } }' | head -3)
  [ -z "$slow" ] || stuck "slow frames: $slow"
}

# --- the first design, in a file ------------------------------------------------------------------

serve 1280x800
start 1280x800
seen_to key ctrl+shift+s
seen_to key ctrl+a
seen_to type --delay 10 "$design"
seen_to key Return
[ -s "$design" ] || stuck "the first design was not saved at the typed path"
cp "$design" "$work/first.ron"
# What a fresh window takes to draw its first letters is not meant.
skip=$(stat -c %s "$work/app.log")

# Where the field of the drive, the tabs and the level plot lie in the first layout.
drive_y=155
popup_field="360 757"
tabs="48x20+8+468 95x20+578+468"
heading="48x20+1002+43"
spl="490x180+62+540"
# How the tabs look, when twice they looked the same.
reference() {
  local at now before=
  for _ in $(seq 6); do
    quiet
    sleep 0.5
    for at in $tabs; do
      picture "$work/tab.png" "$at"
      convert "$work/tab.png" rgba:- >"$work/tab-$at.rgba"
    done
    now=$(cat "$work"/tab-*.rgba | cksum)
    [ "$now" != "$before" ] || return 0
    before=$now
  done
  stuck "the tabs look different every time"
}
reference
picture "$work/heading.png" "$heading"
convert "$work/heading.png" rgba:- >"$work/heading.rgba"
seen

# --- chance takes over ----------------------------------------------------------------------------

moment=$((steps / 10 > 0 ? steps / 10 : 1))
started=$SECONDS
while [ "$step" -lt "$steps" ]; do
  step=$((step + 1))
  act
  if [ $((step % 10)) = 0 ]; then
    alive
    frames
    home
  fi
  if [ $((step % 100)) = 0 ]; then
    # Back a good way, so that neither all is deleted before long nor thousands of parts pile up.
    escape
    # shellcheck disable=SC2046
    x key --delay 12 $(printf 'ctrl+z %.0s' $(seq 40))
  fi
  if [ $((step % moment)) = 0 ]; then
    seen
    typed_value
    [ -z "${RANDOM_SHOTS:-}" ] || shot "random-$step"
  fi
done
echo "$name: $steps steps in $((SECONDS - started)) s, $restarts times back to the file"

# Undo until there is nothing left, and what there was at first is there again.
quiet
undos=$(printf 'ctrl+z %.0s' $(seq 100))
for _ in $(seq $((steps / 40 + 4))); do
  # shellcheck disable=SC2086
  x key --delay 22 $undos
  still
  save
  if cmp -s "$design" "$work/first.ron"; then break; fi
done
checks=$((checks + 1))
cmp -s "$design" "$work/first.ron" || {
  diff "$work/first.ron" "$design" | head -20 >&2 || true
  stuck "undo all the way does not give back the first design"
}
alive
frames
stop
echo "$name: passed, $steps steps of seed $seed, $checks checks"
