// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type {
    ClientSummary,
    ClientVerdict,
    MediumSummary,
    MemoryOnlyReason,
    NoticeReply,
    Reply,
    ShareMode,
    ShareReply,
} from '../backend/protocol/messages.js';
import type { Problem } from '../backend/protocol/problem.js';
import type { Networks } from './sockets.js';

/** What is to be shared: the live system that runs here, or the image file at a path. */
export type Source = { readonly kind: 'running' } | { readonly kind: 'image'; readonly path: string };

export type MediumState =
    | { readonly kind: 'reading' }
    | { readonly kind: 'known'; readonly medium: MediumSummary }
    /** Nothing was chosen, and no live system runs here. */
    | { readonly kind: 'none' }
    | { readonly kind: 'unusable'; readonly problem: ProblemInfo };

/** A problem as the window shows it. */
export type ProblemInfo = Pick<Problem, 'code' | 'params' | 'detail'>;

/** What a person should know, as the window shows it. */
export type NoticeInfo = Pick<NoticeReply, 'code' | 'params'>;

/** What the person waits for. */
export type Step = 'starting' | 'waiting-for-cable' | 'probing' | 'copying' | 'stopping';

/** The page that is shown, with what only that page shows. */
export type Phase =
    | { readonly page: 'set-up' }
    | {
          readonly page: 'working';
          readonly step: Step;
          /** 0…1 while copying. */
          readonly fraction: number;
          /** What made the share stop, to be shown when everything is undone. */
          readonly problem: ProblemInfo | null;
      }
    | {
          readonly page: 'sharing';
          /** Who gives the clients their addresses, where that is known. */
          readonly mode: ShareMode | null;
          /** Which computers can start. */
          readonly verdicts: readonly ClientVerdict[];
          /** Why they run from their memory only; null where they need not. */
          readonly memoryOnly: MemoryOnlyReason | null;
          /** In the order in which they came. */
          readonly clients: readonly ClientSummary[];
          /** What has happened that the person should know. */
          readonly notice: NoticeInfo | null;
      }
    | { readonly page: 'problem'; readonly problem: ProblemInfo };

/** Everything that the window shows. */
export interface AppState {
    readonly source: Source;
    readonly medium: MediumState;
    /** Whether a live system that can be shared was seen to run here. */
    readonly runningUsable: boolean;
    readonly networks: Networks;
    /** The interface that the person chose; null leaves it to us. */
    readonly chosen: string | null;
    /** Whether the clients' desktops are to look like this session. */
    readonly likeSession: boolean;
    /** Where each client keeps its files; null: nowhere. */
    readonly keepFolder: string | null;
    /** Which of the medium's entries the clients start by themselves; null: each is asked. */
    readonly entry: number | null;
    /** Whether they are to run from their memory, where the medium can do both. */
    readonly inMemory: boolean;
    readonly phase: Phase;
    /** How often the person dismissed the question for permission: each time is told once. */
    readonly dismissals: number;
}

export type AppEvent =
    | { readonly kind: 'reading'; readonly source: Source }
    | { readonly kind: 'read'; readonly medium: MediumSummary }
    | { readonly kind: 'unreadable'; readonly problem: ProblemInfo }
    | { readonly kind: 'networks'; readonly networks: Networks }
    | { readonly kind: 'chosen'; readonly interface: string }
    | { readonly kind: 'like-session'; readonly likeSession: boolean }
    /** A folder where the clients' files are kept; null: they are not. */
    | { readonly kind: 'keep'; readonly folder: string | null }
    | { readonly kind: 'entry'; readonly entry: number | null }
    | { readonly kind: 'in-memory'; readonly inMemory: boolean }
    | { readonly kind: 'started' }
    | { readonly kind: 'reply'; readonly reply: Reply }
    | { readonly kind: 'stopped' }
    /** The helper has ended; with the problem where it never began, or died. */
    | { readonly kind: 'ended'; readonly problem: ProblemInfo | null };

export const INITIAL_STATE: AppState = {
    source: { kind: 'running' },
    medium: { kind: 'reading' },
    runningUsable: false,
    networks: { kind: 'unknown' },
    chosen: null,
    likeSession: false,
    keepFolder: null,
    entry: 0,
    inMemory: false,
    phase: { page: 'set-up' },
    dismissals: 0,
};

/** The one way in which the state changes. Pure. An event that no longer fits, since the person was faster, changes nothing. */
export function reduceApp(state: AppState, event: AppEvent): AppState {
    const { phase } = state;
    switch (event.kind) {
        case 'reading':
            return {
                ...state,
                source: event.source,
                medium: { kind: 'reading' },
                // another medium has others
                entry: state.entry === null || isSame(state.source, event.source) ? state.entry : 0,
                phase: phase.page === 'problem' ? { page: 'set-up' } : phase,
            };
        case 'read':
            return {
                ...state,
                medium: { kind: 'known', medium: event.medium },
                // it may have changed since it was read before
                entry: (state.entry ?? 0) < event.medium.entries.length ? state.entry : 0,
                runningUsable: state.runningUsable || state.source.kind === 'running',
            };
        case 'unreadable':
            return unreadable(state, event.problem);
        case 'networks':
            return { ...state, networks: event.networks };
        case 'chosen':
            return { ...state, chosen: event.interface };
        case 'like-session':
            return { ...state, likeSession: event.likeSession };
        case 'keep':
            return { ...state, keepFolder: event.folder };
        case 'entry':
            return { ...state, entry: event.entry };
        case 'in-memory':
            return { ...state, inMemory: event.inMemory };
        case 'started':
            return canStart(state) ? { ...state, phase: working('starting') } : state;
        case 'reply':
            return { ...state, phase: replied(phase, event.reply) };
        case 'stopped':
            return { ...state, phase: stopping(phase, null) };
        case 'ended':
            return ended(state, event.problem);
    }
}

/** The interface to share on: the chosen one while it is there, else the best. */
export function selectedInterface({ networks, chosen }: AppState): string | null {
    if (networks.kind !== 'listed') return null;
    return networks.sockets.some(({ name }) => name === chosen) ? chosen : networks.best;
}

export function canStart(state: AppState): boolean {
    return (
        state.phase.page === 'set-up' && state.medium.kind === 'known' && selectedInterface(state) !== null
    );
}

/** Whether a helper is at work that must end before the window may. */
export function isBusy({ phase }: AppState): boolean {
    return phase.page === 'working' || phase.page === 'sharing';
}

function isSame(one: Source, other: Source): boolean {
    if (one.kind === 'running' || other.kind === 'running') return one.kind === other.kind;
    return one.path === other.path;
}

function working(step: Step, fraction = 0, problem: ProblemInfo | null = null): Phase {
    return { page: 'working', step, fraction, problem };
}

/** The first problem is the cause of those after it. */
function stopping(phase: Phase, problem: ProblemInfo | null): Phase {
    if (phase.page === 'working') return working('stopping', 0, phase.problem ?? problem);
    return phase.page === 'sharing' ? working('stopping', 0, problem) : phase;
}

function unreadable(state: AppState, problem: ProblemInfo): AppState {
    const none = state.source.kind === 'running' && problem.code === 'no-live-medium';
    return { ...state, medium: none ? { kind: 'none' } : { kind: 'unusable', problem } };
}

function replied(phase: Phase, reply: Reply): Phase {
    switch (reply.type) {
        case 'share':
            return shareReplied(phase, reply);
        case 'client':
            return phase.page === 'sharing'
                ? { ...phase, clients: withClient(phase.clients, reply.client) }
                : phase;
        case 'problem':
            return stopping(phase, reply);
        case 'notice':
            return phase.page === 'sharing' ? { ...phase, notice: reply } : phase;
        case 'hello':
        case 'send-image':
        case 'want-store':
        case 'send-store':
        case 'send-files':
        case 'medium':
        case 'plan':
            return phase;
    }
}

function shareReplied(phase: Phase, { status, fraction, mode, verdicts, memoryOnly }: ShareReply): Phase {
    if (phase.page === 'sharing') return status === 'stopping' ? stopping(phase, null) : phase;
    // what was on its way when the person cancelled
    if (phase.page !== 'working' || phase.step === 'stopping') return phase;
    switch (status) {
        case 'ready':
            return {
                page: 'sharing',
                mode: mode ?? null,
                verdicts: verdicts ?? [],
                memoryOnly: memoryOnly ?? null,
                clients: [],
                notice: null,
            };
        case 'stopped':
            return phase;
        case 'waiting-for-cable':
        case 'probing':
        case 'starting':
        case 'copying':
        case 'stopping':
            return working(status, fraction, phase.problem);
    }
}

function withClient(clients: readonly ClientSummary[], client: ClientSummary): readonly ClientSummary[] {
    return clients.some(({ mac }) => mac === client.mac)
        ? clients.map(each => (each.mac === client.mac ? client : each))
        : [...clients, client];
}

function ended(state: AppState, problem: ProblemInfo | null): AppState {
    const { phase } = state;
    if (phase.page !== 'working' && phase.page !== 'sharing') return state;
    const earlier = phase.page === 'working' ? phase.problem : null;
    const cause = earlier ?? problem;
    if (cause === null) return { ...state, phase: { page: 'set-up' } };
    if (cause.code === 'dismissed')
        return { ...state, phase: { page: 'set-up' }, dismissals: state.dismissals + 1 };
    return { ...state, phase: { page: 'problem', problem: cause } };
}
