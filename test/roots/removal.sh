#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Share Live authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Installs the package that was made into build/deb, lets it leave what a share that was killed leaves, and purges it: no
# file is there that was not there before. As root, on a machine that may have packages installed.
set -eu
cd "$(dirname "$0")/../.."
deb=$(echo build/deb/share-live_*_all.deb)

# What it depends on may stay.
DEBIAN_FRONTEND=noninteractive apt-get -q satisfy -y --no-install-recommends "$(dpkg-deb --field "$deb" Depends)"

# dpkg's, apt's and man-db's own notes change with every package
files() {
    find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /var/lib/dpkg -o -path /var/cache/apt -o -path /var/cache/man \
        -o -path /var/lib/apt -o -path /var/log -o -path "$PWD" \) -prune -o -printf '%p %y %m %u\n' | sort
}

before=$(mktemp) after=$(mktemp)
trap 'rm -f "$before" "$after"' EXIT
files >"$before"

dpkg --install "$deb"
version=$(share-live --version)
[[ $version == *"$(dpkg-deb --field "$deb" Version)"* ]] || { echo "It says that it is “$version”"; exit 1; }
mkdir -p /run/share-live /var/cache/share-live/left
files >"$after"
if cmp -s "$before" "$after"; then
    echo 'Nothing was installed'
    exit 1
fi

dpkg --purge share-live
[ ! -e /run/share-live ]
files >"$after"
diff "$before" "$after"
echo 'Nothing is left'
