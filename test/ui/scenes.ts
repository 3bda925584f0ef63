// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type {
    ClientFailure,
    ClientReply,
    ClientSummary,
    ClientVerdict,
    Refusal,
    Reply,
    ShareReply,
    VerdictReason,
} from '../../src/backend/protocol/messages.js';
import type { Networks, Socket } from '../../src/app/sockets.js';
import { INITIAL_STATE, reduceApp, type AppEvent, type AppState, type Source } from '../../src/app/state.js';
import { clientSummary } from '../support/client-summary.js';
import { mediumSummary } from '../support/medium-summary.js';

/** Of a medium for PCs; with why Secure Boot keeps it from starting. */
export function verdicts(secureBoot: VerdictReason | null): readonly ClientVerdict[] {
    return [
        { client: 'bios', starts: 'yes' },
        { client: 'uefi-x64', starts: 'yes' },
        secureBoot === null
            ? { client: 'uefi-x64-secure-boot', starts: 'yes' }
            : { client: 'uefi-x64-secure-boot', starts: 'no', because: secureBoot },
        { client: 'uefi-ia32', starts: 'no', because: 'no-loader' },
        { client: 'uefi-arm64', starts: 'no', because: 'other-machine' },
    ];
}

export const MEDIUM = mediumSummary({
    name: 'Debian GNU/Linux 12.8 “Bookworm” Live GNOME',
    verdicts: verdicts(null),
    entries: ['Live system (amd64)', 'Live system (amd64 fail-safe mode)', 'Utilities: Start from disk'],
});

export const IMAGE: Source = { kind: 'image', path: '/home/ada/Downloads/ubuntu-24.04-desktop-amd64.iso' };

const socket = (name: string, label: string, link: Socket['link']): Socket => ({ name, label, link });

export const ONE_SOCKET: Networks = {
    kind: 'listed',
    sockets: [socket('enp3s0', 'Intel Ethernet', 'cable')],
    best: 'enp3s0',
};

export const SEVERAL_SOCKETS: Networks = {
    kind: 'listed',
    sockets: [
        socket('enp3s0', 'Intel Ethernet', 'internet'),
        socket('enp4s0', 'Realtek Ethernet', 'no-cable'),
        socket('enx00e04c360099', 'USB Ethernet', 'cable'),
    ],
    best: 'enx00e04c360099',
};

/** No socket, but the router that a wireless network belongs to may have some. */
export const WIRELESS: Networks = {
    kind: 'listed',
    sockets: [
        socket('wlp2s0', 'Intel Wi-Fi', 'wireless'),
        socket('enx6a5310000001', 'Samsung Phone', 'phone'),
    ],
    best: 'wlp2s0',
};

export const NO_SOCKET: Networks = { kind: 'listed', sockets: [], best: null };

const share = (status: ShareReply['status'], more: Partial<ShareReply> = {}): AppEvent => ({
    kind: 'reply',
    reply: { type: 'share', status, ...more },
});

/** Later than any test ends: nothing has taken long. */
const SINCE = Date.now() + 3_600_000;

export const clientReply = (
    last: number,
    stage: ClientSummary['stage'],
    bytes: number,
    address: string | null = `10.64.0.${last}`,
): ClientReply => ({
    type: 'client',
    client: clientSummary({ mac: `52:54:00:00:00:0${last}`, address, stage, since: SINCE, bytes }),
});

/** Of a computer that has been where it is for some time. */
export const laterReply = (reply: ClientReply, minutes: number): ClientReply => ({
    ...reply,
    client: { ...reply.client, since: Date.now() - minutes * 60_000 },
});

/** Of a computer that answers no more. */
export const silentReply = (reply: ClientReply): ClientReply => ({
    ...reply,
    client: { ...reply.client, answers: false },
});

/** Of a computer that has its root file system in its memory. */
export const inMemoryReply = (last: number, stage: ClientSummary['stage']): ClientReply => {
    const { client: other } = clientReply(last, stage, 5_000_000);
    return { type: 'client', client: { ...other, inMemory: true } };
};

/** Of a computer that asked and has to be told nothing. */
export const refusedReply = (last: number, refused: Refusal): ClientReply => {
    const { client: fresh } = clientReply(last, 'address', 0, null);
    return { type: 'client', client: { ...fresh, refused } };
};

/** Of a computer that began to start and did not go on. */
export const failedReply = (last: number, failure: ClientFailure): ClientReply => {
    const { client: other } = clientReply(last, 'initramfs', 31_000_000);
    return { type: 'client', client: { ...other, failure } };
};

export const NOTICE: Reply = {
    type: 'notice',
    code: 'dhcp-server-appeared',
    params: { server: '192.168.1.1' },
};

export const SLOW_SWITCH: Reply = { type: 'notice', code: 'slow-switch', params: {} };

const client = (...args: Parameters<typeof clientReply>): AppEvent => ({
    kind: 'reply',
    reply: clientReply(...args),
});

const after = (...events: AppEvent[]): AppState => events.reduce(reduceApp, INITIAL_STATE);

const sockets: AppEvent = { kind: 'networks', networks: ONE_SOCKET };
const running: readonly AppEvent[] = [sockets, { kind: 'read', medium: MEDIUM }];
const started: readonly AppEvent[] = [...running, { kind: 'started' }];
const ready: readonly AppEvent[] = [
    ...started,
    share('ready', { mode: 'own-dhcp', verdicts: verdicts(null) }),
];

/** Every state that the window can show, by the name of its picture. */
export const SCENES: Readonly<Record<string, AppState>> = {
    'set-up': after(...running),
    'set-up-several': after(
        { kind: 'networks', networks: SEVERAL_SOCKETS },
        { kind: 'read', medium: MEDIUM },
        { kind: 'reading', source: IMAGE },
        {
            kind: 'read',
            medium: mediumSummary({
                name: 'Manjaro 24.1 “Xahea”',
                family: 'miso',
                proof: 'documented',
                rootBytes: 4.1e9,
                verdicts: verdicts('other-vendor'),
            }),
        },
    ),
    'set-up-reading': after(sockets),
    'set-up-reading-image': after(sockets, { kind: 'reading', source: IMAGE }),
    'set-up-none': after(sockets, {
        kind: 'unreadable',
        problem: { code: 'no-live-medium', params: { lookedFor: '/run/live/medium' }, detail: '' },
    }),
    'set-up-unusable': after(
        sockets,
        { kind: 'reading', source: IMAGE },
        {
            kind: 'unreadable',
            problem: { code: 'image-not-live', params: { lookedFor: 'live/*.squashfs' }, detail: '' },
        },
    ),
    'set-up-wireless': after({ kind: 'networks', networks: WIRELESS }, { kind: 'read', medium: MEDIUM }),
    'set-up-no-socket': after({ kind: 'networks', networks: NO_SOCKET }, { kind: 'read', medium: MEDIUM }),
    'set-up-no-manager': after(
        { kind: 'networks', networks: { kind: 'no-manager' } },
        { kind: 'read', medium: MEDIUM },
    ),
    'working-starting': after(...started),
    'working-cable': after(...started, share('waiting-for-cable')),
    'working-probing': after(...started, share('probing', { interface: 'enp3s0' })),
    'working-copying': after(...started, share('copying', { fraction: 0.42 })),
    'working-stopping': after(...ready, { kind: 'stopped' }),
    sharing: after(...ready),
    'sharing-clients': after(
        ...started,
        share('ready', {
            mode: 'proxy-dhcp',
            server: '192.168.1.1',
            verdicts: verdicts('beside-dhcp-server'),
        }),
        { kind: 'reply', reply: laterReply(clientReply(1, 'running', 1.34e9), 25) },
        client(2, 'initramfs', 84.2e6),
        client(3, 'initrd', 21.3e6),
        client(4, 'menu', 312e3),
        client(5, 'address', 0, null),
    ),
    'sharing-stuck': after(
        ...ready,
        { kind: 'reply', reply: silentReply(clientReply(1, 'running', 1.34e9)) },
        { kind: 'reply', reply: laterReply(clientReply(2, 'loader', 1.2e6), 5) },
        { kind: 'reply', reply: laterReply(clientReply(3, 'address', 0), 5) },
    ),
    'sharing-in-memory': after(
        ...ready,
        { kind: 'reply', reply: inMemoryReply(1, 'running') },
        { kind: 'reply', reply: inMemoryReply(2, 'running') },
    ),
    'sharing-without-nfs': after(
        ...started,
        share('ready', { mode: 'own-dhcp', verdicts: verdicts(null), memoryOnly: 'no-nfs-server' }),
    ),
    'sharing-refused': after(
        ...ready,
        client(1, 'running', 1.34e9),
        { kind: 'reply', reply: refusedReply(2, 'uefi-32') },
        { kind: 'reply', reply: refusedReply(3, 'http') },
        { kind: 'reply', reply: refusedReply(4, 'arm-64') },
    ),
    'sharing-failed': after(
        ...ready,
        client(1, 'running', 1.34e9),
        { kind: 'reply', reply: failedReply(2, { reason: 'memory', detail: '970 3584' }) },
        { kind: 'reply', reply: failedReply(3, { reason: 'start', detail: 'mount.nfs: access denied' }) },
    ),
    'sharing-slow-switch': after(...ready, { kind: 'reply', reply: SLOW_SWITCH }),
    'sharing-withdrawn': after(...ready, client(1, 'running', 1.34e9), { kind: 'reply', reply: NOTICE }),
    problem: after(
        ...started,
        {
            kind: 'reply',
            reply: {
                type: 'problem',
                code: 'engine-failed',
                params: { engine: 'dnsmasq' },
                detail: 'dnsmasq: failed to create listening socket for 10.64.0.1: Address already in use\nexit status 2',
                fatal: true,
            },
        },
        { kind: 'ended', problem: null },
    ),
    'problem-missing': after(...started, {
        kind: 'ended',
        problem: { code: 'engine-missing', params: { engine: 'nginx' }, detail: '' },
    }),
    dismissed: after(...started, {
        kind: 'ended',
        problem: { code: 'dismissed', params: {}, detail: '' },
    }),
};
