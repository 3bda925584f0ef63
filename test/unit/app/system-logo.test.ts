// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { systemLogo } from '../../../src/app/window/system-logo.js';

describe('the logo of the system', () => {
    const logo = (info: Readonly<Record<string, string>>, ...icons: string[]): string | null =>
        systemLogo(
            key => info[key] ?? null,
            name => icons.includes(name),
        );
    it('is what it says itself, before what desktops call it', () => {
        assert.equal(logo({ LOGO: 'own', ID: 'debian' }, 'emblem-debian', 'own'), 'own');
        assert.equal(logo({ LOGO: 'own', ID: 'debian' }, 'emblem-debian'), 'emblem-debian');
        assert.equal(logo({ ID: 'arch' }, 'emblem-arch', 'distributor-logo-arch'), 'distributor-logo-arch');
    });
    it('is none where there is no such icon', () => {
        assert.equal(logo({ LOGO: '', ID: 'debian' }, '', 'own'), null);
        assert.equal(logo({}, 'emblem-null'), null);
    });
});
