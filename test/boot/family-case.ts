// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Transport } from '../../src/backend/medium/types.js';
import { checksum, liveImage, rootInImage, type LiveImageKind } from '../lab/image.js';
import { chooseMemory } from '../lab/client-menu.js';
import { makeLab } from '../lab/lab.js';
import { progress } from '../lab/progress.js';
import type { BootCase } from './boot-case.js';
import { checkClient, checkStop, LOGIN_MS, readyShare } from './common.js';
import { checkConnected, checkSession, checkShutdown, checkX11Keyboard, setUpSession } from './desktop.js';
import { checkCut } from './nfs-root.js';
import { checkInMemory, checkNfs, checkWholeRoot } from './root-image.js';

const SYSTEMS = {
    bookworm: 'Debian 12, live-boot',
    trixie: 'Debian 13, live-boot',
    dracut: 'Debian 13, dracut’s dmsquash-live',
} as const satisfies Partial<Record<LiveImageKind, string>>;

interface FamilyCase {
    readonly image: keyof typeof SYSTEMS;
    readonly transport: Transport;
    readonly firmware: 'bios' | 'uefi';
    readonly mac: string;
    /** Whether the cable is out for a while. */
    readonly cut?: boolean;
}

/** A client on a network of ours with a live system's own initramfs; from RAM, it takes the second entry of the menu, or the first. */
function familyCase({ image, transport, firmware, mac, cut }: FamilyCase): BootCase {
    // the person who shares may have it so, or whoever sits there
    const byItself = transport === 'ram' && firmware === 'uefi';
    const ways = {
        nfs: `runs over NFS${cut === true ? ', also when the cable is out for 60 s' : ''}`,
        ram: `runs from RAM${byItself ? ' by itself' : ''} and outlives the share`,
    };
    const runs = ways[transport];
    return {
        name: `${firmware}-${image}-${transport}`,
        what: `${SYSTEMS[image]}: a client with ${firmware.toUpperCase()} ${runs}; Ctrl-C`,
        minutes: 3,
        run: async context => {
            const { scope, folder } = context;
            const medium = await liveImage(image);
            const lab = await makeLab(scope);
            const session = await setUpSession(lab.sharing, folder);
            const before = await lab.snapshot();
            const share = await readyShare(
                lab,
                { ...context, image: medium },
                { environment: session, options: byItself ? ['--in-memory'] : [] },
            );
            const client = await lab.startClient({ folder, memoryMiB: 1024, mac, firmware });
            if (transport === 'ram' && !byItself) await chooseMemory(share, client, mac, LOGIN_MS);
            await client.console.logIn(LOGIN_MS);
            progress('logged in');
            await client.screenshot('login');

            await checkClient(share, client, mac);
            if (image === 'dracut') {
                await checkSession(client, mac, 'live');
                await checkX11Keyboard(client);
            }
            await checkConnected(client);
            const sum = await checksum(medium, rootInImage(image));
            if (transport === 'nfs') {
                await checkNfs(share, client, mac);
                if (cut === true) await checkCut(lab, client, sum);
                else await checkWholeRoot(client, sum);
                await checkShutdown(client);
            } else await checkInMemory(share, client, mac);
            await checkStop(share, lab, before);
            // everything it needs is its own by now
            if (transport === 'ram') await checkWholeRoot(client, sum);
        },
    };
}

export const biosBookwormRam = familyCase({
    image: 'bookworm',
    transport: 'ram',
    firmware: 'bios',
    mac: '52:54:00:4c:49:02',
});
export const biosTrixieNfs = familyCase({
    image: 'trixie',
    transport: 'nfs',
    firmware: 'bios',
    mac: '52:54:00:4c:49:20',
});
export const biosTrixieRam = familyCase({
    image: 'trixie',
    transport: 'ram',
    firmware: 'bios',
    mac: '52:54:00:4c:49:21',
});
export const uefiTrixieNfs = familyCase({
    image: 'trixie',
    transport: 'nfs',
    firmware: 'uefi',
    mac: '52:54:00:4c:49:22',
});
export const uefiTrixieRam = familyCase({
    image: 'trixie',
    transport: 'ram',
    firmware: 'uefi',
    mac: '52:54:00:4c:49:23',
});
export const biosDracutNfs = familyCase({
    image: 'dracut',
    transport: 'nfs',
    firmware: 'bios',
    mac: '52:54:00:4c:49:24',
    cut: true,
});
export const biosDracutRam = familyCase({
    image: 'dracut',
    transport: 'ram',
    firmware: 'bios',
    mac: '52:54:00:4c:49:25',
});
export const uefiDracutNfs = familyCase({
    image: 'dracut',
    transport: 'nfs',
    firmware: 'uefi',
    mac: '52:54:00:4c:49:26',
});
export const uefiDracutRam = familyCase({
    image: 'dracut',
    transport: 'ram',
    firmware: 'uefi',
    mac: '52:54:00:4c:49:27',
});
