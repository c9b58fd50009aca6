// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Knows what the pseudonyms of a run stand for. */
public interface ClearIds {
    /**
     * The ids behind pseudonyms; those that it does not know are not among them.
     *
     * @throws IOException if what it looks in cannot be read
     */
    Map<String, String> of(Set<String> pseudonyms) throws IOException;
}
