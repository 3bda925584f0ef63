// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { ShareMode } from '../../backend/protocol/messages.js';
import type { Link, Socket } from '../sockets.js';

const _ = Gettext.gettext;

/** What to call a socket: where there is but one, nobody cares who made it. */
export function socketTitle({ label, link }: Socket, several: boolean): string {
    return several || link === 'wireless' || link === 'phone' ? label : _('Network socket');
}

export function linkText(link: Link): string {
    switch (link) {
        case 'internet':
            return _('Connected to a network with internet');
        case 'network':
            return _('Connected to a network');
        case 'cable':
            return _('A computer or switch is connected');
        case 'wireless':
            return _('A Wi-Fi network: for computers that a cable connects to its router');
        case 'phone':
            return _('A phone that gives this computer the internet');
        case 'no-cable':
            return _('No cable yet: plug one in before or after you start');
    }
}

/** Who gives the other computers their addresses, and what follows for them; '' where it is not known. */
export function modeText(mode: ShareMode | null): string {
    switch (mode) {
        case 'own-dhcp':
            return _('This computer gives the others their network addresses.');
        case 'proxy-dhcp':
            return _('Your router keeps giving out the network addresses.');
        case null:
            return '';
    }
}
