// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

import { root } from './paths.mjs';

/**
 * Runs a program to its end on this terminal, passing on the signals that come to us.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @returns {Promise<number>} its exit code, or 128 + the signal that ended it
 */
export function run(command, args, env = {}) {
    return new Promise((resolve, reject) => {
        const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
        /** @type {(signal: NodeJS.Signals) => void} */
        const forward = signal => {
            // From a terminal, Ctrl-C reaches the child by itself; a second one would mean "at once".
            if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
        };
        const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
        for (const signal of signals) process.on(signal, forward);
        child.on('error', reject);
        child.on('close', (code, signal) => {
            for (const name of signals) process.off(name, forward);
            resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
        });
    });
}

/**
 * As run(), by way of sudo where we are not root. The PATH stays, since Node may come from the user's own.
 * @param {string} why what root is needed for, told before sudo asks
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export function runAsRoot(why, command, args) {
    if (process.getuid?.() === 0) return run(command, args);
    if (spawnSync('sudo', ['-V']).error) {
        console.error(`This needs root (${why}) and there is no sudo: run it as root.`);
        return Promise.resolve(1);
    }
    console.log(`Asking for root through sudo: ${why}.`);
    return run('sudo', ['--', 'env', `PATH=${process.env['PATH']}`, command, ...args]);
}
