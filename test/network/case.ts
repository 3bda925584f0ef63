// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** A test over real network namespaces. It throws where it fails, and takes down what it has set up. */
export interface Case {
    readonly name: string;
    readonly run: () => Promise<void>;
}

/** Looks until nothing is thrown any more. @throws the last error after so many milliseconds */
export async function eventually<T>(ms: number, look: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + ms;
    for (;;) {
        try {
            return await look();
        } catch (error) {
            if (Date.now() > deadline) throw error;
        }
        await new Promise(resolve => setTimeout(resolve, 50));
    }
}
