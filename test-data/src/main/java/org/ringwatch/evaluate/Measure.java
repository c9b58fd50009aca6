// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * A measure of {@code evaluate}.
 *
 * @param part its first key
 * @param key its second key, {@code a/b} for one below {@code a}
 * @param worse which of two values is worse
 */
record Measure(String part, String key, DoubleBinaryOperator worse) {

    /** Every measure that can be compared between worlds. */
    static final List<Measure> ALL = List.of(
            low("accounts", "precision"),
            low("accounts", "recall"),
            low("accounts", "f1"),
            low("accounts", "average_precision"),
            low("accounts", "best_f1"),
            low("suspects", "precision"),
            low("suspects", "recall"),
            low("suspects", "f1"),
            high("suspects", "victim_as_suspect"),
            high("roles", "unknown_share"),
            high("schemes", "unknown_share"),
            low("rings", "recovered_share"),
            low("rings", "strict_share"),
            low("rings", "mean_best_f1"),
            low("rings", "mean_best_jaccard"),
            low("rings", "ring_precision"),
            low("rings", "precision_at/10"),
            low("rings", "precision_at/50"),
            low("rings", "precision_at/100"),
            high("rings", "false_per_10k"),
            high("rings", "merged"),
            high("rings", "split"),
            low("pairs", "precision"),
            low("pairs", "recall"),
            low("pairs", "f1"),
            high("calibration", "ece"));

    /** The measures of one attack pattern. */
    static final List<String> OF_A_PATTERN = List.of("account_recall", "recovered_share", "mean_best_f1");

    private static Measure low(String part, String key) {
        return new Measure(part, key, Math::min);
    }

    private static Measure high(String part, String key) {
        return new Measure(part, key, Math::max);
    }

    /** Where {@code evaluate} writes it. */
    String pointer() {
        return "/" + part + "/" + key;
    }

    /** What the documentation calls it. */
    String title() {
        return "`" + part + "." + key.replace('/', '.') + "`";
    }
}
