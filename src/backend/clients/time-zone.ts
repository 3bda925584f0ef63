// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Where the system's time zone is a link to (localtime(5)). */
export const LOCAL_TIME = '/etc/localtime';

const ZONE = /^[A-Z][A-Za-z0-9_+-]{0,31}(\/[A-Za-z0-9_+-]{1,32}){0,2}$/;

/**
 * The time zone of this machine.
 *
 * @param link what `LOCAL_TIME` is a link to, null where it is none
 * @returns e.g. `Europe/Berlin`; null where it is not known
 */
export function timeZone(link: string | null): string | null {
    const zone = /\/zoneinfo\/(.+)$/.exec(link ?? '')?.[1] ?? '';
    return ZONE.test(zone) ? zone : null;
}

/** Where it lies in the extra initrd. */
export const TIME_ZONE_FILE = 'share-live/time-zone';

/**
 * For a script with the root file system mounted at `$root`: the function `prepare_time_zone`. live-config (0070-tzdata) would take
 * the file back, and its own parameter knows no zone of three words; a component that it believes to have done, it leaves out.
 */
export const PREPARE_TIME_ZONE = `prepare_time_zone() {
    [ -e /${TIME_ZONE_FILE} ] || return
    read -r zone </${TIME_ZONE_FILE}
    [ -e "$root/usr/share/zoneinfo/$zone" ] || return
    ln -sf "/usr/share/zoneinfo/$zone" "$root/etc/localtime"
    [ -e "$root/etc/debian_version" ] && echo "$zone" >"$root/etc/timezone"
    [ -e "$root/lib/live/config/0070-tzdata" ] || return
    mkdir -p "$root/var/lib/live/config"
    : >"$root/var/lib/live/config/tzdata"
}
`;
