#!/bin/sh
# Writes the site's typefaces, small enough for the first view: Source Serif 4 for text, Source Sans 3 for the rest and
# for pictures, STIX Two Math for formulas, with the signs that the pages use. Needs npm, Python and the network; a build
# needs none of them.
# To add a sign, add it below, run this, and the tests say whether a page still holds one that is missing.
set -eu
cd "$(dirname "$0")/.."
vendor=scripts/glossary/theme/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for package in @fontsource-variable/source-serif-4@5.3.1 source-sans@3.52.0 @fontsource/stix-two-math@5.3.0; do
  npm pack --silent --pack-destination "$work" "$package" >/dev/null
  tar -xzf "$work"/*.tgz -C "$work"
  find "$work/package" -name "*.woff2" -exec cp {} "$work" \;
  rm -r "$work"/*.tgz "$work/package"
done
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check fonttools==4.68.0 brotli==1.2.1
rm -f "$vendor"/plain-words-*/*.woff2
"$work/venv/bin/python" - "$work" "$vendor" <<'PYTHON'
import sys
from hashlib import sha256
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.varLib.instancer import instantiateVariableFont

work, vendor = map(Path, sys.argv[1:])


def between(first, last):
    return {chr(code) for code in range(ord(first), ord(last) + 1)}


def write(source, family, features, signs, weights=None):
    # The time of the change stays that of the original, so that the same input gives the same bytes.
    options = Options(layout_features=features, hinting=False, desubroutinize=True, flavor="woff2", recalc_timestamp=False)
    font = load_font(str(work / source), options)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(signs)))
    subsetter.subset(font)
    if weights:
        instantiateVariableFont(font, {"wght": weights}, inplace=True)
    # A changed copy must not bear a name that the licence reserves, as that of Source does.
    regular = f"{family.replace(' ', '')}-Regular"
    for number, name in {1: family, 4: f"{family} Regular", 3: regular, 6: regular}.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    slug = family.lower().replace(" ", "-")
    unnamed = vendor / slug / "unnamed.woff2"
    save_font(font, str(unnamed), options)
    unnamed.rename(vendor / slug / f"{slug}.{sha256(unnamed.read_bytes()).hexdigest()[:8]}.woff2")


ASCII = between(" ", "~")
TEXT = ASCII | set("°¹²³·×÷–—‘’“”…€−" "§Çàáâäçèéêëíïñôöü")
# What few English pages have, and German ones have everywhere: a file of its own, for which only they wait.
RARE = set("ØøÄÖÜß„‚")
write(
    "source-serif-4-latin-wght-normal.woff2",
    "Plain Words Serif",
    # Without `ccmp`, which brings 22 glyphs for the accents of “í” alone: every accented letter of the pages is a sign of its own.
    ["kern", "liga", "mark", "locl", "calt", "tnum"],
    TEXT,
    (400, 700),
)
write("source-serif-4-latin-wght-normal.woff2", "Plain Words Serif Rare", ["kern", "locl"], RARE, (400, 700))
# Its figures are all of one width, so it needs no feature for tables.
write("SourceSans3VF-Upright.ttf.woff2", "Plain Words Sans", ["kern"], TEXT, (400, 600))
write(
    "SourceSans3VF-Upright.ttf.woff2",
    "Plain Words Sans Rare",
    ["kern"],
    RARE | set("ğłńśůűź" "ɒɔəʊʒː"),
    (400, 600),
)
# Powers and comparisons, which other pages have than names from abroad.
write("SourceSans3VF-Upright.ttf.woff2", "Plain Words Sans Figures", ["kern"], set("→≈≤≥⁰⁴⁵⁶⁷⁸⁹₂πτ"), (400, 600))
write(
    "stix-two-math-latin-400-normal.woff2",
    "Plain Words Maths",
    # Without `ssty`, other forms for small indices, which weigh as much again.
    ["kern", "ccmp", "mark"],
    ASCII
    # They grow with what they enclose; a root stands in no text, so a subset made from the pages' signs would lose it.
    | set("√∑∏∫()[]{}|‖⟨⟩⏞⏟⌊⌋⌈⌉∣∥")
    | set("±·×÷−∂∇∞≈≠≡≤≥≪≫∈∉∋∅∪∩⊂⊆⊕⊗⊙∘⋅∗∼≃∝→←↔⇒⇔↦⊤⊥…⋯⋮⋱′″¬∧∨∀∃ℓ†≔’”–—")
    # Accents, above a letter and over several.
    | set("ˆ˜¯˙¨̲̂̃̄̇̈⃗")
    # What a letter becomes: slanted by itself, and bold, script or blackboard by a command.
    | between("\U0001D434", "\U0001D467") - {"\U0001D455"} | {"ℎ"}
    | between("Α", "Ω") - {"\u03a2"} | between("\U0001D6FC", "\U0001D71B")
    | between("\U0001D400", "\U0001D433")
    | set("ℂ𝔼ℕℙℚℝℤ𝟙" "𝒜𝒟ℱℋℒ𝒩𝒪𝒮𝒱𝒳𝒴"),
)
PYTHON
# Browsers keep the files for ever, so their names tell what is in them; what loads them follows.
for home in "$vendor"/plain-words-*; do
  slug=$(basename "$home")
  name=$(basename "$home"/*.woff2)
  for file in scripts/glossary/theme/assets/stylesheets/text.css scripts/glossary/theme/glossary.html; do
    sed "s/$slug\.[0-9a-f]*\.woff2/$name/" "$file" >"$work/changed"
    cp "$work/changed" "$file"
  done
done
