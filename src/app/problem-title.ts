// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { ProblemCode } from '../backend/protocol/problem.js';

const _ = Gettext.gettext;

/** A few words over the sentence of a problem. Translated. */
export function problemTitle(code: ProblemCode): string {
    switch (code) {
        case 'dismissed':
        case 'no-agent':
        case 'not-allowed':
            return _('No Permission');
        case 'no-live-medium':
        case 'image-missing':
        case 'image-not-a-file':
        case 'image-writable':
        case 'image-unreadable':
        case 'image-damaged':
        case 'image-not-live':
        case 'no-boot-files':
        case 'no-network-start':
        case 'image-needed':
        case 'medium-gone':
        case 'no-loader':
            return _('This Cannot Be Shared');
        case 'no-network-manager':
        case 'no-interface':
        case 'interface-unknown':
        case 'interface-not-wired':
        case 'interface-part':
        case 'interface-internal':
        case 'interface-needs-router':
        case 'interface-not-managed':
        case 'interface-refused':
        case 'interface-no-address':
        case 'no-free-subnet':
        case 'other-share-live':
        case 'firewall-refused':
            return _('The Network Cannot Be Used');
        case 'interface-gone':
        case 'network-changed':
            return _('The Network Has Changed');
        case 'undo-failed':
            return _('Not Everything Was Put Back');
        default:
            return _('Sharing Did Not Work');
    }
}
