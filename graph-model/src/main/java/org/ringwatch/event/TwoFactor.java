// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

/** Whether two-factor authentication was on when the event happened. */
public enum TwoFactor {
    UNKNOWN,
    OFF,
    ON
}
