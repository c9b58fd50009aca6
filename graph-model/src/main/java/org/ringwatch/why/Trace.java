// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.why;

import org.jspecify.annotations.Nullable;
import org.ringwatch.link.AccountTrace;
import org.ringwatch.link.ItemTrace;
import org.ringwatch.link.PairTrace;
import org.ringwatch.link.ResourceTrace;
import org.ringwatch.ring.GroupTrace;
import org.ringwatch.ring.Ring;

/**
 * What a stage tells about the accounts asked about: exactly one component is there. The ring is one whose score is too low to
 * be told otherwise.
 */
public record Trace(
        @Nullable AccountTrace account,
        @Nullable ResourceTrace resource,
        @Nullable ItemTrace item,
        @Nullable PairTrace pair,
        @Nullable GroupTrace group,
        @Nullable Ring unlikely,
        @Nullable NameTrace name,
        @Nullable AlikeTrace alike) {

    /** What was read. */
    public static Trace of(AccountTrace account) {
        return new Trace(account, null, null, null, null, null, null, null);
    }

    /** What came of a resource. */
    public static Trace of(ResourceTrace resource) {
        return new Trace(null, resource, null, null, null, null, null, null);
    }

    /** What a resource says about a pair. */
    public static Trace of(ItemTrace item) {
        return new Trace(null, null, item, null, null, null, null, null);
    }

    /** How the evidence on a pair was summed. */
    public static Trace of(PairTrace pair) {
        return new Trace(null, null, null, pair, null, null, null, null);
    }

    /** What became of a group. */
    public static Trace of(GroupTrace group) {
        return new Trace(null, null, null, null, group, null, null, null);
    }

    /** A group whose score is too low to be told as a ring. */
    public static Trace ofUnlikely(Ring ring) {
        return new Trace(null, null, null, null, null, ring, null, null);
    }

    /** A name. */
    public static Trace of(NameTrace name) {
        return new Trace(null, null, null, null, null, null, name, null);
    }

    /** A name that reads alike. */
    public static Trace of(AlikeTrace alike) {
        return new Trace(null, null, null, null, null, null, null, alike);
    }
}
