// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** Everything that is made goes here, and nowhere else in the repository. */
export const build = join(root, 'build');
/** Where `npm run build` installs to: the program runs from there as it would from /usr. */
export const prefix = join(build, 'usr');

/** What Meson fills in for the installed program, for what the tests bundle themselves. */
export const constants = {
    APP_ID: 'io.github.share_live.ShareLive',
    VERSION: 'test',
    PKGDATADIR: join(prefix, 'share/share-live'),
    LOCALEDIR: join(prefix, 'share/locale'),
    HELPER: join(prefix, 'libexec/share-live-helper'),
};
