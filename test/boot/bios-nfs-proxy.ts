// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { DHCP_PORTS, dhcpMessages, type DhcpMessage } from '../lab/dhcp-capture.js';
import { liveImage } from '../lab/image.js';
import { CABLE, INTERFACE, makeLab, OUTSIDE, ROUTER, type NamespaceLab } from '../lab/lab.js';
import { progress } from '../lab/progress.js';
import { isReady } from '../lab/share.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';
import type { BootCase } from './boot-case.js';
import { checkReports, checkStop, LOGIN_MS, readyShare } from './common.js';
import { checkConnected, checkSession, checkShutdown, KEYBOARD, LANGUAGE, setUpSession } from './desktop.js';
import { checkOverNfs } from './nfs-root.js';

const MAC = '52:54:00:4c:49:04';

export const biosNfsProxy: BootCase = {
    name: 'bios-nfs-proxy',
    what: 'beside a router that gives the addresses, a BIOS client runs over NFS with the session’s settings; no address is ever offered; it is switched off; Ctrl-C',
    minutes: 4,
    run: async context => {
        const { scope, folder } = context;
        const image = await liveImage('configured');
        const lab = await makeLab(scope, { router: true });
        const session = await setUpSession(lab.sharing, folder);
        const before = await lab.snapshot();
        const capture = await startCapture(lab);
        const share = await readyShare(lab, { ...context, image }, { environment: session });
        const ready = await share.waitFor(isReady, 'ready', 0);
        assert.equal(ready.mode, 'proxy-dhcp');
        assert.equal(ready.server, ROUTER);
        assert.ok(!share.replies.some(isProbing), 'NetworkManager has a lease: nobody had to be asked');

        const client = await lab.startClient({ folder, memoryMiB: 1024, mac: MAC });
        await client.console.logIn(LOGIN_MS);
        progress('logged in');
        await client.screenshot('login');
        await checkReports(share, client, MAC);
        await checkOverNfs(client);
        await checkRouterNames(client);
        await checkLanguage(client);
        await checkSession(client, MAC, 'live');
        await checkConnected(client);
        await checkShutdown(client);

        await checkStop(share, lab, before);
        checkNoLease(await capture(), ready.address ?? '');
    },
};

const isProbing = (reply: { readonly type: string; readonly status?: string }): boolean =>
    reply.type === 'share' && reply.status === 'probing';

/** Names are the router's business. */
async function checkRouterNames({ console }: VirtualMachine): Promise<void> {
    assert.match(
        await console.ask(`getent ahostsv4 ${OUTSIDE.name}`),
        new RegExp(`^${OUTSIDE.address}\\s`, 'm'),
    );
}

/** live-config has done what it was told on the command line. */
async function checkLanguage({ console }: VirtualMachine): Promise<void> {
    assert.match(await console.ask('cat /etc/default/locale'), new RegExp(`^LANG=${LANGUAGE}$`, 'm'));
    const keyboard = await console.ask('cat /etc/default/keyboard');
    assert.match(keyboard, new RegExp(`^XKBLAYOUT="${KEYBOARD.layout}"`, 'm'));
    assert.match(keyboard, new RegExp(`^XKBVARIANT="${KEYBOARD.variant}"`, 'm'));
}

/** Listens at the router, where everything passes. @returns ends it and reads what it heard */
async function startCapture(lab: NamespaceLab): Promise<() => Promise<readonly DhcpMessage[]>> {
    const tcpdump = lab.peer.start([
        ...['tcpdump', '-i', CABLE, '-l', '-n', '-v', '--immediate-mode', DHCP_PORTS],
    ]);
    await new Promise(resolve => tcpdump.child.stderr?.once('data', resolve));
    return async () => {
        await tcpdump.signal('SIGINT');
        return dhcpMessages((await tcpdump.ended).stdout);
    };
}

/** What the sharing machine at `address` sent, beside the router. */
function checkNoLease(messages: readonly DhcpMessage[], address: string): void {
    const by = (server: string, type: string): readonly DhcpMessage[] =>
        messages.filter(message => message.from === server && message.type === type);
    assert.ok(
        by(ROUTER, 'Offer').some(message => message.leaseSeconds !== null),
        'the router was heard',
    );
    const offers = by(address, 'Offer');
    assert.ok(offers.length > 0, `${INTERFACE} was heard, too`);
    for (const offer of offers) assert.equal(offer.yourAddress, null, offer.text);
    for (const message of messages.filter(each => each.from === address))
        assert.equal(message.leaseSeconds, null, message.text);
    progress(`${offers.length} offers of ours, none of an address`);
}
