#!/bin/sh
# Writes the site's typeface: Source Serif 4 with the weights and the signs that the pages use, small enough for the
# first view. Needs npm, Python and the network; a build needs none of them.
# To add a sign, add it below, run this, and the tests say whether a page still holds one that is missing.
set -eu
cd "$(dirname "$0")/.."
home=overrides/vendor/plain-words-serif
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm pack --silent --pack-destination "$work" @fontsource-variable/source-serif-4@5.3.1 >/dev/null
tar -xzf "$work"/*.tgz -C "$work"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check fonttools==4.68.0 brotli==1.2.1
rm -f "$home"/*.woff2
"$work/venv/bin/python" - "$work/package/files/source-serif-4-latin-wght-normal.woff2" "$home" <<'PYTHON'
import sys
from hashlib import sha256
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.varLib.instancer import instantiateVariableFont

source, home = sys.argv[1], Path(sys.argv[2])
signs = {chr(code) for code in range(0x20, 0x7F)} | set("°²³·×–—‘’“”…€−" "àâçèéêëïñôöü")

# The time of the change stays that of the original, so that the same input gives the same bytes.
options = Options(layout_features=["kern", "liga", "ccmp", "mark", "locl", "calt", "tnum"], hinting=False, desubroutinize=True, flavor="woff2", recalc_timestamp=False)
font = load_font(source, options)
instantiateVariableFont(font, {"wght": (400, 700)}, inplace=True)
subsetter = Subsetter(options)
subsetter.populate(text="".join(sorted(signs)))
subsetter.subset(font)

# The licence reserves the name "Source" for the original.
for number, name in {1: "Plain Words Serif", 4: "Plain Words Serif Regular", 3: "PlainWordsSerif-Regular", 6: "PlainWordsSerif-Regular"}.items():
    font["name"].setName(name, number, 3, 1, 0x409)
unnamed = home / "unnamed.woff2"
save_font(font, str(unnamed), options)
digest = sha256(unnamed.read_bytes()).hexdigest()[:8]
unnamed.rename(home / f"plain-words-serif.{digest}.woff2")
PYTHON
# Browsers keep the file for ever, so its name tells what is in it; what loads it follows.
name=$(basename "$home"/*.woff2)
for file in overrides/assets/stylesheets/text.css overrides/main.html; do
  sed "s/plain-words-serif\.[0-9a-f]*\.woff2/$name/" "$file" >"$work/changed"
  cp "$work/changed" "$file"
done
