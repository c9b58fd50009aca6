// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The things that a ring's acts touched, as far as the events show them: the ring's own, and honest things that it merely
 * used (a proxy in somebody's home, a victim's card, an ordinary shop).
 */
final class Ledger {

    private final Set<String> own = new HashSet<>();
    private final Set<Thing> touched = new LinkedHashSet<>();

    private record Thing(String type, String id) {}

    /** Marks a thing as the ring's own and gives it back. */
    String own(String id) {
        own.add(id);
        return id;
    }

    void touch(String type, String id) {
        touched.add(new Thing(type, id));
    }

    /** Appends a line for every thing touched, in the order of first touch. */
    void write(String ring, StringBuilder out) {
        for (Thing thing : touched) {
            String role = own.contains(thing.id()) ? "infrastructure" : "bystander";
            out.append(ring).append(',').append(thing.type()).append(',');
            out.append(thing.id()).append(',').append(role).append('\n');
        }
    }
}
