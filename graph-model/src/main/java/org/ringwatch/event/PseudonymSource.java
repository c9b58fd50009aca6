// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.io.Serializable;
import java.util.Optional;
import org.ringwatch.pseudonym.Pseudonyms;

/**
 * Where readers get the key for pseudonyms from. It travels with a job in place of the key, which so never stands in what a job
 * is sent or kept as.
 */
public interface PseudonymSource extends Serializable {
    /** Ids stay as they are. */
    static PseudonymSource none() {
        return ClearIds.INSTANCE;
    }

    /**
     * Pseudonyms for one thread; nothing if ids stay as they are.
     *
     * @throws IllegalStateException if the key is not there any more, or another one
     */
    Optional<Pseudonyms> open();

    /** No key at all. */
    enum ClearIds implements PseudonymSource {
        INSTANCE;

        @Override
        public Optional<Pseudonyms> open() {
            return Optional.empty();
        }
    }
}
