#!/usr/bin/env bash
# Starts the release program in a real window under a virtual display and drives it with a real
# pointer: open, drag a driver from the library, wire it, tube it, edit a value, save, reopen.
# Screenshots go to target/screenshots. Fails when the program dies, when a step leaves no trace in
# the saved file, or when `earwright check` rejects that file.
#
# Needs: xvfb xdotool imagemagick libxcursor1 libxi6 libxkbcommon-x11-0 (xvfb brings a GL).
set -euo pipefail
cd "$(dirname "$0")/../.."

program=$PWD/${EARWRIGHT:-target/release/earwright}
shots=target/screenshots
number=${SMOKE_DISPLAY:-87}
work=$(mktemp -d)
mkdir -p "$shots" "$work/home"

cleanup() {
  [ -n "${app:-}" ] && kill "$app" 2>/dev/null || true
  [ -n "${server:-}" ] && kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

export DISPLAY=":$number" HOME="$work/home" XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config"
# No dialog service is to answer: paths are typed.
export DBUS_SESSION_BUS_ADDRESS=disabled: EARWRIGHT_RENDERER=${EARWRIGHT_RENDERER:-glow}

serve() { # size of the screen
  if [ -n "${server:-}" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  Xvfb ":$number" -screen 0 "$1x24" -nolisten tcp >"$work/xvfb.log" 2>&1 &
  server=$!
  for _ in $(seq 50); do
    xdotool getdisplaygeometry >/dev/null 2>&1 && break
    sleep 0.1
  done
}

fail() {
  echo "smoke: $*" >&2
  import -window root "$shots/failed.png" || true
  cat "$work/app.log" >&2 || true
  exit 1
}

start() { # size, arguments of the program
  local size=$1
  shift
  "$program" "$@" >"$work/app.log" 2>&1 &
  app=$!
  window=
  for _ in $(seq 200); do
    window=$(xdotool search --onlyvisible --pid "$app" 2>/dev/null | tail -1 || true)
    [ -n "$window" ] && break
    kill -0 "$app" 2>/dev/null || fail "the program ended at the start"
    sleep 0.1
  done
  [ -n "$window" ] || fail "no window appeared"
  xdotool windowmove "$window" 0 0 windowsize "$window" "${size%x*}" "${size#*x}"
  xdotool windowfocus "$window"
  sleep 2
}

stop() {
  kill "$app" 2>/dev/null || true
  wait "$app" 2>/dev/null || true
}

shot() {
  kill -0 "$app" 2>/dev/null || fail "the program died before $1"
  import -window "$window" "$shots/$1.png"
}
keys() { xdotool key --clearmodifiers "$@"; sleep 0.5; }
typed() { xdotool type --delay 20 "$1"; sleep 0.5; }
click() { xdotool mousemove "$1" "$2"; sleep 0.2; xdotool click 1; sleep 0.4; }
drag() { # from x y to x y
  xdotool mousemove "$1" "$2"; sleep 0.3
  xdotool mousedown 1; sleep 0.2
  xdotool mousemove $((($1 + $3) / 2)) $((($2 + $4) / 2)); sleep 0.2
  xdotool mousemove "$3" "$4"; sleep 0.3
  xdotool mouseup 1; sleep 0.5
}

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

# An empty design, saved at a typed path. Its source and ear stand where they always do.
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
drag 547 144 305 237
drag 573 170 844 244
shot wired
keys ctrl+s
[ "$(grep -c 'kind: Wire' "$saved")" = 1 ] || fail "the wire that was dragged is not there"
grep -q 'Tube(' "$saved" || fail "the tube that was dragged is not there"
# One key gives what is still missing: the other wire, and a volume behind the diaphragm.
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
