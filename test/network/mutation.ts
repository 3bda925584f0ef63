// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether the snapshot sees every undo step: for each kind a helper is made that leaves it out, and a share by it must
// not pass for undone. mutation.ts [KIND…]. As root, after a build; everything happens in namespaces.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { esbuild, forGjs } from '../../scripts/lib/esbuild.mjs';
import { loadDefaultDrop, startFirewalld } from '../lab/firewalls.js';
import { PROFILE, type NamespaceLab } from '../lab/lab.js';
import { killProcesses } from '../lab/share.js';
import { waitUntilAsBefore } from '../lab/snapshot.js';
import { bundleSender, HELPER, shareImage, stop, withLab } from './helper.js';
import { LIVE_TREE, makeIso, withFolder } from './images.js';

const UNDO = 'src/backend/share/undo.ts';
/** Where the bundles of the helper that was built are. */
const BUNDLES = resolve('build/usr/share/share-live');

const UNDO_MS = 10_000;

/** These want a kernel with an NFS server: the boot case bios-nfs-kernel compares snapshots there. */
const ELSEWHERE = ['kernel-nfs', 'host-export'];

/** These want other firewalls. */
const BESIDE_FIREWALLS = ['open-zone', 'open-filters'];

/** As the clean-up is tested elsewhere; a step is missed where one of these says that something is left. */
const ENDS: Readonly<
    Record<string, (lab: NamespaceLab, share: () => ReturnType<typeof shareImage>) => Promise<void>>
> = {
    stopped: async (_, share) => {
        await stop(await share());
    },
    'killed, and NetworkManager before it': async ({ networkManager, sharing }, share) => {
        const helper = await share();
        await networkManager.kill();
        await killProcesses(sharing.exec, ['helper']);
        await helper.ended;
        await networkManager.start();
        await sharing.exec(['nmcli', 'connection', 'up', PROFILE]);
    },
};

const source = await readFile(UNDO, 'utf8');
const kinds = [...source.matchAll(/case '([a-z-]+)':/g)].flatMap(([, kind]) => kind ?? []);
const words = process.argv.slice(2);
const queue = [null, ...kinds.filter(kind => words.length === 0 || words.includes(kind))];
const failures: string[] = [];

await bundleSender();
await withFolder(async folder => {
    const image = await makeIso(folder, LIVE_TREE);
    const work = async (): Promise<void> => {
        for (let kind = queue.shift(); kind !== undefined; kind = queue.shift())
            await judge(kind, image, await helperWithout(kind, join(folder, kind ?? 'whole', 'share-live')));
    };
    await Promise.all([work(), work(), work()]);
});
if (kinds.length === 0) failures.push('no undo step was found');
for (const failure of failures) console.error(failure);
process.exit(failures.length > 0 ? 1 : 0);

/** @param kind the undo step that this helper leaves out; null for the whole one, with which all must be well */
async function judge(kind: string | null, image: string, helper: string): Promise<void> {
    if (kind !== null && ELSEWHERE.includes(kind)) {
        console.log(`- ${kind}: only where the kernel has an NFS server`);
        return;
    }
    const seen: string[] = [];
    for (const [name, end] of Object.entries(ENDS)) {
        const left = await leftBy(end, image, helper, kind === null || BESIDE_FIREWALLS.includes(kind));
        if (left !== null) seen.push(`${name}: ${left}`);
    }
    const good = (kind === null) === (seen.length === 0);
    console.log(`${good ? '✔' : '✖'} ${kind === null ? 'nothing left out' : `without ${kind}`}`);
    for (const text of seen) console.log(`    ${text}`);
    if (!good) failures.push(kind === null ? 'something is left as it is' : `nobody misses ${kind}`);
}

/** @returns the first thing that is not as before, or null */
async function leftBy(
    end: (typeof ENDS)[string],
    image: string,
    helper: string,
    firewalls: boolean,
): Promise<string | null> {
    let left: string | null = null;
    await withLab(async lab => {
        if (firewalls) {
            await startFirewalld(lab.sharing);
            await loadDefaultDrop(lab.sharing);
        }
        const before = await lab.snapshot();
        await end(lab, () => shareImage(lab.sharing, image, helper));
        left = await waitUntilAsBefore(lab.snapshot, before, UNDO_MS).then(
            () => null,
            (error: unknown) => String(error).split('\n')[1]?.trim() ?? String(error),
        );
    });
    return left;
}

/** Makes a helper whose undo does nothing for one kind. @returns its path */
async function helperWithout(kind: string | null, folder: string): Promise<string> {
    const marker = `case '${kind ?? ''}':`;
    const changed = kind === null ? source : source.replace(marker, `${marker} return;`);
    await mkdir(folder, { recursive: true });
    for (const [entry, name] of [
        ['main', 'helper'],
        ['janitor', 'janitor'],
    ] as const)
        await esbuild.build({
            ...forGjs({}),
            entryPoints: [`src/backend/${entry}.ts`],
            outfile: join(folder, `${name}.js`),
            // what follows a return is never reached: that is the point
            logLevel: 'error',
            plugins: [
                {
                    name: 'without',
                    setup: build => {
                        build.onLoad({ filter: /\/share\/undo\.ts$/ }, ({ path }) => ({
                            contents: changed,
                            loader: 'ts',
                            resolveDir: dirname(path),
                        }));
                    },
                },
            ],
        });
    const path = join(folder, 'share-live-helper');
    const wrapper = await readFile(HELPER, 'utf8');
    if (!wrapper.includes(`${BUNDLES}/helper.js`)) throw new Error(`${HELPER} does not run ${BUNDLES}`);
    await writeFile(path, wrapper.replaceAll(BUNDLES, folder));
    await chmod(path, 0o755);
    return path;
}
