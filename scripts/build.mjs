// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Builds with Meson and installs into build/usr, from where the program runs as it would from /usr. With --stage it is
// built for /usr itself, as a package is, and laid into build/installed, for machines that see it there.
import { join } from 'node:path';

import { meson, setUpFolder } from './lib/meson.mjs';
import { build, prefix } from './lib/paths.mjs';

const staged = process.argv[2] === '--stage';
const folder = join(build, staged ? 'meson-stage' : 'meson');
if (staged) process.env['DESTDIR'] = join(build, 'installed');
setUpFolder(folder, '--prefix', staged ? '/usr' : prefix);
meson('install', '-C', folder, '--quiet', '--only-changed');
