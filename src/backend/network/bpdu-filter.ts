// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * A configuration BPDU, or one of the rapid spanning tree (IEEE 802.1D, section 9.3: types 0 and 2), whose forward delay
 * is not 0, as pcap-filter(7) has it: the type is at byte 3 and the delay at byte 33 of the BPDU, which follows 17 bytes
 * of Ethernet and LLC.
 */
export const BPDU_FILTER = 'stp and (ether[20] = 0 or ether[20] = 2) and ether[50:2] > 0';
