// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** What a condition may ask about the medium. */
export interface ConditionFiles {
    readonly isFile: (path: string) => boolean;
    readonly isFolder: (path: string) => boolean;
}

const BINARY: Readonly<Record<string, (left: string, right: string) => boolean>> = {
    '=': (left, right) => left === right,
    '==': (left, right) => left === right,
    '!=': (left, right) => left !== right,
    '<': (left, right) => left < right,
    '>': (left, right) => left > right,
    '-eq': (left, right) => Number(left) === Number(right),
    '-ne': (left, right) => Number(left) !== Number(right),
    '-lt': (left, right) => Number(left) < Number(right),
    '-le': (left, right) => Number(left) <= Number(right),
    '-gt': (left, right) => Number(left) > Number(right),
    '-ge': (left, right) => Number(left) >= Number(right),
};

/** Evaluates what follows `test` or stands in brackets (GRUB manual: test). What it does not know is false. */
export function holds(words: readonly string[], { isFile, isFolder }: ConditionFiles): boolean {
    let at = 0;
    const either = (): boolean => {
        let value = both();
        while (words[at] === '-o') {
            at++;
            value = both() || value;
        }
        return value;
    };
    const both = (): boolean => {
        let value = one();
        while (words[at] === '-a') {
            at++;
            value = one() && value;
        }
        return value;
    };
    const one = (): boolean => {
        let negated = false;
        while (words[at] === '!' && at + 1 < words.length) {
            negated = !negated;
            at++;
        }
        return simple() !== negated;
    };
    const simple = (): boolean => {
        const [left = '', operator = '', right] = words.slice(at, at + 3);
        const compare = Object.hasOwn(BINARY, operator) ? BINARY[operator] : undefined;
        if (compare !== undefined && right !== undefined) {
            at += 3;
            return compare(left, right);
        }
        if (/^-[nzefsd]$/.test(left) && at + 1 < words.length) {
            at += 2;
            return unary(left, operator);
        }
        at++;
        return left !== '';
    };
    const unary = (operator: string, operand: string): boolean => {
        switch (operator) {
            case '-n':
                return operand !== '';
            case '-z':
                return operand === '';
            case '-d':
                return isFolder(operand);
            case '-e':
                return isFile(operand) || isFolder(operand);
            default:
                return isFile(operand);
        }
    };
    return either();
}
