// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the unit tests use of node:assert/strict, for GJS.
function show(value: unknown): string {
    if (value instanceof Map || value instanceof Set) return `${value.constructor.name} ${show([...value])}`;
    return (
        JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner), 2) ??
        String(value)
    );
}

function same(a: unknown, b: unknown): boolean {
    if (Object.is(a, b)) return true;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
    if ((a instanceof Map && b instanceof Map) || (a instanceof Set && b instanceof Set))
        return same([...a], [...b]);
    if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
    if (a instanceof Error && b instanceof Error && a.message !== b.message) return false;
    const keys = Object.keys(a);
    return (
        keys.length === Object.keys(b).length &&
        keys.every(key => Object.hasOwn(b, key) && same(Reflect.get(a, key), Reflect.get(b, key)))
    );
}

type Expected = RegExp | ErrorClass | ((error: unknown) => boolean) | object;
type ErrorClass = abstract new (...args: never[]) => Error;

/** Whether a thrown error is the expected one, by the same four ways of saying so that Node has. */
function matches(error: unknown, expected: Expected | undefined): boolean {
    if (expected === undefined) return true;
    if (expected instanceof RegExp) return expected.test(String(error));
    if (typeof expected !== 'function') {
        return Object.entries(expected).every(([key, value]) => {
            const actual: unknown = Reflect.get(Object(error), key);
            return value instanceof RegExp ? value.test(String(actual)) : same(actual, value);
        });
    }
    const isClass = expected === Error || Object.prototype.isPrototypeOf.call(Error, expected);
    return isClass
        ? error instanceof (expected as ErrorClass)
        : (expected as (error: unknown) => boolean)(error);
}

function check(condition: boolean, message: string | Error | undefined, otherwise: () => string): void {
    if (condition) return;
    throw message instanceof Error ? message : new Error(message ?? otherwise());
}

type Message = string | Error;

interface Assert {
    (value: unknown, message?: Message): asserts value;
    ok(value: unknown, message?: Message): asserts value;
    equal<T>(actual: unknown, expected: T, message?: Message): asserts actual is T;
    notEqual(actual: unknown, expected: unknown, message?: Message): void;
    deepEqual<T>(actual: unknown, expected: T, message?: Message): asserts actual is T;
    notDeepEqual(actual: unknown, expected: unknown, message?: Message): void;
    match(actual: string, pattern: RegExp, message?: Message): void;
    doesNotMatch(actual: string, pattern: RegExp, message?: Message): void;
    throws(run: () => unknown, expected?: Expected, message?: Message): void;
    doesNotThrow(run: () => unknown): void;
    rejects(
        run: Promise<unknown> | (() => Promise<unknown>),
        expected?: Expected,
        message?: Message,
    ): Promise<void>;
    fail(message?: Message): never;
}

function ok(value: unknown, message?: Message): asserts value {
    check(Boolean(value), message, () => `${show(value)} is not truthy`);
}

const assert: Assert = ok as Assert;
assert.ok = ok;
assert.equal = (actual, expected, message) => {
    check(Object.is(actual, expected), message, () => `${show(actual)} is not ${show(expected)}`);
};
assert.notEqual = (actual, expected, message) => {
    check(!Object.is(actual, expected), message, () => `both are ${show(actual)}`);
};
assert.deepEqual = (actual, expected, message) => {
    check(same(actual, expected), message, () => `${show(actual)} is not ${show(expected)}`);
};
assert.notDeepEqual = (actual, expected, message) => {
    check(!same(actual, expected), message, () => `both are ${show(actual)}`);
};
assert.match = (actual, pattern, message) => {
    check(pattern.test(actual), message, () => `${show(actual)} does not match ${pattern}`);
};
assert.doesNotMatch = (actual, pattern, message) => {
    check(!pattern.test(actual), message, () => `${show(actual)} matches ${pattern}`);
};
assert.throws = (run, expected, message) => {
    try {
        run();
    } catch (error) {
        check(matches(error, expected), message, () => `threw ${String(error)}`);
        return;
    }
    assert.fail(message ?? 'did not throw');
};
assert.doesNotThrow = run => {
    run();
};
assert.rejects = async (run, expected, message) => {
    try {
        await (typeof run === 'function' ? run() : run);
    } catch (error) {
        check(matches(error, expected), message, () => `rejected with ${String(error)}`);
        return;
    }
    assert.fail(message ?? 'did not reject');
};
assert.fail = message => {
    throw message instanceof Error ? message : new Error(message ?? 'failed');
};

export default assert;
