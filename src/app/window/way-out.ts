// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { ProblemCode } from '../../backend/protocol/problem.js';
import type { Networks } from '../sockets.js';

const _ = Gettext.gettext;

/** What helps more than to try the same again. */
export interface WayOut {
    /** Translated, with a mnemonic. */
    readonly label: string;
    /** An action of the window. */
    readonly action: string;
}

/** @returns null where there is nothing that the window could do */
export function wayOut(code: ProblemCode, networks: Networks): WayOut | null {
    switch (code) {
        case 'image-missing':
        case 'image-not-a-file':
        case 'image-writable':
        case 'image-unreadable':
        case 'image-damaged':
        case 'image-not-live':
        case 'no-live-medium':
        case 'no-boot-files':
        case 'no-network-start':
        case 'image-needed':
        case 'no-loader':
            return { label: _('Choose Another _Image…'), action: 'win.choose-image' };
        case 'interface-unknown':
        case 'interface-not-wired':
        case 'interface-part':
        case 'interface-internal':
        case 'interface-needs-router':
        case 'interface-not-managed':
        case 'interface-refused':
        case 'interface-no-address':
        case 'interface-gone':
        case 'network-changed':
        case 'other-share-live':
            return networks.kind === 'listed' && networks.sockets.length > 1
                ? { label: _('Choose Another _Network'), action: 'win.choose-network' }
                : null;
        case 'keep-needs-nfs':
            return { label: _('Share _Without Keeping Files'), action: 'win.keep-no-files' };
        default:
            return null;
    }
}
