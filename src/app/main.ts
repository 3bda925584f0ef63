// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import System from 'system';

import { VERSION } from '../constants.js';

print(`share-live ${VERSION}`);
System.exit(0);
