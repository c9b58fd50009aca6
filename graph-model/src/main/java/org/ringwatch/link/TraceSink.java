// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

/** Told what the stages do for the accounts of an {@link Inquiry}. */
public interface TraceSink {
    /** What came of one of the account's resources. */
    void resource(ResourceTrace trace);

    /** What a resource says about the account and another one. */
    void item(ItemTrace trace);

    /** How the evidence on the account and another one was summed. */
    void pair(PairTrace trace);

    /** For stages that nobody asks. */
    static TraceSink none() {
        return new TraceSink() {
            @Override
            public void resource(ResourceTrace trace) {}

            @Override
            public void item(ItemTrace trace) {}

            @Override
            public void pair(PairTrace trace) {}
        };
    }
}
