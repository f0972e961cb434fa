#!/bin/sh
# Writes the search worker that the site loads, small enough to be fetched on the first focus of the search box.
# Its first line has the beginning of the SHA-256 of its sources, so that a test can tell when this has been forgotten.
set -eu
cd "$(dirname "$0")"
sources=$(cat edit_distance.js full_text.js ranking.js words.js worker.js | openssl dgst -sha256 -r | cut -c 1-16)
npx --yes esbuild@0.28.2 worker.js --bundle --minify --target=es2022 --legal-comments=none \
  --banner:js="// scripts/search/bundle.sh made this of $sources" \
  --outfile=../glossary/theme/assets/javascripts/search-worker.js
