#!/usr/bin/env bash
# ngspice 39.3 (Debian 12, ngspice 39.3+ds-1): an expression of `hertz` is taken as the value of a
# resistor, an inductor or a capacitor in `.ac`, `pwl(hertz, ...)` too, and a capacitor may be negative;
# the same expression as the gain of a voltage-controlled current source (G with four nodes) ends the
# run with "Undefined parameter [hertz]" and status 1. Written as `G a b value='v(c,d)*...'` it works.
# So a netlist of admittances over frequency needs `value=` for every G.
#
# Fetches the package and what it needs into a temporary folder; nothing is installed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version=39.3+ds-1
apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
  --no-enhances "ngspice=$version" | grep '^[a-z0-9]' | grep -v ':' | sort -u >names
# shellcheck disable=SC2046
apt-get download -q "ngspice=$version" $(grep -vx ngspice names) >/dev/null 2>&1 ||
  for name in $(grep -vx ngspice names); do apt-get download -q "$name" >/dev/null 2>&1 || true; done
[ -n "$(echo ngspice_*.deb)" ] || { echo "ngspice $version is not to be had"; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
spice() {
  LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu:$work/root/lib/x86_64-linux-gnu" \
    SPICE_LIB_DIR="$work/root/usr/share/ngspice" "$work/root/usr/bin/ngspice" -b "$1" 2>&1
}
circuit() { # a divider of 1 kOhm and what is given, from 10 Hz to 100 Hz
  printf 'divider\nV1 a 0 AC 1\nR1 a b 1k\n%s\n.ac lin 3 10 100\n.print ac vr(b)\n.end\n' "$2" >"$1"
}
table='pwl(hertz, 10, 1, 100, 3)'
circuit value.cir "G1 b 0 value='v(b)*1e-3*$table'"
circuit gain.cir "G1 b 0 b 0 '1e-3*hertz'"
circuit resistor.cir "R2 b 0 R='1e3/$table'"

echo "-- R of hertz"
spice resistor.cir | tee out | grep -E '^[012]\s'
grep -Eq '^0\s+1.000000e\+01\s+5.000000e-01' out
grep -Eq '^2\s+1.000000e\+02\s+2.500000e-01' out
echo "-- G value=... of hertz"
spice value.cir | tee out | grep -E '^[012]\s'
grep -Eq '^0\s+1.000000e\+01\s+5.000000e-01' out
grep -Eq '^2\s+1.000000e\+02\s+2.500000e-01' out
echo "-- gain of a four-node G of hertz"
if spice gain.cir >out; then
  cat out
  echo "it is taken now"
  exit 1
fi
grep -F 'Undefined parameter [hertz]' out
echo "as found"
