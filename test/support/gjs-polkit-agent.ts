// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// gjs -m AGENT PID [wait]: a polkit authentication agent for what this process starts, as pkttyagent(1) is one, of a
// person who closes every question, or with `wait` answers none. It says `registered`, the id of each action that it was
// asked for, and `withdrawn` where a question is taken back.
import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';
import System from 'system';

const NAME = 'org.freedesktop.PolicyKit1';
const PATH = '/agent';

const INTERFACE = `
<node>
  <interface name="org.freedesktop.PolicyKit1.AuthenticationAgent">
    <method name="BeginAuthentication">
      <arg type="s" direction="in"/>
      <arg type="s" direction="in"/>
      <arg type="s" direction="in"/>
      <arg type="a{ss}" direction="in"/>
      <arg type="s" direction="in"/>
      <arg type="a(sa{sv})" direction="in"/>
    </method>
    <method name="CancelAuthentication">
      <arg type="s" direction="in"/>
    </method>
  </interface>
</node>`;

/** In clock ticks since the boot, as polkit wants it: proc(5), behind the name, which may hold anything. */
function startTime(pid: number): number {
    const [, bytes] = GLib.file_get_contents(`/proc/${pid}/stat`);
    const fields = new TextDecoder()
        .decode(bytes)
        .replace(/^.*\) /, '')
        .split(' ');
    return Number(fields[19]);
}

const [pidArgument, wait] = System.programArgs;
const bus = Gio.DBus.system;
Gio.DBusExportedObject.wrapJSObject(INTERFACE, {
    BeginAuthenticationAsync([action]: [string], invocation: Gio.DBusMethodInvocation): void {
        print(action);
        if (wait === undefined) invocation.return_dbus_error(`${NAME}.Error.Cancelled`, 'closed');
    },
    CancelAuthentication(): void {
        print('withdrawn');
    },
}).export(bus, PATH);

const pid = Number(pidArgument);
const subject = {
    pid: new GLib.Variant('u', pid),
    'start-time': new GLib.Variant('t', startTime(pid)),
    uid: new GLib.Variant('i', new Gio.Credentials().get_unix_user()),
};
bus.call_sync(
    NAME,
    `/org/freedesktop/PolicyKit1/Authority`,
    `${NAME}.Authority`,
    'RegisterAuthenticationAgent',
    new GLib.Variant('((sa{sv})ss)', [['unix-process', subject], 'C', PATH]),
    null,
    Gio.DBusCallFlags.NONE,
    -1,
    null,
);
print('registered');
new GLib.MainLoop(null, false).run();
