// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import Gio from 'gi://Gio?version=2.0';
import GObject from 'gi://GObject?version=2.0';

import { guardMedium, takesAway } from '../../../src/app/guard-medium.js';
import { INITIAL_STATE, type AppState, type Source } from '../../../src/app/state.js';
import type { ClientSummary } from '../../../src/backend/protocol/messages.js';
import { clientSummary } from '../../support/client-summary.js';

/** A stick that a desktop has mounted. */
const Stick = GObject.registerClass(
    { Implements: [Gio.Mount] },
    class extends GObject.Object {
        vfunc_get_root(): Gio.File {
            return Gio.File.new_for_path('/media/me/STICK');
        }
    },
) as unknown as new () => Gio.Mount;

const ON_STICK: Source = { kind: 'image', path: '/media/me/STICK/debian.iso' };

const sharing = (source: Source, ...clients: ClientSummary[]): AppState => ({
    ...INITIAL_STATE,
    source,
    phase: { page: 'sharing', mode: null, verdicts: [], memoryOnly: null, clients, notice: null },
});

describe('a medium that others run from', () => {
    it('goes with what holds its image, or with the drive of a live system', () => {
        assert.ok(takesAway(ON_STICK, ['/media/me/STICK']));
        assert.ok(!takesAway(ON_STICK, ['/media/me/STICK2', '/media/me/STI']));
        assert.ok(!takesAway(ON_STICK, []));
        assert.ok(takesAway({ kind: 'running' }, []));
        assert.ok(takesAway({ kind: 'running' }, ['/cdrom']));
        assert.ok(!takesAway({ kind: 'running' }, ['/media/me/STICK']));
    });
    it('is warned of when a desktop is about to unmount it, as long as there are some', () => {
        let warnings = 0;
        const guard = guardMedium({ send_notification: () => void warnings++ });
        const eject = (): void => {
            Gio.VolumeMonitor.get().emit('mount-pre-unmount', new Stick());
        };
        const client = clientSummary({ stage: 'running' });
        guard(sharing(ON_STICK, client));
        eject();
        assert.equal(warnings, 1);
        for (const state of [
            sharing(ON_STICK),
            sharing(ON_STICK, { ...client, inMemory: true }),
            sharing({ kind: 'running' }, client),
            { ...INITIAL_STATE, source: ON_STICK },
        ]) {
            guard(state);
            eject();
        }
        assert.equal(warnings, 1);
    });
});
