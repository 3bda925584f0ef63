// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { textAt, type PeImage } from './pe.js';

/** What a GRUB can do, by what was built into it: a signed one loads nothing else. */
export interface GrubImage {
    /** Whether it can start a machine over the network, by TFTP, and looks for its menu where ours is. */
    readonly network: boolean;
    /** Whether it can fetch by HTTP, too. */
    readonly http: boolean;
    /** Whether it looks for its menu where a proxyDHCP server said. */
    readonly findsProxy: boolean;
}

/** Objects in the image: a module, the folder of the menu; GRUB's include/grub/kernel.h has the numbers. */
const MODULE = 0;
const PREFIX = 3;
const MAX_PREFIX_BYTES = 256;
const MAGIC = 0x676d696d;
const OBJECT_HEADER_BYTES = 8;
const MAX_OBJECTS = 1000;
const MAX_NAME_BYTES = 64;

/** By its own account in the image (shim's SBAT.md): the version, and the generation of Red Hat's patches and theirs. */
const UPSTREAM = /^grub,\d{1,4},[^,\n]*,[^,\n]*,2\.(\d{1,4})/m;
const RED_HAT = /^grub\.rh,(\d{1,4}),[^,\n]*,[^,\n]*,2\.(\d{1,4})/m;
const MAX_SBAT_BYTES = 4096;

/** Reads what is in a GRUB image (grub-mkimage(1)), whoever made it. */
export function readGrub(image: PeImage): GrubImage {
    const { modules, prefix } = builtInto(image);
    const sbat = textAt(image.sections.get('.sbat') ?? new Uint8Array(), 0, MAX_SBAT_BYTES);
    const [, generation, minor] = RED_HAT.exec(sbat) ?? [];
    return {
        network:
            ['net', 'efinet', 'tftp'].every(name => modules.has(name)) &&
            // Debian's and Ubuntu's for the network; Red Hat's looks beside itself
            (prefix === '/grub' || generation !== undefined),
        http: modules.has('http'),
        // “efinet: Add DHCP proxy support”: in GRUB from 2.12, in Red Hat's before that
        findsProxy: Number(UPSTREAM.exec(sbat)?.[1]) >= 12 || (Number(generation) >= 2 && Number(minor) >= 6),
    };
}

/** @returns the names of the modules that are built in, and where it looks for its menu; '' where that is not said */
function builtInto({ sections, machine }: PeImage): { modules: ReadonlySet<string>; prefix: string } {
    const bytes = sections.get('mods') ?? new Uint8Array();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const modules = new Set<string>();
    let prefix = '';
    const wide = machine !== 'ia32';
    if (bytes.length < 24 || view.getUint32(0, true) !== MAGIC) return { modules, prefix };
    const first = view.getUint32(wide ? 8 : 4, true);
    const end = Math.min(view.getUint32(wide ? 16 : 8, true), bytes.length);
    let at = first;
    for (let count = 0; count < MAX_OBJECTS && at + OBJECT_HEADER_BYTES <= end; count++) {
        const size = view.getUint32(at + 4, true);
        if (size < OBJECT_HEADER_BYTES) break;
        const object = bytes.subarray(at + OBJECT_HEADER_BYTES, at + size);
        const type = view.getUint32(at, true);
        if (type === MODULE) modules.add(moduleName(object));
        if (type === PREFIX) prefix = textAt(object, 0, MAX_PREFIX_BYTES);
        at += size;
    }
    return { modules, prefix };
}

/** Of what in an ELF file stands where: by its class, 32 or 64 bits (ELF-64 Object File Format). */
const ELF_32 = { sections: 0x20, entry: 0x2e, sectionOffset: 0x10, sectionSize: 0x14 };
const ELF_64 = { sections: 0x28, entry: 0x3a, sectionOffset: 0x18, sectionSize: 0x20 };
const MAX_ELF_SECTIONS = 100;

/** @returns what the section `.modname` of a module says, or '' */
function moduleName(elf: Uint8Array): string {
    const view = new DataView(elf.buffer, elf.byteOffset, elf.byteLength);
    const u16 = (at: number): number => (at + 2 <= elf.length ? view.getUint16(at, true) : 0);
    const u32 = (at: number): number => (at + 4 <= elf.length ? view.getUint32(at, true) : 0);
    const place = elf[4] === 2 ? ELF_64 : ELF_32;
    const section = (index: number): number => u32(place.sections) + index * u16(place.entry);
    const count = Math.min(u16(place.entry + 2), MAX_ELF_SECTIONS);
    const names = u32(section(u16(place.entry + 4)) + place.sectionOffset);
    for (let index = 0; index < count; index++) {
        const at = section(index);
        if (textAt(elf, names + u32(at), MAX_NAME_BYTES) !== '.modname') continue;
        const size = Math.min(u32(at + place.sectionSize), MAX_NAME_BYTES);
        return textAt(elf, u32(at + place.sectionOffset), size);
    }
    return '';
}
