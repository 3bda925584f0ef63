// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { ProblemCode, ProblemParams } from '../backend/protocol/problem.js';
import { fill } from './fill.js';

const _ = Gettext.gettext;

/** One plain sentence or two for a problem: what happened, and what to do. Translated; gaps are filled from `params`. */
export function problemText(code: ProblemCode, params: ProblemParams): string {
    return fill(SENTENCES[code](), params);
}

// functions, for the language is known only when one is asked for
const SENTENCES: Readonly<Record<ProblemCode, () => string>> = {
    'bad-request': () => _('The parts of Share Live do not understand each other. Install it again.'),
    'version-mismatch': () => _('The parts of Share Live are of different versions. Install it again.'),
    'wrong-order': () => _('The parts of Share Live do not understand each other. Install it again.'),
    'already-running': () => _('This computer is sharing already. Stop that first.'),
    'helper-missing': () => _('Share Live is not installed completely. Install it again.'),
    dismissed: () => _('The question for your permission was closed. Start again and answer it to share.'),
    'no-agent': () =>
        _(
            'This session has no program that could ask for your permission. Log in to a desktop and try again.',
        ),
    'not-allowed': () => _('You are not allowed to share from this computer. Ask whoever administers it.'),
    'no-live-medium': () =>
        _(
            'This computer does not run from a live system. Choose an image file to share instead. (Looked for {lookedFor}.)',
        ),
    'image-missing': () =>
        _('The image file cannot be opened. Check that it exists and that you may read it.'),
    'image-not-a-file': () =>
        _('This is not an image file. Choose the file of a live system, usually with “.iso” at its end.'),
    'image-writable': () =>
        _('The image file was opened for writing. It is only shared when it cannot change.'),
    'image-unreadable': () =>
        _(
            'The image file cannot be read by the system. Copy it to a disk of this computer and choose the copy.',
        ),
    'image-damaged': () => _('The image file is damaged or incomplete. Download or copy it again.'),
    'image-not-live': () =>
        _('This image does not hold a live system that Share Live knows. (Looked for {lookedFor}.)'),
    'no-boot-files': () =>
        _('The live system has no kernel to start other computers with. (Looked for {lookedFor}.)'),
    'no-network-start': () =>
        _('“{name}” cannot start over a network: the files that it starts with know no network.'),
    'image-needed': () =>
        _('This live system can only be shared from its image file. Choose that to share it.'),
    'medium-gone': () => _('The medium was removed. Put it back and start again.'),
    'no-network-manager': () => _('NetworkManager does not run on this computer. Start it and try again.'),
    'no-interface': () =>
        _('This computer has no network socket for a cable, and is in no Wi-Fi network that could be used.'),
    'interface-unknown': () => _('This computer has no network interface “{interface}”.'),
    'interface-not-wired': () =>
        _('Other computers can only start over a cable, and “{interface}” has none.'),
    'interface-part': () =>
        _('“{interface}” is a part of “{whole}” on this computer. Choose that, or another one.'),
    'interface-internal': () =>
        _('“{interface}” leads only to containers or virtual machines of this computer. Choose another one.'),
    'interface-needs-router': () =>
        _(
            'Sharing over “{interface}” only works in a network whose router hands out addresses, and none did. Use a network socket with a cable.',
        ),
    'interface-not-managed': () =>
        _(
            '“{interface}” was set up by another program than NetworkManager, and could not be put back as it was. Choose another one.',
        ),
    'interface-refused': () => _('This is not the name of a network interface.'),
    'interface-no-address': () =>
        _(
            'This computer has no address on the network behind “{interface}”. Connect it to that network first, then try again.',
        ),
    'interface-gone': () =>
        _(
            '“{interface}” has gone from this computer, and with it the other computers. Plug it in and start again.',
        ),
    'network-changed': () =>
        _(
            'The network at “{interface}” was set up differently meanwhile, so that the other computers cannot find this one any more. Start again.',
        ),
    'no-free-subnet': () =>
        _(
            'There are no free network addresses left for the other computers. Leave a VPN or another network and try again.',
        ),
    'other-share-live': () =>
        _(
            'Another computer on this network shares a live system already ({server}). Stop sharing there first, or use a cable of your own.',
        ),
    'firewall-refused': () =>
        _(
            'The firewall of this computer keeps other computers out, and could not be told to let them in. Ask whoever administers it.',
        ),
    'engine-missing': () => _('A program that sharing needs is not installed: {engine}'),
    'engine-failed': () => _('A program that sharing needs has failed: {engine}'),
    'port-busy': () =>
        _('Another program on this computer serves the network already. Stop it and try again.'),
    'disk-full': () => _('There is not enough free space on this computer. Free some and try again.'),
    'nfs-busy': () =>
        _(
            'This computer serves files to the network already, and this live system can be shared in no other way.',
        ),
    'keep-needs-nfs': () =>
        _(
            'To keep the files of the other computers, this one needs the NFS server of its kernel, which is not there or is used by something else.',
        ),
    'store-unusable': () => _('The file for the files of a computer cannot be used.'),
    'no-loader': () =>
        _(
            'No computer can start this system from here: it is for other processors than this computer has start programs for.',
        ),
    'undo-failed': () => _('Not everything could be put back as it was. Restart this computer to be sure.'),
    internal: () => _('Something went wrong in Share Live. Try again, and report it if it happens again.'),
};
