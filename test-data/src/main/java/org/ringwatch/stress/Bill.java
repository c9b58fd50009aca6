// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What rings pay for something, over all of them. */
final class Bill {

    /** What can be paid. */
    enum Item {
        /** Accounts that do it; what everything else is divided by. */
        ACTORS,
        /** Accounts made or bought. */
        ACCOUNTS,
        /** Devices, wallets, addresses and shops got hold of. */
        THINGS,
        /** Events more than without. */
        EVENTS,
        /** How many of these events pay for something. */
        PAYMENTS,
        /** Days that value is not moved on. */
        DAYS;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Item, Double> items = new EnumMap<>(Item.class);
    private final Set<String> actors = new HashSet<>();

    /** Counts an account that takes part, once however often it does. */
    void addActor(String account) {
        if (actors.add(account)) {
            add(Item.ACTORS, 1);
        }
    }

    void add(Item item, double count) {
        items.merge(item, count, Double::sum);
    }

    double get(Item item) {
        return items.getOrDefault(item, 0.0);
    }

    void write(Path file) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Item item : Item.values()) {
            node.put(item.key(), get(item));
        }
        Files.writeString(file, new ObjectMapper().writeValueAsString(node) + "\n");
    }
}
