// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// test-ui.mjs [--pictures] [FOLDER]: the window in GJS with a backend of the tests' own, in a display, a session bus and a home of
// their own; pictures of all its states; and what desktops read of the built files. The pictures go into FOLDER. With
// --pictures they are all that is made, and of every language in every contrast and size.
import { spawn, spawnSync } from 'node:child_process';
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { esbuild, forGjs } from './lib/esbuild.mjs';
import { meson, setUpFolder } from './lib/meson.mjs';
import { build, constants, prefix, root } from './lib/paths.mjs';
import { makePseudoTranslation } from './lib/pseudo.mjs';
import { run } from './lib/run.mjs';
import { mapTraces } from './lib/trace.mjs';

const all = process.argv[2] === '--pictures';
const pictures = resolve(process.argv[all ? 3 : 2] ?? join(build, 'screenshots'));
const bundle = join(build, 'ui/main.js');

/**
 * The locale of each language that there are pictures in. C.UTF-8 would not do for German: since 2.40, glibc takes no
 * translations in it, whatever LANGUAGE says.
 * @type {Record<string, string>}
 */
const locales = {
    '': 'C.UTF-8',
    ar: 'ar_EG.UTF-8',
    de: 'de_DE.UTF-8',
    ja: 'ja_JP.UTF-8',
    // of no country, for nobody speaks it
    en_XA: 'de_DE.UTF-8',
};

/** @param {string} home gets the translations, and one into the language that nobody speaks */
const translationsIn = home => join(home, 'translations');

/** @param {string} home */
function makeTranslations(home) {
    const folder = translationsIn(home);
    mkdirSync(folder);
    for (const language of readdirSync(constants.LOCALEDIR))
        symlinkSync(join(constants.LOCALEDIR, language), join(folder, language));
    makePseudoTranslation(join(build, 'share-live.pot'), join(folder, 'en_XA/LC_MESSAGES/share-live.mo'));
}

/** @param {string} home gets the locales that a machine need not have */
const localesIn = home => join(home, 'locales');

/**
 * @param {string} home
 * @returns {Promise<{ display: string, stop: () => void }>}
 */
function startDisplay(home) {
    return new Promise((resolve, reject) => {
        const server = spawn(
            'Xvfb',
            ['-displayfd', '3', '-screen', '0', '1000x1200x24', '-nolisten', 'tcp', '-noreset'],
            { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], cwd: home },
        );
        server.on('error', reject);
        server.on('exit', () => reject(new Error('Xvfb has ended')));
        server.stdio[3]?.once('data', number =>
            resolve({ display: `:${String(number).trim()}`, stop: () => void server.kill() }),
        );
    });
}

/** @param {string} home */
function makeHome(home) {
    for (const folder of ['config/gtk-4.0', 'cache', 'data', 'run'])
        mkdirSync(join(home, folder), { recursive: true, mode: 0o700 });
    writeFileSync(
        join(home, 'config/gtk-4.0/settings.ini'),
        '[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=0\n',
    );
}

/**
 * @param {string} home
 * @param {string} display
 * @param {string} language
 * @returns {NodeJS.ProcessEnv}
 */
function sessionEnvironment(home, display, language) {
    return {
        PATH: process.env['PATH'],
        LANG: locales[language],
        LOCPATH: localesIn(home),
        LANGUAGE: language,
        HOME: home,
        DISPLAY: display,
        XDG_CONFIG_HOME: join(home, 'config'),
        XDG_CACHE_HOME: join(home, 'cache'),
        XDG_DATA_HOME: join(home, 'data'),
        XDG_RUNTIME_DIR: join(home, 'run'),
        GDK_BACKEND: 'x11',
        GSK_RENDERER: 'cairo',
        GSETTINGS_BACKEND: 'memory',
        // what is told to assistive technology is kept where the tests can read it
        GTK_A11Y: 'test',
        ADW_DISABLE_PORTAL: '1',
        // A warning of GLib is a bug of ours.
        G_DEBUG: 'fatal-warnings',
    };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args
 * @returns {Promise<boolean>}
 */
function runInSession(env, args) {
    return new Promise((resolve, reject) => {
        const child = spawn('dbus-run-session', ['--', 'gjs', '-m', bundle, ...args], {
            cwd: root,
            env,
            stdio: ['ignore', 'inherit', 'pipe'],
        });
        child.stderr.setEncoding('utf8').on('data', text => process.stderr.write(mapTraces(text)));
        child.on('error', reject);
        child.on('close', code => resolve(code === 0));
    });
}

async function testWindow() {
    // makes the template, too
    if ((await run('node', ['scripts/translations.mjs', '--check'])) !== 0) return false;
    const home = mkdtempSync(join(tmpdir(), 'share-live-ui-'));
    await esbuild.build({
        ...forGjs({ ...constants, LOCALEDIR: translationsIn(home) }),
        absWorkingDir: root,
        entryPoints: ['test/ui/main.ts'],
        outfile: bundle,
        alias: {
            'node:test': './test/support/gjs-test.ts',
            'node:assert/strict': './test/support/gjs-assert.ts',
        },
    });
    makeHome(home);
    makeTranslations(home);
    mkdirSync(localesIn(home));
    for (const locale of new Set(Object.values(locales))) {
        if (locale === locales['']) continue;
        const [input = ''] = locale.split('.');
        const made = ['--inputfile', input, '--charmap=UTF-8', join(localesIn(home), locale)];
        if ((await run('localedef', made)) !== 0) return false;
    }
    const { display, stop } = await startDisplay(home);
    try {
        const passed = all || (await runInSession(sessionEnvironment(home, display, ''), []));
        const sessions = Object.keys(locales).map(language => sessionEnvironment(home, display, language));
        const highContrast = sessions
            .slice(0, all ? sessions.length : 1)
            .map(session => ({ ...session, ADW_DEBUG_HIGH_CONTRAST: '1' }));
        const drawn = await Promise.all(
            [...sessions, ...highContrast].map(session =>
                runInSession(session, [pictures, ...(all ? ['all'] : [])]),
            ),
        );
        console.log(`Pictures: ${pictures}`);
        return passed && drawn.every(Boolean);
    } finally {
        stop();
        rmSync(home, { recursive: true, force: true });
    }
}

/** @param {string} folder below the prefix
 *  @param {RegExp} name */
function built(folder, name) {
    const path = join(prefix, folder);
    const files = existsSync(path) ? readdirSync(path).filter(file => name.test(file)) : [];
    if (files.length === 0) console.error(`Nothing was built in ${folder}.`);
    return files.map(file => join(path, file));
}

/**
 * What software catalogues read where the project has an address, with pictures, each of which there has to be.
 * @returns {string[]} the file; none where a picture is missing
 */
function withWebsite() {
    const folder = join(build, 'meson-website');
    const website = 'https://project.example';
    setUpFolder(folder, `-Dwebsite=${website}`);
    meson('compile', '-C', folder, 'metainfo.xml');
    const file = join(folder, `data/${constants.APP_ID}.metainfo.xml`);
    const images = [...readFileSync(file, 'utf8').matchAll(/<image>(.*)<\/image>/g)].map(
        ([, url = '']) => url,
    );
    const missing = images.filter(url => !existsSync(join(root, url.replace(website, ''))));
    for (const url of missing) console.error(`There is no ${url}.`);
    return images.length > 0 && missing.length === 0 ? [file] : [];
}

/** @returns {string[]} options of appstreamcli: there is no homepage yet, which it minds, and has a name for, since 1.0 */
function withoutHomepage() {
    const { stdout } = spawnSync('appstreamcli', ['--version'], { encoding: 'utf8' });
    return /version: 0\./.test(stdout) ? [] : ['--override=url-homepage-missing=info'];
}

/** What desktops, software centres, polkit and D-Bus read. */
async function validate() {
    /** @type {[string[], string[]][]} */
    const checks = [
        [['desktop-file-validate'], built('share/applications', /\.desktop$/)],
        [
            ['appstreamcli', 'validate', '--no-net', '--explain', ...withoutHomepage()],
            built('share/metainfo', /\.metainfo\.xml$/),
        ],
        [['appstreamcli', 'validate', '--no-net', '--explain'], withWebsite()],
        [['xmllint', '--noout', '--nonet'], built('share/metainfo', /\.xml$/)],
        [['xmllint', '--noout', '--nonet'], built('share/polkit-1/actions', /\.policy$/)],
        [['xmllint', '--noout', '--nonet'], built('share/icons/hicolor/scalable/apps', /\.svg$/)],
    ];
    let ok = true;
    for (const [[command = '', ...args], files] of checks)
        ok = files.length > 0 && (await run(command, [...args, ...files])) === 0 && ok;
    return ok;
}

const results = [await testWindow(), all || (await validate())];
process.exit(results.every(Boolean) ? 0 : 1);
