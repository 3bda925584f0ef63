// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { namesIn, removeTree } from '../backend/lib/files.js';
import { HOME_FILES, isHomeFile, PANEL_FOLDER } from '../backend/protocol/session-files.js';
import type { SettingsKind } from '../backend/protocol/session-settings.js';
import { openImage, type OpenedImage } from './open-image.js';

Gio._promisify(Gio.Subprocess.prototype, 'wait_check_async', 'wait_check_finish');

/** A picture of the person's own behind the desktop. */
export interface Picture {
    readonly path: string;
    /** The name that it has in the archive. */
    readonly member: string;
}

/** @returns of the files that may go along, those that this home has, by their path in there */
export function homeFiles(kind: SettingsKind): readonly string[] {
    const paths = [...HOME_FILES[kind], ...(kind === 'panel' ? below(PANEL_FOLDER) : [])];
    return paths.filter(path => isHomeFile(path) && isFile(inHome(path)));
}

/**
 * Packs the session's files that go along to the clients.
 *
 * @param picture null where the one behind the desktop is not this person's alone
 * @returns null where there are none
 * @throws GLib.Error where they cannot be packed
 */
export async function packSession(picture: Picture | null): Promise<OpenedImage | null> {
    const home = (Object.keys(HOME_FILES) as SettingsKind[]).flatMap(homeFiles);
    const copies = [
        ...home.map(path => ({ from: inHome(path), to: `home/${path}` })),
        ...(picture === null ? [] : [{ from: picture.path, to: picture.member }]),
    ];
    if (copies.length === 0) return null;
    // should this process be killed meanwhile, they go with the session
    const folder = `${GLib.get_user_runtime_dir()}/share-live-${GLib.uuid_string_random()}`;
    try {
        for (const { from, to } of copies) {
            GLib.mkdir_with_parents(GLib.path_get_dirname(`${folder}/files/${to}`), 0o700);
            const target = Gio.File.new_for_path(`${folder}/files/${to}`);
            Gio.File.new_for_path(from).copy(target, Gio.FileCopyFlags.TARGET_DEFAULT_PERMS, null, null);
        }
        const archive = `${folder}/session.tar`;
        const argv = ['bsdtar', '--format=ustar', '-cf', archive, '-C', `${folder}/files`, '--', '.'];
        await Gio.Subprocess.new(argv, Gio.SubprocessFlags.STDERR_SILENCE).wait_check_async(null);
        return await openImage(archive);
    } finally {
        removeTree(folder);
    }
}

function inHome(path: string): string {
    return `${GLib.get_home_dir()}/${path}`;
}

function isFile(path: string): boolean {
    return GLib.file_test(path, GLib.FileTest.IS_REGULAR) && !GLib.file_test(path, GLib.FileTest.IS_SYMLINK);
}

/** The files in a folder of the home and in its folders. */
function below(folder: string): readonly string[] {
    const found: string[] = [];
    for (const name of namesIn(inHome(folder))) {
        const path = `${folder}/${name}`;
        if (isFile(inHome(path))) found.push(path);
        else found.push(...namesIn(inHome(path)).map(inner => `${path}/${inner}`));
    }
    return found;
}
