// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { toProblem } from '../backend/protocol/problem.js';
import type { Backend, Recognition, RunningShare } from './backend.js';
import type { Networks } from './sockets.js';
import {
    canStart,
    INITIAL_STATE,
    isBusy,
    reduceApp,
    selectedInterface,
    type AppEvent,
    type AppState,
    type Source,
} from './state.js';

/** What a person can ask for in the window. */
export interface Controller {
    readonly choose: (source: Source) => void;
    readonly chooseInterface: (name: string) => void;
    /** Whether the clients' desktops are to look like this session. */
    readonly chooseLikeSession: (likeSession: boolean) => void;
    /** @param folder where each client keeps its files; null: nowhere */
    readonly keepFiles: (folder: string | null) => void;
    /** @param entry a position in the medium's entries; null: each client is asked */
    readonly chooseEntry: (entry: number | null) => void;
    readonly chooseInMemory: (inMemory: boolean) => void;
    readonly networksChanged: (networks: Networks) => void;
    readonly start: () => void;
    readonly stop: () => void;
    readonly tryAgain: () => void;
    /** Ends whatever runs; resolves when everything is undone. */
    readonly finish: () => Promise<void>;
}

/**
 * Turns what the person, the helper and the network do into events, and carries out what follows.
 *
 * @param render called with every new state
 */
export function createController(backend: Backend, render: (state: AppState) => void): Controller {
    let state = INITIAL_STATE;
    let recognition: Recognition | null = null;
    let share: RunningShare | null = null;
    let undone = Promise.resolve();

    const dispatch = (event: AppEvent): void => {
        const before = state;
        state = reduceApp(state, event);
        if (state !== before) render(state);
    };

    const read = async (source: Source): Promise<void> => {
        recognition?.cancel();
        const mine = (recognition = backend.recognise(source));
        dispatch({ kind: 'reading', source });
        let event: AppEvent;
        try {
            event = { kind: 'read', medium: await mine.medium };
        } catch (error) {
            event = { kind: 'unreadable', problem: toProblem(error) };
        }
        // another one may have been chosen since
        if (recognition === mine) dispatch(event);
    };

    const run = async (interfaceName: string): Promise<void> => {
        const { source, likeSession, keepFolder, entry, inMemory } = state;
        const wish = { interface: interfaceName, likeSession, keepFolder, entry, inMemory };
        share = backend.share(source, wish, reply => dispatch({ kind: 'reply', reply }));
        const problem = await share.ended;
        share = null;
        dispatch({ kind: 'ended', problem });
    };

    const stop = (): void => {
        dispatch({ kind: 'stopped' });
        share?.stop();
    };

    return {
        choose: source => {
            if (!isBusy(state)) void read(source);
        },
        chooseInterface: name => dispatch({ kind: 'chosen', interface: name }),
        chooseLikeSession: likeSession => dispatch({ kind: 'like-session', likeSession }),
        keepFiles: folder => dispatch({ kind: 'keep', folder }),
        chooseEntry: entry => dispatch({ kind: 'entry', entry }),
        chooseInMemory: inMemory => dispatch({ kind: 'in-memory', inMemory }),
        networksChanged: networks => dispatch({ kind: 'networks', networks }),
        start: () => {
            const interfaceName = selectedInterface(state);
            if (!canStart(state) || interfaceName === null) return;
            dispatch({ kind: 'started' });
            undone = run(interfaceName);
        },
        stop,
        // what went wrong may have been the medium
        tryAgain: () => void read(state.source),
        finish: () => {
            recognition?.cancel();
            recognition = null;
            stop();
            return undone;
        },
    };
}
