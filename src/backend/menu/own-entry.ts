// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { isPlainPath } from '../medium/clean-text.js';
import type { MediumContents, OwnEntry } from '../medium/types.js';
import { grubItems } from './grub.js';
import { isolinuxItems } from './isolinux.js';
import { keptParameters } from './parameters.js';

/**
 * What a medium's own menu starts by default, made fit for the network: the first entry, the default one before all,
 * whose kernel and initrds are on the medium. The parameters that only make sense on the medium itself are left out.
 *
 * @returns null where the medium has no menu that we can read
 */
export function ownEntry({ files, texts }: MediumContents): OwnEntry | null {
    const item = [...isolinuxItems(texts), ...grubItems(texts)].find(
        ({ kernel, initrds }) =>
            initrds.length > 0 && [kernel, ...initrds].every(path => files.has(path) && isPlainPath(path)),
    );
    if (item === undefined) return null;
    return { kernel: item.kernel, initrds: item.initrds, parameters: keptParameters(item.arguments) };
}
