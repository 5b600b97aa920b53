#!/usr/bin/env bash
# Opens in a real window what once hung it: many drivers at one place, notes of megabytes, and settings
# that the toolkit cannot stand. What is compared is processor time, of one design with another.
set -euo pipefail
name=limits
. "$(dirname "$0")/common.sh"

# The driver of an example so many times, so far apart (hundredths of a millimetre).
crowd() { # count, apart
  awk -v count="$1" -v apart="$2" '
    # Items of the lists stand eight blanks deep.
    /^        \($/ { item = ""; inside = 1 }
    inside { item = item $0 "\n" }
    !inside { print }
    inside && /^        \),$/ {
      inside = 0
      printf "%s", item
      if (item ~ /kind: Armature/ && !done) {
        done = 1
        for (n = 0; n < count; n++) {
          copy = item
          sub(/id: [0-9]+/, "id: " 1000 + n, copy)
          sub(/name: "[^"]*"/, "name: \"Copy " n "\"", copy)
          place = sprintf("position_mm: (%.2f, %.2f)", -40 + n % 20 * apart / 100, 60 + int(n / 20) * apart / 100)
          sub(/position_mm: \([^)]*\)/, place, copy)
          printf "%s", copy
        }
      }
    }' presets/designs/single_armature.ron
}

ticks() { awk '{ print $14 + $15 }' "/proc/$app/stat"; }

# Hundredths of a second of processor time until the window has come to rest.
cost() { # file
  start 1280x800 "$1"
  local before=-1 now rests=0
  for _ in $(seq 240); do
    kill -0 "$app" 2>/dev/null || fail "the program died with $1"
    now=$(ticks)
    if [ $((now - before)) -le 2 ]; then rests=$((rests + 1)); else rests=0; fi
    [ "$rests" -ge 3 ] && break
    before=$now
    sleep 0.5
  done
  [ "$rests" -ge 3 ] || fail "the window did not come to rest with $1"
  spent=$now
  memory=$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$app/status")
  shot "limits-$(basename "$1" .ron)"
  stop
}

serve 1280x800
for count in 300 1000; do
  for apart in 1500 0; do
    crowd "$count" "$apart" >"$work/crowd-$count-$apart.ron"
    "$program" check "$work/crowd-$count-$apart.ron" >/dev/null || fail "the crowd is no design"
    rm -rf "$work/data"
    cost "$work/crowd-$count-$apart.ron"
    echo "$count drivers $((apart / 100)) mm apart: $spent/100 s, $memory MB"
    [ "$apart" = 1500 ] && spread=$spent
  done
  [ "$spent" -le $((3 * spread)) ] ||
    fail "$count drivers at one place take more than three times as long as side by side"
done

# Notes of ten megabytes: shown cut.
{
  sed '/^    notes: /,$d' presets/designs/single_armature.ron
  printf '    notes: "'
  head -c 10000000 /dev/zero | tr '\0' 'n'
  printf '",\n'
  sed '1,/^    notes: /d' presets/designs/single_armature.ron
} >"$work/notes.ron"
cost "$work/notes.ron"
echo "notes of 10 MB: $spent/100 s, $memory MB"
[ "$spent" -le $((3 * spread)) ] || fail "notes of 10 MB take too long"

# Settings that ended the program at every start.
mkdir -p "$work/data/earwright"
settings="$work/data/earwright/app.ron"
for spoilt in \
  '"window":"(normal_geometry:(outer_position_pixels:Some((x:0.0,y:0.0)),scale_factor:1.0,inner_size_points:(x:NaN,y:-5.0)),fullscreen:false,maximized:false)"' \
  '"window":"(normal_geometry:(outer_position_pixels:Some((x:0.0,y:0.0)),scale_factor:0.0,inner_size_points:(x:1e30,y:1e30)),fullscreen:false,maximized:false)"' \
  '"egui":"(options:(zoom_factor:NaN))"' \
  '"egui":"(options:(zoom_factor:0.0))"' \
  '"app":"(text_size:NaN)"' \
  '"app":"(text_size:-1e30)"'; do
  printf '{%s}' "$spoilt" >"$settings"
  start 1280x800
  shot limits-settings
  stop
done

# A pipe in the place of the settings, and one among the presets.
mkdir -p "$work/config/earwright/presets/drivers"
rm -f "$settings"
mkfifo "$settings" "$work/config/earwright/presets/drivers/pipe.ron"
start 1280x800
shot limits-pipes
stop
echo "limits: passed, screenshots in $shots"
