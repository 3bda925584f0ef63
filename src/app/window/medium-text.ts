// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import GLib from 'gi://GLib?version=2.0';

import type { MediumSummary } from '../../backend/protocol/messages.js';
import { inOneLine } from '../fill.js';
import { proofText } from '../proof-text.js';

const _ = Gettext.gettext;

/** What a medium is besides its name: in a line its kin, the computers that it is for, and its size; then `proofText`. */
export function mediumDetails({ family, proof, architecture, rootBytes }: MediumSummary): string {
    const kin = [familyText(family), architectureText(architecture), GLib.format_size(rootBytes)];
    return [inOneLine(kin), proofText(proof)].filter(text => text !== '').join('\n');
}

function familyText(family: string): string {
    switch (family) {
        case 'live-boot':
            return _('Debian family');
        case 'casper':
            return _('Ubuntu family');
        case 'dracut-live':
            return _('Fedora family');
        case 'kiwi-live':
            return _('openSUSE family');
        case 'archiso':
            return _('Arch family');
        case 'miso':
            return _('Manjaro family');
        case 'debian-installer':
            return _('Installs over the internet');
        default:
            return '';
    }
}

function architectureText(architecture: string): string {
    switch (architecture) {
        case 'amd64':
            return _('for 64-bit PCs');
        case 'i386':
            return _('for 32-bit PCs');
        case 'arm64':
            return _('for 64-bit ARM');
        default:
            return '';
    }
}
