// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { cleanText } from '../medium/clean-text.js';
import type { ClientFailure } from '../protocol/messages.js';
import type { InitrdFile } from './client-report.js';

/**
 * What clients report beside stages: `GET /report/failed?LINES`, `GET /report/no-memory?HAVE.NEEDED` in mebibytes; `kept`: it
 * has its store.
 */
export const OTHER_REPORTS = ['failed', 'no-memory', 'kept'] as const;

/** @returns what a request tells of a client that cannot go on; null for other requests */
export function reportedFailure(path: string, query: string): ClientFailure | null {
    switch (path) {
        case '/report/failed':
            return { reason: 'start', detail: cleanText(decoded(query), 300) };
        case '/report/no-memory': {
            const [, have, needed] = /^(\d{1,7})\.(\d{1,7})$/.exec(query) ?? [];
            return have === undefined ? null : { reason: 'memory', detail: `${have} ${needed}` };
        }
        default:
            return null;
    }
}

function decoded(query: string): string {
    try {
        return decodeURIComponent(query);
    } catch {
        return query;
    }
}

/**
 * For what an initramfs runs where it gives up: reports that, with the last lines of what was written until then, by live-boot,
 * casper or dracut. `sh /share-live/failed`
 */
export const FAILED: InitrdFile = {
    path: 'share-live/failed',
    text: `# the last three lines of file $1 that are not empty
last_lines() {
    one= two= three=
    while IFS= read -r line; do
        [ -n "$line" ] || continue
        one=$two two=$three three=$line
    done <"$1"
    printf '%s / %s / %s' "$one" "$two" "$three"
}

# as in the query of a URL; what is not ASCII becomes a question mark
encoded() {
    text=$1
    count=0
    while [ -n "$text" ] && [ "$count" -lt 300 ]; do
        rest=\${text#?}
        character=\${text%"$rest"}
        text=$rest
        count=$((count + 1))
        case $character in
        [A-Za-z0-9._-]) printf %s "$character" ;;
        [\\ -~]) printf '%%%02X' "'$character" ;;
        *) printf %%3F ;;
        esac
    done
}

lines=
for log in /boot.log /casper.log /run/initramfs/rdsosreport.txt; do
    [ -s "$log" ] && lines=$(LC_ALL=C last_lines "$log") && break
done
sh /share-live/report "failed?$(LC_ALL=C encoded "$lines")" 3 </dev/null >/dev/null 2>&1
`,
};
