#!/usr/bin/env bash
# AutoEq 4.1.2 (PyPI autoeq): FrequencyResponse.read_csv reads `frequency,raw,target`. With a line of
# comment ahead of the heading, as REW and others write (`* …`), the same table is read without a word
# as frequency and raw alone: its target is gone. With the comment as last line it raises ValueError.
# So a text for AutoEq can carry no origin. Fails if that changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check autoeq==4.1.2
"$work/venv/bin/python" - "$work" <<'PYTHON'
import sys
from autoeq.frequency_response import FrequencyResponse

table = "frequency,raw,target\n20,100,90\n100,101,91\n1000,102,92\n10000,103,93\n"


def read(text):
    path = sys.argv[1] + "/table.csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    response = FrequencyResponse.read_csv(path)
    return len(response.raw), len(response.target)


plain = read(table)
for comment in ("* measured today\n", "# measured today\n"):
    remarked = read(comment + table)
    print(f"points of raw and target: {plain}, with a comment ahead: {remarked}")
    assert plain == (4, 4), plain
    assert remarked == (4, 0), remarked
try:
    read(table + "# measured today\n")
except ValueError as error:
    print(f"with a comment behind: ValueError: {error}")
else:
    sys.exit("a comment behind the table is read now")
PYTHON
