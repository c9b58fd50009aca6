// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import org.apache.flink.api.java.tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * What makes a community: who is in it and why, or the events of one member.
 *
 * @param order order hash of the community's first member
 * @param secret secret hash of it
 * @param isMember whether this is about a member's events
 * @param community its {@link org.ringwatch.community.Community#toRow row}; null when there is no such community any more, or
 *     this is about a member
 * @param accountOrder order hash of that member, or 0
 * @param accountSecret secret hash of it, or 0
 * @param events all its events, as {@link StoredEvents} wrote them; null when it is no member any more, or this is not about one
 */
public record CommunityPart(
        long order,
        long secret,
        boolean isMember,
        long @Nullable [] community,
        long accountOrder,
        long accountSecret,
        byte @Nullable [] events) {

    static CommunityPart community(Tuple2<Long, Long> key, long @Nullable [] row) {
        return new CommunityPart(key.f0, key.f1, false, row, 0, 0, null);
    }

    static CommunityPart member(Tuple2<Long, Long> key, Tuple2<Long, Long> account, byte @Nullable [] events) {
        return new CommunityPart(key.f0, key.f1, true, null, account.f0, account.f1, events);
    }

    /** The community's key. */
    Tuple2<Long, Long> key() {
        return Tuple2.of(order, secret);
    }
}
