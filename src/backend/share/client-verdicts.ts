// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientVerdict, ShareMode, VerdictReason } from '../protocol/messages.js';
import { findsMenuByHttpBoot, findsMenuByPxe, grubFor, runsOn } from './efi-start.js';
import type { EfiArch, EfiLoader, LoaderFacts } from './types.js';

/** Which computers can start from a share, and why others cannot. */
export function clientVerdicts(loaders: LoaderFacts, mode: ShareMode): readonly ClientVerdict[] {
    const reasons: Readonly<Record<ClientVerdict['client'], VerdictReason | null>> = {
        bios: startsBios(loaders) ? null : 'other-machine',
        'uefi-x64': withoutSecureBoot('x64', loaders, mode),
        'uefi-x64-secure-boot': withoutSecureBoot('x64', loaders, mode) ?? secureBoot(loaders, mode),
        'uefi-ia32': withoutSecureBoot('ia32', loaders, mode),
        'uefi-arm64': withoutSecureBoot('arm64', loaders, mode),
    };
    return Object.entries(reasons).map(([client, because]) => ({
        client: client as ClientVerdict['client'],
        starts:
            because === null || because === 'http-boot-only'
                ? 'yes'
                : because === 'not-checked'
                  ? 'perhaps'
                  : 'no',
        ...(because === null ? {} : { because }),
    }));
}

/** Whether computers with a BIOS can start the medium: what their loader loads, there is everywhere. */
export function startsBios({ kernel }: LoaderFacts): boolean {
    return kernel.arch !== 'arm64';
}

/** @returns null where they can start */
function withoutSecureBoot(arch: EfiArch, loaders: LoaderFacts, mode: ShareMode): VerdictReason | null {
    if (!runsOn(arch, loaders)) return 'other-machine';
    const ways = [findsMenuByPxe(mode), ...(arch === 'x64' ? [findsMenuByHttpBoot] : [])];
    if (ways.some(way => grubFor(arch, loaders, way) !== null)) return null;
    return loaderOf(arch, loaders) === undefined ? 'no-loader' : 'beside-dhcp-server';
}

/** What else there has to be for Secure Boot, on x64. */
function secureBoot(loaders: LoaderFacts, mode: ShareMode): VerdictReason | null {
    const loader = loaderOf('x64', loaders);
    if (loader === undefined) return 'no-loader';
    if (loader.trust === 'untrusted') return loaders.kernel.signed === false ? 'not-signed' : 'other-vendor';
    const signed = [findsMenuByPxe(mode), findsMenuByHttpBoot].map(way => way(loader));
    if (!signed.includes(true)) return 'beside-dhcp-server';
    if (loader.trust === 'unknown') return 'not-checked';
    return signed[0] === true ? null : 'http-boot-only';
}

function loaderOf(arch: EfiArch, { efi }: LoaderFacts): EfiLoader | undefined {
    return efi.find(loader => loader.arch === arch);
}
