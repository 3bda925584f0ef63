// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Where the name of the root image on the medium lies in the extra initrd. */
export const IMAGE_NAME_FILE = 'share-live/image-name';

/**
 * For a script with the root file system mounted: the function `prepare_image_name`. A client of live-boot that keeps the system in its
 * memory has the image under the name that it was fetched by; installers (Calamares, by its unpackfs.conf) look for that of the
 * medium, and would fail after all questions are answered.
 */
export const PREPARE_IMAGE_NAME = `prepare_image_name() {
    [ -e /${IMAGE_NAME_FILE} ] || return
    read -r name </${IMAGE_NAME_FILE}
    for image in /run/live/medium/*/root-0.squashfs; do
        [ -e "$image" ] && ln -s root-0.squashfs "\${image%/*}/$name"
    done
}
`;
