#!/usr/bin/env bash
# Takes pictures of every dialog and of what lies over the plots, at two sizes, dark and light, into
# target/screenshots (`views-….png`). Run it by hand after a visible change, and look at what it made.
#
# views.sh [words of a view]: of all of them, or of those whose words begin so
set -euo pipefail
name=views
SMOKE_DISPLAY=${VIEWS_DISPLAY:-${SMOKE_DISPLAY:-83}}
. "$(dirname "$0")/common.sh"
. "$(dirname "$0")/places.sh"

only=${1:-}
design=presets/designs/hybrid_1dd_4ba.ron
# Commands, as the palette finds them.
views=(
  "Which driver for what?" "Against published values" "Glossary and help…" "Goals…" "Optimise…" "Choices…"
  "Compare…" "Explain the difference…" "Hear it…" "Impedance from levels…" "Driver from measurement…"
  "New driver from numbers…" "Tolerance band" "Maximum level" "Distortion"
)

# By the palette: what it opens may have a field that is typed in.
run() { # words of a command
  strike ctrl+k
  until_true "the palette" is_typing
  type_in "$1"
  strike Return
  # What is calculated for it comes as it is found.
  sleep 3
  until_true "rest" at_rest
}

for size in 1280x800 1920x1080; do
  serve "$size"
  for theme in dark light; do
    for view in "${views[@]}"; do
      [[ "$view" == "$only"* ]] || continue
      rm -rf "$work/data" "$EARWRIGHT_PLACES"
      start "$size" "$design"
      [ "$theme" = light ] && strike F10
      # Something to compare with, and something that differs from it.
      run "Take a snapshot"
      run "$view"
      shot "views-$(tr -cd 'A-Za-z' <<<"$view")-$size-$theme"
      stop
    done
  done
done
echo "views: done, in $shots"
