// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Numbers that look random and are the same for the same seed, in Node and in GJS. */
export interface Random {
    /** @returns an integer from 0 up to and without `below` */
    readonly below: (below: number) => number;
    readonly pick: <T>(from: readonly T[]) => T;
}

/** A xorshift generator (Marsaglia, 2003). @param seed not 0 */
export function random(seed: number): Random {
    let state = seed;
    const below = (limit: number): number => {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        return (state >>> 0) % limit;
    };
    return {
        below,
        pick: from => {
            const value = from[below(from.length)];
            if (value === undefined) throw new RangeError('nothing to pick from');
            return value;
        },
    };
}

/** Characters and words that parsers stumble over. */
const ODDITIES = [
    ...['', ' ', '\n', '\r\n', '\t', '\0', '\x1b', '\u202e', '\ufffd', '\ud800', '💽', 'ä'],
    ...['"', "'", '\\', '\\\\', '\\777', '$', '${', '$(', '`', ';', '#', '{', '}', '[', ']', '(', ')'],
    ...['..', '/', '//', '../', '=', ',', ':', '-', '--', '-1', '0', '1e999', '4294967296', 'NaN', 'null'],
    ...['__proto__', 'constructor', 'true', ' - ', ' link to ', 'include', '%n'],
];

/** Changes a text at a few places: takes parts out, doubles them, exchanges them, puts oddities in. */
export function mutate(text: string, { below, pick }: Random): string {
    let result = text;
    for (let times = 1 + below(6); times > 0; times--) {
        const at = below(result.length + 1);
        const end = Math.min(result.length, at + below(12));
        const part = result.slice(at, end);
        const instead = pick([
            '',
            part + part,
            pick(ODDITIES),
            pick(ODDITIES).repeat(1 + below(50)),
            part.split('').reverse().join(''),
            result.slice(below(result.length + 1)).slice(0, 200),
        ]);
        result = result.slice(0, at) + instead + result.slice(end);
    }
    return result;
}
