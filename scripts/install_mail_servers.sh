#!/usr/bin/env bash
# The journey of a survey by mail needs a mail server of each kind from the system's packages. Tests start their own,
# on high ports and with their own files: what the packages would start of themselves stays stopped, and no mail server
# that is already there is replaced (--no-remove).
set -euo pipefail
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "The mail journey is skipped without a mail server: sudo apt-get install exim4-daemon-light dovecot-imapd" >&2
    exit 0
fi
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    trap 'rm -f "$policy"' EXIT
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends --no-remove exim4-daemon-light dovecot-imapd ||
    echo "The mail journey is skipped: exim4-daemon-light and dovecot-imapd could not be installed beside what is there" >&2
