# Shared by the scripts that drive the release program in a real window under a virtual display.
# Sourced, with `name` set. Screenshots go to target/screenshots.
#
# Needs: xvfb xdotool imagemagick libxcursor1 libxi6 libxkbcommon-x11-0 (xvfb brings a GL).
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

program=${EARWRIGHT:-$PWD/target/release/earwright}
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
  # Another try where the display was not free yet.
  for _ in $(seq 5); do
    # Not reset when its last client goes: the next one would find it gone for a moment.
    Xvfb ":$number" -screen 0 "$1x24" -nolisten tcp -noreset >"$work/xvfb.log" 2>&1 &
    server=$!
    for _ in $(seq 50); do
      sleep 0.1
      kill -0 "$server" 2>/dev/null || break
      xdotool getdisplaygeometry >/dev/null 2>&1 && return
    done
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  done
  echo "$name: no virtual display: $(cat "$work/xvfb.log")" >&2
  exit 1
}

fail() {
  echo "$name: $*" >&2
  if [ -n "${server:-}" ]; then
    import -window root "$shots/failed-$name.png" || true
  fi
  if [ -e "$work/app.log" ]; then
    cat "$work/app.log" >&2
  fi
  exit 1
}

# A start without a file shows the start page, unless it is remembered that it is not wanted.
no_start_page() {
  local remembered=$XDG_DATA_HOME/earwright/app.ron
  [ -e "$remembered" ] && return
  mkdir -p "${remembered%/*}"
  printf '{"app":"(start_page:false)"}' >"$remembered"
}

start() { # size, arguments of the program
  no_start_page
  start_anew "$@"
}

start_anew() { # the same, and the start page is shown
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
