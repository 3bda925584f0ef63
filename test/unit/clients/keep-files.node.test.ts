// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';

import { storeFile, storeName } from '../../../src/backend/clients/keep-files.js';
import { runInRoot, type InRoot } from './in-root.js';

let root: InRoot | null = null;

afterEach(() => {
    root?.close();
    root = null;
});

const CLIENT = {
    [storeFile('10.77.0.1', '/run/share-live/stores').path]: storeFile('10.77.0.1', '/run/share-live/stores')
        .text,
    'proc/cmdline': 'boot=live BOOTIF=01-52-54-00-4c-4c-02\n',
    'root/home/x': '',
};

function keep(files: Readonly<Record<string, string>>, nfsmount = ''): InRoot {
    root = runInRoot(files, [], { answers: { nfsmount } });
    return root;
}

describe("a client's own files", () => {
    it('are in a store by the address of its card', () => {
        const { read } = keep(CLIENT);
        const store = `10.77.0.1:/run/share-live/stores/${storeName('52:54:00:4c:4c:02')}`;
        assert.match(read('asked-of-nfsmount'), new RegExp(`^-o rw,nolock ${store} \\S+/root/home\\n$`));
        assert.match(read('asked-of-sh'), /^\S+report kept$/m);
    });
    it('begin with those that the system has made already, once', () => {
        const copied = /root cp -a \/home\.share-live\/\. \/home$/m;
        const { read, close } = keep(CLIENT);
        assert.match(read('asked-of-chroot'), copied);
        close();
        assert.doesNotMatch(keep({ ...CLIENT, 'root/home/.share-live': '' }).read('asked-of-chroot'), copied);
    });
    it('are waited for, and then done without', () => {
        const { read } = keep(CLIENT, 'false');
        assert.equal(read('asked-of-nfsmount').split('\n').length - 1, 30);
        assert.doesNotMatch(read('asked-of-sh'), /kept/);
    });
    it('are where the medium has them where none are kept', () =>
        assert.equal(keep({ 'root/home/x': '' }).read('asked-of-nfsmount'), ''));
});
