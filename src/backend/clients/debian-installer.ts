// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Endpoint } from '../medium/types.js';
import { reportFile, type InitrdFile } from './client-report.js';

/**
 * For Debian's installer, which stays in its initrd: reports `running` when there is a network, for which people are asked some
 * questions first. Its debian-installer-startup (rootskel 1.135) sources each script of this folder that is not executable; what is
 * left running beside it stays.
 */
export function debianInstallerFiles(endpoint: Endpoint): readonly InitrdFile[] {
    return [
        reportFile(endpoint),
        {
            path: 'lib/debian-installer-startup.d/S99share-live',
            text: `sh /share-live/report running ${TRIES} </dev/null >/dev/null 2>&1 &\n`,
        },
    ];
}

/** Of a second and more each: somebody may have gone to find the address of a proxy. */
const TRIES = 7200;
