// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Drivers of the kernel for telephones alone. */
const PHONES = ['ipheth', 'rndis_host'];

/** Drivers for whatever has a network at USB: adapters with a socket for a cable, and telephones. */
const EITHER = ['cdc_ether', 'cdc_ncm', 'cdc_eem'];

/**
 * Whether an Ethernet interface is a telephone that passes the internet on over USB: nobody starts from the network
 * there. What has a socket has an address of its maker's; a telephone makes one up, which says so in its second bit (as
 * the kernel tells them apart, drivers/net/usb/usbnet.c).
 *
 * @param driver as the kernel names it
 * @param mac with colons
 */
export function isPhone(driver: string, mac: string): boolean {
    const madeUp = (Number.parseInt(mac.slice(0, 2), 16) & 0x02) !== 0;
    return PHONES.includes(driver) || (EITHER.includes(driver) && madeUp);
}
