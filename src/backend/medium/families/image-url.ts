// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Endpoint } from '../types.js';

/** @returns where a client fetches the whole image. Only asked for where it is served. */
export function imageUrl({ address, httpPort, image }: Endpoint): string {
    if (image === null) throw new Error('the image is not served');
    return `http://${address}:${httpPort}${image.path}`;
}
