// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { renderGrub } from '../../../src/backend/menu/grub-menu.js';
import type { Menu, MenuEntry } from '../../../src/backend/menu/menu-entry.js';

const source = { address: '10.77.0.1', httpPort: 8060, probe: 'initrd-extra' };

const entry: MenuEntry = {
    kind: 'entry',
    help: [],
    handedOn: [],
    title: "It's $(reboot) 日本",
    kernel: 'kernel',
    initrds: ['initrd-0', 'initrd-extra'],
    parameters: ['boot=live', 'netboot=nfs', 'nfsroot=10.77.0.1:/run/share-live/medium'],
};

const menu = (...items: Menu['items']): Menu => ({
    ...{ title: 'Debian', items, chosen: 0, timeout: 5, help: [], look: null },
});

describe('renderGrub', () => {
    it('writes a menu whose first entry starts by itself, by HTTP where this GRUB can', () => {
        assert.equal(
            renderGrub(menu(entry), source),
            `set default=0
set timeout=5
set from=(tftp,10.77.0.1)
if [ -s (http,10.77.0.1:8060)/initrd-extra ]; then set from=(http,10.77.0.1:8060); fi
if [ "$net_default_mac" ]; then set card=BOOTIF=01-$net_default_mac; fi
export from
export card
clear
menuentry 'Its $(reboot)' {
    linux $from/kernel boot=live netboot=nfs nfsroot=10.77.0.1:/run/share-live/medium $card
    initrd $from/initrd-0 $from/initrd-extra
}
`,
        );
    });
    it('writes submenus, another default entry and what is handed on to an installed system', () => {
        const live = { ...entry, title: 'Live', handedOn: ['quiet'] };
        const script = renderGrub(
            {
                ...menu({ kind: 'submenu', title: "It's more", items: [entry] }, live),
                chosen: 1,
                timeout: 12,
            },
            source,
        );
        assert.match(script, /^set default=1\nset timeout=12\n/);
        assert.match(
            script,
            /^submenu 'Its more' \{\n {4}menuentry 'Its \$\(reboot\)' \{\n {8}linux .*\n {8}initrd .*\n {4}\}\n\}$/m,
        );
        assert.match(script, /^menuentry 'Live' \{\n {4}linux \S+ boot=live \S+ \S+ \$card --- quiet$/m);
    });

    it('refuses what is no name or parameter, whoever let it through', () => {
        for (const wrong of [{ kernel: 'a b' }, { initrds: ['$x'] }, { parameters: ['x;reboot'] }])
            assert.throws(() => renderGrub(menu({ ...entry, ...wrong }), source));
    });
});
