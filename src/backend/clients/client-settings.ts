// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { SessionSettings } from '../protocol/session-settings.js';

/** Where the settings lie in the extra initrd: a database of dconf, made of a folder of key files. */
export const DCONF_DATABASE = 'share-live/dconf';

/**
 * As `dconf compile` reads them (dconf(1), dconf(7)): groups are folders of dconf's tree.
 *
 * @param settings checked (`areSessionSettings`)
 */
export function dconfKeyFile(settings: SessionSettings): string {
    const groups = new Map<string, string[]>();
    for (const [path, value] of Object.entries(settings)) {
        const end = path.lastIndexOf('/');
        const group = path.slice(1, end);
        groups.set(group, [...(groups.get(group) ?? []), `${path.slice(end + 1)}=${value}`]);
    }
    return [...groups].map(([group, lines]) => [`[${group}]`, ...lines, ''].join('\n')).join('\n');
}

/**
 * For a script with the root file system mounted at `$root`: the function `prepare_settings`. They are defaults in the client, as an
 * administrator gives them: whoever sits there may set them otherwise. A profile names the databases in the order in which they
 * are asked, the user's own first; without a profile there is none but that.
 */
export const PREPARE_SETTINGS = `prepare_settings() {
    [ -e /${DCONF_DATABASE} ] || return
    mkdir -p "$root/etc/dconf/db" "$root/etc/dconf/profile"
    cat /${DCONF_DATABASE} >"$root/etc/dconf/db/share-live"
    profile=$root/etc/dconf/profile/user
    for known in "$profile" "$root/usr/share/dconf/profile/user" ''; do
        [ -e "$known" ] && break
    done
    {
        if [ -n "$known" ]; then cat "$known"; else echo user-db:user; fi
    } | while read -r line; do
        echo "$line"
        case $line in user-db:*) echo system-db:share-live ;; esac
    done >"$profile.new"
    mv "$profile.new" "$profile"
}
`;
