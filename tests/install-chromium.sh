#!/bin/sh
# Chromium, which the tests of Neo4j Browser need: installed on Debian and Ubuntu as root, asked for elsewhere.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing Chromium for the tests of Neo4j Browser"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >/dev/null
    exit 0
fi
echo "The tests of Neo4j Browser need Chromium: install the package chromium, or Google Chrome, then run make test again." >&2
exit 1
