// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

const started = Date.now();

/** Says what happens, with the seconds since the program started. */
export function progress(text: string): void {
    console.log(`[${seconds(Date.now() - started).padStart(8)}] ${text}`);
}

/** @returns a duration for people: `12.3 s` */
export function seconds(milliseconds: number): string {
    return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** @returns a size for people: `118.2 MB` */
export function megabytes(bytes: number): string {
    return `${(bytes / 1e6).toFixed(1)} MB`;
}
