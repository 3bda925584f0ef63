// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { createRequire } from 'node:module';

// By require, since only that also finds a distribution's own esbuild, outside of node_modules.
/** @type {typeof import('esbuild')} */
export const esbuild = createRequire(import.meta.url)('esbuild');

/** What GJS itself provides. */
const provided = ['gi://*', 'resource://*', 'system', 'gettext', 'cairo'];

/**
 * Values for the placeholders of src/constants.ts.
 * @param {Record<string, string>} constants
 */
function define(constants) {
    return Object.fromEntries(
        Object.entries(constants).map(([name, value]) => [`__${name}__`, JSON.stringify(value)]),
    );
}

/**
 * For the oldest supported GJS, 1.74, whose engine is that of Firefox 102.
 * @param {Record<string, string>} constants
 * @returns {import('esbuild').BuildOptions}
 */
export function forGjs(constants) {
    return {
        bundle: true,
        format: 'esm',
        platform: 'neutral',
        target: 'firefox102',
        external: provided,
        charset: 'utf8',
        sourcemap: 'linked',
        logLevel: 'warning',
        define: define(constants),
    };
}

/**
 * @param {Record<string, string>} constants
 * @returns {import('esbuild').BuildOptions}
 */
export function forNode(constants) {
    return {
        bundle: true,
        format: 'esm',
        platform: 'node',
        target: 'node18',
        packages: 'external',
        external: provided,
        charset: 'utf8',
        sourcemap: 'linked',
        logLevel: 'warning',
        define: define(constants),
    };
}
