#!/usr/bin/env bash
# The browser journeys need Chromium from the system's packages.
set -euo pipefail
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core
else
    echo "The browser journeys need Chromium: install your system's package, e.g. sudo apt-get install chromium" >&2
    exit 1
fi
