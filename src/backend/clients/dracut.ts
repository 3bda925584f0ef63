// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Endpoint } from '../medium/types.js';
import { BEFORE_NETWORK, IN_ROOT, reportFiles, type InitrdFile } from './client-report.js';
import { PREPARE_SETTINGS } from './client-settings.js';
import { PREPARE_KEYBOARD } from './desktop-keyboard.js';
import { FAILED } from './failure-report.js';
import { KEEP_CARDS } from './keep-cards.js';
import { KEEP_FILES } from './keep-files.js';
import { PREPARE_HOST_NAME } from './host-name.js';
import { PREPARE_FILES } from './session-files.js';
import { PREPARE_TIME_ZONE } from './time-zone.js';

/**
 * Where dracut sources its hooks from, `hookdir` of its dracut-lib.sh (059). There is a folder for each point even
 * where it is empty, for dracut makes them all; later versions keep them in /var/lib and leave a link here, and /lib
 * itself is a link to /usr/lib.
 */
const HOOKS = 'lib/dracut/hooks';

/**
 * For dracut: the reports, and a name of its own. The network of a client stays as dracut has set it up, which goes on to
 * NetworkManager by dracut's own means (nm-initrd-generator(8)).
 *
 * - pre-trigger, before the network: reports `initramfs` as soon as there is one. What is left running beside the boot
 *   stays, for dracut's services have KillMode=process.
 * - initqueue/online, with a network and before the system is fetched (netroot): looks whether the memory suffices
 * - pre-pivot, with the root file system mounted: reports `root`, prepares the name and the report `running`
 * - emergency, where it gives up: reports that
 *
 * Hooks are sourced: what they do is done in a shell of its own.
 */
export function dracutFiles(endpoint: Endpoint): readonly InitrdFile[] {
    return [
        ...reportFiles(endpoint),
        FAILED,
        { path: 'share-live/pre-trigger', text: BEFORE_NETWORK },
        { path: 'share-live/initqueue-online', text: CHECK_MEMORY },
        { path: 'share-live/emergency', text: 'sh /share-live/failed\n' },
        { path: 'share-live/pre-pivot', text: PRE_PIVOT },
        ...['pre-trigger', 'initqueue/online', 'pre-pivot', 'emergency'].map(point => ({
            path: `${HOOKS}/${point}/90-share-live.sh`,
            text: `sh /share-live/${point.replace('/', '-')}\n`,
        })),
    ];
}

/** What a hook of systemd's dracut writes goes to the journal, which nobody sees. */
const CHECK_MEMORY = `[ -e /share-live/memory ] && sh /share-live/memory >/dev/console
`;

const PRE_PIVOT = `root=\${NEWROOT:-/sysroot}

${IN_ROOT}
${PREPARE_HOST_NAME}
${PREPARE_TIME_ZONE}
${PREPARE_SETTINGS}
${PREPARE_FILES}
${KEEP_FILES}
${KEEP_CARDS}
${PREPARE_KEYBOARD}
{
    tell
    prepare_running
    prepare_host_name
    prepare_time_zone
    prepare_settings
    prepare_files
    keep_files
    keep_cards
    prepare_keyboard
} </dev/null >/dev/null 2>&1
exit 0
`;
