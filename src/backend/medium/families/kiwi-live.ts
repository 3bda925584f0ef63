// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Endpoint, Family, Medium, MediumContents, OwnEntry, Transport } from '../types.js';
import { without } from './describe.js';
import { dracutLive } from './dracut-live.js';
import { imageUrl } from './image-url.js';

/** Parameters that only menus for kiwi's module have, for its overlay on the medium. */
const OWN_PARAMETER = /^rd\.(kiwi\.|live\.overlay\.(cowfs|persistent)(=|$))/;
/** Whose media have it where the menu does not tell. */
const OWN_LABEL = /suse/i;

/** Wrong for a client: checks, and an overlay that is written onto the medium. */
const DROPPED = [
    ...['mediacheck', 'rd.kiwi.live.pxe', 'rd.kiwi.live.system', 'rd.kiwi.live.reset', 'ramdisk_size'],
    ...['rd.live.overlay.persistent', 'rd.live.overlay.cowfs', 'rd.neednet'],
];

/**
 * kiwi's own live module of dracut: openSUSE. The medium looks like one of dmsquash-live, but by HTTP it takes the
 * whole image and nothing else, and NFS it does not know. Parameters as in its parse-kiwi-live.sh and kiwi-live-lib.sh.
 */
export const kiwiLive: Family = {
    ...dracutLive,
    id: 'kiwi-live',
    recognise,
    bootParameters,
};

function recognise(contents: MediumContents, entry: OwnEntry | null): Medium | null {
    const own = (entry?.parameters ?? []).some(token => OWN_PARAMETER.test(token));
    if (!own && !OWN_LABEL.test(contents.label)) return null;
    const medium = dracutLive.recognise(contents, entry);
    return medium === null
        ? null
        : { ...medium, family: 'kiwi-live', transports: ['ram'], inMemory: 'image' };
}

/** The RAM disk's size is in KiB, 2 GiB unless said. */
function bootParameters(medium: Medium, _transport: Transport, endpoint: Endpoint): readonly string[] {
    return [
        `root=live:${imageUrl(endpoint)}`,
        ...without(medium.parameters, DROPPED),
        `ramdisk_size=${Math.ceil((endpoint.image?.bytes ?? 0) / 1024)}`,
        'rd.neednet=1',
        'ip=dhcp',
    ];
}
