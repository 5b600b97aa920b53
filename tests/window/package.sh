#!/usr/bin/env bash
# Looks through what .ci/package has built, and starts the program of each package in a real window.
set -euo pipefail
name=package
. "$(dirname "$0")/common.sh"

packages=target/package
tarball=$(echo "$packages"/earwright-*-linux.tar.gz)
[ -s "$tarball" ] || fail "there is no tarball: .ci/package makes it"

# Everything a desktop wants to know, and whose work it is.
wanted=(
  bin/earwright
  share/applications/earwright.desktop
  share/mime/packages/earwright.xml
  share/icons/hicolor/scalable/apps/earwright.svg
  share/doc/earwright/README.md
)
holds() { # list of contents, path
  grep -qxF "$2" <<<"$1" || fail "$2 is missing"
}
listed=$(tar -tf "$tarball" | cut -d/ -f 2-)
for path in "${wanted[@]}" share/doc/earwright/{LICENSE-MIT,LICENSE-APACHE,NOTICES.md,THIRD-PARTY.txt}; do
  holds "$listed" "$path"
done
mkdir "$work/tar" "$work/deb"
tar -xf "$tarball" -C "$work/tar" --strip-components=1
trees=("$work/tar")

debian=$(echo "$packages"/earwright_*.deb)
if [ -s "$debian" ]; then
  listed=$(dpkg-deb --fsys-tarfile "$debian" | tar -t | cut -d/ -f 2-)
  for path in "${wanted[@]}" share/doc/earwright/{copyright,copyright.md,THIRD-PARTY.txt.gz}; do
    holds "$listed" "usr/$path"
  done
  dpkg-deb --fsys-tarfile "$debian" | tar -tv | grep -v ' root/root ' && fail "not all is root's"
  for field in Package Version Architecture Depends Description; do
    [ -n "$(dpkg-deb -f "$debian" "$field")" ] || fail "the Debian package does not say its $field"
  done
  dpkg-deb -x "$debian" "$work/deb"
  trees+=("$work/deb/usr")
else
  echo "$name: no Debian package here"
fi

# The texts of licences are there, and every crate has one.
third=$work/tar/share/doc/earwright/THIRD-PARTY.txt
for words in 'egui-' 'symphonia-core-' 'Mozilla Public License' 'UBUNTU FONT LICENCE' 'SIL OPEN FONT LICENSE'; do
  grep -qF "$words" "$third" || fail "“$words” is not among the licences"
done
crates=$(sed -n '3,/^$/s/:.*//p' "$third")
[ "$(wc -w <<<"$crates")" -gt 100 ] || fail "the crates are not listed"
owners=$(awk '/^----------/ { take = 1 } take && /^Of / { of = 1 } of { print } /:$/ { of = 0; take = 0 }' "$third")
owners=" $(tr '\n:' '  ' <<<"$owners") "
for crate in $crates; do
  [[ $owners == *" $crate "* ]] || fail "no licence text stands for $crate"
done

serve 1280x800
for tree in "${trees[@]}"; do
  if command -v desktop-file-validate >/dev/null; then
    desktop-file-validate "$tree/share/applications/earwright.desktop" || fail "the desktop entry is wrong"
  else
    grep -q '^Exec=earwright %f$' "$tree/share/applications/earwright.desktop" || fail "no Exec"
    echo "$name: no desktop-file-validate here (desktop-file-utils)"
  fi
  if command -v update-mime-database >/dev/null; then
    mkdir -p "$work/mime/packages"
    cp "$tree/share/mime/packages/earwright.xml" "$work/mime/packages/"
    update-mime-database "$work/mime" 2>"$work/mime.log" || fail "the type of designs is wrong: $(cat "$work/mime.log")"
    grep -q ':\*\.ron$' "$work/mime/globs2" || fail "designs have no type"
  else
    echo "$name: no update-mime-database here (shared-mime-info)"
  fi
  program=$tree/bin/earwright
  "$program" --version | grep -qxF "earwright $(sed -n '/^\[workspace.package\]/,/^$/s/^version = "\(.*\)"/\1/p' Cargo.toml)" ||
    fail "$program says another version"
  "$program" check presets/designs/single_armature.ron >"$work/check.txt" || fail "$program does not work"
  start 1280x800 presets/designs/single_armature.ron
  shot packaged
  stop
done
echo "package: passed"
