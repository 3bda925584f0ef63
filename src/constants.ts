// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Filled in by scripts/bundle.mjs with the paths Meson installs to: neither the environment nor the working
// directory of whoever starts the program can point it at another helper.
declare const __APP_ID__: string;
declare const __VERSION__: string;
declare const __PKGDATADIR__: string;
declare const __LOCALEDIR__: string;
declare const __HELPER__: string;

export const APP_ID = __APP_ID__;
export const VERSION = __VERSION__;
/** Where the bundles and data files are. */
export const PKGDATADIR = __PKGDATADIR__;
/** Where the translations are, for bindtextdomain. */
export const LOCALEDIR = __LOCALEDIR__;
/** The absolute path of the root helper, the one that the polkit policy names. */
export const HELPER = __HELPER__;
export const GETTEXT_DOMAIN = 'share-live';
