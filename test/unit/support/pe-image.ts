// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** A PE/COFF image of nothing but headers and sections; long names stand where GNU's tools put them. */
export function makePe(
    machine: number,
    sections: Readonly<Record<string, Uint8Array>>,
    signed = false,
): Uint8Array {
    const list = Object.entries(sections);
    const wide = machine !== 0x14c;
    const optionalBytes = (wide ? 112 : 96) + 16 * 8;
    const table = 0x40 + 24 + optionalBytes;
    let data = table + list.length * 40;
    const placed = list.map(([name, bytes]) => {
        const from = data;
        data += bytes.length;
        return { name, bytes, from };
    });
    const names = list.map(([name]) => `${name}\0`).join('');
    const file = new Uint8Array(data + 4 + names.length);
    const view = new DataView(file.buffer);
    const text = (at: number, value: string): void => file.set(new TextEncoder().encode(value), at);
    text(0, 'MZ');
    view.setUint32(0x3c, 0x40, true);
    text(0x40, 'PE');
    view.setUint16(0x44, machine, true);
    view.setUint16(0x46, list.length, true);
    view.setUint32(0x4c, data, true);
    view.setUint16(0x54, optionalBytes, true);
    view.setUint16(0x58, wide ? 0x20b : 0x10b, true);
    view.setUint32(0x58 + (wide ? 108 : 92), 16, true);
    if (signed) view.setUint32(0x58 + (wide ? 112 : 96) + 4 * 8 + 4, 8, true);
    let nameAt = 4;
    for (const [index, { name, bytes, from }] of placed.entries()) {
        const at = table + index * 40;
        text(at, name.length > 8 ? `/${nameAt}` : name);
        nameAt += name.length + 1;
        view.setUint32(at + 8, bytes.length, true);
        view.setUint32(at + 16, bytes.length, true);
        view.setUint32(at + 20, from, true);
        file.set(bytes, from);
    }
    text(data + 4, names);
    return file;
}

/** What shim has in its section `.vendor_cert`, with a certificate that begins as one does. */
export function makeVendorSection(bodyBytes: number, claimedBytes = bodyBytes + 4): Uint8Array {
    const section = new Uint8Array(16 + bodyBytes + 4);
    const view = new DataView(section.buffer);
    [claimedBytes, 0, 16, 16 + claimedBytes].forEach((value, index) =>
        view.setUint32(index * 4, value, true),
    );
    section.set([0x30, 0x82, bodyBytes >> 8, bodyBytes & 0xff], 16);
    return section.fill(7, 20);
}

/** GRUB's section `mods` with modules of these names, and the folder of its menu. */
export function makeModules(names: readonly string[], wide = true, prefix = '/grub'): Uint8Array {
    const head = wide ? 24 : 12;
    const objects = [
        ...names.map(name => ({ type: 0, bytes: makeModule(name, wide) })),
        { type: 3, bytes: new TextEncoder().encode(`${prefix}\0`) },
    ];
    const section = new Uint8Array(objects.reduce((sum, { bytes }) => sum + 8 + bytes.length, head));
    const view = new DataView(section.buffer);
    view.setUint32(0, 0x676d696d, true);
    view.setUint32(wide ? 8 : 4, head, true);
    view.setUint32(wide ? 16 : 8, section.length, true);
    let at = head;
    for (const { type, bytes } of objects) {
        view.setUint32(at, type, true);
        view.setUint32(at + 4, 8 + bytes.length, true);
        section.set(bytes, at + 8);
        at += 8 + bytes.length;
    }
    return section;
}

/** An ELF file of two sections: the names of the sections, and the module's own. */
function makeModule(name: string, wide: boolean): Uint8Array {
    const encode = (value: string): Uint8Array => new TextEncoder().encode(value);
    const [headerBytes, entryBytes] = wide ? [64, 64] : [52, 40];
    const names = encode('\0.modname\0');
    const own = encode(`${name}\0`);
    const table = headerBytes + names.length + own.length;
    const file = new Uint8Array(table + 2 * entryBytes);
    const view = new DataView(file.buffer);
    file.set(encode('\x7fELF'));
    file[4] = wide ? 2 : 1;
    view.setUint32(wide ? 0x28 : 0x20, table, true);
    [entryBytes, 2, 0].forEach((value, index) =>
        view.setUint16((wide ? 0x3a : 0x2e) + index * 2, value, true),
    );
    file.set(names, headerBytes);
    file.set(own, headerBytes + names.length);
    for (const [index, [from, bytes]] of [
        [headerBytes, names] as const,
        [headerBytes + names.length, own] as const,
    ].entries()) {
        const at = table + index * entryBytes;
        view.setUint32(at, index, true);
        view.setUint32(at + (wide ? 0x18 : 0x10), from, true);
        view.setUint32(at + (wide ? 0x20 : 0x14), bytes.length, true);
    }
    return file;
}
