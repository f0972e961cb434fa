#!/bin/sh
# Writes the search worker that the site loads, small enough to be fetched on the first focus of the search box.
# Its first line names the state of its sources, so that a test can tell when this has been forgotten.
set -eu
cd "$(dirname "$0")"
sources=$(cat edit_distance.js ranking.js words.js worker.js | openssl dgst -sha256 -r | cut -d" " -f1)
npx --yes esbuild@0.28.2 worker.js --bundle --minify --target=es2022 --legal-comments=none \
  --banner:js="// Made by scripts/search/bundle.sh from sources of sha256 $sources" \
  --outfile=../../overrides/assets/javascripts/search-worker.js
