#!/usr/bin/env bash
# Takes the pictures of the README: the window with each of the nine example designs, at two sizes,
# dark and light, into assets/pictures, and the one at the head into assets/window.png. Run it by
# hand after a visible change, and look at what it made.
set -euo pipefail
name=pictures
SMOKE_DISPLAY=${PICTURES_DISPLAY:-89}
. "$(dirname "$0")/common.sh"

out=assets/pictures
mkdir -p "$out"

picture() { # a screenshot of the window in a palette of 128 colours: a quarter of the size
  kill -0 "$app" 2>/dev/null || fail "the program died before $1"
  import -window "$window" png:- | convert png:- +dither -colors 128 "PNG8:$out/$1.png"
}

for size in 1280x800 2560x1440; do
  serve "$size"
  for design in presets/designs/*.ron; do
    rm -rf "$work/data"
    start "$size" "$design"
    # Away from everything that lights up under the pointer.
    xdotool mousemove 2 $((${size#*x} - 2))
    # The message that it was opened goes by itself.
    sleep 5
    picture "$(basename "$design" .ron)-$size-dark"
    keys F10
    sleep 1
    picture "$(basename "$design" .ron)-$size-light"
    stop
  done
done

# The head of the README: the first example, with the crosshair on a curve.
serve 1600x1000
rm -rf "$work/data"
start 1600x1000
xdotool mousemove 520 800
sleep 1
import -window "$window" png:- | convert png:- +dither -colors 256 PNG8:assets/window.png
stop
echo "pictures: done, in $out"
