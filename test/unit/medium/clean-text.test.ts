// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { cleanText, isParameter, isPlainPath } from '../../../src/backend/medium/clean-text.js';

describe('cleanText', () => {
    it('keeps a name in any script', () => {
        assert.equal(cleanText('Débian «12» 日本語 🐧'), 'Débian «12» 日本語 🐧');
    });

    it('makes one line of it', () => {
        assert.equal(cleanText('  a\nb\r\n\tc\u2028d\u00a0e '), 'a b c d e');
    });

    it('takes out what would act on a terminal or turn the text round', () => {
        assert.equal(cleanText('a\u001b[31mb\u202ec\u2066d\u200be\u0000f\u009bg'), 'a [31mb c d e f g');
    });

    it('cuts by characters, not by halves of them', () => {
        assert.equal(cleanText('🐧🐧🐧🐧', 3), '🐧🐧…');
        assert.equal(cleanText('🐧🐧🐧', 3), '🐧🐧🐧');
    });

    it('leaves nothing of nothing', () => {
        assert.equal(cleanText('\u202e \n'), '');
    });
});

describe('isParameter', () => {
    it('keeps what real menus say', () => {
        for (const token of [
            ...[
                'quiet',
                'components',
                'locales=en_US.UTF-8',
                'console=ttyS0,115200n8',
                'vga=788',
                'nomodeset',
            ],
            ...[
                'live-media-path=/casper_pop-os_22.04_amd64_intel_debug_42',
                'layerfs-path=minimal.standard.live.squashfs',
            ],
            ...[
                'file=/cdrom/preseed/ubuntu.seed',
                'i915.modeset=1',
                'video=800x600@60',
                'net.ifnames=0',
                'a=b+c%20',
            ],
        ])
            assert.ok(isParameter(token), token);
    });

    it('refuses what could leave the line or the word', () => {
        for (const token of [
            ...[
                '',
                'a b',
                'a\nb',
                'a\rAPPEND',
                'a\tb',
                'a"b',
                "a'b",
                'a$b',
                '${iso_path}',
                'a;b',
                'a|b',
                'a&b',
                'a`b',
            ],
            ...[
                'a\\b',
                'a#b',
                'a{b',
                'a}b',
                'a(b',
                'a<b',
                'a>b',
                'a*b',
                'a?b',
                'a[b',
                'a~b',
                'a!b',
                'ä',
                '---',
                '-a',
            ],
            ...['=a', 'a'.repeat(201), 'a\u0000'],
        ])
            assert.ok(!isParameter(token), JSON.stringify(token));
    });
});

describe('isPlainPath', () => {
    it('knows the paths of boot files', () => {
        for (const path of [
            'live/vmlinuz-6.1.0-13-amd64',
            'casper/initrd.lz',
            '.disk/info',
            'boot/grml64full/a_b~1+2',
        ])
            assert.ok(isPlainPath(path), path);
    });

    it('refuses ways out, patterns, options and odd names', () => {
        for (const path of [
            ...[
                '',
                '/live/x',
                'live//x',
                'live/',
                '../x',
                'live/../x',
                'live/./x',
                '-rf',
                'live/-x',
                'live/a b',
            ],
            ...[
                'live/a\nb',
                'live/*',
                'live/[x]',
                'live/a\\b',
                'live/$x',
                'live/ä',
                `live/${'a'.repeat(129)}`,
            ],
        ])
            assert.ok(!isPlainPath(path), JSON.stringify(path));
    });
});
