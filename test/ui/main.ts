// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import '../../src/app/resources.js';
import './set-up-page.test.js';
import './working-page.test.js';
import './sharing-page.test.js';
import './problem-page.test.js';
import './window.test.js';
import './program.test.js';
import './icons.test.js';

import Adw from 'gi://Adw?version=1';
import Gio from 'gi://Gio?version=2.0';
import System, { programArgs } from 'system';
import { runAll } from 'node:test';

import { APP_ID } from '../../src/constants.js';
import { useTranslations } from '../../src/app/translations.js';
import { takeScreenshots } from './screenshots.js';

useTranslations();
// as in the program: the application brings the styles
const app = new Adw.Application({ application_id: APP_ID, flags: Gio.ApplicationFlags.NON_UNIQUE });
app.register(null);

const [folder, all] = programArgs;
if (folder === undefined) {
    await runAll();
} else {
    await takeScreenshots(folder, all === 'all');
    System.exit(0);
}
