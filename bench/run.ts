// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { chmod, mkdir, mkdtemp, stat, writeFile } from 'node:fs/promises';
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

import { liveImage } from '../test/lab/image.js';
import { progress } from '../test/lab/progress.js';
import { Interrupted, withScope } from '../test/lab/scope.js';
import { boots } from './boots.js';
import { framesPart } from './frames.js';
import { loaders } from './loaders.js';
import { measurementTable, median, ratio } from './measurement.js';
import { memoryTable } from './memory.js';
import { readOptions, USAGE } from './options.js';
import type { Part, PartResult } from './part.js';
import { start } from './start.js';
import { throughput } from './throughput.js';
import { windowPart } from './window.js';

const PARTS: readonly Part[] = [throughput, start, windowPart, framesPart, loaders, boots];

async function main(args: readonly string[]): Promise<number> {
    const options = readOptions(args, PARTS);
    if (options === null) {
        console.error(`${USAGE}\n${PARTS.map(({ name, what }) => `  ${name.padEnd(12)}${what}`).join('\n')}`);
        return 2;
    }
    const folder = await mkdtemp(join(tmpdir(), 'share-live-bench-'));
    // Servers that are not root send files from it.
    await chmod(folder, 0o755);
    const image = await withScope(() => liveImage());
    const loadBefore = loadavg();
    const results: PartResult[] = [];
    const failed: string[] = [];
    for (const part of options.parts) {
        progress(`== ${part.name}: ${part.what}`);
        const own = join(folder, part.name);
        await mkdir(own);
        try {
            results.push(await part.run({ scoped: withScope, folder: own, image, boots: options.boots }));
        } catch (error) {
            if (error instanceof Interrupted) throw error;
            // What the others have measured is worth something all the same.
            failed.push(part.name);
            console.error(error);
        }
    }
    const conditions = {
        processors: cpus().length,
        memoryBytes: totalmem(),
        kernel: release(),
        imageBytes: (await stat(image)).size,
        loadBefore,
        loadAfter: loadavg(),
    };
    const path = join(folder, 'results.json');
    await writeFile(path, JSON.stringify({ conditions, ...report(results) }, null, 4));
    say(results);
    console.log(
        `\nLoad of this machine: ${loads(conditions.loadBefore)} before, ${loads(conditions.loadAfter)} after`,
    );
    console.log(`Every value: ${path}`);
    if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
    return failed.length === 0 ? 0 : 1;
}

function say(results: readonly PartResult[]): void {
    console.log(`\n${measurementTable(results.flatMap(({ measurements }) => measurements))}`);
    for (const { memory } of results) if (memory !== undefined) console.log(`\n${memoryTable(memory)}`);
}

/** What `JSON.stringify` would not say by itself: what the values come to, and maps. */
function report(results: readonly PartResult[]): object {
    const [memory] = results.flatMap(result => result.memory ?? []);
    return {
        measurements: results
            .flatMap(({ measurements }) => measurements)
            .map(each => ({ ...each, median: median(each.values), ratio: ratio(each) })),
        memoryBytes: Object.fromEntries(
            Object.entries(memory ?? {}).map(([when, parts]) => [when, Object.fromEntries(parts)]),
        ),
    };
}

function loads(averages: readonly number[]): string {
    return averages.map(each => each.toFixed(1)).join(' ');
}

try {
    process.exit(await main(process.argv.slice(2)));
} catch (error) {
    console.error(error instanceof Interrupted ? `\n${error.message}: everything is taken down` : error);
    process.exit(error instanceof Interrupted ? 130 : 1);
}
