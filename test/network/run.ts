// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The network tests: run.ts [PART-OF-NAME…]. As root; everything happens in namespaces that end with this process.
import { bridgeCases } from './cases/bridge.js';
import { commandLineCases } from './cases/command-line.js';
import { dhcpCases } from './cases/dhcp.js';
import { factsCases } from './cases/facts.js';
import { faultCases } from './cases/faults.js';
import { firewallCases } from './cases/firewall.js';
import { undoCases } from './cases/undo.js';
import { descriptorCases } from './cases/descriptors.js';
import { killedCases } from './cases/killed.js';
import { refusalCases } from './cases/refusals.js';
import { bundleDriver } from './driver.js';
import { bundleSender } from './helper.js';

const words = process.argv.slice(2);
const cases = [
    ...factsCases,
    ...dhcpCases,
    ...bridgeCases,
    ...undoCases,
    ...firewallCases,
    ...commandLineCases,
    ...killedCases,
    ...refusalCases,
    ...descriptorCases,
    ...faultCases,
].filter(({ name }) => words.length === 0 || words.some(word => name.includes(word)));

await bundleDriver();
await bundleSender();
let failed = 0;
for (const { name, run } of cases) {
    const started = Date.now();
    const seconds = (): string => ((Date.now() - started) / 1000).toFixed(1);
    try {
        await run();
        console.log(`✔ ${name} (${seconds()} s)`);
    } catch (error) {
        failed++;
        console.log(`✖ ${name} (${seconds()} s)`);
        console.error(error);
    }
}
console.log(`${cases.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 || cases.length === 0 ? 1 : 0);
