// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientFailure, Refusal, Stage } from '../protocol/messages.js';

/** Something that an engine saw of a client. Times are milliseconds since 1970. */
export type ClientEvent =
    /** Its MAC has this address now: by our lease, or as somebody else's was seen to be used. */
    | { readonly kind: 'lease'; readonly mac: string; readonly address: string; readonly at: number }
    /** Its firmware asked where to start from, and was told (null) or could not be. */
    | {
          readonly kind: 'firmware';
          readonly mac: string;
          readonly refused: Refusal | null;
          readonly at: number;
      }
    /** It asked for something that shows how far it is. */
    | { readonly kind: 'stage'; readonly address: string; readonly stage: Stage; readonly at: number }
    /** It was looked for on the network. */
    | { readonly kind: 'presence'; readonly address: string; readonly answers: boolean }
    /** It has its store. */
    | { readonly kind: 'kept'; readonly address: string }
    /** It says that it cannot go on. */
    | {
          readonly kind: 'failure';
          readonly address: string;
          readonly failure: ClientFailure;
          readonly at: number;
      }
    /** It has fetched a file of its root file system whole, to keep it in its memory. */
    | { readonly kind: 'root-file'; readonly address: string; readonly at: number }
    /** All bytes sent to an address since the share began. */
    | { readonly kind: 'bytes'; readonly address: string; readonly total: number };
