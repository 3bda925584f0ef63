// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

/** @returns this process's folder below /proc (proc(5)), by its number, so that a child finds it too */
export function ownProcess(): string {
    return `/proc/${new Gio.Credentials().get_unix_pid()}`;
}
