// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The network tests: run.ts [PART-OF-NAME…]. As root; everything happens in namespaces that end with this process.
import type { Case } from './case.js';
import { bridgeCases } from './cases/bridge.js';
import { clientNetworkCases } from './cases/client-network.js';
import { clientCases } from './cases/clients.js';
import { commandLineCases } from './cases/command-line.js';
import { descriptorCases } from './cases/descriptors.js';
import { dhcpCases } from './cases/dhcp.js';
import { factsCases } from './cases/facts.js';
import { faultCases } from './cases/faults.js';
import { firewallCases } from './cases/firewall.js';
import { foreignFirewallCases } from './cases/foreign-firewalls.js';
import { killedCases } from './cases/killed.js';
import { launcherCases } from './cases/launcher.js';
import { linkCases } from './cases/link.js';
import { nfsCases } from './cases/nfs.js';
import { permissionCases } from './cases/permission.js';
import { proxyCases } from './cases/proxy.js';
import { refusalCases } from './cases/refusals.js';
import { runningMediumCases } from './cases/running-medium.js';
import { sessionCases } from './cases/session.js';
import { socketCases } from './cases/sockets.js';
import { spanningTreeCases } from './cases/spanning-tree.js';
import { startCases } from './cases/start.js';
import { undoCases } from './cases/undo.js';
import { watchCases } from './cases/watch.js';
import { wholeImageCases } from './cases/whole-image.js';
import { windowCases } from './cases/window.js';
import { wireCases } from './cases/wire.js';
import { liveImage } from '../lab/image.js';
import { bundleDriver } from './driver.js';
import { bundleSender } from './helper.js';

const words = process.argv.slice(2);
const cases = [
    // first what takes longest
    ...killedCases,
    ...factsCases,
    ...dhcpCases,
    ...proxyCases,
    ...watchCases,
    ...clientCases,
    ...clientNetworkCases,
    ...linkCases,
    ...wholeImageCases,
    ...runningMediumCases,
    ...nfsCases,
    ...wireCases,
    ...spanningTreeCases,
    ...bridgeCases,
    ...undoCases,
    ...firewallCases,
    ...foreignFirewallCases,
    ...commandLineCases,
    ...permissionCases,
    ...refusalCases,
    ...descriptorCases,
    ...launcherCases,
    ...sessionCases,
    ...socketCases,
    ...startCases,
    ...windowCases,
    ...faultCases,
].filter(({ name }) => words.length === 0 || words.some(word => name.includes(word)));

await bundleDriver();
await bundleSender();
// Some cases share it: made before, it keeps none of them waiting.
await liveImage();
let failed = 0;

/** Several times what the longest case takes; what it has set up ends with this process. */
const CASE_MS = 300_000;

function tooLong(): Promise<never> {
    return new Promise((_, reject) => {
        setTimeout(() => {
            reject(new Error(`not over after ${CASE_MS / 1000} s`));
        }, CASE_MS).unref();
    });
}

async function runCase({ name, run }: Case): Promise<void> {
    const started = Date.now();
    const seconds = (): string => ((Date.now() - started) / 1000).toFixed(1);
    try {
        await Promise.race([run(), tooLong()]);
        console.log(`✔ ${name} (${seconds()} s)`);
    } catch (error) {
        failed++;
        console.log(`✖ ${name} (${seconds()} s)`);
        console.error(error);
    }
}

/** Nearly all of a case is waiting: for NetworkManager, for a DHCP server that is not there. */
const AT_ONCE = 2;
const queue = [...cases];
async function work(): Promise<void> {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await runCase(next);
}
// Each machine listens for Ctrl-C.
process.setMaxListeners(50);
await Promise.all(Array.from({ length: AT_ONCE }, work));
console.log(`${cases.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 || cases.length === 0 ? 1 : 0);
