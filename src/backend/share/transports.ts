// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Endpoint, Medium, Transport } from '../medium/types.js';
import { IMAGE_URL } from './served.js';
import type { MediumSource, NotExported } from './types.js';

/** The ways in which a medium can reach clients from where it lies, whatever this machine has to serve it with. */
export function mediumTransports(medium: Medium, source: MediumSource): readonly Transport[] {
    return medium.transports.filter(transport =>
        // NFS exports a whole file system: only one that holds nothing but the medium
        transport === 'nfs'
            ? notExported(source) === null
            : medium.inMemory === 'roots' || sentImage(medium, source) !== null,
    );
}

/** Why the file system that the medium lies in is kept from clients; an image is the medium and nothing else. */
export function notExported(source: MediumSource): NotExported | null {
    return source.kind === 'mounted' ? source.notExported : null;
}

/** The image as a whole, where clients that keep the system in their memory fetch no less. */
export function sentImage({ inMemory }: Medium, source: MediumSource): Endpoint['image'] {
    if (inMemory !== 'image' || source.kind === 'mounted' || source.sendableBytes === null) return null;
    return { path: `/${IMAGE_URL}`, bytes: source.sendableBytes };
}
