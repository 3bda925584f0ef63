// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Endpoint } from '../medium/types.js';
import { PREPARE_NETWORK } from './client-network.js';
import { BEFORE_NETWORK, IN_ROOT, reportFiles, type InitrdFile } from './client-report.js';
import { PREPARE_SETTINGS } from './client-settings.js';
import { FAILED } from './failure-report.js';
import { PREPARE_IMAGE_NAME } from './image-name.js';
import { KEEP_FILES } from './keep-files.js';
import { PREPARE_HOST_NAME } from './host-name.js';
import { PREPARE_FILES } from './session-files.js';
import { PREPARE_TIME_ZONE } from './time-zone.js';

/**
 * For initramfs-tools, which live-boot and casper are made with: a network as on a CD, a name of its own, and the reports. Its /init
 * reads conf/conf.d early; from there our scripts are put into the lists (ORDER) of what it runs at three points:
 *
 * - init-premount, before the network: looks whether the memory suffices, reports `initramfs` as soon as there is a network
 * - init-bottom, with the root file system mounted: reports `root`, prepares the network, the name and the report `running`
 * - panic, where it gives up: reports that
 */
export function initramfsToolsFiles(endpoint: Endpoint): readonly InitrdFile[] {
    return [
        { path: 'conf/conf.d/share-live', text: HOOKS },
        ...reportFiles(endpoint),
        FAILED,
        { path: 'share-live/init-premount', text: INIT_PREMOUNT },
        { path: 'share-live/init-bottom', text: INIT_BOTTOM },
        { path: 'share-live/panic', text: 'sh /share-live/failed\n' },
    ];
}

/** Sourced by /init, hence in a subshell. The medium's own list stays as it is until the new one is complete. */
const HOOKS = `(
    for point in init-premount init-bottom panic; do
        order=/scripts/$point/ORDER
        mkdir -p "/scripts/$point"
        [ -e "$order" ] || : >"$order"
        { echo "sh /share-live/$point" && cat "$order"; } >"$order.new" && mv "$order.new" "$order"
    done
) 2>/dev/null || :
`;

const INIT_PREMOUNT = `${BEFORE_NETWORK}
[ -e /share-live/memory ] && sh /share-live/memory
`;

const INIT_BOTTOM = `root=\${rootmnt:-/root}

${IN_ROOT}
${PREPARE_HOST_NAME}
${PREPARE_TIME_ZONE}
${PREPARE_IMAGE_NAME}
${PREPARE_SETTINGS}
${PREPARE_FILES}
${KEEP_FILES}
${PREPARE_NETWORK}
{
    tell
    prepare_running
    prepare_host_name
    prepare_time_zone
    prepare_image_name
    prepare_settings
    prepare_files
    keep_files
    prepare_network
} </dev/null >/dev/null 2>&1
exit 0
`;
