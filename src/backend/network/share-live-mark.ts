// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** By this DHCP option, one of those that are left for private use (RFC 3942), a Share Live knows another. */
export const MARK_OPTION = 224;
export const MARK = 'share-live';

/** The bridge that a share makes over the interface where its clients are. */
export const BRIDGE = 'sharelive0';
