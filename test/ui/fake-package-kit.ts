// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

const INTERFACE = `<node><interface name="org.freedesktop.PackageKit.Modify2">
<method name="InstallProvideFiles">
<arg type="as" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
</method></interface></node>`;

/** The session's program for software, as far as it is asked to install what a file belongs to. */
export interface FakePackageKit {
    /** The files that it was asked for, one list per request. */
    readonly requests: readonly (readonly string[])[];
    /** What the person does next time: agrees, or cancels. */
    agrees: boolean;
    readonly leave: () => void;
}

/** Takes its name on the session bus of the tests. */
export async function fakePackageKit(): Promise<FakePackageKit> {
    const requests: string[][] = [];
    const object = Gio.DBusExportedObject.wrapJSObject(INTERFACE, {
        InstallProvideFiles: (files: string[]): void => {
            requests.push(files);
            if (!fake.agrees)
                throw new Gio.DBusError({ code: Gio.DBusError.ACCESS_DENIED, message: 'The user cancelled' });
        },
    });
    object.export(Gio.DBus.session, '/org/freedesktop/PackageKit');
    let name = 0;
    await new Promise<void>(resolve => {
        name = Gio.DBus.session.own_name(
            'org.freedesktop.PackageKit',
            Gio.BusNameOwnerFlags.NONE,
            () => resolve(),
            null,
        );
    });
    const fake: FakePackageKit = {
        requests,
        agrees: true,
        leave: () => {
            Gio.DBus.session.unown_name(name);
            object.unexport();
        },
    };
    return fake;
}
