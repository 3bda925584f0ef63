// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { AGENT_SCRIPT } from './agent.js';

const TEMPLATE = 'lab-agent@.service';

/** systemd.device(5): the port's own unit, with the dash in its path escaped. */
const UNIT = String.raw`[Unit]
Requires=dev-virtio\x2dports-%i.device
After=dev-virtio\x2dports-%i.device
DefaultDependencies=no
[Service]
KillMode=process
ExecStart=`;

/**
 * What makes QEMU bring agents into a system that nobody has prepared for them: units as credentials of systemd, from
 * 256 on (systemd.system-credentials(7)), in the OEM strings of the firmware.
 *
 * @param ports the virtio serial ports at which they wait, by their names
 */
export function agentCredentials(ports: readonly string[]): readonly string[] {
    const script = base64(AGENT_SCRIPT);
    const start = `/bin/bash -c "source <(echo ${script} | base64 --decode)" lab-agent /dev/virtio-ports/%i`;
    const wants = ports.map(port => `lab-agent@${port}.service`).join(' ');
    return [
        ...credential(`systemd.extra-unit.${TEMPLATE}`, `${UNIT}${start}\n`),
        ...credential('systemd.unit-dropin.multi-user.target', `[Unit]\nWants=${wants}\n`),
    ];
}

function credential(name: string, value: string): readonly string[] {
    return ['-smbios', `type=11,value=io.systemd.credential.binary:${name}=${base64(value)}`];
}

function base64(text: string): string {
    return Buffer.from(text).toString('base64');
}
