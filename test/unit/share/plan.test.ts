// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Medium } from '../../../src/backend/medium/types.js';
import type { LiveEntry, LiveMenu } from '../../../src/backend/menu/live-menu.js';
import type { NetworkFacts } from '../../../src/backend/network/types.js';
import { Problem } from '../../../src/backend/protocol/problem.js';
import { clientVerdicts } from '../../../src/backend/share/client-verdicts.js';
import { plan } from '../../../src/backend/share/plan.js';
import type {
    EfiArch,
    EfiLoader,
    Engine,
    Facts,
    LoaderFacts,
    SharePlan,
    Step,
    Undo,
} from '../../../src/backend/share/types.js';
import { ENGLISH_WORDS } from '../../../src/backend/protocol/client-words.js';

const medium: Medium = {
    family: 'live-boot',
    name: 'Debian GNU/Linux 12',
    architecture: 'amd64',
    kernel: 'live/vmlinuz',
    initrds: ['live/initrd.img'],
    roots: ['live/filesystem.squashfs'],
    rootBytes: 1000,
    parameters: ['components', 'quiet'],
    companions: ['.disk/info'],
    transports: ['nfs', 'ram'],
    inMemory: 'roots',
};

const ubuntu: Medium = { ...medium, family: 'casper', inMemory: 'image' };

const arch: Medium = {
    ...medium,
    family: 'archiso',
    roots: ['arch/x86_64/airootfs.sfs'],
    companions: [],
};

const MOUNTED = { kind: 'mounted', path: '/run/live/medium', notExported: null, rootTree: null } as const;

const network: NetworkFacts = {
    interface: {
        name: 'eth0',
        mac: '52:54:00:00:00:01',
        carrier: true,
        kind: 'socket',
        activeConnection: null,
        configuredExternally: false,
        addresses: [],
        lease: null,
    },
    dhcp: { state: 'silent' },
    shareLive: null,
    usedNetworks: [],
    uplink: null,
    resolvers: [],
    busyTcpPorts: [],
    firewalld: null,
};

const NO_LOADERS: LoaderFacts = {
    kernel: { arch: 'x64', signed: true },
    efi: [],
    grubImages: [],
    grubFont: true,
};

const facts: Facts = {
    medium,
    menu: null,
    inMemory: false,
    ask: false,
    source: { kind: 'image', sendableBytes: 9000 },
    network,
    engines: { nginx: true, kernelNfs: { state: 'absent' }, ganesha: true, dconf: true },
    loaders: NO_LOADERS,
    locale: { language: null, keyboard: null },
    words: ENGLISH_WORDS,
    desktop: { timeZone: null, settings: {}, startPage: '' },
    sessionFiles: [],
    keep: false,
    profiles: ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'],
};

const withNetwork = (change: Partial<NetworkFacts>): Facts => ({
    ...facts,
    network: { ...network, ...change },
});
const stepsOf = <K extends Step['kind']>({ steps }: SharePlan, kind: K): Extract<Step, { kind: K }>[] =>
    steps.filter((step): step is Extract<Step, { kind: K }> => step.kind === kind);
const enginesOf = (planned: SharePlan): Engine['name'][] =>
    stepsOf(planned, 'engine').map(step => step.engine.name);
const undosOf = (planned: SharePlan): Undo['kind'][] =>
    planned.steps.flatMap(({ undo }) => (undo === null ? [] : [undo.kind]));
const textOf = (planned: SharePlan, name: string): string =>
    stepsOf(planned, 'file').find(step => step.path.endsWith(name))?.text ?? '';
const codeOf = (from: Facts): string => {
    try {
        plan(from);
        return 'planned';
    } catch (error) {
        return error instanceof Problem ? error.code : String(error);
    }
};

describe('a plan', () => {
    it('is pure', () => assert.deepEqual(plan(facts), plan(facts)));

    it('is data alone, so that it can be printed and journaled', () => {
        assert.deepEqual(JSON.parse(JSON.stringify(plan(facts))), plan(facts));
    });

    it('lets clients in last', () => {
        assert.equal(plan(facts).steps.at(-1)?.kind, 'engine');
        assert.equal(enginesOf(plan(facts)).at(-1), 'dnsmasq');
    });

    it('has an undo for each change to the machine', () => {
        const changes = plan(withNetwork({ uplink: { interface: 'wlan0', forwarding: false } })).steps.filter(
            step => ['firewall', 'open-filters', 'bridge', 'kernel-nfs', 'copy-image'].includes(step.kind),
        );
        assert.ok(changes.length > 0);
        for (const step of changes) assert.ok(step.undo !== null, step.kind);
    });

    it('says whether the medium’s family was proved', () => {
        assert.equal(plan(facts).proof, 'proved');
        assert.equal(plan({ ...facts, medium: { ...arch, family: 'miso' } }).proof, 'documented');
    });

    it('has an extra initrd only where the medium’s own can make use of it', () => {
        const [archive] = stepsOf(plan(facts), 'archive');
        assert.deepEqual(archive?.members, ['conf/conf.d/share-live', 'share-live']);
        assert.match(textOf(plan(facts), 'pxelinux.cfg'), /initrd-0,.*initrd-extra/);
        const planned = plan({ ...facts, medium: arch });
        assert.deepEqual(stepsOf(planned, 'archive'), []);
        assert.doesNotMatch(JSON.stringify(planned), /initrd-extra/);
        assert.match(textOf(planned, 'pxelinux.cfg'), /INITRD initrd-0$/m);
    });

    it('has the medium’s menu, and all that pxelinux takes for it by TFTP', () => {
        const chosen: LiveEntry = {
            ...{ kind: 'entry', title: 'Live', name: 'live', help: [], set: 0, parameters: ['quiet'] },
            ...{ handedOn: ['splash'], inMemory: false, language: null, keyboard: null },
        };
        const menu: LiveMenu = {
            items: [chosen, { ...chosen, title: 'Other', set: 1 }],
            chosen,
            sets: [medium, { kernel: 'live/old', initrds: ['live/a.img', 'live/b.img'] }],
            timeout: 12,
            help: [{ key: 2, text: 'Help\x1b' }],
            look: { background: 'isolinux/back.PNG', lines: [] },
        };
        const copied = { kind: 'image-copy', bytes: 1, sendableBytes: null } as const;
        const planned = plan({
            ...withNetwork({
                dhcp: { state: 'leased', offer: { server: '10.0.0.1', address: '10.0.0.7' } },
                interface: { ...network.interface, addresses: ['10.0.0.7/24'] },
            }),
            menu,
            source: copied,
        });
        assert.match(
            textOf(planned, 'pxelinux.cfg'),
            /LABEL Live\n[^]* --- splash\n[^]*LABEL Other\n +LINUX kernel-1\n/,
        );
        assert.match(textOf(planned, 'grub.cfg'), /kernel-1 .* --- splash\n.*initrd-1-0 \S*initrd-1-1 /);
        assert.match(textOf(planned, 'menu.ipxe'), /^#!ipxe\n/);
        assert.equal(textOf(planned, 'help-2.txt'), 'Help\n');
        const [dnsmasq] = stepsOf(planned, 'engine').filter(step => step.engine.name === 'dnsmasq');
        for (const file of [
            'vesamenu.c32',
            'libcom32.c32',
            'help-2.txt',
            'splash.png',
            'kernel-1',
            'initrd-extra',
        ])
            assert.ok(dnsmasq?.engine.argv.includes(`/srv/tftp/${file}`), file);
        const [http] = stepsOf(planned, 'engine').filter(({ engine }) => engine.name === 'nginx');
        for (const file of ['kernel-1', 'initrd-1-1', 'menu.ipxe'])
            assert.ok(http?.engine.argv.includes(`/srv/http/${file}`), file);
        const [copy] = stepsOf(planned, 'copy-image');
        for (const file of ['live/vmlinuz', 'live/old', 'live/b.img', 'isolinux/back.PNG'])
            assert.equal(copy?.files.filter(path => path === file).length, 1, file);
    });

    it('serves a root image under the name that its family asks for', () => {
        const [http] = stepsOf(plan({ ...facts, medium: arch }), 'engine').filter(
            ({ engine }) => engine.name === 'nginx',
        );
        assert.ok(http?.engine.argv.includes('/srv/http/arch/x86_64/airootfs.sfs'));
    });

    it('sends the whole image to computers that keep no less in their memory', () => {
        const planned = plan({ ...facts, medium: ubuntu });
        assert.match(textOf(planned, 'pxelinux.cfg'), /url=http:\/\/\S+\/medium\.iso/);
        assert.deepEqual(
            stepsOf(planned, 'mount').map(({ target, fileSystem }) => [target, fileSystem]),
            [
                ['/run/share-live/medium', 'iso9660'],
                ['/run/share-live/image.iso', 'bind-file'],
            ],
        );
        const argv = stepsOf(planned, 'engine').map(({ engine }) => engine.argv.join(' '));
        assert.equal(argv.filter(line => line.includes('/srv/http/medium.iso')).length, 1);
        assert.ok(!argv.some(line => line.includes('filesystem.squashfs')));
        assert.doesNotMatch(JSON.stringify(plan(facts)), /image\.iso/);
    });

    it('has clients run from their memory by themselves, or wait, where the person wants that', () => {
        const config = (change: Partial<Facts>): string =>
            textOf(plan({ ...facts, ...change }), 'pxelinux.cfg');
        const first = (text: string): string => /APPEND boot.*/.exec(text)?.[0] ?? '';
        assert.match(first(config({})), /netboot=nfs/);
        const inMemory = config({ inMemory: true });
        assert.match(first(inMemory), /fetch=/);
        assert.match(inMemory, /netboot=nfs/);
        assert.match(config({ ask: true }), /^TIMEOUT 0$/m);
        assert.match(
            first(config({ medium: { ...medium, transports: ['nfs'] }, inMemory: true })),
            /netboot=nfs/,
        );
    });

    it('has no such way where nobody in particular may read the image, or there is none', () => {
        const secret = { kind: 'image', sendableBytes: null } as const;
        const running = { kind: 'mounted', path: '/cdrom', notExported: null, rootTree: null } as const;
        for (const source of [secret, running]) {
            const planned = plan({ ...facts, medium: ubuntu, source });
            assert.doesNotMatch(JSON.stringify(planned.steps), /medium\.iso/);
            assert.match(textOf(planned, 'pxelinux.cfg'), /netboot=nfs/);
        }
        const onlyThat: Medium = { ...ubuntu, transports: ['ram'] };
        assert.equal(codeOf({ ...facts, medium: onlyThat }), 'planned');
        assert.equal(codeOf({ ...facts, medium: onlyThat, source: secret }), 'image-unreadable');
        assert.equal(codeOf({ ...facts, medium: onlyThat, source: running }), 'image-needed');
    });

    it('puts the firewall up before the network', () => {
        const kinds = plan(facts).steps.map(step => step.kind);
        assert.ok(kinds.indexOf('firewall') < kinds.indexOf('bridge'));
    });

    it('opens other firewalls only behind its own, for what it serves', () => {
        const withFirewalld = withNetwork({
            uplink: { interface: 'wlan0', forwarding: false },
            firewalld: {
                interface: { name: 'work', closedToDhcp: [] },
                uplink: { name: 'public', closedToDhcp: ['wlan0'] },
            },
        });
        const planned = plan(withFirewalld);
        assert.deepEqual(undosOf(planned).slice(0, 3), ['nft-table', 'open-zone', 'open-filters']);
        const [zone] = stepsOf(planned, 'open-zone');
        assert.equal(zone?.zone, 'public', 'where the uplink is');
        assert.equal(stepsOf(planned, 'bridge')[0]?.zone, 'public');
        assert.match(stepsOf(planned, 'firewall')[0]?.rules ?? '', /"wlan0" \} udp dport 67 drop/);
        const [{ openings } = { openings: [] }] = stepsOf(planned, 'open-filters');
        assert.deepEqual(
            openings.map(({ hook, from }) => `${hook} ${from}`),
            [...Array<string>(3).fill('input sharelive0'), 'forward sharelive0', 'forward wlan0'],
        );
        const tcp = openings.find(({ ports }) => ports?.protocol === 'tcp')?.ports?.numbers;
        assert.deepEqual(tcp, [53, 80, 111, 2049, 20048, 32803]);
    });

    it('opens no port of NFS where nothing is shared over it', () => {
        const fromMemory = plan({ ...facts, engines: { ...facts.engines, ganesha: false } });
        const [{ openings } = { openings: [] }] = stepsOf(fromMemory, 'open-filters');
        assert.ok(!openings.some(({ ports }) => ports?.numbers.includes(2049)));
    });

    it('lets NFS start by default and copying into memory be chosen', () => {
        const menu = textOf(plan(facts), 'pxelinux.cfg');
        assert.ok(menu.indexOf('netboot=nfs') < menu.indexOf('fetch='));
        assert.ok(menu.indexOf('netboot=nfs') > 0);
    });
});

describe('the network of a plan', () => {
    const offer = { server: '192.168.1.1', address: '192.168.1.77' };
    const existing = (
        state: 'leased' | 'answered',
        addresses: readonly string[],
        change: Partial<NetworkFacts['interface']> = {},
    ): Facts =>
        withNetwork({
            dhcp: { state, offer },
            interface: { ...network.interface, addresses, ...change },
            uplink: { interface: 'wlan0', forwarding: false },
        });
    it('gives no addresses beside another DHCP server, and leaves the network as it is', () => {
        for (const state of ['leased', 'answered'] as const) {
            const planned = plan(existing(state, ['10.0.0.5/8', '192.168.1.5/24']));
            const dnsmasq = textOf(planned, 'dnsmasq.conf').split('\n');
            assert.deepEqual(
                dnsmasq.filter(line => line.startsWith('dhcp-range')),
                ['dhcp-range=192.168.1.0,proxy,255.255.255.0'],
            );
            assert.ok(dnsmasq.includes('port=0'), 'no DNS');
            assert.ok(dnsmasq.includes('interface=eth0'));
            assert.equal(planned.clients.network.address, '192.168.1.5');
            assert.deepEqual(undosOf(planned), ['nft-table', 'open-filters']);
        }
    });
    it('opens the zone of the interface beside another DHCP server, and passes nothing on', () => {
        const beside = existing('leased', ['192.168.1.5/24']);
        const zones = {
            interface: { name: 'work', closedToDhcp: ['eth1'] },
            uplink: { name: 'public', closedToDhcp: [] },
        };
        const planned = plan({ ...beside, network: { ...beside.network, firewalld: zones } });
        assert.equal(stepsOf(planned, 'open-zone')[0]?.zone, 'work');
        assert.match(stepsOf(planned, 'firewall')[0]?.rules ?? '', /"eth1" \} udp dport 67 drop/);
        const [{ openings } = { openings: [] }] = stepsOf(planned, 'open-filters');
        assert.ok(openings.every(({ hook, from }) => hook === 'input' && from === 'eth0'));
    });
    it('has at hand how to go on for those alone who have an address, where it gives them', () => {
        const { withdrawal } = plan(withNetwork({ resolvers: ['9.9.9.9'] }));
        assert.deepEqual(
            withdrawal.map(step => (step.kind === 'engine' ? step.engine.name : step.kind)),
            ['file', 'dnsmasq'],
        );
        const config = withdrawal.flatMap(step => (step.kind === 'file' ? step.text.split('\n') : []));
        assert.deepEqual(
            config.filter(line => line.startsWith('dhcp-ignore=') || line.startsWith('dhcp-hostsfile=')),
            ['dhcp-hostsfile=/etc/dnsmasq.known', 'dhcp-ignore=tag:!known'],
        );
        assert.match(JSON.stringify(withdrawal), /\/known-clients","\/etc\/dnsmasq\.known"/);
        for (const line of ['interface=sharelive0', 'bind-interfaces', 'server=9.9.9.9', 'enable-tftp'])
            assert.ok(config.includes(line), line);
        assert.ok(config.some(line => line.startsWith('host-record=server.share-live.internal,')));
        assert.deepEqual(plan(existing('answered', ['192.168.1.5/24'])).withdrawal, []);
    });
    it('says why', () => {
        const [leased] = plan(existing('leased', ['192.168.1.5/24'])).branches;
        assert.deepEqual(leased, { mode: 'proxy-dhcp', because: 'dhcp-lease', server: '192.168.1.1' });
        const [answered] = plan(existing('answered', ['192.168.1.5/24'])).branches;
        assert.equal(answered.because, 'dhcp-server-answers');
        assert.deepEqual(plan(facts).branches, [{ mode: 'own-dhcp', because: 'no-dhcp-server' }]);
    });
    it('is refused where another Share Live gives the addresses, with or without one of them', () => {
        for (const addresses of [[], ['192.168.1.77/24']]) {
            const marked = existing('leased', addresses).network;
            const dhcp = { state: 'leased', offer: { ...offer, shareLive: true } } as const;
            assert.equal(codeOf({ ...facts, network: { ...marked, dhcp } }), 'other-share-live');
        }
    });
    it('is refused where another Share Live serves beside the same server', () => {
        const { network: beside } = existing('leased', ['192.168.1.5/24']);
        const shareLive = '192.168.1.9';
        assert.equal(codeOf({ ...facts, network: { ...beside, shareLive } }), 'other-share-live');
    });
    it('is refused where this machine has no address in the network of the server', () => {
        assert.equal(codeOf(existing('answered', [])), 'interface-no-address');
        assert.equal(codeOf(existing('answered', ['192.168.2.5/24'])), 'interface-no-address');
    });
    it('is beside a router alone where there is no socket of our own', () => {
        for (const kind of ['wireless', 'compound'] as const) {
            assert.equal(codeOf(existing('leased', ['192.168.1.5/24'], { kind })), 'planned');
            const alone = withNetwork({ interface: { ...network.interface, kind } });
            assert.equal(codeOf(alone), 'interface-needs-router');
        }
    });
    it('serves beside a server whatever set the network up, but takes over only what can be put back', () => {
        const configuredExternally = true;
        const planned = existing('answered', ['192.168.1.5/24'], { configuredExternally });
        assert.equal(codeOf(planned), 'planned');
        const own = withNetwork({ interface: { ...network.interface, configuredExternally } });
        assert.equal(codeOf(own), 'interface-not-managed');
    });
    it('leaves both ways open where nothing was asked', () => {
        const { branches } = plan(withNetwork({ dhcp: { state: 'not-probed' } }));
        assert.deepEqual(branches, [
            { mode: 'own-dhcp', because: 'not-probed' },
            { mode: 'proxy-dhcp', because: 'not-probed' },
        ]);
    });
    it('brings the connection back that the interface had, as the last undo of the network', () => {
        const undos = undosOf(
            plan({
                ...facts,
                network: {
                    ...network,
                    interface: {
                        ...network.interface,
                        activeConnection: 'a5b3c9d0-0000-4000-8000-000000000000',
                    },
                },
            }),
        );
        assert.ok(undos.indexOf('reconnect') >= 0);
        assert.ok(undos.indexOf('reconnect') < undos.indexOf('bridge'));
    });
    it('passes the internet on, and sets forwarding back as it was', () => {
        const planned = plan(withNetwork({ uplink: { interface: 'wlan0', forwarding: false } }));
        assert.deepEqual(
            stepsOf(planned, 'forwarding').map(step => step.interface),
            ['sharelive0', 'wlan0'],
        );
        assert.deepEqual(stepsOf(planned, 'forwarding').at(-1)?.undo, {
            kind: 'forwarding',
            interface: 'wlan0',
            value: false,
        });
    });
    it('names itself as the way to the internet only where there is one', () => {
        const routed = plan(withNetwork({ uplink: { interface: 'wlan0', forwarding: false } }));
        assert.ok(textOf(plan(facts), 'dnsmasq.conf').includes('\ndhcp-option=option:router\n'));
        assert.ok(!textOf(routed, 'dnsmasq.conf').includes('option:router'));
    });
    it('takes another HTTP port where one is taken, and none where all are', () => {
        const planned = plan(withNetwork({ busyTcpPorts: [80] }));
        assert.notEqual(planned.httpPort, 80);
        assert.ok(textOf(planned, 'menu.ipxe').includes(`:${planned.httpPort}/kernel`));
        assert.equal(codeOf(withNetwork({ busyTcpPorts: [80, 8060, 8061, 8062, 8063] })), 'port-busy');
    });
    it('does not start a second rpcbind', () => {
        assert.ok(enginesOf(plan(facts)).includes('rpcbind'));
        assert.ok(!enginesOf(plan(withNetwork({ busyTcpPorts: [111] }))).includes('rpcbind'));
    });
});

describe('the loaders of a plan', () => {
    const efi: EfiLoader[] = [
        {
            arch: 'x64',
            shim: { from: 'system', path: '/usr/lib/shim' },
            grub: { from: 'system', path: '/usr/lib/grub' },
            http: false,
            findsProxy: false,
            trust: 'trusted',
        },
    ];
    const made = (kernel: EfiArch | null, http = false): SharePlan =>
        plan({
            ...facts,
            loaders: {
                kernel: { arch: kernel, signed: true },
                efi: efi.map(loader => ({ ...loader, http })),
                grubImages: ['x64', 'ia32', 'arm64'],
                grubFont: true,
            },
        });
    const bindsOf = (planned: SharePlan, name: Engine['name']): string =>
        stepsOf(planned, 'engine')
            .filter(step => step.engine.name === name)
            .map(step => step.engine.argv.join(' '))
            .join('\n');
    it('start UEFI clients where there is a loader for them', () => {
        const planned = plan({ ...facts, loaders: { ...NO_LOADERS, efi } });
        assert.match(textOf(planned, 'dnsmasq.conf'), /^dhcp-boot=tag:efi-x64,bootx64\.efi$/m);
        for (const bind of [
            '/usr/lib/shim /srv/tftp/bootx64.efi',
            '/usr/lib/grub /srv/tftp/grubx64.efi',
            'grub.cfg /srv/tftp/grub/grub.cfg',
            // for a GRUB that knows no HTTP
            'live/vmlinuz /srv/tftp/kernel',
        ])
            assert.ok(bindsOf(planned, 'dnsmasq').includes(bind), bind);
        assert.ok(!bindsOf(planned, 'dnsmasq').includes('filesystem.squashfs'), 'too large for TFTP');
    });
    it('leave UEFI clients alone where there is none', () => {
        assert.doesNotMatch(textOf(plan(facts), 'dnsmasq.conf'), /set:efi-|_EFI/);
        assert.ok(!bindsOf(plan(facts), 'dnsmasq').includes('grub.cfg'));
    });
    const besideServer = (grubImages: readonly EfiArch[], loaders = efi): SharePlan =>
        plan({
            ...withNetwork({
                dhcp: { state: 'leased', offer: { server: '10.0.0.1', address: '10.0.0.7' } },
                interface: { ...network.interface, addresses: ['10.0.0.7/24'] },
            }),
            loaders: { ...NO_LOADERS, efi: loaders, grubImages },
        });
    it('are made where a signed one would ask the other DHCP server for its menu', () => {
        const [made] = stepsOf(besideServer(['x64']), 'make');
        assert.ok(made !== undefined);
        assert.ok(made.argv.includes('--prefix=(tftp,10.0.0.7)/grub'));
        assert.ok(bindsOf(besideServer(['x64']), 'dnsmasq').includes(`${made.path} /srv/tftp/grubx64.efi`));
        assert.doesNotMatch(textOf(besideServer([]), 'dnsmasq.conf'), /EFI/);
    });
    it('have a font where they are made, if there is one', () => {
        const font = '/usr/share/grub/unicode.pf2 /srv/tftp/grub/fonts/unicode.pf2';
        const planned = besideServer(['x64']);
        assert.ok(bindsOf(planned, 'dnsmasq').includes(font));
        const without = { ...NO_LOADERS, efi, grubImages: ['x64'], grubFont: false } as const;
        assert.ok(!bindsOf(plan({ ...facts, loaders: without }), 'dnsmasq').includes('unicode.pf2'));
        // the signed one has its own
        assert.ok(
            !bindsOf(plan({ ...facts, loaders: { ...NO_LOADERS, efi } }), 'dnsmasq').includes('unicode.pf2'),
        );
    });
    it('are signed beside another DHCP server, too, where they find us', () => {
        const planned = besideServer(
            ['x64'],
            efi.map(loader => ({ ...loader, findsProxy: true, http: true })),
        );
        assert.deepEqual(stepsOf(planned, 'make'), []);
        assert.ok(bindsOf(planned, 'dnsmasq').includes('/usr/lib/grub /srv/tftp/grubx64.efi'));
    });
    const dnsmasqLines = (planned: SharePlan): readonly string[] =>
        textOf(planned, 'dnsmasq.conf')
            .split('\n')
            .filter(line => /http/i.test(line) && !/tag:bios|set:gets-/.test(line));
    it('are told by URL to firmware that starts by HTTP Boot', () => {
        assert.deepEqual(
            dnsmasqLines(plan({ ...facts, loaders: { ...NO_LOADERS, efi, grubImages: ['x64'] } })),
            [
                'dhcp-match=set:http-boot,option:client-arch,16',
                'dhcp-boot=tag:http-boot,http://10.77.0.1:80/bootx64.efi,,10.77.0.1',
                'dhcp-option-force=tag:http-boot,60,HTTPClient',
                'dhcp-option=tag:http-boot,option:dns-server',
            ],
        );
        assert.deepEqual(dnsmasqLines(besideServer(['x64'])), [
            'dhcp-pxe-vendor=PXEClient,HTTPClient',
            'dhcp-match=set:http-boot,option:client-arch,16',
            'dhcp-boot=tag:http-boot,http://10.0.0.7:80/bootx64.efi,,10.0.0.7',
        ]);
    });
    it('leave HTTP Boot alone where the signed one knows no HTTP and none can be made', () => {
        assert.deepEqual(
            dnsmasqLines(plan({ ...facts, loaders: { ...NO_LOADERS, efi, grubImages: [] } })),
            [],
        );
        assert.deepEqual(dnsmasqLines(besideServer([])), []);
    });
    it('are signed for HTTP Boot where they know HTTP, whoever gives the addresses', () => {
        const knowing = efi.map(loader => ({ ...loader, http: true }));
        const own = plan({ ...facts, loaders: { ...NO_LOADERS, efi: knowing, grubImages: ['x64'] } });
        for (const planned of [own, besideServer(['x64'], knowing)])
            for (const bind of [
                '/usr/lib/shim /srv/http/bootx64.efi',
                '/usr/lib/grub /srv/http/grubx64.efi',
                'grub.cfg /srv/http/grub/grub.cfg',
            ])
                assert.ok(bindsOf(planned, 'nginx').includes(bind), bind);
        assert.deepEqual(stepsOf(own, 'make'), []);
    });
    it('are made for HTTP Boot where the signed one knows no HTTP, though it starts by PXE', () => {
        const planned = plan({ ...facts, loaders: { ...NO_LOADERS, efi, grubImages: ['x64'] } });
        const [made] = stepsOf(planned, 'make');
        assert.ok(made !== undefined);
        assert.ok(made.argv.includes('--prefix=(http,10.77.0.1:80)/grub'));
        const config = made.argv.find(argument => argument.startsWith('--config='))?.replace(/^.*\//, '');
        assert.equal(textOf(planned, config ?? '?'), 'net_bootp\n');
        assert.ok(bindsOf(planned, 'nginx').includes('/usr/lib/shim /srv/http/bootx64.efi'));
        assert.ok(bindsOf(planned, 'nginx').includes(`${made.path} /srv/http/grubx64.efi`));
        assert.ok(bindsOf(planned, 'dnsmasq').includes('/usr/lib/grub /srv/tftp/grubx64.efi'));
    });
    it('are those of the medium, where it has some', () => {
        const [x64] = efi as [EfiLoader];
        const grub = { from: 'medium', path: 'EFI/BOOT/grubx64.efi' } as const;
        const planned = plan({ ...facts, loaders: { ...NO_LOADERS, efi: [{ ...x64, grub }] } });
        const bind = '/run/share-live/medium/EFI/BOOT/grubx64.efi /srv/tftp/grubx64.efi';
        assert.ok(bindsOf(planned, 'dnsmasq').includes(bind));
    });
    it('are copied with the rest where the medium is', () => {
        const [x64] = efi as [EfiLoader];
        const grub = { from: 'medium', path: 'EFI/BOOT/grubx64.efi' } as const;
        const source = { kind: 'image-copy', bytes: 1000, sendableBytes: null } as const;
        const planned = plan({ ...facts, source, loaders: { ...NO_LOADERS, efi: [{ ...x64, grub }] } });
        const files = stepsOf(planned, 'copy-image').flatMap(step => step.files);
        assert.ok(files.includes('EFI/BOOT/grubx64.efi'));
        assert.ok(!files.includes('/usr/lib/shim'));
    });
    it('are made for each architecture without any', () => {
        const planned = made('x64', true);
        assert.deepEqual(
            stepsOf(planned, 'make').map(({ path }) => path),
            ['/run/share-live/share/grub/grub-ia32.efi'],
        );
        assert.deepEqual(textOf(planned, 'dnsmasq.conf').match(/^dhcp-match=set:(bios|efi-).*$/gm), [
            'dhcp-match=set:bios,option:client-arch,0',
            'dhcp-match=set:efi-x64,option:client-arch,7',
            'dhcp-match=set:efi-x64,option:client-arch,9',
            'dhcp-match=set:efi-ia32,option:client-arch,6',
        ]);
        assert.match(textOf(planned, 'dnsmasq.conf'), /^dhcp-boot=tag:efi-ia32,bootia32\.efi$/m);
        assert.ok(bindsOf(planned, 'dnsmasq').includes('grub-ia32.efi /srv/tftp/bootia32.efi'));
    });
    it('are looked for first: without any for anybody nothing is shared', () => {
        const arm = { ...NO_LOADERS, kernel: { arch: 'arm64', signed: true } } as const;
        assert.equal(codeOf({ ...facts, loaders: arm }), 'no-loader');
        assert.equal(codeOf({ ...facts, loaders: { ...arm, grubImages: ['arm64'] } }), 'planned');
    });
    it('are what decides who can start, which is said', () => {
        assert.deepEqual(plan(facts).verdicts, clientVerdicts(NO_LOADERS, 'own-dhcp'));
        const beside = besideServer(['x64']);
        assert.deepEqual(
            beside.verdicts,
            clientVerdicts({ ...NO_LOADERS, efi, grubImages: ['x64'] }, 'proxy-dhcp'),
        );
    });
    it("are none for machines that the medium's kernel is not for", () => {
        const archs = (kernel: EfiArch | null): string[] =>
            [...textOf(made(kernel), 'dnsmasq.conf').matchAll(/^dhcp-boot=tag:efi-(\w+),/gm)].map(
                ([, arch = '']) => arch,
            );
        assert.deepEqual(archs('x64'), ['x64', 'ia32']);
        assert.deepEqual(archs('ia32'), ['ia32']);
        assert.deepEqual(archs('arm64'), ['arm64']);
        assert.doesNotMatch(textOf(made('arm64'), 'dnsmasq.conf'), /set:bios|pxelinux/);
        assert.deepEqual(archs(null), ['x64', 'ia32', 'arm64']);
    });
    it('are found beside another DHCP server, too', () => {
        const beside = besideServer(['x64']);
        const services = textOf(beside, 'dnsmasq.conf').match(/^pxe-service=.*$/gm);
        assert.deepEqual(services, [
            'pxe-service=x86PC,"Share Live",pxelinux.0',
            'pxe-service=BC_EFI,"Share Live",bootx64.efi',
            'pxe-service=X86-64_EFI,"Share Live",bootx64.efi',
            // for another Share Live
            'pxe-service=65504,"Share Live",share-live.mark',
        ]);
    });
});

describe('the language of a plan', () => {
    const speaking = (locale: Facts['locale'], parameters = medium.parameters): string =>
        textOf(plan({ ...facts, medium: { ...medium, parameters }, locale }), 'pxelinux.cfg');
    it('goes along with the layout of the keyboard, for each entry', () => {
        const menu = speaking({ language: 'de_CH.UTF-8', keyboard: 'ch+fr' });
        const appended = ' locales=de_CH.UTF-8 keyboard-layouts=ch keyboard-variants=fr';
        assert.equal(menu.split(appended).length - 1, 2);
    });
    it("takes the place of the medium's", () => {
        const own = ['quiet', 'locales=en_US.UTF-8', 'keyboard-layouts=us', 'keyboard-variants=intl'];
        const menu = speaking({ language: 'de_DE.UTF-8', keyboard: 'de' }, own);
        assert.doesNotMatch(menu, /en_US|=us|intl/);
        assert.match(menu, /quiet .*locales=de_DE.UTF-8 keyboard-layouts=de keyboard-variants=$/m);
    });
    it("is the medium's where nothing is known", () => {
        const menu = speaking({ language: null, keyboard: null }, ['locales=en_US.UTF-8']);
        assert.match(menu, /locales=en_US.UTF-8/);
        assert.doesNotMatch(menu, /keyboard/);
    });
});

describe("the clients' desktop in a plan", () => {
    const settings = { '/org/gnome/desktop/interface/text-scaling-factor': '1.5' };
    const withSettings: Facts = { ...facts, desktop: { timeZone: 'Europe/Berlin', settings, startPage: '' } };
    const membersOf = (planned: SharePlan): string[] =>
        stepsOf(planned, 'make').map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
    it("has the sharing session's settings, and its time zone", () => {
        const planned = plan(withSettings);
        assert.equal(
            textOf(planned, 'dconf.d/session'),
            '[org/gnome/desktop/interface]\ntext-scaling-factor=1.5\n',
        );
        assert.deepEqual(membersOf(planned), ['dconf']);
        assert.equal(textOf(planned, 'share-live/time-zone'), 'Europe/Berlin\n');
        const order = planned.steps.map(({ kind }) => kind);
        assert.ok(order.indexOf('make') < order.indexOf('archive'));
    });
    it("has the session's files, and what its browser starts with", () => {
        const sessionFiles = [
            { member: 'wallpaper.jpg', path: 'usr/share/backgrounds/share-live/wallpaper.jpg', bytes: 9 },
        ];
        const desktop = { ...withSettings.desktop, startPage: 'https://library.example/' };
        const planned = plan({ ...facts, desktop, sessionFiles });
        assert.equal(
            textOf(planned, 'share-live/files'),
            'usr/share/backgrounds/share-live/wallpaper.jpg\netc/firefox/policies/policies.json\n',
        );
        assert.match(
            stepsOf(planned, 'session-file')[0]?.path ?? '',
            /share-live\/files\.d\/usr\/share\/backgrounds\/share-live\/wallpaper\.jpg$/,
        );
        assert.deepEqual(JSON.parse(textOf(planned, 'policies.json')), {
            policies: { Homepage: { URL: 'https://library.example/', StartPage: 'homepage' } },
        });
        assert.equal(textOf(plan(facts), 'share-live/files'), '');
    });
    it('knows how much memory it takes to keep the system there', () => {
        const text = textOf(plan(facts), 'share-live/memory');
        assert.match(text, /^needed=\d+$/m);
        assert.match(text, /"\$word" = 'fetch=http:/);
        const overNetwork = { ...facts, medium: { ...medium, transports: ['nfs'] as const } };
        assert.equal(textOf(plan(overNetwork), 'share-live/memory'), '');
    });
    it('is left as it is where there are none, or nothing to make a database with', () => {
        assert.deepEqual(membersOf(plan(facts)), []);
        const without = { ...withSettings, engines: { ...facts.engines, dconf: false } };
        assert.deepEqual(membersOf(plan(without)), []);
    });
});

describe("the clients' files in a plan", () => {
    const settings = { lockTcpPort: '0', lockUdpPort: '0', trackingProgram: '' };
    const keeping: Facts = {
        ...facts,
        engines: { ...facts.engines, kernelNfs: { state: 'idle', settings } },
        keep: true,
    };
    it("are served by the kernel's NFS server, which sees stores that come later", () => {
        const planned = plan(keeping);
        const kinds = planned.steps.map(step => (step.kind === 'engine' ? step.engine.name : step.kind));
        assert.ok(kinds.indexOf('stores') < kinds.indexOf('mountd'));
        const mountd = stepsOf(planned, 'engine').find(({ engine }) => engine.name === 'mountd');
        assert.ok(mountd?.engine.argv.includes('/run/share-live/stores'));
        assert.equal(
            textOf(planned, 'share-live/stores'),
            `${planned.clients.network.address}:/run/share-live/stores\n`,
        );
    });
    it('are not kept without, and then nothing knows of them', () => {
        const planned = plan({ ...keeping, keep: false });
        assert.doesNotMatch(JSON.stringify(planned.steps), /run\/share-live\/stores/);
    });
    it('need that server for the time of a share', () => {
        assert.equal(codeOf({ ...facts, keep: true }), 'keep-needs-nfs');
        const inUse = { ...facts.engines, kernelNfs: { state: 'in-use', mountdPort: 1 } as const };
        assert.equal(codeOf({ ...keeping, engines: inUse }), 'keep-needs-nfs');
        const inMemory = { ...medium, transports: ['ram'] as const };
        assert.equal(codeOf({ ...keeping, medium: inMemory }), 'keep-needs-nfs');
    });
});

describe('the medium of a plan', () => {
    it('is mounted, or copied first where the kernel cannot mount it', () => {
        assert.deepEqual(
            stepsOf(plan(facts), 'mount').map(step => step.fileSystem),
            ['iso9660'],
        );
        const copied = plan({ ...facts, source: { kind: 'image-copy', bytes: 1000, sendableBytes: 9000 } });
        assert.deepEqual(
            stepsOf(copied, 'copy-image').map(step => step.files),
            [['live/vmlinuz', 'live/initrd.img', 'live/filesystem.squashfs', '.disk/info']],
        );
        assert.ok(undosOf(copied).includes('remove-copy'));
    });
    it('is exported only where its file system holds nothing else', () => {
        const stick = plan({
            ...facts,
            source: { ...MOUNTED, notExported: 'other-files' },
        });
        assert.ok(!enginesOf(stick).includes('ganesha'));
        assert.ok(!textOf(stick, 'pxelinux.cfg').includes('netboot=nfs'));
        assert.equal(stick.memoryOnly, 'other-files');
        assert.equal(plan(facts).memoryOnly, null);
        const without = { ...facts, engines: { ...facts.engines, ganesha: false } };
        assert.equal(plan(without).memoryOnly, 'no-nfs-server');
    });
    it('is seen with the kernel of its root image where it has none any more', () => {
        const rootTree = '/run/live/rootfs/root-0.squashfs';
        const mount = (source: Facts['source']): unknown => {
            const { fileSystem, source: from } = stepsOf(plan({ ...facts, source }), 'mount')[0] ?? {};
            return [fileSystem, from];
        };
        assert.deepEqual(mount({ ...MOUNTED, notExported: 'in-memory' }), ['bind', MOUNTED.path]);
        assert.deepEqual(mount({ ...MOUNTED, notExported: 'in-memory', rootTree }), [
            'overlay',
            `${MOUNTED.path}:${rootTree}`,
        ]);
    });
    it('is exported by the server that this machine runs already, beside which no other is started', () => {
        const inUse = (mountdPort: number | null): SharePlan =>
            plan({ ...facts, engines: { ...facts.engines, kernelNfs: { state: 'in-use', mountdPort } } });
        const running = inUse(59423);
        assert.deepEqual(enginesOf(running), ['nginx', 'dnsmasq']);
        assert.equal(stepsOf(running, 'host-export')[0]?.path, '/run/share-live/export');
        assert.ok(textOf(running, 'pxelinux.cfg').includes('nfsroot=10.77.0.1:/run/share-live/export\n'));
        assert.ok(undosOf(running).includes('host-export'));
        assert.ok(stepsOf(running, 'firewall')[0]?.rules.includes('59423'), 'clients reach its MOUNT server');
        assert.ok(!textOf(inUse(null), 'pxelinux.cfg').includes('netboot=nfs'), 'it has no NFSv3');
    });
    it('is exported by the kernel where it can and nobody uses it', () => {
        const settings = { lockTcpPort: '0', lockUdpPort: '0', trackingProgram: '/sbin/nfsdcltrack' };
        const idle = plan({
            ...facts,
            engines: { ...facts.engines, kernelNfs: { state: 'idle', settings } },
        });
        assert.deepEqual(enginesOf(idle), ['nginx', 'rpcbind', 'mountd', 'dnsmasq']);
        const undo = idle.steps.find(step => step.undo?.kind === 'kernel-nfs')?.undo;
        assert.deepEqual(undo, { kind: 'kernel-nfs', settings });
    });
    it('is refused where no way is left', () => {
        const only: Facts = { ...facts, medium: { ...medium, transports: ['nfs'] } };
        assert.equal(codeOf({ ...only, engines: { ...facts.engines, ganesha: false } }), 'engine-missing');
        assert.equal(codeOf({ ...facts, engines: { ...facts.engines, nginx: false } }), 'engine-missing');
    });
    it('gives no name of its own to a configuration or a URL', () => {
        const hostile = 'live/$(hostile)\n\tkernel';
        const planned = plan({ ...facts, medium: { ...medium, kernel: hostile } });
        for (const { text, path } of stepsOf(planned, 'file')) assert.ok(!text.includes('hostile'), path);
    });
});
