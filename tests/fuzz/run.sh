#!/usr/bin/env bash
# Fuzzes what reads other people's text, each target so many seconds (60 unless told otherwise):
# no panic, no input that takes longer than a second or more than 256 MB.
#
#   tests/fuzz/run.sh [SECONDS] [TARGET ...]
#
# Needs cargo-fuzz (`cargo install cargo-fuzz`) and a nightly compiler.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
shift || true
targets=("$@")
[ "${#targets[@]}" -gt 0 ] || targets=(design curve shell quantity)
corpus=${FUZZ_CORPUS:-target/fuzz}

# What is found first is what ordinary files hold.
mkdir -p "$corpus"/{design,curve,shell,quantity}
cp presets/designs/*.ron tests/designs/*.ron "$corpus/design/"
find tests/reference -type f \( -name '*.frd' -o -name '*.zma' -o -name '*.txt' \) -size -64k \
  -exec cp {} "$corpus/curve/" \;
printf '* Hz dB deg\n20 90 0\n200 91 -3\n2000 100 -90\n' >"$corpus/curve/seed"
cp assets/icon.svg "$corpus/shell/"
printf '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="30mm" viewBox="0 0 40 30"><defs><g id="a"><rect width="9" height="9"/></g></defs><style>.h{display:none}</style><use href="#a" class="h"/><path d="M5 5h24v16C1 2 3 4 5 6A5 5 0 0 1 5 0z"/></svg>' >"$corpus/shell/seed"
for typed in '4.7u' '4,7 µF' '2k2' '10 mm' '1e-6' '1,500' '4R7' '-3 Ω' '30 mm³'; do
  printf '%s' "$typed" >"$corpus/quantity/$(printf '%s' "$typed" | cksum | cut -d' ' -f1)"
done

for target in "${targets[@]}"; do
  printf '\n=== %s\n' "$target"
  length=4096
  [ "$target" = design ] && length=32768
  [ "$target" = quantity ] && length=64
  cargo +nightly fuzz run --fuzz-dir tests/fuzz --sanitizer none "$target" "$corpus/$target" -- \
    -max_total_time="$seconds" -timeout=1 -rss_limit_mb=256 -malloc_limit_mb=256 \
    -max_len="$length" -print_final_stats=1 -verbosity=1
done
