// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

export interface CliOptions {
    /** Path of an image, or null for the running live system's own medium. */
    readonly image: string | null;
    /** An interface's name, or `auto`. */
    readonly interface: string;
    readonly json: boolean;
    readonly plan: boolean;
    /** Whether the clients' desktops are to look like this session. */
    readonly likeSession: boolean;
    /** The folder where each client keeps its files; null: they are not kept. */
    readonly keep: string | null;
    /** Which of the medium's entries the clients start by themselves, by its title; null: the medium's own choice. */
    readonly entry: string | null;
    /** Whether they run from their memory, where the medium can do both. */
    readonly inMemory: boolean;
    /** Whether they start nothing by themselves. */
    readonly ask: boolean;
}

export type ParsedOptions =
    | { readonly kind: 'share'; readonly options: CliOptions }
    | { readonly kind: 'help' }
    | { readonly kind: 'version' }
    | { readonly kind: 'wrong'; readonly argument: string };

/** Reads the command line behind `--cli`. `--name=value` and `--name value` mean the same. */
export function parseOptions(argv: readonly string[]): ParsedOptions {
    let image: string | null = null;
    let interfaceName = 'auto';
    let json = false;
    let plan = false;
    let likeSession = false;
    let keep: string | null = null;
    let entry: string | null = null;
    let inMemory = false;
    let ask = false;
    const words = argv.flatMap(word => (/^--[a-z]+=/.test(word) ? splitOnce(word) : [word]));
    for (let i = 0; i < words.length; i++) {
        const word = words[i] ?? '';
        switch (word) {
            case '--help':
                return { kind: 'help' };
            case '--version':
                return { kind: 'version' };
            case '--json':
                json = true;
                break;
            case '--plan':
                plan = true;
                break;
            case '--session-settings':
                likeSession = true;
                break;
            case '--in-memory':
                inMemory = true;
                break;
            case '--ask':
                ask = true;
                break;
            case '--medium':
            case '--entry':
            case '--keep':
            case '--interface': {
                const value = words[++i];
                if (value === undefined || value === '') return { kind: 'wrong', argument: word };
                if (word === '--medium') image = value === 'auto' ? null : value;
                else if (word === '--keep') keep = value;
                else if (word === '--entry') entry = value;
                else interfaceName = value;
                break;
            }
            default:
                return { kind: 'wrong', argument: word };
        }
    }
    return {
        kind: 'share',
        options: {
            ...{ image, interface: interfaceName, json, plan, likeSession, keep },
            ...{ entry, inMemory, ask },
        },
    };
}

function splitOnce(word: string): string[] {
    const at = word.indexOf('=');
    return [word.slice(0, at), word.slice(at + 1)];
}
