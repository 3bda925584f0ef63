// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { run } from '../lib/process.js';
import { isPlainPath } from './clean-text.js';
import { wantsText } from './recognise.js';
import { textsToRead } from './text-limits.js';
import type { MediumContents } from './types.js';

Gio._promisify(Gio.File.prototype, 'enumerate_children_async', 'enumerate_children_finish');
Gio._promisify(Gio.FileEnumerator.prototype, 'next_files_async', 'next_files_finish');
Gio._promisify(Gio.File.prototype, 'load_contents_async', 'load_contents_finish');

/** What boots lies near the top; a stick may hold a person's whole life below. */
const MAX_DEPTH = 4;
const MAX_FILES = 50_000;
const BATCH = 256;

/**
 * Reads a mounted medium, the shallow folders first, without following symbolic links.
 *
 * @param path where it is mounted
 */
export async function contentsFromDirectory(path: string): Promise<MediumContents> {
    const files = await regularFiles(path);
    const texts = await textsFromDirectory(
        path,
        textsToRead(files, name => isPlainPath(name) && wantsText(name)),
    );
    const [fileSystem, label] = await mountFacts(path);
    return { label, fileSystem, files, texts };
}

/** Reads texts of a mounted medium. @param names plain paths (`isPlainPath`) of regular files in it */
export async function textsFromDirectory(
    path: string,
    names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    for (const name of names) {
        const [bytes] = await Gio.File.new_for_path(`${path}/${name}`).load_contents_async(null);
        texts.set(name, new TextDecoder().decode(bytes));
    }
    return texts;
}

/** The files in the folder `boot` of a mounted root image, by their paths in that: where there is one, and it is no link. */
export async function bootFilesOf(rootTree: string): Promise<ReadonlyMap<string, number>> {
    const files = new Map<string, number>();
    const boot = `${rootTree}/boot`;
    if (!GLib.file_test(boot, GLib.FileTest.IS_DIR) || GLib.file_test(boot, GLib.FileTest.IS_SYMLINK))
        return files;
    for (const info of await childrenOf(boot))
        if (info.get_file_type() === Gio.FileType.REGULAR)
            files.set(`boot/${info.get_name()}`, info.get_size());
    return files;
}

async function regularFiles(top: string): Promise<ReadonlyMap<string, number>> {
    const files = new Map<string, number>();
    let folders = [''];
    for (let depth = 0; depth < MAX_DEPTH && folders.length > 0; depth++) {
        const below: string[] = [];
        for (const folder of folders) {
            for (const info of await childrenOf(`${top}/${folder}`)) {
                const path = folder === '' ? info.get_name() : `${folder}/${info.get_name()}`;
                if (info.get_file_type() === Gio.FileType.DIRECTORY) below.push(path);
                else if (info.get_file_type() === Gio.FileType.REGULAR) files.set(path, info.get_size());
                if (files.size >= MAX_FILES) return files;
            }
        }
        folders = below;
    }
    return files;
}

async function childrenOf(path: string): Promise<readonly Gio.FileInfo[]> {
    const children = await Gio.File.new_for_path(path).enumerate_children_async(
        'standard::name,standard::type,standard::size',
        Gio.FileQueryInfoFlags.NOFOLLOW_SYMLINKS,
        GLib.PRIORITY_DEFAULT,
        null,
    );
    const all: Gio.FileInfo[] = [];
    while (all.length < MAX_FILES) {
        const some = await children.next_files_async(BATCH, GLib.PRIORITY_DEFAULT, null);
        if (some.length === 0) break;
        all.push(...some);
    }
    children.close(null);
    return all;
}

/** @returns the file system and the label of what is mounted at `path`, '' where the system does not know */
async function mountFacts(path: string): Promise<readonly [string, string]> {
    const fact = async (column: string): Promise<string> => {
        const { status, stdout } = await run([
            'findmnt',
            '-n',
            '-r',
            '-f',
            '-o',
            column,
            '--mountpoint',
            path,
        ]);
        return status === 0 ? stdout.trim() : '';
    };
    return [await fact('FSTYPE'), await fact('LABEL')];
}
