// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientWord, ClientWords } from '../protocol/client-words.js';
import type { InitrdFile } from './client-report.js';

/** What a client that keeps the system in its memory needs of that. */
export interface MemoryNeed {
    readonly mebibytes: number;
    /** The kernel parameter that its menu entries have, and others have not. */
    readonly parameter: string;
}

/** What a system takes beside its image at the very least, of which half is its initramfs. Below, it surely does not start. */
const SYSTEM_MEBIBYTES = 512;

const MEBIBYTE = 1024 * 1024;

/** @param bytes that are fetched into the memory. @returns bytes that a client has to have at least */
export function memoryBytes(bytes: number): number {
    return bytes + SYSTEM_MEBIBYTES * MEBIBYTE;
}

/**
 * @param bytes that are fetched into the memory
 * @param inMemory the kernel's parameters of a start in memory
 * @returns null where nothing is fetched
 */
export function memoryNeed(bytes: number, inMemory: readonly string[]): MemoryNeed | null {
    const parameter = inMemory.find(each => each.includes('http://'));
    if (parameter === undefined) return null;
    return { mebibytes: Math.ceil(memoryBytes(bytes) / MEBIBYTE), parameter };
}

/**
 * For a hook before the system is fetched: `sh /share-live/memory` ends at once where the memory suffices or where
 * it is not needed. Else it says so, here and to the sharing machine, and starts the computer anew after a minute, for the menu may
 * have an entry that needs little. Without it, whoever sits there sees a kernel panic after minutes of loading, or a system that hangs.
 *
 * @param words in the letters that a console has by itself (`screenText`)
 */
export function memoryFile({ mebibytes, parameter }: MemoryNeed, words: ClientWords): InitrdFile {
    const says = (word: ClientWord): string => inShell(words[word]);
    return {
        path: 'share-live/memory',
        text: `needed=${mebibytes}
in_memory=
for word in $(cat /proc/cmdline); do
    [ "$word" = '${parameter}' ] && in_memory=yes
done
[ -n "$in_memory" ] || exit 0
while read -r name kibibytes _; do
    [ "$name" = MemTotal: ] && have=$((kibibytes / 1024))
done </proc/meminfo
[ "$have" -lt "$needed" ] || exit 0

plymouth quit 2>/dev/null
chvt 1 2>/dev/null
printf '\\n\\n'
printf '  %s\\n' "${says('tooLittleMemory')}" "${says('otherEntry')}" "${says('startsAgain')}"
printf '\\n'
(
    # initramfs-tools would bring the network up later
    [ -e /scripts/functions ] && . /scripts/functions && configure_networking
    sh /share-live/report "no-memory?$have.$needed" 50
) </dev/null >/dev/null 2>&1 &
sleep 60
reboot -f || echo b >/proc/sysrq-trigger
sleep 60
`,
    };
}

/** @returns a text between double quotes of a shell, whose variables stand in its gaps */
function inShell(text: string): string {
    return text.replace(/[\\"$`]/g, '\\$&').replace(/\{(have|needed)\}/g, '$${$1}');
}
