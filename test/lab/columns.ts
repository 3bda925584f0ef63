// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** What begins like a number, or is empty. */
const NUMBER = /^(\d|$)/;

/** @returns rows of cells as lines, each column as wide as it must be, columns of numbers to the right */
export function columns(rows: readonly (readonly string[])[]): string {
    const width = (column: number): number => Math.max(...rows.map(row => (row[column] ?? '').length));
    const isNumeric = (column: number): boolean => rows.slice(1).every(row => NUMBER.test(row[column] ?? ''));
    return rows
        .map(row =>
            row
                .map((cell, column) =>
                    isNumeric(column) ? cell.padStart(width(column)) : cell.padEnd(width(column)),
                )
                .join('  ')
                .trimEnd(),
        )
        .join('\n');
}
