// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import GLib from 'gi://GLib?version=2.0';
import System, { programArgs } from 'system';

import { VERSION } from '../../constants.js';
import { useTranslations } from '../translations.js';
import { EXIT } from './exit-codes.js';
import { parseOptions } from './options.js';
import { runCli } from './run.js';

const _ = Gettext.gettext;

useTranslations();

const USAGE = (): string =>
    _(`Usage: share-live --cli [--medium PATH|auto] [--interface NAME|auto]
                        [--entry TITLE|--ask] [--in-memory]
                        [--session-settings] [--keep FOLDER] [--json] [--plan]

Shares a live system with other computers, which start it over the network.

  --medium     the image file to share, or auto: the live system that runs here
  --interface  the network interface to share on, or auto
  --entry      what the other computers start: an entry of the medium's menu
  --ask        let somebody choose that at each computer
  --in-memory  copy the system into the memory of the other computers
  --session-settings
               let the desktops of the other computers look like this session
  --keep       let each computer keep its files, in a file of its own in this folder
  --json       one JSON object per line, for programs
  --plan       print everything that would happen, and do nothing
`);

async function main(argv: readonly string[]): Promise<number> {
    const parsed = parseOptions(argv.filter(word => word !== '--cli'));
    switch (parsed.kind) {
        case 'help':
            print(USAGE());
            return EXIT.stopped;
        case 'version':
            print(`share-live ${VERSION}`);
            return EXIT.stopped;
        case 'wrong':
            printerr(USAGE());
            return EXIT.usage;
        case 'share':
            if (!argv.includes('--cli')) {
                printerr(USAGE());
                return EXIT.usage;
            }
            return runCli(parsed.options);
    }
}

const loop = new GLib.MainLoop(null, false);
let status: number = EXIT.failed;
main(programArgs)
    .then(code => (status = code))
    .catch((error: unknown) =>
        printerr(error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)),
    )
    .finally(() => loop.quit());
loop.run();
System.exit(status);
