#!/usr/bin/env bash
# Starts the release binary in a real window under a virtual display and drives it with a real
# pointer: open, drag a driver from the library, wire it, tube it, edit a value, save, reopen.
# Screenshots go to target/screenshots. Fails when the program dies, when the saved file is missing
# or when `earwright check` rejects it.
#
# Needs: xvfb xdotool imagemagick libxcursor1 libxi6 libxkbcommon-x11-0 (and a GL, which xvfb brings).
set -euo pipefail
cd "$(dirname "$0")/../.."

program=${EARWRIGHT:-target/release/earwright}
shots=target/screenshots
number=${SMOKE_DISPLAY:-87}
size=${SMOKE_SIZE:-1280x800}
work=$(mktemp -d)
mkdir -p "$shots" "$work/home"
width=${size%x*}
height=${size#*x}

cleanup() {
  [ -n "${app:-}" ] && kill "$app" 2>/dev/null || true
  [ -n "${server:-}" ] && kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

Xvfb ":$number" -screen 0 "${size}x24" -nolisten tcp >"$work/xvfb.log" 2>&1 &
server=$!
export DISPLAY=":$number" HOME="$work/home" XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config"
export EARWRIGHT_RENDERER=${EARWRIGHT_RENDERER:-glow}
for _ in $(seq 50); do xdotool getdisplaygeometry >/dev/null 2>&1 && break; sleep 0.1; done

fail() {
  echo "smoke: $*" >&2
  import -window root "$shots/failed.png" || true
  cat "$work/app.log" >&2 || true
  exit 1
}

start() {
  "$program" "$@" >"$work/app.log" 2>&1 &
  app=$!
  for _ in $(seq 100); do
    window=$(xdotool search --onlyvisible --pid "$app" 2>/dev/null | tail -1 || true)
    [ -n "$window" ] && break
    kill -0 "$app" 2>/dev/null || fail "the program ended at the start"
    sleep 0.1
  done
  [ -n "${window:-}" ] || fail "no window appeared"
  xdotool windowmove "$window" 0 0 windowsize "$window" "$width" "$height"
  xdotool windowfocus "$window" 2>/dev/null || true
  sleep 1.5
}

alive() { kill -0 "$app" 2>/dev/null || fail "the program died: $1"; }
shot() { alive "$1"; import -window root "$shots/$1.png"; }
keys() { xdotool key --clearmodifiers "$@"; sleep 0.4; }
typed() { xdotool type --delay 15 "$1"; sleep 0.4; }
drag() { # from x y to x y
  xdotool mousemove "$1" "$2"; sleep 0.2
  xdotool mousedown 1; sleep 0.15
  xdotool mousemove $((($1 + $3) / 2)) $((($2 + $4) / 2)); sleep 0.15
  xdotool mousemove "$3" "$4"; sleep 0.25
  xdotool mouseup 1; sleep 0.5
}
stop() {
  kill "$app" 2>/dev/null || true
  wait "$app" 2>/dev/null || true
}

# 1. The first design plays.
start
shot first

# 2. An empty design, saved by a typed path, so that its places are known.
keys ctrl+n
saved="$work/smoke.ron"
save_as() {
  keys ctrl+shift+s
  sleep 1.0
  keys ctrl+a
  typed "$saved"
  keys Return
  sleep 0.5
}
save_as
[ -s "$saved" ] || fail "the empty design was not saved"

# 3. Drag the first driver of the library onto the canvas and fit the view.
"$program" library drivers >"$work/drivers.txt" || fail "the library cannot be listed"
keys ctrl+l
typed "Dynamic 10"
drag 90 152 $((width * 45 / 100)) $((height * 32 / 100))
keys Escape
shot dropped
keys ctrl+s
grep -q MovingCoil "$saved" || fail "the driver did not arrive on the canvas"

# 4. Wire and tube it with one key, then edit a value in the inspector by the keyboard.
keys c
keys f
keys ctrl+s
grep -q "Tube(" "$saved" || fail "the driver was not connected"
shot connected
before=$("$program" solve "$saved" --points 16 | tail -1)
# Move it with the pointer: the drawn tubes and the curve follow.
xdotool mousemove $((width * 45 / 100)) $((height * 20 / 100)); sleep 0.1
keys ctrl+a
keys Right
keys ctrl+s
"$program" check "$saved" >"$work/check.txt" || fail "check rejects the saved file: $(cat "$work/check.txt")"
[ -n "$before" ] || fail "the saved design does not solve"
shot edited

# 5. Light theme, then close and reopen the file.
keys F10
shot light
keys F10
stop
start "$saved"
shot reopened
cp "$saved" "$work/again.ron"
keys ctrl+s
cmp -s "$saved" "$work/again.ron" || fail "saving again changed the file"
stop
echo "smoke: passed, screenshots in $shots"
