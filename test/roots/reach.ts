// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { existsSync } from 'node:fs';

import { runChecked } from '../lab/process.js';

/** How this machine reaches the archives of Debian and npm, for a root that knows nothing of it. */
export interface Reach {
    /** Variables for the programs in the root. */
    readonly env: Readonly<Record<string, string>>;
    /** Options of mmdebstrap. */
    readonly bootstrap: readonly string[];
}

const PROXIES = ['http_proxy', 'https_proxy', 'no_proxy'];
const NPM_SETTINGS = ['registry', 'proxy', 'https-proxy', 'noproxy'];

/** Where Debian's administrators lay the authorities that they trust besides Debian's, a proxy's for one. */
const AUTHORITIES = '/usr/local/share/ca-certificates';

/** Asks this machine's programs for their proxies, and for whom they trust. */
export async function reach(): Promise<Reach> {
    const apt = await runChecked(['apt-config', 'dump']);
    const proxies = apt.split('\n').filter(line => /^Acquire::\w+::Proxy(::\S+)? "/.test(line));
    return {
        env: { ...ofEnvironment(), ...(await ofNpm()) },
        bootstrap: [
            ...proxies.map(line => `--aptopt=${line}`),
            // They are there before anything is installed that gathers them.
            ...(existsSync(AUTHORITIES)
                ? [
                      `--essential-hook=mkdir -p "$1${AUTHORITIES}"`,
                      `--essential-hook=sync-in ${AUTHORITIES} ${AUTHORITIES}`,
                  ]
                : []),
        ],
    };
}

function ofEnvironment(): Record<string, string> {
    const names = PROXIES.flatMap(name => [name, name.toUpperCase()]);
    return Object.fromEntries(
        names.flatMap(name => {
            const value = process.env[name];
            return value === undefined ? [] : [[name, value]];
        }),
    );
}

async function ofNpm(): Promise<Record<string, string>> {
    const settings = JSON.parse(await runChecked(['npm', 'config', 'list', '--json'])) as Record<
        string,
        unknown
    >;
    return Object.fromEntries(
        NPM_SETTINGS.flatMap(name => {
            const value = settings[name];
            return typeof value === 'string' && value !== ''
                ? [[`npm_config_${name.replace('-', '_')}`, value]]
                : [];
        }),
    );
}
