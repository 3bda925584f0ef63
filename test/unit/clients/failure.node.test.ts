// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, mkdirSync, readFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { FAILED, reportedFailure } from '../../../src/backend/clients/failure-report.js';
import { memoryFile, memoryNeed } from '../../../src/backend/clients/memory-check.js';
import { ENGLISH_WORDS, type ClientWords } from '../../../src/backend/protocol/client-words.js';

let folder = '';

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'share-live-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Puts files into the initramfs that the scripts see. */
function put(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
    }
}

/** Runs a script there, and what it asks others to do is written down. */
function run(text: string, shell = 'dash'): { status: number | null; screen: string; asked: string } {
    const here = text.replace(
        /(?<![\w}$])\/(?=(proc|share-live|boot\.log|casper\.log|run|scripts)\b)/g,
        `${folder}/`,
    );
    put({ 'share-live/report': `echo "report $*" >>${folder}/asked\n` });
    const others = ['plymouth', 'chvt', 'sleep', 'reboot']
        .map(name => `${name}() { echo "${name} $*" >>${folder}/asked; }\n`)
        .join('');
    const { status, stdout } = spawnSync(shell, [], { input: `${others}${here}\nwait`, encoding: 'utf8' });
    const asked = join(folder, 'asked');
    return { status, screen: stdout, asked: existsSync(asked) ? readFileSync(asked, 'utf8') : '' };
}

describe('a client that gives up', () => {
    const LOG =
        'Begin: Mounting\n\nwget: can’t connect\nmount.nfs: access denied & refused\nThe last one: 100 %\n';

    for (const shell of ['dash', 'bash'])
        it(`tells the last lines of what it wrote (${shell})`, () => {
            put({ 'boot.log': LOG });
            const { asked } = run(FAILED.text, shell);
            const query = /report failed\?(\S+) 3$/m.exec(asked)?.[1] ?? '';
            assert.match(query, /^[A-Za-z0-9._%-]+$/);
            const failure = reportedFailure('/report/failed', query);
            assert.equal(failure?.reason, 'start');
            assert.match(
                failure?.detail ?? '',
                /^wget: can\?+t connect \/ mount\.nfs: access denied & refused \/ The last one: 100 %$/,
            );
        });
    it('tells no more than fits', () => {
        put({ 'casper.log': `${'x'.repeat(5000)}\n` });
        assert.ok(run(FAILED.text).asked.length < 400);
    });
    it('tells that it has, where nothing was written', () => {
        assert.equal(run(FAILED.text).asked, 'report failed? 3\n');
    });
});

describe('what a client reports', () => {
    it('is not taken as it is', () => {
        assert.deepEqual(reportedFailure('/report/failed', '%E2%80%AEevil%0Aline%00'), {
            reason: 'start',
            detail: 'evil line',
        });
        assert.equal(reportedFailure('/report/failed', '%E0%A4%A')?.detail, '%E0%A4%A');
        assert.equal(reportedFailure('/report/failed', 'x'.repeat(5000))?.detail.length, 300);
        for (const query of ['', '1', '1.2.3', '-1.2', 'a.b', '12345678.1', '1.2\n'])
            assert.equal(reportedFailure('/report/no-memory', query), null, query);
        assert.equal(reportedFailure('/report/running', '1.2'), null);
    });
    it('is how much memory it has, and would need', () => {
        assert.deepEqual(reportedFailure('/report/no-memory', '970.1500'), {
            reason: 'memory',
            detail: '970 1500',
        });
    });
});

describe('a client that keeps the system in its memory', () => {
    const URL = 'fetch=http://10.77.0.1:80/root-0.squashfs';
    const need = memoryNeed(1000 * 1024 * 1024, ['boot=live', 'quiet', URL]);
    const check = (
        mebibytes: number,
        parameters: string,
        files = {},
        words: ClientWords = ENGLISH_WORDS,
    ): ReturnType<typeof run> => {
        put({
            'proc/cmdline': `${parameters}\n`,
            'proc/meminfo': `MemTotal:     ${mebibytes * 1024} kB\nMemFree:   100 kB\n`,
            ...files,
        });
        assert.ok(need !== null);
        return run(memoryFile(need, words).text);
    };

    it('needs the image and some more', () => {
        assert.deepEqual(need, { mebibytes: 1512, parameter: URL });
        assert.equal(memoryNeed(1, ['boot=live', 'netboot=nfs']), null);
    });
    it('goes on where it has that', () => {
        assert.deepEqual(check(1512, `boot=live ${URL}`), { status: 0, screen: '', asked: '' });
    });
    it('goes on where it has its system over the network, however little it has', () => {
        assert.deepEqual(check(256, 'boot=live netboot=nfs'), { status: 0, screen: '', asked: '' });
    });
    it('says so where it has less, here and to the sharing machine, and starts again', () => {
        const { screen, asked } = check(1511, `boot=live ${URL}`, {
            'scripts/functions': `configure_networking() { echo network >>${folder}/asked; }\n`,
        });
        assert.match(screen, /has 1511 MB of memory.*needs 1512 MB/);
        assert.match(screen, /^ {2}Another entry .* less\.\n {2}The computer starts again in a minute\.$/m);
        const lines = asked.split('\n');
        assert.ok(lines.indexOf('network') < lines.indexOf('report no-memory?1511.1512 50'));
        assert.ok(lines.indexOf('sleep 60') < lines.indexOf('reboot -f'));
    });
    it('says it in the language of the session, which a shell takes for text alone', () => {
        const words = {
            ...ENGLISH_WORDS,
            tooLittleMemory: 'Für {needed}MB: "{have}" `id` $HOME \\n %s {constructor}',
            otherEntry: '$(id)',
        };
        const { screen } = check(100, `boot=live ${URL}`, {}, words);
        assert.ok(screen.includes('  Für 1512MB: "100" `id` $HOME \\n %s {constructor}\n  $(id)\n'), screen);
    });
});
