// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.why;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ringwatch.link.AccountTrace;
import org.ringwatch.link.ItemTrace;
import org.ringwatch.link.PairTrace;
import org.ringwatch.link.ResourceTrace;
import org.ringwatch.ring.GroupTrace;
import org.ringwatch.ring.Ids;
import org.ringwatch.ring.Ring;

/** All that the stages told about the accounts asked about, in no order. */
public final class Traces {
    final List<ResourceTrace> resources = new ArrayList<>();
    final List<ItemTrace> items = new ArrayList<>();
    final List<PairTrace> pairs = new ArrayList<>();
    final List<Ring> unlikely = new ArrayList<>();
    private final TreeSet<String> alikeSubject = new TreeSet<>(Ids.ORDER);
    private final TreeSet<String> alikeOther = new TreeSet<>(Ids.ORDER);
    private final Map<Hashes, String> names = new HashMap<>();
    private @Nullable AccountTrace subject;
    private @Nullable AccountTrace other;
    private @Nullable GroupTrace subjectGroup;
    private @Nullable GroupTrace otherGroup;

    private record Hashes(long order, long secret) {}

    /** Takes in what a stage told. */
    public void add(Trace trace) {
        if (trace.account() != null) {
            subject = trace.account().subject() ? trace.account() : subject;
            other = trace.account().subject() ? other : trace.account();
        } else if (trace.resource() != null) {
            resources.add(trace.resource());
        } else if (trace.item() != null) {
            items.add(trace.item());
        } else if (trace.pair() != null) {
            pairs.add(trace.pair());
        } else if (trace.group() != null) {
            subjectGroup = trace.group().subject() ? trace.group() : subjectGroup;
            otherGroup = trace.group().subject() ? otherGroup : trace.group();
        } else if (trace.unlikely() != null) {
            unlikely.add(trace.unlikely());
        } else if (trace.name() != null) {
            names.put(
                    new Hashes(trace.name().order(), trace.name().secret()),
                    trace.name().name());
        } else if (trace.alike() != null) {
            (trace.alike().subject() ? alikeSubject : alikeOther)
                    .add(trace.alike().name());
        }
    }

    /** Accounts whose names read like that of the one asked about, or of the other one, in order. */
    List<String> alike(boolean ofSubject) {
        return List.copyOf(ofSubject ? alikeSubject : alikeOther);
    }

    /** What was read of the account asked about, or of the other one. */
    Optional<AccountTrace> account(boolean ofSubject) {
        return Optional.ofNullable(ofSubject ? subject : other);
    }

    /** What became of the group of the account asked about, or of the other one. */
    Optional<GroupTrace> group(boolean ofSubject) {
        return Optional.ofNullable(ofSubject ? subjectGroup : otherGroup);
    }

    /** Whether that name is behind the hashes; those of most partners are not known. */
    boolean isNamed(long order, long secret, String name) {
        return name.equals(names.get(new Hashes(order, secret)));
    }

    /** The name behind hashes. */
    String name(long order, long secret) {
        String name = names.get(new Hashes(order, secret));
        if (name == null) {
            throw new IllegalStateException("a name did not come back in the second pass");
        }
        return name;
    }
}
