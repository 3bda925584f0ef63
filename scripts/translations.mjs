// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Collects the texts to translate into build/share-live.pot and brings them into each po/LANGUAGE.po.
// With --check it changes nothing and fails if a text is not collected or its translation would break the program; with
// --release also if one is not translated.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { build, root } from './lib/paths.mjs';
import { wrongGaps } from './lib/po-gaps.mjs';

const release = process.argv.includes('--release');
const onlyCheck = release || process.argv.includes('--check');
const template = join(build, 'share-live.pot');
const potfiles = join(root, 'po/POTFILES.in');

/** @param {string[]} command */
function run(...[command, ...args]) {
    const { status, error } = spawnSync(command ?? '', args, {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        // Where po/its says what to translate of XML files that gettext does not know.
        env: { ...process.env, GETTEXTDATADIRS: join(root, 'po') },
    });
    if (error) console.error(error.message);
    if (status !== 0) process.exit(1);
}

/** @param {string} folder */
function filesIn(folder) {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        file => `${folder}/${file}`,
    );
}

const sources = filesIn('src').filter(
    file => file.endsWith('.ts') && /\bGettext\b/.test(readFileSync(join(root, file), 'utf8')),
);
const data = filesIn('data').filter(file => /\.(ui|policy\.in|desktop\.in|metainfo\.xml\.in)$/.test(file));
const list = `${[...data, ...sources].sort().join('\n')}\n`;
if (!onlyCheck) {
    writeFileSync(potfiles, list);
} else if (readFileSync(potfiles, 'utf8') !== list) {
    console.error('po/POTFILES.in is not up to date: npm run translations');
    process.exit(1);
}

mkdirSync(build, { recursive: true });
// xgettext 0.21 takes .ts for something else: what is TypeScript it reads as JavaScript, the rest by its extension.
const common = [
    [
        '--from-code=UTF-8',
        '--add-comments=Translators',
        '--sort-by-file',
        '--add-location=file',
        '--package-name=share-live',
    ],
    ['--keyword=_', '--keyword=ngettext:1,2', '--keyword=pgettext:1c,2', `--output=${template}`],
].flat();
run('xgettext', ...common, ...data);
if (sources.length) run('xgettext', ...common, '--join-existing', '--language=JavaScript', ...sources);

for (const language of readFileSync(join(root, 'po/LINGUAS'), 'utf8').split('\n')) {
    if (!language || language.startsWith('#')) continue;
    const file = `po/${language}.po`;
    if (release) run('msgcmp', file, template);
    if (!onlyCheck)
        run(
            'msgmerge',
            '--quiet',
            '--update',
            '--backup=none',
            '--no-fuzzy-matching',
            '--add-location=file',
            file,
            template,
        );
    run('msgfmt', '--check', '--output-file=/dev/null', file);
    const wrong = wrongGaps(join(root, file));
    for (const line of wrong) console.error(line);
    if (wrong.length > 0) process.exit(1);
}
