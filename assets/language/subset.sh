#!/usr/bin/env bash
# Makes the font of the catalogues: of Noto Sans SC the signs that they say and the other fonts of the
# window lack. It needs fonttools (PyPI) and Debian's fonts-noto-cjk, or FONT, that collection's path.
set -euo pipefail
cd "$(dirname "$0")"

font=${FONT:-/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc}
# Of the collection the third is the one with the forms of mainland China.
fonttools subset "$font" --font-number=2 --output-file=noto_sans_sc.otf \
  --text="$(cat ./*.po | tr -d '[:print:]')中文" \
  --layout-features='' --name-IDs='0,1,2,4,6,13,14' --no-hinting --desubroutinize \
  --drop-tables+=GPOS,GSUB,GDEF,BASE,VORG,vhea,vmtx
