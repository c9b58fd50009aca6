// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/** The part a member plays in its ring; {@link #UNKNOWN} when the events do not tell. */
public enum Role {
    SUSPECT,
    VICTIM,
    BYSTANDER,
    INFRASTRUCTURE,
    UNKNOWN
}
