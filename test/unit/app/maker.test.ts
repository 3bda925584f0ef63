// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { makerOf } from '../../../src/app/maker.js';

describe('the maker of a computer', () => {
    it('is known with the key of its boot menu', () => {
        assert.deepEqual(makerOf('Dell Inc.'), { name: 'Dell', bootKey: 'F12' });
        assert.deepEqual(makerOf('Hewlett Packard'), { name: 'HP', bootKey: 'F9' });
        assert.deepEqual(makerOf('HP Inc.'), { name: 'HP', bootKey: 'F9' });
        assert.deepEqual(makerOf('LCFC(HeFei) Electronics Technology co., ltd'), {
            name: 'Lenovo',
            bootKey: 'F12',
        });
        assert.deepEqual(makerOf('Micro-Star INTL CO., LTD.'), { name: 'MSI', bootKey: 'F11' });
        assert.deepEqual(makerOf('ASUSTek COMPUTER INC.'), { name: 'ASUS', bootKey: 'F8' });
    });
    it('is named without its legal form where its computers are not known', () => {
        assert.deepEqual(makerOf('Intel Corporate'), { name: 'Intel Corporate', bootKey: null });
        assert.deepEqual(makerOf('REALTEK SEMICONDUCTOR CORP.'), {
            name: 'REALTEK SEMICONDUCTOR',
            bootKey: null,
        });
        assert.deepEqual(makerOf('AzureWave Technology Inc.'), { name: 'AzureWave', bootKey: null });
    });
    it('is left out where the registry has no name, or more than one', () => {
        assert.equal(makerOf(''), null);
        assert.equal(makerOf('Co., Ltd'), null);
        assert.equal(makerOf('Hon Hai Precision Industries of Somewhere'), null);
    });
});
