// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

/** One way of defrauding; plants rings of its kind into a district. */
interface AttackPattern {

    /** The name in the truth. */
    String name();

    /** Typical number of accounts of a ring. */
    double medianSize();

    /** Plants a ring: makes or takes over {@code plan.size()} accounts and writes what they do. */
    void plant(RingPlan plan, District district);
}
