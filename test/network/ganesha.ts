// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { runChecked } from '../lab/process.js';

/** Whether this machine's nfs-ganesha can serve a medium; Debian's of version 6 and later cannot. */
export async function ganeshaServes(): Promise<boolean> {
    const version = /Release = V(\d+)/.exec(await runChecked(['ganesha.nfsd', '-v']))?.[1];
    return Number(version) < 6;
}
