// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringwatch.link.World.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringwatch.event.EventColumn;

class AccountPartitionTest {

    @Test
    void equalLinesAreDuplicates() {
        World world = world(
                "a d1 PURCHASE 2026-01-01T10:00 event_id=x",
                "a d1 PURCHASE 2026-01-01T10:00 event_id=x",
                "a d1 PURCHASE 2026-01-01T10:00:00.000 event_id=x");

        assertThat(world.kept()).hasSize(1);
        assertThat(world.counts().duplicates()).isEqualTo(2);
        assertThat(world.counts().conflicting()).isZero();
    }

    @Test
    void earliestOfDifferingLinesCounts() {
        World world = world(
                "a d1 PURCHASE 0T10:00 event_id=x",
                "a d3 PURCHASE 0T09:00 event_id=x",
                "a d2 PURCHASE 0T11:00 event_id=x");

        assertThat(world.kept())
                .isEqualTo(world("a d3 PURCHASE 0T09:00 event_id=x").kept());
        assertThat(world.counts().duplicates()).isZero();
        assertThat(world.counts().conflicting()).isEqualTo(2);
    }

    @Test
    void ofLinesAtOneTimeTheSmallestCanonicalBytesCount() {
        for (long seed = 0; seed < 24; seed++) {
            World world = world(
                            "a d2 PURCHASE 0T10:00 event_id=x",
                            "a dé PURCHASE 0T10:00 event_id=x",
                            "a d10 PURCHASE 0T10:00 event_id=x",
                            "a d0 PURCHASE 0T10:01 event_id=x")
                    .shuffled(seed);

            assertThat(world.kept())
                    .isEqualTo(world("a d10 PURCHASE 0T10:00 event_id=x").kept());
            assertThat(world.counts().conflicting()).isEqualTo(3);
        }
    }

    @Test
    void duplicatesOfConflictingLinesAreStillDuplicates() {
        for (long seed = 0; seed < 24; seed++) {
            World.Counts counts = world(
                            "a d1 PURCHASE 0T10:00 event_id=x",
                            "a d1 PURCHASE 0T10:00 event_id=x",
                            "a d2 PURCHASE 0T10:00 event_id=x",
                            "a d2 PURCHASE 0T10:00 event_id=x",
                            "a d2 PURCHASE 0T12:00 event_id=x",
                            "a d2 PURCHASE 0T12:00 event_id=x")
                    .shuffled(seed)
                    .counts();

            assertThat(counts.duplicates()).isEqualTo(3);
            assertThat(counts.conflicting()).isEqualTo(2);
        }
    }

    @Test
    void oneEventIdInTwoAccountsIsTwoEvents() {
        World world = world("a PURCHASE 0T10:00 event_id=x", "b PURCHASE 0T10:00 event_id=x");

        assertThat(world.kept()).hasSize(2);
        assertThat(world.counts().conflicting()).isZero();
    }

    @Test
    void eventsOfAnAccountComeInOrderOfTime() {
        List<Long> times = new ArrayList<>();
        world("a SIGN_IN 3T00:00", "b SIGN_IN 0T00:00", "a SIGN_IN 1T00:00", "a SIGN_IN 2T00:00")
                .accounts(account -> {
                    if (account.size() == 3) {
                        times.addAll(List.of(account.time(0), account.time(1), account.time(2)));
                    }
                });

        assertThat(times).hasSize(3).isSorted();
    }

    @Test
    void aConflictThatCannotBeReadAgainEndsTheRun() {
        World world = world("a d1 PURCHASE 0T10:00 event_id=x", "a d2 PURCHASE 0T10:00 event_id=x");
        AccountPartition partition = new AccountPartition();
        partition.add(world.row(0));
        partition.add(world.row(1));

        assertThatThrownBy(() -> partition.forEach(positions -> Map.of(), ignored -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the line of a conflicting event was not read again: file 0, offset ");
    }

    @Test
    void onlyLinesThatTieAreReadAgain() {
        World world = world(
                "a d1 PURCHASE 0T10:00 event_id=x",
                "a d2 PURCHASE 0T11:00 event_id=x",
                "a d1 PURCHASE 0T10:00 event_id=y",
                "a d1 PURCHASE 0T10:00 event_id=y");
        AccountPartition partition = new AccountPartition();
        for (int e = 0; e < world.size(); e++) {
            partition.add(world.row(e));
        }

        partition.forEach(
                positions -> {
                    throw new AssertionError("nothing ties");
                },
                ignored -> {});

        assertThat(partition.conflicting()).isEqualTo(1);
        assertThat(partition.duplicates()).isEqualTo(1);
    }

    @Test
    void digestIsThatOfTheEventsKept() {
        World world = world("a d1 PURCHASE 0T10:00 event_id=x", "b d2 SIGN_IN 0T11:00 event_id=y");
        World doubled = world.and(world).and(world("a d1 PURCHASE 0T12:00 event_id=x"));

        assertThat(digest(doubled)).isEqualTo(digest(world));
        assertThat(digest(world.withSecret(77))).isEqualTo(digest(world));
        for (long seed = 0; seed < 10; seed++) {
            assertThat(digest(doubled.shuffled(seed))).isEqualTo(digest(world));
        }
    }

    @Test
    void bothHalvesOfTheDigestChangeWithEveryColumn() {
        World world = world("a d1 PURCHASE 0T10:00 CNY:5 event_id=x", "b d2 SIGN_IN 0T11:00 event_id=y");

        for (Map.Entry<EventColumn, String> change : Map.of(
                        EventColumn.EVENT_ID, "z",
                        EventColumn.EVENT_TIME, "1767261600001",
                        EventColumn.EVENT_TYPE, "REFUND",
                        EventColumn.ACCOUNT_ID, "c",
                        EventColumn.DEVICE_ID, "d9",
                        EventColumn.AMOUNT_MINOR, "6",
                        EventColumn.PRODUCT_ID, "p",
                        EventColumn.UTC_OFFSET_MIN, "60",
                        EventColumn.TWO_FACTOR, "true",
                        EventColumn.OUTCOME, "declined")
                .entrySet()) {
            World changed =
                    world.map(event -> event.texts().get(EventColumn.EVENT_ID).equals("x")
                            ? event.with(change.getKey(), change.getValue())
                            : event);

            assertThat(digest(changed).get(0))
                    .as("%s", change)
                    .isNotEqualTo(digest(world).get(0));
            assertThat(digest(changed).get(1))
                    .as("%s", change)
                    .isNotEqualTo(digest(world).get(1));
        }
    }

    private static List<Long> digest(World world) {
        World.Counts counts = world.counts();
        return List.of(counts.digestHigh(), counts.digestLow());
    }
}
