// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Who made a computer, as its network card tells, and what is pressed to start it from the network. */
export interface Maker {
    readonly name: string;
    /** As it is printed on the key; null where their computers are not known. */
    readonly bootKey: string | null;
}

/** What a company's name ends with in the registry of the IEEE. */
const LEGAL_FORM =
    /(^|[\s,.(]+)(inc|incorporated|corp|corporation|co|company|ltd|limited|llc|gmbh|ag|s\.?a|b\.?v|pte|pty|plc|intl|international|technology|technologies|electronics|computer|kunshan|suzhou|shenzhen|taiwan|china)\b.*$/i;

/** Longer names are the full address of a factory. */
const MAX_CHARACTERS = 24;

/**
 * The key for the boot menu, by the makers' own manuals. Card makers (Intel, Realtek) and factories that build for everybody are not
 * among them: there the card says nothing of the computer.
 */
const COMPUTERS: readonly (readonly [pattern: RegExp, name: string, bootKey: string])[] = [
    [/^dell\b/i, 'Dell', 'F12'],
    [/^(hewlett|hp\b)/i, 'HP', 'F9'],
    [/^(lenovo|lcfc)/i, 'Lenovo', 'F12'],
    [/^asus/i, 'ASUS', 'F8'],
    [/^acer\b/i, 'Acer', 'F12'],
    [/^micro-star/i, 'MSI', 'F11'],
    [/^giga-?byte/i, 'Gigabyte', 'F12'],
    [/^asrock/i, 'ASRock', 'F11'],
    [/^fujitsu/i, 'Fujitsu', 'F12'],
    [/^toshiba|^dynabook/i, 'Toshiba', 'F12'],
    [/^samsung/i, 'Samsung', 'F10'],
    [/^super ?micro/i, 'Supermicro', 'F11'],
    [/^framework/i, 'Framework', 'F12'],
    [/^medion/i, 'Medion', 'F10'],
    [/^shuttle/i, 'Shuttle', 'F7'],
    [/^huawei/i, 'Huawei', 'F12'],
];

/** @param vendor of a network card, as the hardware database has it. @returns null where it names nobody */
export function makerOf(vendor: string): Maker | null {
    for (const [pattern, name, bootKey] of COMPUTERS) if (pattern.test(vendor)) return { name, bootKey };
    const name = vendor.replace(LEGAL_FORM, '').trim();
    return name === '' || name.length > MAX_CHARACTERS ? null : { name, bootKey: null };
}
