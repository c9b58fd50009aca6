// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.link.ResourceType;

class JudgeLinksTest {
    private static final long[] DEVICE = {1, 2};
    private static final int CROWD = 400;

    /** So few changes of a crowd are not judged at once. */
    private static final int FEW = 3;

    private static final int VALUE = 1 << 27;

    @Test
    void whatChangedOfACrowdWaitsToBeJudged() throws Exception {
        try (Judge judge = crowd()) {
            fewChanges(judge);
            assertThat(judge.endRound(4)).isEmpty();
            assertThat(judge.endRound(7)).containsExactly(CROWD + FEW - 1);
        }
    }

    @Test
    void whatWaitsToBeJudgedSurvivesAFailure() throws Exception {
        OperatorSubtaskState checkpoint;
        try (Judge judge = crowd()) {
            fewChanges(judge);
            judge.endRound(4);
            judge.checkpoint(1);
            judge.link(CROWD + FEW, 6);
            judge.endRound(6);
            checkpoint = judge.checkpoint(2);
        }
        try (Judge judge = new Judge(checkpoint)) {
            assertThat(judge.endRound(8)).containsExactly(CROWD + FEW);
            // An account that went away would come back, were its link still among what is new.
            judge.unlink(CROWD, 10);
            assertThat(judge.endRound(11)).containsExactly(CROWD + FEW - 1);
            checkpoint = judge.checkpoint(3);
        }
        try (Judge judge = new Judge(checkpoint)) {
            judge.link(0, 12);
            assertThat(judge.endRound(13)).containsExactly(CROWD + FEW);
        }
    }

    /** As after a refresh: else all of them would make one round long. */
    @Test
    void crowdsThatWereJudgedTogetherAreNotJudgedTogetherAgain() throws Exception {
        try (Judge judge = new Judge(null)) {
            int crowds = 20;
            for (int device = 0; device < crowds; device++) {
                for (int account = 0; account < CROWD; account++) {
                    judge.link(device, account, 2);
                }
            }
            assertThat(judge.endRound(2)).hasSize(crowds);
            for (int device = 0; device < crowds; device++) {
                judge.link(device, CROWD, 4);
            }
            int judged = 0;
            int rounds = 0;
            while (judged < crowds) {
                int now = judge.endRound(4 + 2 * rounds).size();
                assertThat(now).isLessThan(crowds / 2);
                judged += now;
                rounds++;
            }
            assertThat(rounds).isBetween(32, 97);
        }
    }

    private static Judge crowd() throws Exception {
        Judge judge = new Judge(null);
        for (int account = 0; account < CROWD; account++) {
            judge.link(account, 2);
        }
        assertThat(judge.endRound(2)).containsExactly(CROWD);
        return judge;
    }

    /** Some accounts come, one goes. */
    private static void fewChanges(Judge judge) throws Exception {
        for (int account = CROWD; account < CROWD + FEW; account++) {
            judge.link(account, 4);
        }
        judge.unlink(0, 4);
    }

    /** The stage under test, and the device that all accounts use. */
    private static final class Judge implements AutoCloseable {
        private final KeyedTwoInputStreamOperatorTestHarness<Tuple2<Long, Long>, long[], long[], long[]> harness;
        private int told;

        Judge(@Nullable OperatorSubtaskState state) throws Exception {
            harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                    new JudgeLinks(LinkParameters.defaults(), Baseline.empty()),
                    words -> Updates.id(words, 0),
                    words -> Updates.id(words, 0),
                    Updates.ID);
            if (state == null) {
                harness.setup();
            } else {
                harness.initializeState(state);
            }
            harness.open();
        }

        /** The account moved value on the device. */
        void link(int account, long round) throws Exception {
            link(DEVICE[1], account, round);
        }

        /** The account moved value on a device. */
        void link(long device, int account, long round) throws Exception {
            long[] row = {
                8 | (long) ResourceType.DEVICE.ordinal() << 16 | 1L << 24 | 1L << 40,
                DEVICE[0],
                device,
                account,
                account,
                0,
                0,
                10 * account | VALUE
            };
            send(Updates.of(new long[] {DEVICE[0], device}, account, account, row, 0, row.length), round);
        }

        void unlink(int account, long round) throws Exception {
            send(Updates.gone(DEVICE, account, account), round);
        }

        private void send(long[] update, long round) throws Exception {
            harness.processElement1(new StreamRecord<>(update, round));
        }

        /** Ends a round; of how many accounts the device was told to be a hub in it. */
        List<Integer> endRound(long watermark) throws Exception {
            harness.processWatermark1(new Watermark(watermark));
            harness.processWatermark2(new Watermark(watermark));
            List<Integer> accounts = new ArrayList<>();
            if (harness.getSideOutput(JudgeLinks.UNNAMED_HUBS) != null) {
                harness.getSideOutput(JudgeLinks.UNNAMED_HUBS).stream()
                        .skip(told)
                        .forEach(hub -> accounts.add((int) hub.getValue()[5]));
            }
            told += accounts.size();
            return accounts;
        }

        OperatorSubtaskState checkpoint(long id) throws Exception {
            return harness.snapshot(id, id);
        }

        @Override
        public void close() throws Exception {
            harness.close();
        }
    }
}
