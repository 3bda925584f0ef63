// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** By this DHCP option, one of those that are left for private use (RFC 3942), a Share Live knows another. */
export const MARK_OPTION = 224;
export const MARK = 'share-live';

/** The bridge that a share makes over the interface where its clients are. */
export const BRIDGE = 'sharelive0';

/**
 * What a Share Live asks another one with that serves beside a DHCP server, in the place of a processor architecture (DHCP
 * option 93), and the boot file by which that one says who it is. No firmware has this number in IANA's registry.
 */
export const MARK_TYPE = 65504;
export const MARK_FILE = 'share-live.mark';
