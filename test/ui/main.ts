// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import '../../src/app/resources.js';
import './window.test.js';

import Adw from 'gi://Adw?version=1';
import System, { programArgs } from 'system';
import { runAll } from 'node:test';

import { useTranslations } from '../../src/app/translations.js';
import { takeScreenshots } from './screenshots.js';

useTranslations();
Adw.init();

const [folder] = programArgs;
if (folder === undefined) {
    await runAll();
} else {
    await takeScreenshots(folder);
    System.exit(0);
}
