// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether a text has a hidden id in it. Ids of fewer than {@value #SHORTEST} UTF-16 units are not looked for inside others: they are in
 * everything. A look at a text costs its length, whatever the number of ids, unless many begin alike.
 */
final class HiddenTexts {
    static final int SHORTEST = 5;

    private final Map<String, Set<String>> byStart = new HashMap<>();

    HiddenTexts(Collection<String> ids) {
        for (String id : ids) {
            if (id.length() >= SHORTEST) {
                byStart.computeIfAbsent(id.substring(0, SHORTEST), start -> new HashSet<>())
                        .add(id);
            }
        }
    }

    boolean occurIn(String text) {
        for (int at = 0; at + SHORTEST <= text.length(); at++) {
            int from = at;
            Set<String> ids = byStart.getOrDefault(text.substring(at, at + SHORTEST), Set.of());
            if (ids.stream().anyMatch(id -> text.startsWith(id, from))) {
                return true;
            }
        }
        return false;
    }
}
