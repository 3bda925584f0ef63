// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

import { PKGDATADIR } from '../constants.js';

// Imported before every class of a widget: the templates are looked up when the classes register.
Gio.Resource.load(`${PKGDATADIR}/share-live.gresource`)._register();
