// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** @throws where `promise` takes longer; what it waits for goes on */
export async function within<T>(timeoutMs: number, what: string, promise: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
            reject(new Error(`not within ${timeoutMs / 1000} s: ${what}`));
        }, timeoutMs);
    });
    return Promise.race([promise, late]).finally(() => {
        clearTimeout(timer);
    });
}
