// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
    chmodSync,
    existsSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { extraInitrd } from '../../../src/backend/clients/extra-initrd.js';

const files = new Map(
    extraInitrd({
        address: '10.77.0.1',
        httpPort: 8060,
        exportPath: '/run/share-live/medium',
        rootPaths: ['/root-0.squashfs'],
    }).map(({ path, text }) => [path, text]),
);

function text(path: string): string {
    const found = files.get(path);
    assert.ok(found !== undefined, path);
    return found;
}

let folder = '';

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'share-live-test-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the extra initrd', () => {
    it('has scripts that a POSIX shell understands', () => {
        for (const path of [
            ...[
                'conf/conf.d/share-live',
                'share-live/report',
                'share-live/init-premount',
                'share-live/init-bottom',
            ],
        ])
            execFileSync('dash', ['-n'], { input: text(path) });
    });

    it('has units and settings that need no more than an address', () => {
        assert.match(
            text('share-live/running.service'),
            /^ExecStart=-\/bin\/sh \/run\/share-live-client\/report running/m,
        );
        assert.equal(text('share-live/resolved.conf'), '[Resolve]\nFallbackDNS=10.77.0.1\n');
    });
});

describe('its entry into the lists of what the medium itself runs', () => {
    /** Runs the hook as /init sources it, with /scripts in a folder of ours. */
    function source(): void {
        const hook = text('conf/conf.d/share-live').replaceAll('/scripts/', `${folder}/`);
        execFileSync('dash', ['-e'], { input: hook });
    }

    it('comes first, before /dev moves on, and keeps the others', () => {
        execFileSync('mkdir', [join(folder, 'init-bottom')]);
        writeFileSync(join(folder, 'init-bottom/ORDER'), '/scripts/init-bottom/udev "$@"\n');
        source();
        assert.equal(
            readFileSync(join(folder, 'init-bottom/ORDER'), 'utf8'),
            'sh /share-live/init-bottom\n/scripts/init-bottom/udev "$@"\n',
        );
    });

    it('makes the list where the medium has none', () => {
        source();
        assert.equal(
            readFileSync(join(folder, 'init-premount/ORDER'), 'utf8'),
            'sh /share-live/init-premount\n',
        );
    });

    it('stops no boot where it cannot write', () => {
        rmSync(folder, { recursive: true });
        writeFileSync(folder, 'no folder');
        source();
    });
});

describe('its report', () => {
    /** A program for the report to find, that writes down what it was asked. */
    function tool(name: string, body: string): void {
        const path = join(folder, name);
        writeFileSync(path, `#!/bin/dash\necho "$*" >>${folder}/asked\n${body}\n`);
        chmodSync(path, 0o755);
    }

    function report(...args: string[]): { status: number | null; asked: string[] } {
        const script = join(folder, 'report');
        writeFileSync(script, text('share-live/report'));
        const { status } = spawnSync('/bin/dash', [script, ...args], {
            env: { PATH: folder },
            timeout: 20_000,
        });
        const asked = join(folder, 'asked');
        return { status, asked: existsSync(asked) ? readFileSync(asked, 'utf8').trim().split('\n') : [] };
    }

    it('asks for the stage once, without -T, at which busybox wget of Debian crashes', () => {
        symlinkSync('/bin/sleep', join(folder, 'sleep'));
        tool('wget', 'exit 0');
        assert.deepEqual(report('initramfs', '5'), {
            status: 0,
            asked: ['-q -O /dev/null http://10.77.0.1:8060/report/initramfs'],
        });
    });

    it('tries as often as it may', () => {
        symlinkSync('/bin/sleep', join(folder, 'sleep'));
        tool('wget', '[ "$(/bin/cat "${0%/*}/asked" | /usr/bin/wc -l)" = 3 ]');
        assert.deepEqual(report('root', '2').status, 1);
        assert.deepEqual(report('root', '2').status, 0);
    });

    it('ends what hangs', () => {
        // as long as the limit, in a moment
        writeFileSync(join(folder, 'sleep'), '#!/bin/dash\nexec /bin/sleep 0.2\n');
        chmodSync(join(folder, 'sleep'), 0o755);
        tool('curl', 'exec /bin/sleep 1000');
        const started = Date.now();
        assert.equal(report('root').status, 1);
        assert.ok(Date.now() - started < 10_000);
    });

    it('says that nothing can fetch, for another place to try', () => {
        assert.deepEqual(report('root', '5'), { status: 2, asked: [] });
    });
});
