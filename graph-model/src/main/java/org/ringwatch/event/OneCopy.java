// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Keeps one copy of equal values in a process. A long list that was sent to every subtask of a job takes its room once for all
 * that run here, and none when nobody uses it any more.
 *
 * @param <T> compared by what it holds, and never changed
 */
public final class OneCopy<T> {
    private final Map<T, WeakReference<T>> copies = new WeakHashMap<>();

    /** The first value of those equal to this one that is still in use; this one, if there is none. */
    public synchronized T of(T value) {
        WeakReference<T> known = copies.get(value);
        T first = known == null ? null : known.get();
        if (first != null) {
            return first;
        }
        copies.put(value, new WeakReference<>(value));
        return value;
    }
}
