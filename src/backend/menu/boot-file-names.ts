// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * The names under which clients fetch the kernels and initrds of a menu: those of the default entry are `kernel` and
 * `initrd-0`, those of the next set `kernel-1` and `initrd-1-0`.
 *
 * @param set its number in `LiveMenu.sets`
 */
export function kernelName(set: number): string {
    return set === 0 ? 'kernel' : `kernel-${set}`;
}

export function initrdName(set: number, index: number): string {
    return set === 0 ? `initrd-${index}` : `initrd-${set}-${index}`;
}
