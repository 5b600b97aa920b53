# Aiming by what the program tells of its window, and what that takes a person. Sourced after common.sh.
#
# Each gesture waits until the window has drawn what came of the one before it. With EARWRIGHT_LANGUAGE=zh, English words are looked up in the catalogue.

export EARWRIGHT_PLACES=$work/places
# How long anything may take to appear, s.
patience=${WINDOW_PATIENCE:-60}
# What a person would have taken so far, ms, by the keystroke-level model (Card, Moran and Newell 1980):
# pointing 1.1 s, a click 0.2 s, a key 0.28 s, and 1.35 s to think before each gesture.
person=0

said() { # English words, what their braces hold: as the window says it
  local text=$1 filled
  shift
  if [ "${EARWRIGHT_LANGUAGE:-en}" = zh ]; then
    filled=$(awk -v key="msgid \"$text\"" '
      found { sub(/^msgstr "/, ""); sub(/"$/, ""); print; exit }
      $0 == key { found = 1 }' assets/language/zh_CN.po)
    text=${filled:-$text}
  fi
  for filled in "$@"; do text=${text/\{\}/$filled}; done
  printf '%s' "$text"
}

# Every line that is this name or value, or begins so (“…*”); with a role, of that role alone. What can
# be pressed hides labels that say the same.
lines_of() { # words, role
  awk -F'\t' -v words="$1" -v role="${2:-}" '
    BEGIN { beginning = sub(/\*$/, "", words) }
    function fits(text) { return beginning ? index(text, words) == 1 : text == words }
    NR == 1 || (role != "" && $1 != role) || $4 <= 0 || $5 <= 0 || $6 ~ /disabled/ { next }
    fits($7) || fits($8) { if ($1 == "Label") labels[$2 "," $3] = $0; else others[$2 "," $3] = $0 }
    END {
      for (n in others) { print others[n]; some = 1 }
      if (!some) for (n in labels) print labels[n]
    }' "$EARWRIGHT_PLACES" 2>/dev/null
}

passes() { head -1 "$EARWRIGHT_PLACES" 2>/dev/null | cut -f1; }
at_rest() { [ "$(head -1 "$EARWRIGHT_PLACES" 2>/dev/null | cut -f2)" = rest ]; }

until_true() { # what is waited for, a test
  local what=$1 end=$((SECONDS + patience))
  shift
  until "$@"; do
    kill -0 "$app" 2>/dev/null || fail "the program died before $what"
    if [ "$SECONDS" -ge "$end" ]; then
      cp "$EARWRIGHT_PLACES" "$shots/failed-$name.places" 2>/dev/null || true
      fail "$what did not come in $patience s"
    fi
    sleep 0.05
  done
}

is_shown() { [ -n "$(lines_of "$@")" ] && at_rest; }
is_gone() { [ -z "$(lines_of "$@")" ]; }
await() { until_true "“$1”" is_shown "$@"; }
await_end() { until_true "the end of “$1”" is_gone "$@"; }

# Where it is, once the window is at rest: sets x and y to its middle.
aim() { # words, role
  local found
  await "$@"
  found=$(lines_of "$@")
  [ "$(wc -l <<<"$found")" = 1 ] || fail "“$1” is there several times: $found"
  read -r x y < <(awk -F'\t' '{ printf "%d %d\n", $2 + $4 / 2, $3 + $5 / 2 }' <<<"$found")
}

# A gesture, and the pass that has drawn what came of it.
drawn() { # xdotool's words
  local before
  before=$(passes)
  xdotool "$@"
  has_passed() { [ "$(passes)" -gt "${before:-0}" ]; }
  until_true "what came of “$*”" has_passed
}

moved() { # x y
  # A pointer that is there already moves nothing.
  xdotool mousemove $(($1 + 1)) "$2"
  drawn mousemove "$1" "$2"
}

press() { # words, role
  aim "$@"
  moved "$x" "$y"
  drawn click 1
  person=$((person + 1350 + 1100 + 200))
}

# A pass may have been on its way already when something was done: between the parts of a drag there is
# time for another one, for a drag within one pass is none.
carry() { # from x y to x y
  moved "$1" "$2"
  for part in "mousedown 1" "mousemove $((($1 + $3) / 2)) $((($2 + $4) / 2))" "mousemove $3 $4" "mouseup 1"; do
    # shellcheck disable=SC2086
    drawn $part
    sleep 0.4
    until_true "rest after $part" at_rest
  done
  person=$((person + 1350 + 2 * 1100 + 200))
}

link_up() { # from, to: names of ports
  local from
  aim "$1"
  from="$x $y"
  aim "$2"
  # shellcheck disable=SC2086
  carry $from "$x" "$y"
}

strike() { # keys
  local together=${*//[^+]/}
  drawn key --clearmodifiers "$@"
  person=$((person + 1350 + 280 * (1 + ${#together})))
}

type_in() { # text
  drawn type --delay 15 "$1"
  person=$((person + 1350 + 280 * ${#1}))
}

is_typing() { awk -F'\t' '$1 == "TextInput" && $6 ~ /focus/ { found = 1 } END { exit !found }' "$EARWRIGHT_PLACES"; }
is_typed() { ! is_typing && at_rest; }

# Types into the field that some keys lead to, and ends it by Enter; the field that comes next, if one does.
enter() { # keys, text, next
  strike "$1"
  until_true "the field of $1" is_typing
  strike ctrl+a
  type_in "$2"
  strike Return
  if [ -n "${3:-}" ]; then await "$3" TextInput; else until_true "the end of “$2”" is_typed; fi
}

palette() { enter ctrl+k "$1"; }
