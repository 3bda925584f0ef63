// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { join } from 'node:path';

import { connectAgent, quoted } from './agent.js';
import type { Computer, Program } from './machine.js';
import type { RunAll, Runner } from './process.js';
import { within } from './within.js';
import { listen } from './virtual-machine.js';

/** The virtio serial ports at which agents wait, by their names: for single commands, and for a long one beside them. */
export const AGENT_PORTS = ['commands', 'program'] as const;

/** Several times what the start of the services takes on two slow cores. */
const START_MS = 240_000;

/** For what only looks or sets something up. */
const COMMAND_MS = 120_000;

/** A virtual machine as its agents serve it. */
export interface VmComputer extends Computer {
    /** As `exec`. @returns its standard output. @throws where it did not end with status 0 */
    check(argv: readonly string[]): Promise<string>;
    /** The one long program beside the commands. */
    start(argv: readonly string[]): Program;
}

export interface AgentPorts {
    /** QEMU's side of them. */
    readonly devices: readonly string[];
    /** Waits for the agents. @throws where they do not come in time */
    readonly connect: (timeoutMs?: number) => Promise<VmComputer>;
}

/** Opens the ports of a virtual machine that is to be started, as sockets in a folder. */
export async function openAgentPorts(folder: string): Promise<AgentPorts> {
    const ports = await Promise.all(AGENT_PORTS.map(name => listen(join(folder, `${name}.socket`))));
    const devices = [
        ...['-device', 'virtio-serial-pci'],
        ...AGENT_PORTS.flatMap((name, at) => [
            ...['-chardev', `socket,id=${name},path=${ports[at]?.path},server=off`],
            ...['-device', `virtserialport,chardev=${name},name=${name}`],
        ]),
    ];
    const connect = async (timeoutMs = START_MS): Promise<VmComputer> => {
        const sockets = await Promise.all(ports.map(port => port.connection));
        const agents = Promise.all(sockets.map(connectAgent));
        const [commands, program] = await within(timeoutMs, 'its agents are there', agents);
        if (commands === undefined || program === undefined) throw new Error('not two agents');
        const exec: Computer['exec'] = argv => within(COMMAND_MS, argv.join(' '), commands(argv).ended);
        return {
            exec,
            check: async argv => {
                const { status, stdout, stderr } = await exec(argv);
                if (status !== 0) throw new Error(`${argv.join(' ')}: status ${status}\n${stdout}${stderr}`);
                return stdout;
            },
            start: argv => {
                const { child, pid, ended } = program(argv);
                const signal = async (name: NodeJS.Signals): Promise<boolean> =>
                    (await exec(['kill', `-${name.replace('SIG', '')}`, String(await pid)])).status === 0;
                return { child, ended, signal };
            },
        };
    };
    return { devices, connect };
}

/**
 * Runs many commands as one, for each alone takes most of its time on the way. All of them get the same text of what
 * they wrote to standard error.
 */
export function allAtOnce(exec: Runner): RunAll {
    const each = 'each() { "$@" | base64 --wrap=0; echo " ${PIPESTATUS[0]}"; }';
    return async commands => {
        const calls = commands.map(argv => `each ${argv.map(quoted).join(' ')}`);
        const { stdout, stderr } = await exec(['bash', '-c', [each, ...calls].join('\n')]);
        return commands.map((_, at) => {
            const [output = '', status] = stdout.split('\n')[at]?.split(' ') ?? [];
            return { status: Number(status), stdout: Buffer.from(output, 'base64').toString(), stderr };
        });
    };
}
