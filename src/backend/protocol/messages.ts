// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientWords } from './client-words.js';
import type { ProblemCode, ProblemParams } from './problem.js';
import type { SessionSettings } from './session-settings.js';

/** Raised whenever a message changes its meaning; both sides refuse another version. */
export const PROTOCOL_VERSION = 10;

/** A longer request line is refused unread: the longest honest one, with all of a session's settings, is below. */
export const MAX_REQUEST_BYTES = 32_768;

// ---- app → helper: one JSON object per line -------------------------------------------------------------------

/** The first request; anything before it is refused. */
export interface InitRequest {
    readonly type: 'init';
    readonly version: number;
}

/**
 * Which medium: the running live system's own, which the helper finds by itself, or an image file. For an image the
 * helper answers `send-image`; then the app sends one byte with the opened file's descriptor (SCM_RIGHTS).
 */
export interface MediumRequest {
    readonly type: 'medium';
    readonly source: 'running' | 'image';
}

/** How a person wants to share. */
export interface ShareOptions {
    /** A network interface's name, or `auto`. */
    readonly interface: string;
    /** The session's language for the clients, e.g. `de_DE.UTF-8`; '' for the system's own. */
    readonly locale: string;
    /** The session's keyboard layout, as XKB and GNOME name it, e.g. `de` or `us+intl`; '' for the system's own. */
    readonly keyboard: string;
    /** What clients show before their system does, in the session's language. */
    readonly words: ClientWords;
    /** Those of the session's settings that clients are to have, too. */
    readonly settings: SessionSettings;
    /** Whether the app has files of the session's for the clients: the helper says `send-files`, and gets an archive of them. */
    readonly files: boolean;
    /** What the clients' browser starts with; '' for its own. */
    readonly startPage: string;
    /** Whether each client is to keep its files here: the app is asked for a file for each (`want-store`). */
    readonly keep: boolean;
    /** Which of the medium's entries starts by itself: a position in `MediumSummary.entries`. */
    readonly entry: number;
    /** Whether that copies the system into the clients' memory, where it can. */
    readonly inMemory: boolean;
    /** Whether nothing starts by itself: the menu waits for somebody at each client. */
    readonly ask: boolean;
}

/** Work out the whole share and say it, without doing it. */
export interface PlanRequest extends ShareOptions {
    readonly type: 'plan';
}

/** Plan and carry it out. */
export interface StartRequest extends ShareOptions {
    readonly type: 'start';
}

/**
 * Answers `want-store`: the file of a client is there. The helper says `send-store`; then the app sends one byte with the file's
 * descriptor, opened for reading and writing, as with an image. In it is an ext4 file system.
 */
export interface StoreRequest {
    readonly type: 'store';
    /** As in `ClientSummary`. */
    readonly mac: string;
}

/** Undo everything and exit; the end of the stream means the same. */
export interface StopRequest {
    readonly type: 'stop';
}

export type Request = InitRequest | MediumRequest | PlanRequest | StartRequest | StoreRequest | StopRequest;

// ---- helper → app: one JSON object per line --------------------------------------------------------------------

export interface HelloReply {
    readonly type: 'hello';
    readonly version: number;
}

export interface SendImageReply {
    readonly type: 'send-image';
}

/** A client has come whose files are to be kept. */
export interface WantStoreReply {
    readonly type: 'want-store';
    readonly mac: string;
}

/** The app sends one byte with the descriptor of the archive (session-files.ts), opened for reading, as with an image. */
export interface SendFilesReply {
    readonly type: 'send-files';
}

export interface SendStoreReply {
    readonly type: 'send-store';
    readonly mac: string;
}

/** What is shared, as a person knows it. Every string is cleaned for display. */
export interface MediumReply {
    readonly type: 'medium';
    readonly medium: MediumSummary;
}

/** The kinds of computers that start in ways of their own; `uefi-x64`: with Secure Boot off. */
export const CLIENT_KINDS = ['bios', 'uefi-x64', 'uefi-x64-secure-boot', 'uefi-ia32', 'uefi-arm64'] as const;
export type ClientKind = (typeof CLIENT_KINDS)[number];

/**
 * Why computers of a kind cannot start. `other-machine`: the medium is for other processors. `other-vendor`, `not-signed`: who
 * signed the loader did not sign the medium's kernel, or nobody did. `beside-dhcp-server`: the loader only works where this
 * machine gives the addresses. `http-boot-only`: they can, but not by PXE. `not-checked`: perhaps they can, but who signed what could not be found out.
 */
export const VERDICT_REASONS = [
    'other-machine',
    'no-loader',
    'other-vendor',
    'not-signed',
    'beside-dhcp-server',
    'http-boot-only',
    'not-checked',
] as const;
export type VerdictReason = (typeof VERDICT_REASONS)[number];

export interface ClientVerdict {
    readonly client: ClientKind;
    readonly starts: 'yes' | 'no' | 'perhaps';
    /** Absent where they start in any way. */
    readonly because?: VerdictReason;
}

/**
 * Whether a family's way to boot from the network was gone here. `proved`: clients were started with the family's
 * real initramfs code, by this project's boot tests or by hand (docs/boot-flow.md). `documented`: the parameters are those that its scripts read, and no more is known.
 */
export const PROOFS = ['proved', 'documented'] as const;
export type Proof = (typeof PROOFS)[number];

/** How a client's root file system reaches it. */
export const TRANSPORTS = ['nfs', 'ram'] as const;
export type Transport = (typeof TRANSPORTS)[number];

export interface MediumSummary {
    readonly name: string;
    readonly family: string;
    readonly proof: Proof;
    readonly architecture: string;
    /** Bytes of the kernel and the initrd, as the medium's default entry has them. */
    readonly bootBytes: number;
    /** Bytes of what the clients' root file system is made of. */
    readonly rootBytes: number;
    /** Of every kind, as by a direct cable. */
    readonly verdicts: readonly ClientVerdict[];
    /** What clients can start, by the titles that the medium's own menu has for it; first what they start by themselves. */
    readonly entries: readonly string[];
    /** The ways in which it can reach them, as far as the medium decides. */
    readonly transports: readonly Transport[];
    /** Bytes of memory that a client needs at least to have the system there. */
    readonly memoryBytes: number;
}

/** Why the share gives addresses or leaves that to others. */
export const REASONS = ['no-dhcp-server', 'dhcp-lease', 'dhcp-server-answers', 'not-probed'] as const;

/** A way in which a share may go, as the network decides. */
export interface Branch {
    readonly mode: ShareMode;
    readonly because: (typeof REASONS)[number];
    /** The DHCP server that decided it; 0.0.0.0 where it does not say who it is. */
    readonly server?: string;
}

/** The plan as pure data (SharePlan of share/types.ts), for people and programs to read; the app takes no decision from it. */
export interface PlanReply {
    readonly type: 'plan';
    readonly plan: {
        readonly proof: Proof;
        readonly branches: readonly Branch[];
        /** Of every kind. */
        readonly verdicts: readonly ClientVerdict[];
    };
}

/**
 * Why clients run from their memory only. `other-files`: the medium's file system holds more than the medium, and NFS would show
 * all of it. `in-memory`: it lies in this machine's memory, beside whatever else its stick held. `passed-on`: it comes over
 * the network itself. `no-nfs-server`: this machine has none that could be used.
 */
export const MEMORY_ONLY_REASONS = ['other-files', 'in-memory', 'passed-on', 'no-nfs-server'] as const;
export type MemoryOnlyReason = (typeof MEMORY_ONLY_REASONS)[number];

/** Where the share as a whole stands. */
export type ShareStatus =
    'waiting-for-cable' | 'probing' | 'copying' | 'starting' | 'ready' | 'stopping' | 'stopped';

export type ShareMode = 'own-dhcp' | 'proxy-dhcp';

export interface ShareReply {
    readonly type: 'share';
    readonly status: ShareStatus;
    /** The chosen interface, from `probing` on. */
    readonly interface?: string;
    /** The sharing machine's address towards the clients, from `starting` on. */
    readonly address?: string;
    /**
     * Who gives the clients their addresses, from `starting` on: the share itself, or the DHCP server that the network
     * has already (`server`), beside which the share only tells them where to start from.
     */
    readonly mode?: ShareMode;
    /** The address of that server; absent where it is not known, or there is none. */
    readonly server?: string;
    /** Which computers can start, from `starting` on: of every kind. */
    readonly verdicts?: readonly ClientVerdict[];
    /** Why clients cannot run over the network, from `starting` on; absent where they can, or the medium itself only knows memory. */
    readonly memoryOnly?: MemoryOnlyReason;
    /** 0…1 while `copying`. */
    readonly fraction?: number;
}

/** How far a client has come, in the order in which it happens. */
export const STAGES = [
    'address',
    'loader',
    'menu',
    'kernel',
    'initrd',
    'initramfs',
    'root',
    'running',
] as const;
export type Stage = (typeof STAGES)[number];

/**
 * Why a computer that asked where to start from is told nothing: there is no loader for its firmware. `x86`: the medium is for
 * other processors. `http`: it would start by PXE, but it asks by HTTP Boot.
 */
export const REFUSALS = [
    'bios',
    'uefi-32',
    'uefi-64',
    'x86',
    'arm-32',
    'arm-64',
    'risc-v',
    'http',
    'other',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/**
 * Why a computer that began to start did not go on. `memory`: it has less than the system would take in there (`detail`: its
 * mebibytes and those that it would need, between them a space). `start`: its initramfs gave up (`detail`: the last lines of
 * what that wrote, or '').
 */
export const FAILURES = ['memory', 'start'] as const;

export interface ClientFailure {
    readonly reason: (typeof FAILURES)[number];
    /** Cleaned for display; the client's own word, which is not trusted. */
    readonly detail: string;
}

export interface ClientSummary {
    /** Lower case, colons. */
    readonly mac: string;
    readonly address: string | null;
    readonly stage: Stage;
    /** The stage's time, in milliseconds since 1970. */
    readonly since: number;
    /** Bytes sent to this client since it was switched on, over whatever transport. */
    readonly bytes: number;
    /** Whether its root file system lies in its own memory: once it runs, it needs this machine no more. */
    readonly inMemory: boolean;
    /** Whether it answered when it was last looked for; until then, true. */
    readonly answers: boolean;
    /** Whether its files are kept here. */
    readonly keeps: boolean;
    /** Why it cannot start as it asked last; null where nothing speaks against it. */
    readonly refused: Refusal | null;
    /** Why it did not go on when it started last; null where nothing is known of that. */
    readonly failure: ClientFailure | null;
}

/** Said whenever something of a client has changed. */
export interface ClientReply {
    readonly type: 'client';
    readonly client: ClientSummary;
}

export interface ProblemReply {
    readonly type: 'problem';
    readonly code: ProblemCode;
    readonly params: ProblemParams;
    readonly detail: string;
    /** Whether the share ends with it. */
    readonly fatal: boolean;
}

/**
 * What a person should know of a share that goes on. `dhcp-server-appeared`: of another device (`server`). `slow-switch`:
 * spanning tree was heard. `files-not-kept`: those of one client (`computer`), for its file could not be used.
 */
export const NOTICE_CODES = ['dhcp-server-appeared', 'slow-switch', 'files-not-kept'] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];

export interface NoticeReply {
    readonly type: 'notice';
    readonly code: NoticeCode;
    /** For the gaps of its sentence (src/app/notice-text.ts), as those of a problem. */
    readonly params: ProblemParams;
}

export type Reply =
    | HelloReply
    | SendImageReply
    | WantStoreReply
    | SendStoreReply
    | SendFilesReply
    | MediumReply
    | PlanReply
    | ShareReply
    | ClientReply
    | ProblemReply
    | NoticeReply;
