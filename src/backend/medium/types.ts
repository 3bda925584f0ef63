// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Proof, Transport } from '../protocol/messages.js';

export type { Transport };

/**
 * What was read from a medium, whatever it lies on: the input of recognition. Nothing here is trusted: names and
 * texts are the medium's.
 */
export interface MediumContents {
    /** The volume's label, or '' where it has none. */
    readonly label: string;
    /** As the kernel and blkid name it: `iso9660`, `vfat`, `squashfs` … */
    readonly fileSystem: string;
    /** Regular files only, by their path without a leading slash, and their size in bytes. */
    readonly files: ReadonlyMap<string, number>;
    /** The small text files that recognition asks for (`wantsText`), by path. */
    readonly texts: ReadonlyMap<string, string>;
}

/** What the medium's own menu starts by default (menu/own-entry.ts): files that exist, parameters that are checked. */
export interface OwnEntry {
    readonly kernel: string;
    readonly initrds: readonly string[];
    readonly parameters: readonly string[];
}

export type FamilyId =
    'live-boot' | 'casper' | 'dracut-live' | 'kiwi-live' | 'archiso' | 'miso' | 'slax' | 'debian-installer';

/** What a family's initramfs is made with, as far as an extra initrd can hook into it (clients/extra-initrd.ts). */
export type Initramfs = 'initramfs-tools' | 'dracut' | 'debian-installer' | 'other';

/** A recognised medium: everything that planning needs to know of it. */
export interface Medium {
    readonly family: FamilyId;
    /** For display: one line, printable, at most 80 characters (`cleanText`). */
    readonly name: string;
    /** `amd64`, `i386`, `arm64` or `unknown`. */
    readonly architecture: string;
    /** Paths inside the medium, without a leading slash. */
    readonly kernel: string;
    readonly initrds: readonly string[];
    /** The files that the client's root is made of, in the order in which RAM mode sends them; none where it is in the initrd. */
    readonly roots: readonly string[];
    /** For display: what a client runs from. */
    readonly rootBytes: number;
    /** The kernel parameters of the medium's own default entry that are kept, each checked (`isParameter`). */
    readonly parameters: readonly string[];
    /** What must be reachable for NFS mode besides the roots (`.disk/info` …). */
    readonly companions: readonly string[];
    /** The transports that this family can do with this medium. */
    readonly transports: readonly Transport[];
    /** What RAM mode sends: the roots, or the whole image, which only an image file is. */
    readonly inMemory: 'roots' | 'image';
}

/** Where a client finds the share. All of it is ours: addresses and generated names, nothing of the medium's. */
export interface Endpoint {
    /** IPv4 address of the sharing machine. */
    readonly address: string;
    readonly httpPort: number;
    /** The NFS export's path, e.g. `/run/share-live/medium`. */
    readonly exportPath: string;
    /** URL paths of `Medium.roots`, in the same order: by `Family.rootUrl`, e.g. `/root-0.squashfs`. */
    readonly rootPaths: readonly string[];
    /** The whole image, where it is served (`Medium.inMemory`): its URL path, which ends in `.iso`, and its size. */
    readonly image: { readonly path: string; readonly bytes: number } | null;
}

/** What a client is to start with, each checked (protocol/session-locale.ts) or null where it is not known. */
export interface ClientLocale {
    /** As LANG, in UTF-8: `de_DE.UTF-8`. */
    readonly language: string | null;
    /** An XKB layout, and after `+` its variant. */
    readonly keyboard: string | null;
}

/** One live family. A module each in this room, all of this one shape. */
export interface Family {
    readonly id: FamilyId;
    readonly proof: Proof;
    readonly initramfs: Initramfs;
    /** What it looks for, for the message when nothing was found. */
    readonly lookedFor: readonly string[];
    /** Whether it wants to read this text file of the medium. */
    wantsText(path: string): boolean;
    /**
     * The kernel parameter by which the entries of its menus can be told from others, as a separate installer's; null where they
     * have none: those are offered that start the same files as the default one.
     */
    readonly mark: RegExp | null;
    /** The names of the parameters by which an entry starts another image of the medium. */
    readonly imageParameters: readonly string[];
    /**
     * @param entry the medium's own default entry, where it has a readable menu
     * @returns null where the medium is of another family. @throws Problem `no-boot-files` where it is ours but incomplete.
     */
    recognise(contents: MediumContents, entry: OwnEntry | null): Medium | null;
    /**
     * Under which name below the server's root a client fetches one of `Medium.roots`: the number's (`numberedRoot`), or its own path
     * where the family's scripts put the name together themselves.
     */
    rootUrl(path: string, index: number): string;
    /** The whole kernel command line for a transport, the family's own documented way. */
    bootParameters(medium: Medium, transport: Transport, endpoint: Endpoint): readonly string[];
    /** The kernel parameters by which the family's systems take a language and a layout; they replace the medium's own. */
    localeParameters(locale: ClientLocale): readonly string[];
}
