#!/usr/bin/env bash
# The window in Chinese: switched by the pointer while it is open, remembered, and taken from the
# system's language at a first start. Pictures for a person to look at go to target/screenshots.
set -euo pipefail
name=language
SMOKE_DISPLAY=${LANGUAGE_DISPLAY:-${SMOKE_DISPLAY:-86}}
. "$(dirname "$0")/common.sh"
unset EARWRIGHT_LANGUAGE

# The left of the bar holds menus alone.
bar() { convert "$shots/$1.png" -crop 310x26+0+2 +repage "$work/$1.png"; }
same() { # picture, picture: whether their bars are
  bar "$1"
  bar "$2"
  [ "$(compare -metric AE "$work/$1.png" "$work/$2.png" null: 2>&1)" -eq 0 ]
}
still() { xdotool mousemove 640 400; sleep 1; } # nothing in the bar lights up

serve 1280x800
export LANG=C.UTF-8 LC_ALL=C.UTF-8
start 1280x800
still
shot language-english

# View, Language: 中文.
click 258 16
shot language-menu
click 296 510
still
shot language-chinese
! same language-english language-chinese || fail "the window is not in another language"

# It is remembered.
keys ctrl+q
wait "$app" || fail "the program ended badly"
start 1280x800
still
shot language-remembered
same language-chinese language-remembered || fail "the language is not remembered"
stop

# A system in Chinese decides at a first start.
rm -rf "$work/data"
unset LC_ALL
LANG=zh_CN.UTF-8
start_anew 1280x800
LANG=C.UTF-8 # which the hand types in
shot language-start
keys Escape
still
shot language-system
same language-chinese language-system || fail "the system's language is not spoken"

# What there is to look at.
keys F1; shot language-keys; keys Escape
keys ctrl+k; typed crossover; shot language-palette; keys Escape
keys F10; still; shot language-light
stop

export EARWRIGHT_LANGUAGE=zh
serve 2560x1440
start 2560x1440
still
shot language-large
stop
echo "language: done, pictures in $shots"
