// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Where the files for the client's system lie in the extra initrd, each at its path in there, and the list of them. */
export const FILES_FOLDER = 'share-live/files.d';
export const FILES_LIST = 'share-live/files';

/** Firefox's policies (support.mozilla.org: policies.json), by which its start page is set for everybody. */
export const POLICIES_PATH = 'etc/firefox/policies/policies.json';

/** @param startPage checked (`isStartPage`) */
export function startPagePolicy(startPage: string): string {
    return `${JSON.stringify({ policies: { Homepage: { URL: startPage, StartPage: 'homepage' } } })}\n`;
}

/**
 * For a script with the root file system mounted at `$root`: the function `prepare_files`. What belongs into a home goes where
 * new users get theirs from; casper has made its user by then, who gets it, too. Policies of the medium's own stay.
 */
export const PREPARE_FILES = `prepare_files() {
    [ -e /${FILES_LIST} ] || return
    while read -r path; do
        case $path in
        ${POLICIES_PATH}) [ -e "$root/$path" ] && continue ;;
        esac
        mkdir -p "$root/\${path%/*}"
        cat "/${FILES_FOLDER}/$path" >"$root/$path"
    done </${FILES_LIST}
    for home in "$root"/home/*; do
        [ -d "$home" ] || continue
        chroot "$root" sh -c 'cp -R /etc/skel/. "$1" && chown -R --reference="$1" "$1"' sh "\${home#"$root"}"
    done
}
`;
