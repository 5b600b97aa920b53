#!/usr/bin/env bash
# Installs the Debian package into a bare Debian root, with nothing but what the package asks for,
# and starts the program there on a virtual display. The tarball is unpacked and started beside it.
#
# As root; needs debootstrap and a Debian mirror (MIRROR=…), and .ci/package run before. 2 minutes,
# not part of .ci/run.
set -euo pipefail
name=bare-root
. "$(dirname "$0")/common.sh"

[ "$(id -u)" = 0 ] || fail "a bare root is made by root"
command -v debootstrap >/dev/null || fail "no debootstrap here"
debian=$(echo target/package/earwright_*.deb)
tarball=$(echo target/package/earwright-*-linux.tar.gz)
[ -s "$debian" ] && [ -s "$tarball" ] || fail "there are no packages: .ci/package makes them"

root=$work/root
umount_all() { mountpoint -q "$root/tmp/.X11-unix" && umount "$root/tmp/.X11-unix" || true; }
trap 'umount_all; cleanup' EXIT
debootstrap --variant=minbase "${SUITE:-stable}" "$root" "${MIRROR:-http://deb.debian.org/debian}" >"$work/debootstrap.log" ||
  fail "debootstrap: $(tail -3 "$work/debootstrap.log")"
cp "$debian" "$root/root/"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive "$@"; }
inside apt-get -qq update
inside apt-get -qq install -y "/root/$(basename "$debian")" >"$work/apt.log" 2>&1 || fail "apt-get: $(tail -5 "$work/apt.log")"
mkdir "$root/opt/earwright"
tar -xf "$tarball" -C "$root/opt/earwright" --strip-components=1
cp presets/designs/single_armature.ron "$root/root/"

serve 1280x800
mkdir -p "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
for path in /usr/bin/earwright /opt/earwright/bin/earwright; do
  inside "$path" check /root/single_armature.ron >/dev/null || fail "$path does not work"
  # A program in another root is started, and looked at, as any other.
  cat >"$work/earwright" <<PROGRAM
#!/bin/sh
exec chroot "$root" env -i PATH=/usr/bin:/bin HOME=/root DISPLAY=$DISPLAY EARWRIGHT_RENDERER=$EARWRIGHT_RENDERER \
  DBUS_SESSION_BUS_ADDRESS=disabled: $path "\$@"
PROGRAM
  chmod +x "$work/earwright"
  program=$work/earwright
  start_anew 1280x800 /root/single_armature.ron
  shot "bare_root_$(tr / _ <<<"${path#/}")"
  colours=$(identify -format %k "$shots/bare_root_$(tr / _ <<<"${path#/}").png")
  [ "$colours" -gt 100 ] || fail "$path shows an empty window"
  stop
  echo "$name: $path, $(inside "$path" --version)"
done
echo "$name: passed"
