// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { memoryBytes } from './clients/memory-check.js';
import { isRoot } from './lib/unprivileged.js';
import { family } from './medium/recognise.js';
import { entryTitles } from './menu/choose-entry.js';
import { checkInterfaceName } from './network/interface-name.js';
import {
    PROTOCOL_VERSION,
    type MediumSummary,
    type Reply,
    type Request,
    type ShareOptions,
} from './protocol/messages.js';
import { Problem, toProblem, type ProblemCode } from './protocol/problem.js';
import { parseRequest } from './protocol/requests.js';
import type { ReadLine } from './protocol/lines.js';
import { clientVerdicts } from './share/client-verdicts.js';
import { readFacts } from './share/facts.js';
import type { OpenMedium } from './share/open-medium.js';
import { openImage, openRunning } from './share/open-medium.js';
import { plan } from './share/plan.js';
import { openSessionArchive } from './share/session-archive.js';
import { startShare, type Share } from './share/share.js';
import { mediumTransports, sentImage } from './share/transports.js';

export interface SessionIo {
    readonly readLine: ReadLine;
    readonly send: (reply: Reply) => void;
    /** Receives the descriptor of the image. @throws Problem `bad-request` where none comes */
    readonly receiveDescriptor: () => number;
}

/** Problems of an app that does not keep to the protocol: nothing more is heard from it. */
const BREACHES: readonly ProblemCode[] = ['bad-request', 'wrong-order', 'version-mismatch'];

/**
 * Serves one app, request by request, until it says stop, goes away or breaks the protocol, until its share fails, or
 * until `ended` resolves. Then everything that was done is undone before this returns.
 */
export async function serve(io: SessionIo, ended: Promise<void>): Promise<void> {
    let greeted = false;
    let medium: OpenMedium | null = null;
    let share: Share | null = null;
    let shareEnded = (): void => undefined;
    const failed = new Promise<void>(resolve => (shareEnded = resolve));

    const handle = async (request: Request): Promise<void> => {
        if (request.type === 'init') {
            if (greeted) throw new Problem('wrong-order', {}, 'init twice');
            if (request.version !== PROTOCOL_VERSION)
                throw new Problem(
                    'version-mismatch',
                    {},
                    `app ${request.version}, helper ${PROTOCOL_VERSION}`,
                );
            greeted = true;
            io.send({ type: 'hello', version: PROTOCOL_VERSION });
            return;
        }
        if (!greeted) throw new Problem('wrong-order', {}, `${request.type} before init`);
        switch (request.type) {
            case 'medium': {
                if (share !== null) throw new Problem('wrong-order', {}, 'a share runs');
                if (request.source === 'image') io.send({ type: 'send-image' });
                medium =
                    request.source === 'image'
                        ? await openImage(io.receiveDescriptor())
                        : await openRunning();
                io.send({ type: 'medium', medium: summary(medium) });
                return;
            }
            case 'plan': {
                if (medium === null) throw new Problem('wrong-order', {}, 'plan before medium');
                const facts = await readFacts(medium, checked(request), isRoot());
                io.send({ type: 'plan', plan: plan(facts) });
                return;
            }
            case 'start': {
                if (medium === null || share !== null)
                    throw new Problem('wrong-order', {}, 'start out of turn');
                if (!isRoot()) throw new Problem('not-allowed', {}, 'sharing needs root');
                const options = checked(request);
                if (request.files) io.send({ type: 'send-files' });
                const archive = request.files ? await openSessionArchive(io.receiveDescriptor()) : null;
                share = startShare(medium, options, archive, io.send);
                void share.ended.then(shareEnded);
                return;
            }
            case 'store': {
                if (share === null) throw new Problem('wrong-order', {}, 'no share runs');
                io.send({ type: 'send-store', mac: request.mac });
                return share.takeStore(request.mac, io.receiveDescriptor());
            }
            case 'stop':
                return;
        }
    };

    const requests = async (): Promise<void> => {
        for (;;) {
            try {
                const line = await io.readLine();
                if (line === null) return;
                const request = parseRequest(line);
                if (request.type === 'stop') return;
                await handle(request);
            } catch (error) {
                const { code, params, detail } = toProblem(error);
                const fatal = BREACHES.includes(code);
                io.send({ type: 'problem', code, params, detail, fatal });
                if (fatal) return;
            }
        }
    };
    await Promise.race([requests(), ended, failed]);
    const begun = share as Share | null;
    if (begun === null) return;
    await begun.stop();
    io.send({ type: 'share', status: 'stopped' });
}

function summary({ medium, menu, source, loaders, bootBytes }: OpenMedium): MediumSummary {
    const { name, family: id, architecture, rootBytes } = medium;
    return {
        ...{ name, family: id, proof: family(id).proof, architecture, bootBytes, rootBytes },
        verdicts: clientVerdicts(loaders, 'own-dhcp'),
        entries: entryTitles(menu, name),
        transports: mediumTransports(medium, source),
        memoryBytes: memoryBytes(sentImage(medium, source)?.bytes ?? rootBytes),
    };
}

function checked(options: ShareOptions): ShareOptions {
    if (options.interface !== 'auto') checkInterfaceName(options.interface);
    return options;
}
