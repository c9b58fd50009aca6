// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.result;

import java.util.Map;
import java.util.TreeMap;

/** The facts of a run, gathered by name. */
public final class Facts {
    public static final String EVENTS_READ = "events_read";

    /** Events that are kept; told by a watch, which forgets some. */
    public static final String EVENTS_KEPT = "events_kept";

    public static final String BYTES_READ = "bytes_read";
    public static final String REJECTED = "rejected";
    public static final String ERASED_EVENTS = "erased_events";
    public static final String ERASED_VALUES = "erased_values";
    public static final String DUPLICATES = "duplicates";
    public static final String CONFLICTING = "conflicting";
    public static final String ACCOUNTS = "accounts";
    public static final String LINKS = "links";
    public static final String TRUSTED_LINKS = "trusted_links";
    public static final String HUBS = "hubs";
    public static final String PAIR_ITEMS = "pair_items";
    public static final String TIES = "ties";
    public static final String COMPONENTS = "components";

    /** Accounts of the largest component. */
    public static final String LARGEST_COMPONENT = "largest_component";

    public static final String TIGHTENED_COMPONENTS = "tightened_components";
    public static final String TIGHTENED_ACCOUNTS = "tightened_accounts";
    public static final String COMMUNITIES = "communities";
    public static final String DIGEST_HIGH = "events_digest_high";
    public static final String DIGEST_LOW = "events_digest_low";

    /** When the newest event arrived, milliseconds of the clock. */
    public static final String LAST_ARRIVAL = Fact.LAST + "arrival";

    public static final String BYTES_GATHERED = "bytes_gathered";

    /** Accounts with which the one asked about shares anything that weighs. */
    public static final String PARTNERS_OF_SUBJECT = "partners_of_subject";

    public static final String TIES_OF_SUBJECT = "ties_of_subject";
    public static final String TIES_OF_OTHER = "ties_of_other";

    /** Prefix of counts of the events that fill a column. */
    public static final String FILLED = "filled.";

    /** Prefix of counts of unknown event types. */
    public static final String UNKNOWN_TYPE = "unknown_type.";

    /** Unknown event types that are counted by name; the rest is counted together, as {@link #OTHER_UNKNOWN_TYPES}. */
    public static final int MAX_UNKNOWN_TYPES = 1000;

    public static final String OTHER_UNKNOWN_TYPES = "";

    private static final String LINES = "lines.";

    private final TreeMap<String, Long> values = new TreeMap<>();

    /** Takes one fact in. */
    public void add(Fact fact) {
        if (fact.name().startsWith(Fact.FIRST)) {
            values.merge(fact.name(), fact.value(), Math::min);
        } else if (fact.name().startsWith(Fact.LAST)) {
            values.merge(fact.name(), fact.value(), Math::max);
        } else {
            values.merge(fact.name(), fact.value(), Long::sum);
        }
    }

    /** The value of a fact, or the greatest if those were told; 0 if nobody told it. */
    public long get(String name) {
        return values.getOrDefault(name, values.getOrDefault(Fact.LAST + name, 0L));
    }

    /** The facts whose names start with a prefix, without it, in order of name. */
    public Map<String, Long> startingWith(String prefix) {
        Map<String, Long> found = new TreeMap<>();
        values.tailMap(prefix).forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** Physical lines of the file before byte {@code splitStart}; splits of a file are known by where they start. */
    public long linesBefore(int file, long splitStart) {
        String prefix = lines(file, 0).substring(0, lines(file, 0).length() - 1);
        return startingWith(prefix).entrySet().stream()
                .filter(split -> Long.parseLong(split.getKey()) < splitStart)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Name of the fact that tells how many physical lines a split has. */
    public static String lines(int file, long splitStart) {
        return LINES + file + "." + splitStart;
    }
}
