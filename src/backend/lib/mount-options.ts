// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Nothing on a medium runs, is a device, or leads out of it by a symbolic link: not even if it changes under us. */
export const HARMLESS = 'ro,nosuid,nodev,noexec,nosymfollow';
