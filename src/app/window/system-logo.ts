// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * The logo of the system that runs here, by what it says of itself (os-release(5)) and the names that desktops have such icons by.
 *
 * @param info a value of os-release, null where it has none of that name
 * @param hasIcon whether the icon theme has an icon of that name
 * @returns the name of an icon; null where there is none
 */
export function systemLogo(
    info: (key: 'LOGO' | 'ID') => string | null,
    hasIcon: (name: string) => boolean,
): string | null {
    const [logo, id] = [info('LOGO'), info('ID')];
    const names = [logo ?? '', ...(id === null ? [] : [`distributor-logo-${id}`, `emblem-${id}`])];
    return names.find(name => name !== '' && hasIcon(name)) ?? null;
}
