// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Endpoint } from '../medium/types.js';
import { PREPARE_NETWORK } from './client-network.js';
import { BEFORE_NETWORK, IN_ROOT, reportFiles, type InitrdFile } from './client-report.js';
import { PREPARE_SETTINGS } from './client-settings.js';
import { PREPARE_HOST_NAME } from './host-name.js';
import { PREPARE_TIME_ZONE } from './time-zone.js';

/**
 * For initramfs-tools, which live-boot and casper are made with: a network as on a CD, a name of its own, and the reports. Its /init
 * reads conf/conf.d early; from there our two scripts are put into the lists (ORDER) of what it runs at two points:
 *
 * - init-premount, before the network: reports `initramfs` as soon as there is one
 * - init-bottom, with the root file system mounted: reports `root`, prepares the network, the name and the report `running`
 */
export function initramfsToolsFiles(endpoint: Endpoint): readonly InitrdFile[] {
    return [
        { path: 'conf/conf.d/share-live', text: HOOKS },
        ...reportFiles(endpoint),
        { path: 'share-live/init-premount', text: BEFORE_NETWORK },
        { path: 'share-live/init-bottom', text: INIT_BOTTOM },
    ];
}

/** Sourced by /init, hence in a subshell. The medium's own list stays as it is until the new one is complete. */
const HOOKS = `(
    for point in init-premount init-bottom; do
        order=/scripts/$point/ORDER
        mkdir -p "/scripts/$point"
        [ -e "$order" ] || : >"$order"
        { echo "sh /share-live/$point" && cat "$order"; } >"$order.new" && mv "$order.new" "$order"
    done
) 2>/dev/null || :
`;

const INIT_BOTTOM = `root=\${rootmnt:-/root}

${IN_ROOT}
${PREPARE_HOST_NAME}
${PREPARE_TIME_ZONE}
${PREPARE_SETTINGS}
${PREPARE_NETWORK}
{
    tell
    prepare_running
    prepare_host_name
    prepare_time_zone
    prepare_settings
    prepare_network
} </dev/null >/dev/null 2>&1
exit 0
`;
