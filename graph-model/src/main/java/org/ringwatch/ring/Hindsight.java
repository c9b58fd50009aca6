// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ringwatch.link.PairRow;
import org.ringwatch.link.ResourceType;

/**
 * A ring as some of its events alone would show it: as people saw it who decided about it.
 *
 * <p>What members did is read anew. Ties are not: a tie counts as far as both accounts had been seen with what it rests on, at
 * what each such thing weighs in it today; how near acts of value came is measured anew. Homes and families are taken as
 * known. Members that nothing ties any more are left out.
 */
final class Hindsight {
    private static final long MINUTE_MILLIS = 60_000;

    private final CommunityView view;
    private final int[] numbers;

    private Hindsight(CommunityView view, int[] numbers) {
        this.view = view;
        this.numbers = numbers;
    }

    /**
     * The ring as it was.
     *
     * @param all the ring as it is
     * @param members its members as they were, nothing for one without events
     */
    static Hindsight of(CommunityView all, List<Optional<CommunityMember>> members) {
        List<CommunityView.Tie> ties = new ArrayList<>();
        boolean[] tied = new boolean[members.size()];
        for (CommunityView.Tie tie : all.ties) {
            Optional<CommunityMember> first = members.get(tie.first());
            Optional<CommunityMember> second = members.get(tie.second());
            if (first.isPresent() && second.isPresent()) {
                tie(tie, first.get(), second.get()).ifPresent(known -> {
                    ties.add(known);
                    tied[known.first()] = true;
                    tied[known.second()] = true;
                });
            }
        }
        int[] numbers = new int[members.size()];
        Arrays.fill(numbers, -1);
        List<CommunityMember> left = new ArrayList<>();
        for (int m = 0; m < tied.length; m++) {
            if (tied[m]) {
                numbers[m] = left.size();
                left.add(members.get(m).orElseThrow());
            }
        }
        long[] behaviours = left.stream().mapToLong(member -> member.behaviours).toArray();
        List<CommunityView.Tie> among = ties.stream()
                .map(tie -> new CommunityView.Tie(
                        numbers[tie.first()], numbers[tie.second()], tie.weightMicros(), tie.items()))
                .toList();
        return new Hindsight(new CommunityView(behaviours, among, left), numbers);
    }

    /** Whether there was a ring at all. */
    boolean isRing() {
        return view.size() > 1;
    }

    /** Whether a member was tied to another one. */
    boolean holds(int member) {
        return numbers[member] >= 0;
    }

    /** What was to be seen. */
    CommunityView view() {
        return view;
    }

    private static Optional<CommunityView.Tie> tie(
            CommunityView.Tie tie, CommunityMember first, CommunityMember second) {
        List<CommunityView.Item> items = tie.items().stream()
                .flatMap(item -> item(item, first, second).stream())
                .toList();
        long all = weight(tie.items());
        long known = weight(items);
        if (known == 0) {
            return Optional.empty();
        }
        long weight = Math.round((double) tie.weightMicros() * known / all);
        return Optional.of(new CommunityView.Tie(tie.first(), tie.second(), weight, items));
    }

    private static long weight(List<CommunityView.Item> items) {
        return items.stream().mapToLong(CommunityView.Item::weightMicros).sum();
    }

    private static Optional<CommunityView.Item> item(
            CommunityView.Item item, CommunityMember first, CommunityMember second) {
        if (item.explains()) {
            return Optional.of(item);
        }
        long[] firstTimes = times(first, item, false);
        long[] secondTimes = times(second, item, false);
        if (firstTimes.length == 0 || secondTimes.length == 0) {
            return Optional.empty();
        }
        int gap = Math.max(item.gapMinutes(), gapMinutes(times(first, item, true), times(second, item, true)));
        boolean needsValue = item.resource().type() == ResourceType.MERCHANT
                || item.resource().type() == ResourceType.BENEFICIARY;
        if (needsValue && gap == PairRow.NO_GAP || item.meeting() && gap > TieSignals.SYNCHRONY_MINUTES) {
            return Optional.empty();
        }
        return Optional.of(new CommunityView.Item(
                item.resource(), item.weightMicros(), gap, item.degree(), item.explains(), item.meeting(), item.hub()));
    }

    /** When a member was with the thing, in ascending order; receipts under its own name are among them. */
    private static long[] times(CommunityMember member, CommunityView.Item item, boolean valueOnly) {
        return member.acts.stream()
                .filter(act -> act.resources().contains(item.resource()))
                .filter(act -> !valueOnly || act.movesValue())
                .mapToLong(CommunityMember.Act::time)
                .toArray();
    }

    /** Least minutes between a time of one and of the other, {@link PairRow#NO_GAP} if there are none or more. */
    private static int gapMinutes(long[] first, long[] second) {
        long least = PairRow.NO_GAP;
        for (int a = 0, b = 0; a < first.length && b < second.length; ) {
            long apart = Math.abs(first[a] / MINUTE_MILLIS - second[b] / MINUTE_MILLIS);
            least = Math.min(least, apart);
            if (first[a] <= second[b]) {
                a++;
            } else {
                b++;
            }
        }
        return (int) least;
    }
}
