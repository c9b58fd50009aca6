// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/**
 * An honest reading of the same facts, considered.
 *
 * @param code stable name, lower snake case, for example {@code household}
 * @param holds whether it can explain what was seen
 * @param text plain English sentence that says why it does or does not hold
 */
public record InnocentExplanation(String code, boolean holds, String text) {}
