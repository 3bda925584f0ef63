// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
    chmodSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { archiveMembers, extraInitrd } from '../../../src/backend/clients/extra-initrd.js';
import { ENGLISH_WORDS } from '../../../src/backend/protocol/client-words.js';

const endpoint = {
    address: '10.77.0.1',
    httpPort: 8060,
    exportPath: '/run/share-live/medium',
    rootPaths: ['/root-0.squashfs'],
    image: null,
};
const NOTHING = {
    ...{ timeZone: null, keyboard: null, imageName: null, stores: null, memoryNeed: null },
    words: ENGLISH_WORDS,
};
const files = new Map(
    extraInitrd('initramfs-tools', endpoint, NOTHING).map(({ path, text }) => [path, text]),
);
const installer = new Map(
    extraInitrd('debian-installer', endpoint, NOTHING).map(({ path, text: content }) => [path, content]),
);
const dracut = new Map(extraInitrd('dracut', endpoint, NOTHING).map(({ path, text }) => [path, text]));

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
        for (const scripts of [files, dracut, installer])
            for (const [path, input] of scripts)
                if (!path.endsWith('.service')) execFileSync('dash', ['-n'], { input });
    });

    it('is none where no hooks are known', () =>
        assert.deepEqual(extraInitrd('other', endpoint, NOTHING), []));

    it('is packed without the folders of the medium that its files go into', () => {
        assert.deepEqual(archiveMembers(extraInitrd('dracut', endpoint, NOTHING)), [
            'share-live',
            'lib/dracut/hooks/pre-trigger/90-share-live.sh',
            'lib/dracut/hooks/initqueue/online/90-share-live.sh',
            'lib/dracut/hooks/pre-pivot/90-share-live.sh',
            'lib/dracut/hooks/emergency/90-share-live.sh',
        ]);
        assert.deepEqual(archiveMembers(extraInitrd('initramfs-tools', endpoint, NOTHING)), [
            'conf/conf.d/share-live',
            'share-live',
        ]);
        assert.deepEqual(archiveMembers(extraInitrd('debian-installer', endpoint, NOTHING)), [
            'share-live',
            'lib/debian-installer-startup.d/S99share-live',
        ]);
    });

    it('has a unit that needs no more than an address', () => {
        assert.match(
            text('share-live/running.service'),
            /^ExecStart=-\/bin\/sh \/run\/share-live-client\/report running/m,
        );
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

// dracut 059: source_all() of 99base/dracut-lib.sh sources hooks, whose shell goes on afterwards; NEWROOT is set by
// 98dracut-systemd/dracut-pre-pivot.service and by 99base/init.sh
describe('in dracut', () => {
    /** Sources a hook as dracut does, with the files of ours and the system's in a folder of ours. @returns what follows */
    function source(point: string): string {
        const here = (script: string): string =>
            script.replace(
                /(?<![\w.}$"])\/(run|proc|sys|share-live)\b/g,
                (_, name: string) => `${folder}/${name}`,
            );
        mkdirSync(join(folder, 'share-live'), { recursive: true });
        for (const [path, input] of dracut)
            if (path.startsWith('share-live/')) writeFileSync(join(folder, path), here(input));
        const told = `echo "$*" >>${folder}/told\n`;
        writeFileSync(join(folder, 'share-live/report'), told);
        const hook = here(dracut.get(`lib/dracut/hooks/${point}/90-share-live.sh`) ?? '');
        return execFileSync('dash', [], {
            input: `${hook}\necho went on`,
            encoding: 'utf8',
            env: { PATH: '/usr/bin:/bin', NEWROOT: join(folder, 'sysroot') },
        });
    }
    const told = (): string =>
        existsSync(join(folder, 'told')) ? readFileSync(join(folder, 'told'), 'utf8') : '';

    it('the wait for the network goes on beside the boot', () => {
        assert.equal(source('pre-trigger'), 'went on\n');
        execFileSync('sh', [
            '-c',
            `for _ in 1 2 3 4 5 6 7 8 9; do [ -e ${folder}/told ] && break; sleep 0.2; done`,
        ]);
        assert.equal(told(), 'initramfs 300\n');
    });

    it('the root is reported, and what the system is to report', () => {
        mkdirSync(join(folder, 'sysroot/usr/lib/systemd'), { recursive: true });
        symlinkSync('/bin/true', join(folder, 'sysroot/usr/lib/systemd/systemd'));
        mkdirSync(join(folder, 'share-live'));
        writeFileSync(join(folder, 'share-live/reported'), '');
        assert.equal(source('pre-pivot'), 'went on\n');
        assert.equal(told(), 'root\n');
        const unit = 'run/systemd/system/multi-user.target.wants/share-live-running.service';
        assert.match(readFileSync(join(folder, unit), 'utf8'), /report running 60/);
        assert.ok(existsSync(join(folder, 'run/share-live-client/report')));
    });

    it('NetworkManager keeps the card that the root comes by, whatever its cable does', () => {
        const put = (path: string, text: string): void => {
            mkdirSync(join(folder, path, '..'), { recursive: true });
            writeFileSync(join(folder, path), text);
        };
        for (const [card, state] of [
            ['eth0', 'down'],
            ['eth1', 'up'],
        ] as const) {
            put(`sys/class/net/${card}/device/vendor`, '');
            put(`sys/class/net/${card}/operstate`, `${state}\n`);
        }
        put('sys/class/net/lo/operstate', 'up\n');
        const conf = join(folder, 'run/NetworkManager/conf.d/share-live.conf');
        put('proc/fs/nfsfs/volumes', 'NV SERVER   PORT DEV          FSID\n');
        source('pre-pivot');
        assert.ok(!existsSync(conf), 'from memory, it gets the card as on a CD');
        put('proc/fs/nfsfs/volumes', 'NV SERVER   PORT DEV\nv3 0a4d0001  801 0:32\n');
        source('pre-pivot');
        assert.equal(
            readFileSync(conf, 'utf8'),
            '[device-share-live-eth1]\nmatch-device=interface-name:eth1\nignore-carrier=1\n',
        );
    });

    it('the desktop has the layout of the keyboard', () => {
        const needs = { ...NOTHING, keyboard: 'de+nodeadkeys' };
        const { text: layout } = extraInitrd('dracut', endpoint, needs).at(-1) ?? { text: '' };
        mkdirSync(join(folder, 'share-live'));
        writeFileSync(join(folder, 'share-live/keyboard.conf'), layout);
        source('pre-pivot');
        const written = readFileSync(join(folder, 'sysroot/etc/X11/xorg.conf.d/00-keyboard.conf'), 'utf8');
        assert.match(written, /"XkbLayout" "de"\n {4}Option "XkbVariant" "nodeadkeys"/);
    });

    it('nothing is left for a system without systemd', () => {
        mkdirSync(join(folder, 'sysroot'));
        assert.equal(source('pre-pivot'), 'went on\n');
        assert.ok(!existsSync(join(folder, 'run')));
    });
});
