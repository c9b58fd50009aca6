// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.why;

/**
 * An account whose name reads like one of an inquiry.
 *
 * @param subject whether like that of the account asked about, not of the other one
 * @param name its canonical id
 */
public record AlikeTrace(boolean subject, String name) {}
