// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Fills the gaps `{name}` of a translated text. A gap without a value stays as it is. */
export function fill(text: string, gaps: Readonly<Record<string, string>>): string {
    return text.replace(/\{(\w+)\}/g, (gap, name: string) => gaps[name] ?? gap);
}
