// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

/** Whether this process is root's. */
export function isRoot(): boolean {
    return new Gio.Credentials().get_unix_user() === 0;
}

/**
 * What goes before a program's arguments so that root runs it as `nobody`, for reading what strangers wrote; empty
 * where this process is not root's anyway.
 */
export const UNPRIVILEGED: readonly string[] = isRoot()
    ? [
          ...['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs'],
          ...['--inh-caps=-all', '--bounding-set=-all', '--'],
      ]
    : [];
