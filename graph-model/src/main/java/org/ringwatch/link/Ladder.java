// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.ArrayList;
import java.util.List;

/** The steps of one weight while it is made. They add up exactly: each is the difference of two rounded weights. */
final class Ladder {
    private final List<Step> steps = new ArrayList<>();
    private long reached;

    /** Begins anew at a weight, millionths. */
    void begin(long micros) {
        steps.clear();
        reached = micros;
    }

    /** A rule made the weight what it is now. What changed nothing is not written down; a rule twice in a row is one step. */
    void reach(LinkRule rule, long micros) {
        if (micros == reached) {
            return;
        }
        long change = micros - reached;
        int last = steps.size() - 1;
        if (last >= 0 && steps.get(last).rule() == rule) {
            steps.set(last, new Step(rule, steps.get(last).micros() + change));
        } else {
            steps.add(new Step(rule, change));
        }
        reached = micros;
    }

    /** The weight, millionths. */
    long micros() {
        return reached;
    }

    /** The steps so far. */
    List<Step> steps() {
        return List.copyOf(steps);
    }
}
