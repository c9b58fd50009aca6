// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.List;

/**
 * What came of a resource that the account asked about was seen with.
 *
 * @param type kind of the resource
 * @param order order hash
 * @param secret secret hash
 * @param accounts accounts seen with it, the one asked about included
 * @param events events of the account asked about that show it
 * @param firstTime the first of them, epoch milliseconds, whole minutes
 * @param lastTime the last of them
 * @param moved whether the account moved value there
 * @param habitual whether it is an address where the account is at home
 * @param hub whether too many come there to tie everybody
 * @param pairs others that it says something about, together with the account asked about
 * @param bestMicros the most that it adds to one such pair, millionths
 * @param rules what was taken off, by rule
 */
public record ResourceTrace(
        ResourceType type,
        long order,
        long secret,
        int accounts,
        long events,
        long firstTime,
        long lastTime,
        boolean moved,
        boolean habitual,
        boolean hub,
        int pairs,
        long bestMicros,
        List<RuleCount> rules) {}
