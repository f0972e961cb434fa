#!/bin/sh
# Prints the path of a Chromium for the tests; installs the system's package where that is allowed.
set -eu

find_browser() {
  if [ -n "${CHROMIUM:-}" ]; then
    [ -x "$CHROMIUM" ] && { echo "$CHROMIUM"; return 0; }
    echo "CHROMIUM is set to '$CHROMIUM', which is no program" >&2
    exit 1
  fi
  # The first is Chromium without windows: the same pages at half the cost.
  for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable chrome; do
    command -v "$name" && return 0
  done
  for path in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
    [ -x "$path" ] && { echo "$path"; return 0; }
  done
  return 1
}

find_browser && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "No Chromium found: installing the system's package" >&2
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -q && { apt-get install -qy chromium-headless-shell || apt-get install -qy chromium; }; } >&2 && find_browser && exit 0
fi
cat >&2 <<'END'
The tests drive a real browser, and none was found. Install Chromium or Google Chrome
(Debian, Ubuntu: sudo apt-get install chromium · Fedora: sudo dnf install chromium ·
macOS: brew install --cask google-chrome), or set CHROMIUM to the path of one.
END
exit 1
