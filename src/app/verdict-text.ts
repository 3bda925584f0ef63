// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { ClientKind, ClientVerdict, VerdictReason } from '../backend/protocol/messages.js';
import { fill } from './fill.js';
import { problemText } from './problem-text.js';

const _ = Gettext.gettext;

/** Whether computers of a kind can start, and why not: a sentence for each, for whoever asks for the plan. */
export function verdictLine({ client, starts, because = 'not-checked' }: ClientVerdict): string {
    const computers = COMPUTERS[client]();
    const gaps = { computers, reason: REASONS[because]() };
    switch (starts) {
        case 'yes':
            return because === 'http-boot-only'
                ? fill(_('{computers} can start: {reason}'), gaps)
                : fill(_('{computers} can start.'), gaps);
        case 'no':
            return fill(_('{computers} cannot start: {reason}'), gaps);
        case 'perhaps':
            return fill(_('{computers} may be able to start: {reason}'), gaps);
    }
}

const COMPUTERS: Readonly<Record<ClientKind, () => string>> = {
    bios: () => _('Computers with a BIOS'),
    'uefi-x64': () => _('64-bit PCs with UEFI and Secure Boot off'),
    'uefi-x64-secure-boot': () => _('64-bit PCs with UEFI and Secure Boot on'),
    'uefi-ia32': () => _('PCs with 32-bit UEFI'),
    'uefi-arm64': () => _('64-bit ARM computers with UEFI'),
};

const REASONS: Readonly<Record<VerdictReason, () => string>> = {
    'other-machine': () => _('the system is for other processors.'),
    'no-loader': () => _('there is no start program for them here.'),
    'other-vendor': () => _('the system is signed by somebody else than the start program.'),
    'not-signed': () => _('nobody has signed the system.'),
    'beside-dhcp-server': () =>
        _('the start program only works where this computer gives the network addresses.'),
    'http-boot-only': () => _('only by “HTTP Boot”, which they have to be told in their start menu.'),
    'not-checked': () => _('it could not be checked who has signed the system.'),
};

/**
 * What a person should know before other computers are turned on: what many of them will not do, and what helps.
 *
 * @returns '' where there is nothing to say
 */
export function verdictHint(verdicts: readonly ClientVerdict[]): string {
    const because = (kind: ClientKind): VerdictReason | undefined =>
        verdicts.find(({ client }) => client === kind)?.because;
    if (verdicts.length > 0 && verdicts.every(({ starts }) => starts === 'no'))
        return problemText('no-loader', {});
    // what the medium is for stands beside its name
    if (because('bios') !== undefined) return '';
    const uefi = because('uefi-x64');
    if (uefi !== undefined) return UEFI_HINTS[uefi]?.() ?? '';
    const secureBoot = because('uefi-x64-secure-boot');
    return secureBoot === undefined ? '' : (SECURE_BOOT_HINTS[secureBoot]?.() ?? '');
}

type Hints = Readonly<Partial<Record<VerdictReason, () => string>>>;

const UEFI_HINTS: Hints = {
    'other-machine': () =>
        _(
            'This system is for old PCs: computers with 64-bit UEFI cannot start it. If their settings offer “Legacy” or “CSM”, choose that.',
        ),
    'no-loader': () =>
        _(
            'Computers with UEFI cannot start from here, as this computer has no start program for them. If their settings offer “Legacy” or “CSM”, choose that.',
        ),
    'beside-dhcp-server': () =>
        _(
            'Computers with UEFI cannot start while your router gives out the network addresses. Connect them straight to this one by a cable.',
        ),
};

const SECURE_BOOT_HINTS: Hints = {
    'no-loader': () =>
        _(
            'Computers with Secure Boot on cannot start from here, as this computer has no start program that they trust. Turn Secure Boot off in them.',
        ),
    'other-vendor': () =>
        _(
            'Computers with Secure Boot on cannot start this system from here: it is signed by somebody else than the start program. Turn Secure Boot off in them.',
        ),
    'not-signed': () =>
        _(
            'Computers with Secure Boot on cannot start this system from here: nobody has signed it. Turn Secure Boot off in them.',
        ),
    'beside-dhcp-server': () =>
        _(
            'If the other computer says “Security Violation”, connect it straight to this one by a cable, or turn Secure Boot off in it.',
        ),
    'http-boot-only': () =>
        _(
            'If the other computer says “Security Violation”, choose “HTTP Boot” in its start menu, connect it straight to this one by a cable, or turn Secure Boot off in it.',
        ),
    'not-checked': () => _('If the other computer says “Security Violation”, turn Secure Boot off in it.'),
};
