// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.why;

import java.util.List;
import org.ringwatch.link.ResourceType;
import org.ringwatch.link.Step;

/**
 * Why the account asked about and another one are tied, or are not.
 *
 * @param account the other one
 * @param items what they share, the weightiest first
 * @param steps what was taken off the sum of the items
 * @param weightMicros what remains: items and steps added up, millionths
 * @param tied whether that reaches the threshold
 */
public record ExplainedPair(String account, List<Item> items, List<Step> steps, long weightMicros, boolean tied) {

    /**
     * One resource that both were seen with.
     *
     * @param type what it is
     * @param name its canonical id
     * @param degree accounts seen with it that count
     * @param meeting whether this is about meetings there
     * @param explains whether it is an innocent explanation, and no evidence
     * @param steps what each rule did
     * @param micros what the steps add up to, millionths
     */
    public record Item(
            ResourceType type,
            String name,
            int degree,
            boolean meeting,
            boolean explains,
            List<Step> steps,
            long micros) {}

    /** Whether a common home or family explains the pair. */
    public boolean isAtHome() {
        return items.stream().anyMatch(Item::explains);
    }
}
