// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.List;

/**
 * One member account seen with one resource of the same ring.
 *
 * @param accountId the account
 * @param type kind of the resource, never {@link EntityType#ACCOUNT}
 * @param resourceId the resource
 * @param weightMicros half of the evidence that the resource gives on the account's ties inside the ring, before the cap on addresses and
 *     the discount of a common home, in millionths, ≥ 0
 * @param events number of events that show the link
 * @param amounts sums of their amounts, by currency in ascending order
 * @param firstSeen epoch milliseconds
 * @param lastSeen epoch milliseconds
 */
public record RingLink(
        String accountId,
        EntityType type,
        String resourceId,
        long weightMicros,
        long events,
        List<Amount> amounts,
        long firstSeen,
        long lastSeen) {}
