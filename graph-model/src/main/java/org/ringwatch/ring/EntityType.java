// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/** The kinds of things a ring is made of, in the order in which result files list them. */
public enum EntityType {
    ACCOUNT,
    DEVICE,
    IP,
    WALLET,
    MERCHANT,
    BENEFICIARY
}
