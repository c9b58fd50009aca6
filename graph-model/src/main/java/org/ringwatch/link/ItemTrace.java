// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.List;

/**
 * What one resource says about the account asked about and another one, and how that came about.
 *
 * @param order order hash of the other account
 * @param secret secret hash of it
 * @param type kind of the resource
 * @param resourceOrder order hash of the resource
 * @param resourceSecret secret hash of it
 * @param degree accounts seen with it that count
 * @param meeting whether this is about meetings there
 * @param explains whether this is no evidence but an innocent explanation: a common home or family
 * @param steps what each rule did; they add up to the weight of the item
 */
public record ItemTrace(
        long order,
        long secret,
        ResourceType type,
        long resourceOrder,
        long resourceSecret,
        int degree,
        boolean meeting,
        boolean explains,
        List<Step> steps) {

    /** The weight of the item, millionths. */
    public long micros() {
        return steps.stream().mapToLong(Step::micros).sum();
    }
}
