// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { columns } from '../test/lab/columns.js';

/** One quantity, measured once or several times, and what it is compared with from the same run. */
export interface Measurement {
    readonly what: string;
    readonly unit: 's' | 'ms' | 'MB/s' | 'MB';
    readonly values: readonly number[];
    readonly baseline?: Baseline;
}

export interface Baseline {
    readonly what: string;
    readonly values: readonly number[];
}

/** @param values at least one */
export function median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    const [upper, lower] = [sorted[middle], sorted[(sorted.length - 1) >> 1]];
    if (upper === undefined || lower === undefined) throw new Error('nothing was measured');
    return (upper + lower) / 2;
}

/** @returns the median over the baseline's median, or null where there is no baseline */
export function ratio({ values, baseline }: Measurement): number | null {
    return baseline === undefined ? null : median(values) / median(baseline.values);
}

/** @returns a table for people: of each measurement the median, its baseline's, and the ratio of the two */
export function measurementTable(measurements: readonly Measurement[]): string {
    return columns([
        ['', 'share', 'baseline', 'ratio', ''],
        ...measurements.map(measurement => {
            const { what, unit, values, baseline } = measurement;
            const quantity = (list: readonly number[]): string => `${rounded(median(list))} ${unit}`;
            return [
                what,
                quantity(values),
                baseline === undefined ? '' : quantity(baseline.values),
                ratio(measurement)?.toFixed(2) ?? '',
                baseline?.what ?? '',
            ];
        }),
    ]);
}

/** Three digits, for no more of them are alike in two runs. */
function rounded(value: number): string {
    return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}
