// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import GLib from 'gi://GLib?version=2.0';

import type { MediumSummary } from '../../backend/protocol/messages.js';
import { fill } from '../fill.js';

const _ = Gettext.gettext;

/**
 * What it means for computers to have the whole system in their memory, and what that takes.
 *
 * @param keep whether their files are kept here
 */
export function memoryText({ memoryBytes }: MediumSummary, keep: boolean): string {
    const text = keep
        ? _(
              'They take longer to start, and need this computer for their files. Each has to have at least {size} of memory.',
          )
        : _(
              'They take longer to start, and then no longer need this computer. Each has to have at least {size} of memory.',
          );
    return fill(text, { size: GLib.format_size(memoryBytes) });
}

/** Whether that is to be chosen at all. */
export function hasMemoryChoice({ transports }: MediumSummary): boolean {
    return transports.length > 1;
}
