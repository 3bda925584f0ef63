// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { makeLab } from '../lab/lab.js';
import { laterLoaders } from '../lab/later-loaders.js';
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

interface UefiCase {
    readonly name: string;
    readonly firmware: keyof typeof FIRMWARE;
    readonly mac: string;
    /** Whether it is beside a router that gives the addresses, else on a network of ours. */
    readonly router: boolean;
    /** Whether it starts by HTTP Boot, else by PXE. */
    readonly httpBoot?: boolean;
    /** Where the sharing machine has its loaders from: this machine where left out. */
    readonly loaders?: () => Promise<string>;
}

/** A UEFI client over NFS. */
function uefiCase({ name, firmware, mac, router, httpBoot = false, loaders }: UefiCase): BootCase {
    return {
        name,
        what: [
            `a client with ${FIRMWARE[firmware]}`,
            ...(httpBoot ? ['that knows HTTP Boot alone'] : []),
            `runs over NFS${router ? ', beside a router that gives the addresses' : ''}`,
        ].join(' '),
        minutes: 4,
        run: async context => {
            const { scope, folder } = context;
            const lab = await makeLab(scope, {
                router,
                ...(loaders === undefined ? {} : { loaders: await loaders() }),
            });
            const before = await lab.snapshot();
            const share = await readyShare(lab, context);
            const ready = await share.waitFor(isReady, 'ready', 0);
            assert.equal(ready.mode, router ? 'proxy-dhcp' : 'own-dhcp');
            const client = await lab.startClient({ folder, memoryMiB: 1024, mac, firmware, httpBoot });
            await client.console.logIn(LOGIN_MS);
            progress('logged in');
            await (router ? checkReports : checkClient)(share, client, mac);
            await checkOverNfs(client);
            const bits = await client.console.ask('cat /sys/firmware/efi/fw_platform_size');
            assert.match(bits, firmware === 'uefi32' ? /^32$/m : /^64$/m);
            // what its menu told it, where it knew
            if (!router)
                assert.ok((await client.console.ask('cat /proc/cmdline')).includes(`BOOTIF=01-${mac}`));
            const log = await client.console.ask('dmesg | grep -i "secure boot"');
            assert.match(
                log,
                firmware === 'secureboot' ? /Secure boot enabled/ : /Secure boot (disabled|could not)/,
            );
            await checkStop(share, lab, before);
        },
    };
}

/** A signed GRUB that does not look for a proxyDHCP server cannot be used: the firmware says so, and it does no harm. */
export const secureBootRefusedProxy: BootCase = {
    name: 'secureboot-refused-proxy',
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

export const uefiNfs = uefiCase({
    name: 'uefi-nfs',
    firmware: 'uefi',
    mac: '52:54:00:4c:49:0b',
    router: false,
});
export const uefi32Nfs = uefiCase({
    name: 'uefi32-nfs',
    firmware: 'uefi32',
    mac: '52:54:00:4c:49:10',
    router: false,
});
export const secureBootNfs = uefiCase({
    name: 'secureboot-nfs',
    firmware: 'secureboot',
    mac: '52:54:00:4c:49:08',
    router: false,
});
/** With a signed GRUB that takes its server from the proxyDHCP offer, as from GRUB 2.12 on. */
export const secureBootNfsProxy = uefiCase({
    name: 'secureboot-nfs-proxy',
    firmware: 'secureboot',
    mac: '52:54:00:4c:49:11',
    router: true,
    loaders: laterLoaders,
});
export const uefiNfsProxy = uefiCase({
    name: 'uefi-nfs-proxy',
    firmware: 'uefi',
    mac: '52:54:00:4c:49:0a',
    router: true,
});
export const httpBootNfs = uefiCase({
    name: 'httpboot-nfs',
    firmware: 'uefi',
    mac: '52:54:00:4c:49:0d',
    router: false,
    httpBoot: true,
});
export const httpBootNfsProxy = uefiCase({
    name: 'httpboot-nfs-proxy',
    firmware: 'uefi',
    mac: '52:54:00:4c:49:0e',
    router: true,
    httpBoot: true,
});
/** With a signed GRUB that takes its server from the URL of HTTP Boot, and not from the router's lease. */
export const httpBootSecureBootNfsProxy = uefiCase({
    name: 'httpboot-secureboot-nfs-proxy',
    firmware: 'secureboot',
    mac: '52:54:00:4c:49:0f',
    router: true,
    httpBoot: true,
    loaders: laterLoaders,
});
