// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

/** How the act ended. Declined and blocked acts are evidence, never a loss. */
public enum Outcome {
    OK,
    DECLINED,
    BLOCKED,
    REVERSED
}
