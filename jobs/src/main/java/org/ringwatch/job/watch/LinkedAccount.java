// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.java.tuple.Tuple2;
import org.ringwatch.link.BaselineCounter;
import org.ringwatch.link.LinkRow;
import org.ringwatch.link.RowBuffer;

/**
 * What is remembered of an account from one round to the next: eight words, then for each link the resource's order hash and secret
 * hash and a fingerprint of the link.
 */
final class LinkedAccount {
    static final int EVENTS = 0;
    static final int FIRST = 1;
    static final int LAST = 2;
    static final int BEHAVIOURS = 3;
    static final int CONFLICTING = 4;
    static final int TRUSTED_LINKS = 5;
    static final int DIGEST_HIGH = 6;
    static final int DIGEST_LOW = 7;

    /** Words before the links. */
    static final int HEADER = 8;

    /** Words of a link. */
    static final int LINK = 3;

    /** Of an account without events. */
    static final long[] NOTHING = new long[HEADER];

    private LinkedAccount() {}

    /** An account with these link rows. */
    static long[] of(long[] header, long[] rows) {
        RowBuffer words = new RowBuffer(HEADER + LINK * 16);
        words.add(header, 0, HEADER);
        for (int at = 0; at < rows.length; at += LinkRow.length(rows, at)) {
            words.add(LinkRow.resourceOrder(rows, at));
            words.add(LinkRow.resourceSecret(rows, at));
            words.add(Updates.fingerprint(rows, at, at + LinkRow.length(rows, at)));
        }
        return words.toBlock();
    }

    /** The fingerprints of the links by resource. */
    static Map<Tuple2<Long, Long>, Long> links(long[] account) {
        Map<Tuple2<Long, Long>, Long> links = new HashMap<>();
        for (int at = HEADER; at < account.length; at += LINK) {
            links.put(Updates.id(account, at), account[at + 2]);
        }
        return links;
    }

    /** Number of links. */
    static int degree(long[] account) {
        return (account.length - HEADER) / LINK;
    }

    /** Counts an account that has events. */
    static void count(long[] account, BaselineCounter baseline) {
        baseline.add(account[EVENTS], account[FIRST], account[LAST], account[BEHAVIOURS]);
    }
}
