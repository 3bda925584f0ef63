// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Fixtures are imported as text (scripts/test-unit.mjs).
declare module '*.txt' {
    const text: string;
    export default text;
}

declare module '*.snap' {
    const text: string;
    export default text;
}
