// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { DCONF_DATABASE, dconfKeyFile } from '../clients/client-settings.js';
import { archiveMembers, extraInitrd, type ClientNeeds } from '../clients/extra-initrd.js';
import { memoryNeed } from '../clients/memory-check.js';
import type { InitrdFile } from '../clients/client-report.js';
import { FILES_FOLDER, FILES_LIST, POLICIES_PATH, startPagePolicy } from '../clients/session-files.js';
import type { Bind } from '../lib/sandbox.js';
import { isPlainPath } from '../medium/clean-text.js';
import { family } from '../medium/recognise.js';
import type { Endpoint, Medium, Transport } from '../medium/types.js';
import { renderGrub } from '../menu/grub-menu.js';
import { helpName, helpText, splashName } from '../menu/help-files.js';
import { renderIpxe } from '../menu/ipxe.js';
import { networkMenu } from '../menu/network-menu.js';
import { renderPxelinux } from '../menu/pxelinux.js';
import { asciiOnly, screenText, shownWords } from '../menu/screen-letters.js';
import {
    BIOS_LOADER,
    EFI_LOADER,
    EFI_SECOND_STAGE,
    GRUB_MENUS,
    IPXE_MENU,
    PXELINUX_MENU,
} from '../services/file-stage.js';
import { GRUB_FONT, GRUB_FONT_NAME, grubImageCommand, grubImageConfig } from '../services/grub-image.js';
import type { ClientSide } from './client-side.js';
import { GRUB_FOLDER, httpBootStart, pxeStarts, type EfiStart } from './efi-start.js';
import { MEDIUM_MOUNT, SHARE_FOLDER, STORES } from './paths.js';
import { EXTRA_INITRD_URL, servedFiles, type ServedFile } from './served.js';
import { directory, file, inCodePage437 } from './steps.js';
import type { Facts, Step } from './types.js';

/** Where Debian and Ubuntu keep the BIOS loaders (packages pxelinux and syslinux-common). */
const PXELINUX = '/usr/lib/PXELINUX/pxelinux.0';
const SYSLINUX_MODULES = '/usr/lib/syslinux/modules/bios';
const MENU_MODULES = ['ldlinux.c32', 'menu.c32', 'libutil.c32'];
/** What shows a picture behind the menu. */
const PICTURE_MODULES = ['vesamenu.c32', 'libcom32.c32'];

/** Where the generated files lie before an engine sees them. */
const PXELINUX_FILE = `${SHARE_FOLDER}/pxelinux.cfg`;
const IPXE_FILE = `${SHARE_FOLDER}/menu.ipxe`;
const GRUB_FILE = `${SHARE_FOLDER}/grub.cfg`;
const EXTRA_TREE = `${SHARE_FOLDER}/initrd-extra`;
const EXTRA_INITRD = `${SHARE_FOLDER}/initrd-extra.cpio`;
const DCONF_FOLDER = `${SHARE_FOLDER}/dconf.d`;

/** Makes what clients load besides the medium's own files: a menu for each loader, the extra initrd. */
export function bootFileSteps(
    facts: Facts,
    endpoint: Endpoint,
    side: ClientSide,
    transports: readonly Transport[],
): readonly Step[] {
    const { address, httpPort } = endpoint;
    const { medium, menu: own, locale, ask, words } = facts;
    const extraInitrds = extra(medium).map(({ to }) => to);
    const menu = networkMenu({ medium, menu: own, locale, endpoint, transports, ask, extraInitrds });
    const base = `http://${address}:${httpPort}`;
    const httpBoot = httpBootStart(facts, side, httpPort);
    return [
        inCodePage437(PXELINUX_FILE, renderPxelinux(menu, shownWords(words, screenText))),
        file(IPXE_FILE, renderIpxe(menu, base, shownWords(words, asciiOnly))),
        ...(own?.help ?? []).map(({ key, text }) => file(`${SHARE_FOLDER}/${helpName(key)}`, helpText(text))),
        file(GRUB_FILE, renderGrub(menu, { address, httpPort, probe: IPXE_MENU }, words)),
        ...extraInitrdSteps(
            facts,
            extraInitrd(family(medium.family).initramfs, endpoint, clientNeeds(facts, endpoint, transports)),
        ),
        ...grubImageSteps([...pxeStarts(facts, side), ...(httpBoot === null ? [] : [httpBoot])]),
    ];
}

function clientNeeds(
    { medium, desktop, locale, keep, words }: Facts,
    endpoint: Endpoint,
    transports: readonly Transport[],
): ClientNeeds {
    const all = {
        timeZone: desktop.timeZone,
        keyboard: locale.keyboard,
        imageName: plainImageName(medium),
        stores: keep ? STORES : null,
        words: shownWords(words, screenText),
    };
    if (!transports.includes('ram')) return { ...all, memoryNeed: null };
    const bytes = endpoint.image?.bytes ?? medium.rootBytes;
    const parameters = family(medium.family).bootParameters(medium, 'ram', endpoint);
    return { ...all, memoryNeed: memoryNeed(bytes, parameters) };
}

/** The name of the root image, where there is one alone. */
function plainImageName({ roots: [root, ...others] }: Medium): string | null {
    const name = root?.slice(root.lastIndexOf('/') + 1) ?? '';
    return others.length === 0 && isPlainPath(name) ? name : null;
}

function extraInitrdSteps(facts: Facts, files: readonly InitrdFile[]): readonly Step[] {
    if (files.length === 0) return [];
    return [
        ...files.map(({ path, text }) => file(`${EXTRA_TREE}/${path}`, text)),
        ...settingsSteps(facts),
        ...sessionFileSteps(facts),
        {
            kind: 'archive',
            path: EXTRA_INITRD,
            root: EXTRA_TREE,
            members: archiveMembers(files),
            undo: null,
        },
    ];
}

/** The session's settings, as a database that the clients' desktops read. */
function settingsSteps({ engines, desktop }: Facts): readonly Step[] {
    const { settings } = desktop;
    if (!engines.dconf || Object.keys(settings).length === 0) return [];
    const path = `${EXTRA_TREE}/${DCONF_DATABASE}`;
    return [
        file(`${DCONF_FOLDER}/session`, dconfKeyFile(settings)),
        { kind: 'make', path, argv: ['dconf', 'compile', path, DCONF_FOLDER], undo: null },
    ];
}

/** Files for the clients' systems, and the list of them. */
function sessionFileSteps({ sessionFiles, desktop }: Facts): readonly Step[] {
    const policies = desktop.startPage === '' ? [] : [POLICIES_PATH];
    const paths = [...sessionFiles.map(({ path }) => path), ...policies];
    if (paths.length === 0) return [];
    const folder = `${EXTRA_TREE}/${FILES_FOLDER}`;
    return [
        file(`${EXTRA_TREE}/${FILES_LIST}`, paths.map(path => `${path}\n`).join('')),
        ...sessionFiles.map(({ path, member, bytes }): Step => ({
            kind: 'session-file',
            path: `${folder}/${path}`,
            member,
            bytes,
            undo: null,
        })),
        ...policies.map(path => file(`${folder}/${path}`, startPagePolicy(desktop.startPage))),
    ];
}

/** Everything that may be fetched by HTTP, by its name below the server's root. */
export function httpFiles(facts: Facts, side: ClientSide, httpPort: number): readonly Bind[] {
    const start = httpBootStart(facts, side, httpPort);
    return [
        ...servedFiles(facts.medium, facts.menu).map(mediumFile),
        ...extra(facts.medium),
        { from: IPXE_FILE, to: IPXE_MENU },
        ...GRUB,
        ...(start === null ? [] : [...loaderFiles(start), ...fontFiles(facts, [start])]),
    ];
}

/**
 * Everything that may be fetched by TFTP: what a loader may not be able to get by HTTP. pxelinux knows nothing else; there is
 * an lpxelinux that does, by a network stack of its own, which waits forever where the card's ROM loses an interrupt (as
 * iPXE's of 2019 for virtio does, which Debian 12 has). And a signed GRUB may know no HTTP at all.
 */
export function tftpFiles(facts: Facts, side: ClientSide): readonly Bind[] {
    const { medium, menu: own } = facts;
    const bios = [{ from: PXELINUX, to: BIOS_LOADER }, ...pxelinuxFiles(facts)];
    const efi = pxeStarts(facts, side);
    const small = servedFiles(medium, own).filter(({ path }) => !medium.roots.includes(path));
    const grub = efi.length === 0 ? [] : [...efi.flatMap(loaderFiles), ...fontFiles(facts, efi), ...GRUB];
    return [...bios, ...grub, ...small.map(mediumFile), ...extra(medium)];
}

function loaderFiles({ arch, first, second }: EfiStart): readonly Bind[] {
    return [
        { from: first, to: EFI_LOADER[arch] },
        ...(second === null ? [] : [{ from: second, to: EFI_SECOND_STAGE[arch] }]),
    ];
}

/** The font of a GRUB that is made for the share: a signed one has its own. */
function fontFiles({ loaders }: Facts, efi: readonly EfiStart[]): readonly Bind[] {
    return loaders.grubFont && efi.some(({ made }) => made !== null)
        ? [{ from: GRUB_FONT, to: GRUB_FONT_NAME }]
        : [];
}

function grubImageSteps(efi: readonly EfiStart[]): readonly Step[] {
    const images = efi.flatMap(({ made }) => made ?? []);
    if (images.length === 0) return [];
    return [
        directory(GRUB_FOLDER),
        ...images.flatMap((image): readonly Step[] => [
            ...(image.config === undefined
                ? []
                : [file(`${GRUB_FOLDER}/${grubImageConfig(image)}`, image.config)]),
            {
                kind: 'make',
                path: `${GRUB_FOLDER}/${image.name}`,
                argv: grubImageCommand(image, GRUB_FOLDER),
                undo: null,
            },
        ]),
    ];
}

/** The extra initrd, where the medium's initramfs can make use of one. */
function extra({ family: id }: Medium): readonly Bind[] {
    return family(id).initramfs === 'other' ? [] : [{ from: EXTRA_INITRD, to: EXTRA_INITRD_URL }];
}

const GRUB: readonly Bind[] = GRUB_MENUS.map(to => ({ from: GRUB_FILE, to }));

/** pxelinux's menu, what shows it, and what is shown beside it. */
function pxelinuxFiles({ menu }: Facts): readonly Bind[] {
    const look = menu?.look ?? null;
    const modules = [...MENU_MODULES, ...(look === null ? [] : PICTURE_MODULES)];
    return [
        { from: PXELINUX_FILE, to: PXELINUX_MENU },
        ...modules.map(name => ({ from: `${SYSLINUX_MODULES}/${name}`, to: name })),
        ...(menu?.help ?? []).map(({ key }) => ({
            from: `${SHARE_FOLDER}/${helpName(key)}`,
            to: helpName(key),
        })),
        ...(look === null ? [] : [mediumFile({ url: splashName(look), path: look.background })]),
    ];
}

function mediumFile({ url, path }: ServedFile): Bind {
    return { from: `${MEDIUM_MOUNT}/${path}`, to: url };
}
