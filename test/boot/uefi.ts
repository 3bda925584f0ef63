// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { makeLab } from '../lab/lab.js';
import { progress } from '../lab/progress.js';
import { isReady } from '../lab/share.js';
import type { BootCase } from './boot-case.js';
import { checkClient, checkReports, checkStop, LOGIN_MS, readyShare } from './common.js';
import { checkOverNfs } from './nfs-root.js';

const FIRMWARE = {
    uefi: 'UEFI',
    uefi32: 'UEFI of 32 bits, which starts a kernel of 64,',
    secureboot: 'UEFI and Secure Boot',
} as const;

/** A UEFI client over NFS, on a network of ours or, with `router`, beside a DHCP server. */
function uefiCase(name: string, firmware: keyof typeof FIRMWARE, router: boolean, mac: string): BootCase {
    return {
        name,
        what: `a client with ${FIRMWARE[firmware]} runs over NFS${router ? ', beside a router that gives the addresses' : ''}`,
        minutes: 4,
        run: async context => {
            const { scope, folder } = context;
            const lab = await makeLab(scope, { router });
            const before = await lab.snapshot();
            const share = await readyShare(lab, context);
            const ready = await share.waitFor(isReady, 'ready', 0);
            assert.equal(ready.mode, router ? 'proxy-dhcp' : 'own-dhcp');
            const client = await lab.startClient({ folder, memoryMiB: 1024, mac, firmware });
            await client.console.logIn(LOGIN_MS);
            progress('logged in');
            await (router ? checkReports : checkClient)(share, client, mac);
            await checkOverNfs(client);
            const bits = await client.console.ask('cat /sys/firmware/efi/fw_platform_size');
            assert.match(bits, firmware === 'uefi32' ? /^32$/m : /^64$/m);
            const log = await client.console.ask('dmesg | grep -i "secure boot"');
            assert.match(
                log,
                firmware === 'secureboot' ? /Secure boot enabled/ : /Secure boot (disabled|could not)/,
            );
            await checkStop(share, lab, before);
        },
    };
}

/** What cannot work yet is said by the firmware, and does no harm. */
export const secureBootNfsProxy: BootCase = {
    name: 'secureboot-nfs-proxy',
    what: 'beside a router, a client with Secure Boot says that it does not trust what nobody has signed',
    minutes: 2,
    run: async context => {
        const { scope, folder } = context;
        const lab = await makeLab(scope, { router: true });
        const before = await lab.snapshot();
        const share = await readyShare(lab, context);
        const mac = '52:54:00:4c:49:0c';
        const client = await lab.startClient({ folder, memoryMiB: 1024, mac, firmware: 'secureboot' });
        await assert.rejects(client.console.logIn(LOGIN_MS), /Verification failed|Security Violation/);
        await client.screenshot('refused');
        await checkStop(share, lab, before);
    },
};

export const uefiNfs = uefiCase('uefi-nfs', 'uefi', false, '52:54:00:4c:49:0b');
export const uefi32Nfs = uefiCase('uefi32-nfs', 'uefi32', false, '52:54:00:4c:49:10');
export const secureBootNfs = uefiCase('secureboot-nfs', 'secureboot', false, '52:54:00:4c:49:08');
export const uefiNfsProxy = uefiCase('uefi-nfs-proxy', 'uefi', true, '52:54:00:4c:49:0a');
