// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';
import System from 'system';

import { Problem } from '../protocol/problem.js';

Gio._promisify(Gio.File.prototype, 'load_contents_async', 'load_contents_finish');

/** Makes a folder and its parents, readable by root alone where they are new (umask 077). @throws Problem `disk-full` and other I/O. */
export function makeFolder(path: string): void {
    if (GLib.mkdir_with_parents(path, 0o700) !== 0) throw ioProblem(path, 'the folder cannot be made');
}

/** Writes a small text file, with its folder. @throws Problem `disk-full` */
export function writeText(path: string, text: string): void {
    writeBytes(path, new TextEncoder().encode(text));
}

/** As `writeText`. */
export function writeBytes(path: string, bytes: Uint8Array): void {
    makeFolder(GLib.path_get_dirname(path));
    try {
        GLib.file_set_contents(path, bytes);
    } catch (error) {
        throw ioProblem(path, String(error));
    }
    letEnginesRead(path);
}

/** Engines are not root, and our own umask keeps everything from them. The folder around stays closed. */
export function letEnginesRead(path: string): void {
    Gio.File.new_for_path(path).set_attribute_uint32('unix::mode', 0o644, Gio.FileQueryInfoFlags.NONE, null);
}

/** Writes a kernel setting below /proc/sys; nothing happens where the kernel has none of that name. */
export function writeSetting(path: string, value: string): void {
    if (!GLib.file_test(path, GLib.FileTest.EXISTS)) return;
    // Appending is the way in which GIO writes to a file without putting a new one in its place.
    const stream = Gio.File.new_for_path(path).append_to(Gio.FileCreateFlags.NONE, null);
    stream.write_all(new TextEncoder().encode(value), null);
    stream.close(null);
}

/** Reads a small text file. @returns null where there is none or it cannot be read */
export function readText(path: string): string | null {
    try {
        const [, bytes] = GLib.file_get_contents(path);
        return new TextDecoder().decode(bytes);
    } catch {
        return null;
    }
}

/** @returns what a symbolic link says; null where there is none */
export function readLink(path: string): string | null {
    try {
        return GLib.file_read_link(path);
    } catch {
        return null;
    }
}

/** Reads a file whole. @returns null where there is none or it cannot be read */
export async function readBytes(path: string): Promise<Uint8Array | null> {
    try {
        const [bytes] = await Gio.File.new_for_path(path).load_contents_async(null);
        // so much at once makes GJS begin to collect, slice by slice, and between two of them 1.74 drops callbacks
        System.gc();
        return bytes;
    } catch {
        return null;
    }
}

/** @returns the names of all that is in a folder; none where it is not there */
export function namesIn(folder: string): readonly string[] {
    if (!GLib.file_test(folder, GLib.FileTest.IS_DIR)) return [];
    const flags = Gio.FileQueryInfoFlags.NOFOLLOW_SYMLINKS;
    const children = Gio.File.new_for_path(folder).enumerate_children('standard::name', flags, null);
    const names: string[] = [];
    for (let child = children.next_file(null); child !== null; child = children.next_file(null))
        names.push(child.get_name());
    children.close(null);
    return names;
}

/** Removes a file or a folder with all that is in it; symbolic links are removed, not followed. */
export function removeTree(path: string): void {
    const file = Gio.File.new_for_path(path);
    const type = file.query_file_type(Gio.FileQueryInfoFlags.NOFOLLOW_SYMLINKS, null);
    if (type === Gio.FileType.UNKNOWN) return;
    if (type === Gio.FileType.DIRECTORY) for (const name of namesIn(path)) removeTree(`${path}/${name}`);
    file.delete(null);
}

/** @returns bytes that root may still write to the file system of `path` */
export function freeBytes(path: string): number {
    const info = Gio.File.new_for_path(path).query_filesystem_info('filesystem::free', null);
    return info.get_attribute_uint64('filesystem::free');
}

/** @returns what to throw where a file of ours cannot be written: `disk-full` where that is why */
export function ioProblem(path: string, detail: string): Problem {
    return new Problem(/space/i.test(detail) ? 'disk-full' : 'internal', { path }, detail);
}
