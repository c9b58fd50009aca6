// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ringwatch.community.Community;
import org.ringwatch.link.EdgeRow;
import org.ringwatch.link.PairRow;
import org.ringwatch.link.ResourceType;

/** A community, and its members' events once they are there: what the scorer looks at. Members keep the community's numbers. */
final class CommunityView {
    /** What one tie rests on. */
    record Item(
            SharedResource resource,
            long weightMicros,
            int gapMinutes,
            int degree,
            boolean explains,
            boolean meeting,
            boolean hub) {}

    /** Two members, numbers as in {@link #members}. */
    record Tie(int first, int second, long weightMicros, List<Item> items) {
        boolean explained() {
            return items.stream().anyMatch(Item::explains);
        }

        /** Whether it would not hold without hubs. */
        boolean restsOnHub() {
            return items.stream().allMatch(Item::hub);
        }

        boolean inFamily() {
            return items.stream()
                    .anyMatch(item -> item.explains() && item.resource().type() == ResourceType.FAMILY);
        }

        boolean byAddressesAlone() {
            return items.stream()
                    .filter(item -> !item.explains())
                    .allMatch(item -> item.resource().type().isAddress());
        }

        /** Least minutes between acts of value on one shared thing; addresses do not count. */
        int gapMinutes() {
            return items.stream()
                    .filter(item -> !item.resource().type().isAddress())
                    .mapToInt(Item::gapMinutes)
                    .min()
                    .orElse(PairRow.NO_GAP);
        }
    }

    /**
     * Those ties that have items of one kind.
     *
     * @param members who they tie
     * @param resources what these items are about
     * @param weightMicros what these items weigh together
     */
    record Ties(List<Tie> ties, Set<Integer> members, Set<SharedResource> resources, long weightMicros) {}

    final long[] behaviours;
    final List<Tie> ties;

    /** Empty until the members' events are there. */
    final List<CommunityMember> members;

    /** Made when it is asked for: most communities are looked at before their members' events, and no further. */
    private @Nullable List<List<Tie>> tiesOfMembers;

    CommunityView(long[] behaviours, List<Tie> ties, List<CommunityMember> members) {
        this.behaviours = behaviours;
        this.ties = ties;
        this.members = members;
    }

    /** What is known before the members' events are read again. */
    static CommunityView of(Community community) {
        return of(community, List.of());
    }

    static CommunityView of(Community community, List<CommunityMember> members) {
        List<Tie> ties = new ArrayList<>(community.ties());
        for (int t = 0; t < community.ties(); t++) {
            long[] words = community.items()[t];
            List<Item> items = new ArrayList<>(words.length / EdgeRow.ITEM);
            for (int i = 0; i < words.length; i += EdgeRow.ITEM) {
                SharedResource resource = new SharedResource(PairRow.type(words[i]), words[i + 1], words[i + 2]);
                items.add(new Item(
                        resource,
                        words[i + 3],
                        PairRow.gapMinutes(words[i]),
                        PairRow.degree(words[i]),
                        PairRow.explains(words[i]),
                        PairRow.isMeeting(words[i]),
                        PairRow.isHub(words[i])));
            }
            ties.add(new Tie(
                    community.first()[t], community.second()[t], community.weightMicros()[t], items));
        }
        return new CommunityView(community.behaviours(), ties, members);
    }

    /** The ties that have an item that passes the test. */
    Ties having(Predicate<Item> which) {
        List<Tie> having = new ArrayList<>();
        Set<Integer> tied = new LinkedHashSet<>();
        Set<SharedResource> resources = new LinkedHashSet<>();
        long weight = 0;
        for (Tie tie : ties) {
            List<Item> items = tie.items.stream().filter(which).toList();
            if (!items.isEmpty()) {
                having.add(tie);
                tied.add(tie.first);
                tied.add(tie.second);
                items.forEach(item -> resources.add(item.resource));
                weight += items.stream().mapToLong(Item::weightMicros).sum();
            }
        }
        return new Ties(having, tied, resources, weight);
    }

    /** For each member whether more than addresses, and no common home or family, ties it to another one. */
    boolean[] tiedByThings() {
        boolean[] tied = new boolean[size()];
        for (Tie tie : ties) {
            if (!tie.explained() && !tie.byAddressesAlone()) {
                tied[tie.first] = true;
                tied[tie.second] = true;
            }
        }
        return tied;
    }

    int size() {
        return behaviours.length;
    }

    /** The ties of one member. */
    List<Tie> ties(int member) {
        if (tiesOfMembers == null) {
            List<List<Tie>> of = new ArrayList<>(size());
            for (int m = 0; m < size(); m++) {
                of.add(new ArrayList<>());
            }
            for (Tie tie : ties) {
                of.get(tie.first).add(tie);
                of.get(tie.second).add(tie);
            }
            tiesOfMembers = of;
        }
        return tiesOfMembers.get(member);
    }

    /** Sum of the weights of each member's ties, millionths. */
    long[] strengthMicros() {
        long[] strength = new long[size()];
        for (Tie tie : ties) {
            strength[tie.first] += tie.weightMicros;
            strength[tie.second] += tie.weightMicros;
        }
        return strength;
    }

    static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The resources that tie members, with the accounts seen with them anywhere. */
    Map<SharedResource, Integer> resources() {
        Map<SharedResource, Integer> degrees = new LinkedHashMap<>();
        for (Tie tie : ties) {
            for (Item item : tie.items) {
                if (!item.explains && item.weightMicros > 0) {
                    degrees.put(item.resource, item.degree);
                }
            }
        }
        return degrees;
    }

    /** For each member and resource, half of what the resource adds to the member's ties, millionths. */
    Map<SharedResource, Long> linkWeights(int member) {
        Map<SharedResource, Long> weights = new LinkedHashMap<>();
        for (Tie tie : ties(member)) {
            for (Item item : tie.items) {
                if (!item.explains) {
                    weights.merge(item.resource, item.weightMicros / 2, Long::sum);
                }
            }
        }
        return weights;
    }

    /** Members that act on a shared thing within {@code minutes} of another member. */
    Set<Integer> synchronous(int minutes) {
        Set<Integer> together = new LinkedHashSet<>();
        for (Tie tie : ties) {
            if (tie.gapMinutes() <= minutes) {
                together.add(tie.first);
                together.add(tie.second);
            }
        }
        return together;
    }
}
