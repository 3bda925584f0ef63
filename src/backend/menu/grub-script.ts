// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { plainWord, tokens, type Part, type Token } from './grub-words.js';

export type Word = readonly Part[];

/** A statement of GRUB's language (its manual: Shell-like scripting). */
export type Statement =
    /** `block`: what stands in braces behind `menuentry` and `submenu`. */
    | {
          readonly kind: 'command';
          readonly words: readonly Word[];
          readonly block: readonly Statement[] | null;
      }
    | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: readonly Statement[] }
    | {
          readonly kind: 'for';
          readonly variable: string;
          readonly words: readonly Word[];
          readonly body: readonly Statement[];
      }
    | {
          readonly kind: 'while';
          /** `until` goes on as long as its condition does not hold. */
          readonly holds: boolean;
          readonly condition: readonly Statement[];
          readonly body: readonly Statement[];
      }
    | { readonly kind: 'function'; readonly name: string; readonly body: readonly Statement[] };

export interface Branch {
    readonly condition: readonly Statement[];
    readonly body: readonly Statement[];
}

const MAX_TOKENS = 200_000;
const MAX_NESTING = 50;

/** What ends a list of statements. */
const ENDS = ['then', 'elif', 'else', 'fi', 'do', 'done'];

/** Parses a script. Never fails: what it does not understand it passes over. */
export function parseScript(text: string): readonly Statement[] {
    const all = tokens(text, MAX_TOKENS);
    let at = 0;
    const accept = (keyword: string): boolean => {
        const found = plainWord(all[at]) === keyword;
        if (found) at++;
        return found;
    };
    const words = (): readonly Word[] => {
        const list: Word[] = [];
        for (let token = all[at]; token?.kind === 'word'; token = all[++at]) list.push(token.parts);
        return list;
    };

    /** Reads up to one of the words that end a list, or the brace that closes it. */
    const statements = (depth: number): readonly Statement[] => {
        const list: Statement[] = [];
        for (let token = all[at]; token !== undefined && !isEnd(token); token = all[at]) {
            const statement = token.kind === 'word' && depth < MAX_NESTING ? statementAt(depth) : null;
            if (statement !== null) list.push(statement);
            else at++;
        }
        return list;
    };
    const isEnd = (token: Token): boolean => token.kind === 'close' || ENDS.includes(plainWord(token) ?? '');

    const block = (depth: number): readonly Statement[] => {
        if (all[at]?.kind === 'open') at++;
        const body = statements(depth + 1);
        if (all[at]?.kind === 'close') at++;
        return body;
    };
    const loopBody = (depth: number): readonly Statement[] => {
        accept('do');
        const body = statements(depth + 1);
        accept('done');
        return body;
    };
    const statementAt = (depth: number): Statement | null => {
        if (accept('if')) return conditional(depth);
        if (accept('for')) {
            const [variable = [], , ...list] = words();
            if (all[at]?.kind === 'end') at++;
            const name = plainWord({ kind: 'word', parts: variable }) ?? '';
            return { kind: 'for', variable: name, words: list, body: loopBody(depth) };
        }
        for (const keyword of ['while', 'until'])
            if (accept(keyword)) {
                const condition = statements(depth + 1);
                return { kind: 'while', holds: keyword === 'while', condition, body: loopBody(depth) };
            }
        if (accept('function')) {
            const name = plainWord(all[at]) ?? '';
            at++;
            return { kind: 'function', name, body: block(depth) };
        }
        const list = words();
        const hasBlock = all[at]?.kind === 'open';
        return { kind: 'command', words: list, block: hasBlock ? block(depth) : null };
    };
    const conditional = (depth: number): Statement => {
        const branches: Branch[] = [];
        let otherwise: readonly Statement[] = [];
        do {
            const condition = statements(depth + 1);
            accept('then');
            branches.push({ condition, body: statements(depth + 1) });
        } while (accept('elif'));
        if (accept('else')) otherwise = statements(depth + 1);
        accept('fi');
        return { kind: 'if', branches, otherwise };
    };

    const script: Statement[] = [];
    while (at < all.length) {
        script.push(...statements(0));
        at++;
    }
    return script;
}
