// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientDesktop } from '../clients/extra-initrd.js';
import type { ClientLocale, Medium } from '../medium/types.js';
import type { LiveMenu } from '../menu/live-menu.js';
import type { Opening } from '../network/opening.js';
import type { NetworkFacts, Subnet } from '../network/types.js';
import type { ClientSide } from './client-side.js';
import type { ClientWords } from '../protocol/client-words.js';
import type { SessionFile } from '../protocol/session-files.js';
import type { Branch, ClientVerdict, MemoryOnlyReason, Proof } from '../protocol/messages.js';

/**
 * How the medium can be reached by the helper. `sendableBytes`: the size of the image as a whole, null where it cannot be sent,
 * for our HTTP server, which is nobody in particular, may not read the file.
 */
export type MediumSource =
    /** An image that the app opened for us; the kernel can mount it. */
    | { readonly kind: 'image'; readonly sendableBytes: number | null }
    /** The same where the kernel has no iso9660: what is served is copied once into a read-only image of our own. */
    | { readonly kind: 'image-copy'; readonly bytes: number; readonly sendableBytes: number | null }
    /**
     * A mounted live medium. `notExported`: why nobody may have its file system over NFS, null where it holds nothing
     * but the medium. `rootTree`: where the root image is mounted that has the kernel and the initrd, null where the
     * medium has them.
     */
    | {
          readonly kind: 'mounted';
          readonly path: string;
          readonly notExported: NotExported | null;
          readonly rootTree: string | null;
      };

export type NotExported = Exclude<MemoryOnlyReason, 'no-nfs-server'>;

/** Settings of the kernel's NFS server, as the kernel shows them; null where it has none of that name. */
export interface NfsdSettings {
    /** Where its lock server listens (fs.nfs.nlm_tcpport and nlm_udpport); 0: anywhere. */
    readonly lockTcpPort: string | null;
    readonly lockUdpPort: string | null;
    /** The program that notes NFSv4 clients on disk (nfsdcltrack(8)). */
    readonly trackingProgram: string | null;
}

export type KernelNfs =
    /** The kernel has no NFS server, or this machine no programs to use it with. */
    | { readonly state: 'absent' }
    /** Nobody uses it: for the time of a share it is ours. */
    | { readonly state: 'idle'; readonly settings: NfsdSettings }
    /** It serves already, if only because a package started it. `mountdPort`: null where it serves no NFSv3. */
    | { readonly state: 'in-use'; readonly mountdPort: number | null };

/** What the sharing machine has to serve with. */
export interface EngineFacts {
    readonly nginx: boolean;
    readonly kernelNfs: KernelNfs;
    readonly ganesha: boolean;
    /** dconf(1), which makes a database of settings. */
    readonly dconf: boolean;
}

/** The machine types of UEFI, by the names that removable media's loaders have for them (UEFI 2.10, section 3.5.1.1). */
export const EFI_ARCHS = ['x64', 'ia32', 'arm64'] as const;
export type EfiArch = (typeof EFI_ARCHS)[number];

/** A file that clients load before the medium's kernel: a path of this system, or one inside the medium. */
export interface LoaderFile {
    readonly from: 'system' | 'medium';
    readonly path: string;
}

/** Whether firmware with Secure Boot on, which trusts shim, goes on to trust GRUB and the medium's kernel. */
export type Trust = 'trusted' | 'untrusted' | 'unknown';

/** shim and a signed GRUB of the same vendor that can fetch from the network. */
export interface EfiLoader {
    readonly arch: EfiArch;
    readonly shim: LoaderFile;
    readonly grub: LoaderFile;
    /** Whether this GRUB can fetch by HTTP; by TFTP each can. */
    readonly http: boolean;
    /** Whether this GRUB finds its menu at us where another DHCP server gave the address. */
    readonly findsProxy: boolean;
    readonly trust: Trust;
}

/** The medium's kernel. */
export interface KernelFacts {
    /** The machines that it is for; null where that is not known. */
    readonly arch: EfiArch | null;
    /** Whether anybody has signed it; null where it could not be read. */
    readonly signed: boolean | null;
}

/** What there is to start UEFI clients with. */
export interface LoaderFacts {
    readonly kernel: KernelFacts;
    /** At most one of each architecture. */
    readonly efi: readonly EfiLoader[];
    /** For which a GRUB can be made here, which nobody has signed. */
    readonly grubImages: readonly EfiArch[];
    /** Whether there is a font for those. */
    readonly grubFont: boolean;
}

export interface Facts {
    readonly medium: Medium;
    /** The medium's own, as far as it fits, with what is to start by itself; null where it has none. */
    readonly menu: LiveMenu | null;
    /** Whether that is to run in the clients' memory, where it can. */
    readonly inMemory: boolean;
    /** Whether nothing starts by itself, after all. */
    readonly ask: boolean;
    readonly source: MediumSource;
    readonly network: NetworkFacts;
    readonly engines: EngineFacts;
    readonly loaders: LoaderFacts;
    readonly locale: ClientLocale;
    readonly words: ClientWords;
    readonly desktop: ClientDesktop;
    /** Files of the session's that the app has sent. */
    readonly sessionFiles: readonly SessionFile[];
    /** Whether each client is to have a store of its own. */
    readonly keep: boolean;
    /** UUIDs for the two NetworkManager profiles that a share may make: the bridge's and its port's. */
    readonly profiles: readonly [string, string];
}

/** How a change is taken back. Idempotent: playing it twice, or where nothing is left to undo, does no harm. */
export type Undo =
    | { readonly kind: 'bridge'; readonly name: string; readonly profiles: readonly [string, string] }
    | { readonly kind: 'reconnect'; readonly interface: string; readonly connection: string }
    | { readonly kind: 'nft-table'; readonly name: string }
    | { readonly kind: 'open-zone'; readonly zone: string; readonly rules: readonly string[] }
    | { readonly kind: 'open-filters' }
    | { readonly kind: 'forwarding'; readonly interface: string; readonly value: boolean }
    | { readonly kind: 'kernel-nfs'; readonly settings: NfsdSettings }
    | { readonly kind: 'host-export'; readonly path: string; readonly clients: string }
    | { readonly kind: 'remove-copy'; readonly path: string }
    /** `identity`: of the file that it is over (share/loop.ts). `others`: devices over it that are not ours. */
    | { readonly kind: 'loop'; readonly identity: string; readonly others: readonly string[] };

/** A server that we start: its argument vector, and how to know that it serves. */
export interface Engine {
    readonly name: 'dnsmasq' | 'nginx' | 'rpcbind' | 'ganesha' | 'mountd';
    readonly argv: readonly string[];
    readonly ready:
        | { readonly kind: 'tcp'; readonly address: string; readonly port: number }
        | { readonly kind: 'log'; readonly contains: string };
    /** What it writes when it will serve nothing, although it goes on. */
    readonly uselessIf?: string;
}

export interface Mount {
    /** A path, or the descriptor of the image that the app sent; for `overlay` the folders, the upper one first. */
    readonly source: string | { readonly image: true };
    readonly target: string;
    readonly fileSystem: 'iso9660' | 'squashfs' | 'bind' | 'bind-file' | 'overlay' | 'nfsd';
}

/** One step of a share. Steps are carried out in order; `undo` is journaled before the step is begun. */
export type Step = { readonly undo: Undo | null } & (
    | { readonly kind: 'directory'; readonly path: string }
    /** Nothing to do now: only what undo has to know. */
    | { readonly kind: 'remember' }
    /** In UTF-8 where no other encoding is said. */
    | {
          readonly kind: 'file';
          readonly path: string;
          readonly text: string;
          readonly encoding?: 'code-page-437';
      }
    /** These members of the tree under `root`, folders whole, packed as a cpio archive that a loader can append to an initrd. */
    | {
          readonly kind: 'archive';
          readonly path: string;
          readonly root: string;
          readonly members: readonly string[];
      }
    /** A file out of the archive that the app has sent. */
    | {
          readonly kind: 'session-file';
          readonly path: string;
          readonly member: string;
          readonly bytes: number;
      }
    /** The folder for the clients' own stores. */
    | { readonly kind: 'stores' }
    /** A program that makes a file for the clients and ends. */
    | { readonly kind: 'make'; readonly path: string; readonly argv: readonly string[] }
    | {
          readonly kind: 'copy-image';
          readonly path: string;
          readonly files: readonly string[];
          readonly bytes: number;
      }
    | ({ readonly kind: 'mount' } & Mount)
    /** One more export of the NFS server that this machine runs, with the medium mounted where that server sees it. */
    | {
          readonly kind: 'host-export';
          readonly path: string;
          readonly clients: string;
          readonly options: string;
      }
    | {
          readonly kind: 'bridge';
          readonly name: string;
          readonly port: string;
          readonly subnet: Subnet;
          readonly profiles: readonly [string, string];
          /** firewalld's; null where that does not run. */
          readonly zone: string | null;
      }
    | { readonly kind: 'firewall'; readonly table: string; readonly rules: string }
    /** Where firewalld runs: what its zone is to let through. */
    | { readonly kind: 'open-zone'; readonly zone: string; readonly rules: readonly string[] }
    /** What all other firewalls of this machine are to let through; which there are is looked at then. */
    | { readonly kind: 'open-filters'; readonly openings: readonly Opening[] }
    | { readonly kind: 'forwarding'; readonly interface: string }
    | { readonly kind: 'engine'; readonly engine: Engine }
    /** Starts the kernel's NFS server: its settings, then commands that end by themselves. */
    | {
          readonly kind: 'kernel-nfs';
          readonly settings: NfsdSettings;
          readonly commands: readonly (readonly string[])[];
      }
);

/** A share before it happens: pure data, complete. */
export interface SharePlan {
    readonly medium: Medium;
    /** Of the medium's family. */
    readonly proof: Proof;
    readonly interface: string;
    readonly clients: ClientSide;
    readonly httpPort: number;
    /** What was decided about the network and why; both ways where nothing was asked yet, the steps being the first's. */
    readonly branches: readonly [Branch, ...Branch[]];
    /** Which computers can start, in the first of these ways. */
    readonly verdicts: readonly ClientVerdict[];
    /** Why clients run from their memory only; null where they need not. */
    readonly memoryOnly: MemoryOnlyReason | null;
    readonly steps: readonly Step[];
    /**
     * What follows where another DHCP server appears during the share, when dnsmasq has been stopped and who has an
     * address was written down (KNOWN_CLIENTS in paths.ts): it starts again, and answers nobody else. None where it
     * never gave an address.
     */
    readonly withdrawal: readonly Step[];
}
