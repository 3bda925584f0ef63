// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../backend/protocol/problem.js';

/** share-live-helper: another one holds the lock. */
const LOCKED = 75;
/** pkexec(1): the question was closed unanswered. */
const DISMISSED = 126;
/** pkexec(1): not authorised, or nobody could be asked. */
const NOT_AUTHORISED = 127;

/**
 * What pkexec writes where nobody can ask: no agent of the session, and no terminal for its own. Its texts are not
 * translated (pkexec.c).
 */
const NO_AGENT = /No authentication agent found|Error creating textual authentication agent/;

/**
 * What the end of the helper means.
 *
 * @param status its exit status
 * @param byPkexec whether pkexec started it, and so may be the one that ended
 * @param errors the end of what was written to standard error
 * @returns null where all is well, or the problem has been said already
 */
export function exitProblem(status: number, byPkexec: boolean, errors: string): Problem | null {
    if (status === 0) return null;
    if (status === LOCKED) return new Problem('already-running');
    if (byPkexec && status === DISMISSED) return new Problem('dismissed', {}, errors);
    if (byPkexec && status === NOT_AUTHORISED)
        return new Problem(NO_AGENT.test(errors) ? 'no-agent' : 'not-allowed', {}, errors);
    return new Problem('internal', {}, `the helper ended with status ${status}\n${errors}`.trimEnd());
}
