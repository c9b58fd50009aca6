// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

/**
 * What was read of an account that is asked about.
 *
 * @param subject whether it is the one asked about, not the other one
 * @param events events kept
 * @param firstTime the first of them, epoch milliseconds
 * @param lastTime the last of them
 * @param behaviours what it does that honest accounts seldom do, a bit each ({@link Behaviour})
 */
public record AccountTrace(boolean subject, long events, long firstTime, long lastTime, long behaviours) {

    /** Of an account of an inquiry, after its events were analysed. */
    public static AccountTrace of(Inquiry inquiry, AccountEvents events, long behaviours) {
        return new AccountTrace(
                inquiry.isSubject(events.orderHash(), events.secretHash()),
                events.size(),
                events.time(0),
                events.time(events.size() - 1),
                behaviours);
    }
}
