// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { APP_ID } from '../constants.js';
import type { Phase, ProblemInfo } from './state.js';

Gio._promisify(Gio.DBusConnection.prototype, 'call', 'call_finish');

/** Files by which distributions find the packages of programs that a share can lack; each names its packages differently. */
const FILES: Readonly<Record<string, string>> = {
    nginx: '/usr/sbin/nginx',
    'rpc.nfsd': '/usr/sbin/rpc.nfsd',
};

/** @returns the file whose package mends a problem; null where no package does */
export function missingFile({ code, params }: Pick<ProblemInfo, 'code' | 'params'>): string | null {
    return code === 'engine-missing' ? (FILES[params['engine'] ?? ''] ?? null) : null;
}

/** @returns the file whose package mends what the window tells of: a problem, or what a share lacks; else null */
export function installable(phase: Phase): string | null {
    switch (phase.page) {
        case 'problem':
            return missingFile(phase.problem);
        case 'sharing':
            return phase.memoryOnly === 'no-nfs-server' ? (FILES['rpc.nfsd'] ?? null) : null;
        case 'set-up':
        case 'working':
            return null;
    }
}

/**
 * Asks the session's program for software to install the package that a file belongs to (PackageKit's session interface,
 * org.freedesktop.PackageKit.Modify2.InstallProvideFiles); that one asks the person.
 *
 * @returns `installed`; `not-installed` where the person did not want it or it failed; `nobody` where there is no such program
 */
export async function installFile(file: string): Promise<'installed' | 'not-installed' | 'nobody'> {
    try {
        await Gio.DBus.session.call(
            'org.freedesktop.PackageKit',
            '/org/freedesktop/PackageKit',
            'org.freedesktop.PackageKit.Modify2',
            'InstallProvideFiles',
            new GLib.Variant('(asssa{sv})', [[file], 'hide-finished', APP_ID, {}]),
            null,
            Gio.DBusCallFlags.NONE,
            // as long as a person thinks and a network loads
            GLib.MAXINT32,
            null,
        );
        return 'installed';
    } catch (error) {
        return isAbsent(error) ? 'nobody' : 'not-installed';
    }
}

function isAbsent(error: unknown): boolean {
    const { SERVICE_UNKNOWN, NAME_HAS_NO_OWNER, UNKNOWN_METHOD, UNKNOWN_INTERFACE } = Gio.DBusError;
    const codes = [SERVICE_UNKNOWN, NAME_HAS_NO_OWNER, UNKNOWN_METHOD, UNKNOWN_INTERFACE];
    return error instanceof GLib.Error && codes.some(code => error.matches(Gio.dbus_error_quark(), code));
}
