// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// run.ts DIR: compiles the menus of real media and says what becomes of each. Every folder in DIR is a medium's tree: its
// menus suffice, for the kernels, initrds and images that they name are taken to be there.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { MediumContents } from '../../src/backend/medium/types.js';
import { mediumMenu } from '../../src/backend/menu/medium-menu.js';
import { entriesOf } from '../../src/backend/menu/parsed-menu.js';
import { compileMenu, strangeLines, titlesOf, type CompiledMenu } from '../support/menu-tree.js';

const MAX_TEXT_BYTES = 256 * 1024;
const MAX_MS = 100;

/** What a family is known by, by the parameters of its menus. */
const IMAGES: readonly (readonly [RegExp, string])[] = [
    [/^boot=live$/, 'live/filesystem.squashfs'],
    [/^archiso/, 'arch/x86_64/airootfs.sfs'],
    [/^miso/, 'manjaro/x86_64/rootfs.sfs'],
    [/^(rd\.live\.image|root=live:.*|liveimg)$/, 'LiveOS/squashfs.img'],
    [/^slax\//, 'slax/01-core.sb'],
    [/.?/, 'casper/filesystem.squashfs'],
];

function readTree(folder: string): MediumContents {
    const files = new Map<string, number>();
    const texts = new Map<string, string>();
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const { size } = statSync(join(folder, name));
        if (!statSync(join(folder, name)).isFile()) continue;
        files.set(name, size);
        if (size <= MAX_TEXT_BYTES) texts.set(name, readFileSync(join(folder, name), 'utf8'));
    }
    return { label: 'REAL_MEDIUM', fileSystem: 'iso9660', files, texts };
}

/** The same with all that its menus start. */
function withImages({ files, texts, ...rest }: MediumContents): MediumContents {
    const everything = new Map(files);
    // what is asked for is there, unless it is a text that is not
    everything.has = path => files.has(path) || (path !== '' && !/\.(cfg|conf|txt|msg)$/.test(path));
    const parsed = mediumMenu({ ...rest, files: everything, texts });
    const entries = entriesOf(parsed?.items ?? []);
    const words = entries.flatMap(entry => entry.arguments);
    const marks = [...words, ...entries.map(({ kernel }) => kernel)];
    const image = IMAGES.find(([mark]) => marks.some(word => mark.test(word)))?.[1] ?? '';
    const base = /^(?:archiso|miso)basedir=(.+)$/m.exec(words.join('\n'))?.[1];
    const named = entries.flatMap(({ kernel, initrds }) => [kernel, ...initrds]).filter(path => path !== '');
    const root = base === undefined ? image : image.replace(/^[^/]+/, base);
    const all = [
        ...named,
        root,
        ...(root.startsWith('slax/') ? ['slax/boot/vmlinuz', 'slax/boot/initrfs.img'] : []),
    ];
    return { ...rest, files: new Map([...all.map(path => [path, 1000] as const), ...files]), texts };
}

/** @returns what is wrong with a compiled menu */
function faultsOf(compiled: CompiledMenu): readonly string[] {
    const check = spawnSync('grub-script-check', [], { input: compiled.grub, encoding: 'utf8' });
    const grub = check.error === undefined && check.status !== 0 ? [`GRUB: ${check.stderr}`] : [];
    const none = compiled.live === null ? ['nothing of the menu is left'] : [];
    return [...none, ...strangeLines(compiled).map(line => `strange: ${line}`), ...grub];
}

function milliseconds(work: () => void): number {
    const started = performance.now();
    work();
    return performance.now() - started;
}

function runOne(folder: string): readonly string[] {
    const contents = withImages(readTree(folder));
    const compiled = compileMenu(contents);
    // what else the machine does counts for nothing, nor what the engine does the first time
    const taken = Math.min(...Array.from({ length: 3 }, () => milliseconds(() => compileMenu(contents))));
    const read = entriesOf(compiled.parsed?.items ?? []).length;
    const titles = titlesOf(compiled.menu.items);
    console.log(
        `    ${compiled.medium.family}, ${taken.toFixed(1)} ms, ${read} entries read, ${titles.length} lines served, ` +
            `${compiled.menu.help.length} help pages${compiled.menu.look === null ? '' : ', with its picture'}`,
    );
    for (const title of titles) console.log(`        ${title}`);
    return [...faultsOf(compiled), ...(taken > MAX_MS ? [`takes ${taken.toFixed(0)} ms`] : [])];
}

const [top] = process.argv.slice(2);
if (top === undefined || !existsSync(top)) {
    console.error('usage: npm run test:menus -- DIR, with the tree of a medium in each of its folders');
    process.exit(2);
}
let [passed, failed] = [0, 0];
for (const name of readdirSync(top).sort()) {
    if (!statSync(join(top, name)).isDirectory()) continue;
    console.log(name);
    let faults: readonly string[];
    try {
        faults = runOne(join(top, name));
    } catch (error) {
        faults = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    }
    for (const fault of faults) console.log(`    ✖ ${fault}`);
    if (faults.length === 0) passed++;
    else failed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
