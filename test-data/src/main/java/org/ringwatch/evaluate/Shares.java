// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Shares of counts; {@code null} in the JSON when there is nothing to take a share of. */
final class Shares {

    private Shares() {}

    static void put(ObjectNode node, String key, double part, double whole) {
        if (whole == 0) {
            node.putNull(key);
        } else {
            node.put(key, part / whole);
        }
    }

    /** Precision, recall and F1 of {@code hits} among {@code found}, where {@code existing} could have been found. */
    static void putPrecisionRecall(ObjectNode node, long hits, long found, long existing) {
        put(node, "precision", hits, found);
        put(node, "recall", hits, existing);
        put(node, "f1", 2.0 * hits, found + existing);
    }
}
