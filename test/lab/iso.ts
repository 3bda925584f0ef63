// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * The command that makes an image of a tree with isolinux in it: it starts from a CD by El Torito and from a stick by the
 * boot record in front, as Debian's does.
 *
 * @param output the path of the image
 * @param efi the FAT image in the tree that UEFI starts from, where there is one
 */
export function isoCommand(
    tree: string,
    output: string,
    { label, efi }: { readonly label: string; readonly efi?: string },
): string[] {
    return [
        ...[
            'xorriso',
            '-as',
            'mkisofs',
            '-quiet',
            '-o',
            output,
            '-volid',
            label,
            '-rational-rock',
            '-joliet',
        ],
        ...['-isohybrid-mbr', '/usr/lib/ISOLINUX/isohdpfx.bin'],
        ...['-eltorito-boot', 'isolinux/isolinux.bin', '-eltorito-catalog', 'isolinux/boot.cat'],
        ...['-no-emul-boot', '-boot-load-size', '4', '-boot-info-table'],
        ...(efi === undefined
            ? []
            : ['-eltorito-alt-boot', '-e', efi, '-no-emul-boot', '-isohybrid-gpt-basdat']),
        tree,
    ];
}
