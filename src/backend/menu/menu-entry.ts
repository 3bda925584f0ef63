// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** An entry of the menu that clients see, whatever loader shows it. */
export interface MenuEntry {
    readonly title: string;
    /** URLs of ours. */
    readonly kernel: string;
    readonly initrds: readonly string[];
    readonly parameters: readonly string[];
}
