// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// gjs -m SENDER DESCRIPTOR…: sends one byte, with these descriptors of its own, over the socket that is its standard
// input. Node has no way to send one.
import Gio from 'gi://Gio?version=2.0';
import System from 'system';

/** Its types are of a newer GLib, where it lies in GioUnix; here is where it can be found in all. */
const { UnixFDMessage } = Gio as unknown as {
    UnixFDMessage: { new_with_fd_list(list: Gio.UnixFDList): Gio.SocketControlMessage };
};

const list = new Gio.UnixFDList();
for (const argument of System.programArgs) list.append(Number(argument));
// Without any data of ours GIO sends the one byte that a message needs.
Gio.Socket.new_from_fd(0).send_message(null, [], [UnixFDMessage.new_with_fd_list(list)], 0, null);
