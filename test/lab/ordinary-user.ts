// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** The ordinary user of a machine, who may do nothing that polkit does not allow. */
export const USER = { name: 'nobody', uid: 65534, gid: 65534 } as const;

/** Runs a command as that user. */
export function asUser(argv: readonly string[]): string[] {
    const who = [`--reuid=${USER.uid}`, `--regid=${USER.gid}`, '--clear-groups', '--inh-caps=-all'];
    return ['setpriv', ...who, '--', ...argv];
}

/** As `asUser`, under a parent of that user: pkexec asks for the parent of whoever calls it. */
export function asUsersChild(argv: readonly string[]): string[] {
    return asUser(['bash', '-c', '"$@"; exit "$?"', 'bash', ...argv]);
}
