// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { ClientSummary } from '../backend/protocol/messages.js';
import { isIndependent } from './client-progress.js';

const _ = Gettext.gettext;

/** @returns that the share may end, where every computer that started from it is independent of it; else '' */
export function independenceText(clients: readonly ClientSummary[]): string {
    const started = clients.filter(({ refused, failure }) => refused === null && failure === null);
    if (started.length === 0 || !started.every(isIndependent)) return '';
    return _('The computers run from their own memory: they no longer need this one, nor the medium.');
}
