// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/**
 * An account or resource of a ring.
 *
 * @param type what it is
 * @param id its canonical id
 * @param role the part it plays
 * @param roleReason why it is thought to, a plain English sentence
 * @param scoreMicros how strongly it belongs, 0–1 in millionths
 * @param firstSeen earliest event of the ring's accounts with it, epoch milliseconds
 * @param lastSeen latest such event, epoch milliseconds
 * @param events number of such events
 */
public record Member(
        EntityType type,
        String id,
        Role role,
        String roleReason,
        long scoreMicros,
        long firstSeen,
        long lastSeen,
        long events) {}
