// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringwatch.job.watch.Publishing.likely;
import static org.ringwatch.job.watch.Publishing.ring;
import static org.ringwatch.job.watch.Publishing.unlikely;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.job.result.Fact;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.result.Results;
import org.ringwatch.lineage.Change;
import org.ringwatch.link.Baseline;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.Ring;

class PublishChangesTest {
    @TempDir
    Path folder;

    /** One round after the other. */
    private interface Step {
        void on(Publishing publishing) throws Exception;
    }

    private List<String> told(Step... rounds) throws Exception {
        return told(Publishing.PARAMETERS, rounds);
    }

    private List<String> told(PublicationParameters parameters, Step... rounds) throws Exception {
        Publishing publishing = new Publishing(folder, parameters, null);
        long time = 0;
        for (Step round : rounds) {
            round.on(publishing);
            publishing.endRound(++time);
        }
        return publishing.stop();
    }

    @Test
    void aNewRingIsToldOnce() throws Exception {
        assertThat(told(p -> p.ring(1, likely("abc")), p -> p.ring(1, likely("abc")), p -> {}))
                .containsExactly("1 born R-a (R-a) ->900 + -");
    }

    @Test
    void aRingIsToldWhenItsScoreReachesTheAlertScore() throws Exception {
        assertThat(told(p -> p.ring(1, unlikely("abc")), p -> p.ring(1, likely("abc"))))
                .containsExactly("1 reached R-a (R-a) ->900 + -");
    }

    @Test
    void aRingIsToldAgainOnlyWhenItGrewByMuchSinceThen() throws Exception {
        assertThat(told(
                        p -> p.ring(1, likely("abcdefghij")),
                        p -> p.ring(1, likely("abcdefghijk")),
                        p -> p.ring(1, likely("abcdefghijkl")),
                        p -> p.ring(1, likely("abcdefghijklm"))))
                .containsExactly("1 born R-a (R-a) ->900 + -", "2 grown R-a (R-a) 900>900 +kl -");
    }

    @Test
    void aRingIsToldAgainWhenItsLossGrewByMuch() throws Exception {
        assertThat(told(
                        p -> p.ring(1, ring("R-a", "abc", 900_000, 100)),
                        p -> p.ring(1, ring("R-a", "abc", 900_000, 119)),
                        p -> p.ring(1, ring("R-a", "abc", 900_000, 120))))
                .containsExactly("1 born R-a (R-a) ->900 + -", "2 grown R-a (R-a) 900>900 + -");
    }

    @Test
    void aCaseGoesOnWhenItsFoundingAccountIsGone() throws Exception {
        assertThat(told(
                        p -> p.ring(1, likely("abcde")),
                        p -> {
                            p.noRing(1);
                            p.ring(2, likely("bcde"));
                        },
                        p -> p.ring(2, likely("bcdefg"))))
                .containsExactly("1 born R-a (R-a) ->900 + -", "2 grown R-a (R-b) 900>900 +fg -a");
    }

    @Test
    void aRingThatChangesItsCommunityWithinARoundIsTheSame() throws Exception {
        List<String> lines = told(p -> p.ring(1, likely("abc")), p -> {
            p.ring(2, likely("abc"));
            p.noRing(1);
        });
        assertThat(lines).containsExactly("1 born R-a (R-a) ->900 + -");
    }

    @Test
    void aNewRingGetsNoCaseThatAnotherOneHolds() throws Exception {
        try (Publishing publishing = Publishing.begin(folder)) {
            publishing.ring(1, likely("abcde"));
            publishing.endRound(1);
            publishing.noRing(1);
            publishing.ring(2, ring("R-b", "bcde", 900_000, 0));
            publishing.endRound(2);
            publishing.ring(3, ring("R-a", "axyz", 900_000, 0));
            publishing.endRound(3);
            publishing.finish();
            List<Ring> rings = last(publishing).rings();
            assertThat(rings).extracting(Ring::ringId).containsExactly("R-a", "R-b");
            assertThat(rings.get(1).lineage().caseId()).isEqualTo("R-a");
            assertThat(rings.get(0).lineage().caseId()).isNotEqualTo("R-a").startsWith("R-");
            assertThat(rings.get(0).lineage().change()).isEqualTo(Change.BORN);
        }
    }

    @Test
    void ringsThatMergeAreToldOnce() throws Exception {
        assertThat(told(
                        p -> {
                            p.ring(1, likely("abcd"));
                            p.ring(2, ring("R-x", "xyz", 800_000, 0));
                        },
                        p -> {
                            p.ring(1, likely("abcdxyz"));
                            p.noRing(2);
                        }))
                .containsExactly(
                        "1 born R-a (R-a) ->900 + -",
                        "2 born R-x (R-x) ->800 + -",
                        "3 merged R-a (R-a) 900>900 +xyz -");
    }

    @Test
    void aRingThatTakesInOneThatNobodyHeardOfHasGrown() throws Exception {
        assertThat(told(
                        p -> {
                            p.ring(1, likely("abcd"));
                            p.ring(2, unlikely("xyz"));
                        },
                        p -> {
                            p.ring(1, likely("abcdxyz"));
                            p.noRing(2);
                        }))
                .containsExactly("1 born R-a (R-a) ->900 + -", "2 grown R-a (R-a) 900>900 +xyz -");
    }

    @Test
    void aToldCaseThatEndsInAnUnlikelyRingIsNotForgotten() throws Exception {
        assertThat(told(
                        p -> {
                            p.ring(1, unlikely("abcd"));
                            p.ring(2, likely("xyz"));
                        },
                        p -> {
                            p.ring(1, unlikely("abcdxyz"));
                            p.noRing(2);
                        }))
                .containsExactly("1 born R-x (R-x) ->900 + -", "2 dissolved R-x (R-x) 900>0 + -xyz");
    }

    @Test
    void aRingThatFallsApartIsToldPartByPart() throws Exception {
        assertThat(told(p -> p.ring(1, likely("abcdxyz")), p -> {
                    p.ring(1, likely("abcd"));
                    p.ring(2, ring("R-x", "xyz", 800_000, 0));
                }))
                .containsExactly(
                        "1 born R-a (R-a) ->900 + -",
                        "2 split R-a (R-a) 900>900 + -xyz",
                        "3 split R-x (R-x) ->800 + -");
    }

    @Test
    void aScoreThatGoesUpAndDownIsToldOnceEachWay() throws Exception {
        assertThat(told(
                        p -> p.ring(1, likely("abc")),
                        p -> p.ring(1, unlikely("abc")),
                        p -> p.ring(1, likely("abc")),
                        p -> p.ring(1, unlikely("abc")),
                        p -> p.ring(1, likely("abcd")),
                        p -> p.ring(1, unlikely("abcd"))))
                .containsExactly(
                        "1 born R-a (R-a) ->900 + -",
                        "2 fallen R-a (R-a) 900>400 + -",
                        "3 grown R-a (R-a) 400>900 +d -",
                        "4 fallen R-a (R-a) 900>400 + -");
    }

    @Test
    void aRingThatDissolvesIsToldOnceAndWhenItReturnsOnlyIfItGrew() throws Exception {
        assertThat(told(
                        p -> p.ring(1, likely("abc")),
                        p -> p.noRing(1),
                        p -> p.ring(1, likely("abc")),
                        p -> p.noRing(1),
                        p -> p.ring(1, likely("abcd"))))
                .containsExactly(
                        "1 born R-a (R-a) ->900 + -",
                        "2 dissolved R-a (R-a) 900>0 + -abc",
                        "3 grown R-a (R-a) 900>900 +d -");
    }

    @Test
    void aRingThatNobodyHeardOfDissolvesUnheard() throws Exception {
        assertThat(told(p -> p.ring(1, unlikely("abc")), p -> p.noRing(1))).isEmpty();
    }

    @Test
    void aCaseIsForgottenARetentionAfterItEnded() throws Exception {
        try (Publishing publishing = Publishing.begin(folder)) {
            publishing.ring(1, likely("abc"));
            publishing.endRound(1);
            publishing.noRing(1);
            publishing.endRound(2);
            publishing.endRound((Publishing.RETENTION_DAYS + 1) * Days.MILLIS);
            publishing.ring(1, likely("abc"));
            publishing.endRound((Publishing.RETENTION_DAYS + 1) * Days.MILLIS + 1);
            assertThat(publishing.stop())
                    .containsExactly(
                            "1 born R-a (R-a) ->900 + -",
                            "2 dissolved R-a (R-a) 900>0 + -abc",
                            "3 born R-a (R-a) ->900 + -");
        }
    }

    @Test
    void whatIsFoundInHistoryIsNotToldAndLaterChangesAreToldAsIfItHadBeen() throws Exception {
        PublicationParameters silent = new PublicationParameters(500_000, 0.2, 60_000, 3);
        assertThat(told(
                        silent,
                        p -> p.ring(1, likely("abc")),
                        p -> p.ring(2, likely("xyz")),
                        p -> p.ring(1, likely("abcd"))))
                .containsExactly("1 grown R-a (R-a) 900>900 +d -");
    }

    @Test
    void theStrongestChangeOfARoundComesFirst() throws Exception {
        assertThat(told(p -> {
                    p.ring(1, ring("R-a", "abc", 600_000, 0));
                    p.ring(2, ring("R-x", "xyz", 700_000, 0));
                }))
                .containsExactly("1 born R-x (R-x) ->700 + -", "2 born R-a (R-a) ->600 + -");
    }

    /** Five rounds with all that is kept in state, some findings before the checkpoint of a round and some behind it. */
    private static final List<Step> HISTORY = List.of(
            p -> p.ring(1, likely("abcd")),
            p -> p.ring(2, unlikely("xyz")),
            p -> p.send(WatchFinding.of(new RejectedInput("events.csv", 2, "event_id must be there", "a,b"))),
            p -> p.send(WatchFinding.of(new Fact(Facts.EVENTS_READ, 10))),
            p -> p.endRound(1),
            p -> p.ring(2, likely("xyz")),
            p -> p.send(WatchFinding.ofBaseline(baseline(7).toWords())),
            p -> p.send(WatchFinding.of(new Fact(Facts.EVENTS_READ, 5))),
            p -> p.endRound(2),
            p -> p.noRing(2),
            p -> p.ring(1, likely("abcdxyz")),
            p -> p.send(WatchFinding.of(new HubUpdate(1, 1, hub("d")))),
            p -> p.send(WatchFinding.of(new RejectedInput("events.csv", 9, "event_id must be there", "c,d"))),
            p -> p.endRound(3),
            p -> p.ring(1, unlikely("abcdxyz")),
            p -> p.endRound(4),
            p -> p.noRing(1),
            p -> p.ring(3, likely("klm")),
            p -> p.endRound(5));

    private static Hub hub(String id) {
        return new Hub(EntityType.DEVICE, id, 100, 200, "reason");
    }

    private static Baseline baseline(long accounts) {
        return new Baseline(accounts, 3, Baseline.empty().behaviours(), 1, 4, 5);
    }

    private static Results last(Publishing publishing) {
        return publishing.snapshots().get(publishing.snapshots().size() - 1);
    }

    private record Outcome(List<String> changes, List<String> rejected, Results results) {}

    private Outcome finish(Publishing publishing) throws Exception {
        publishing.finish();
        Results results = last(publishing);
        publishing.stop();
        return new Outcome(publishing.changes(), publishing.rejected(), results);
    }

    private static void requireSame(Outcome outcome, Outcome expected) {
        assertThat(outcome.changes).isEqualTo(expected.changes);
        assertThat(outcome.rejected).isEqualTo(expected.rejected);
        assertThat(outcome.results.rings()).isEqualTo(expected.results.rings());
        assertThat(outcome.results.hubs()).isEqualTo(expected.results.hubs());
        assertThat(outcome.results.baseline()).isEqualTo(expected.results.baseline());
        assertThat(outcome.results.facts().startingWith(""))
                .isEqualTo(expected.results.facts().startingWith(""));
    }

    @Test
    void everythingIsWrittenOnceWhereverTheJobFails() throws Exception {
        Path peaceful = folder.resolve("peaceful");
        Outcome expected;
        try (Publishing publishing = Publishing.begin(peaceful)) {
            for (Step step : HISTORY) {
                step.on(publishing);
            }
            expected = finish(publishing);
        }
        assertThat(expected.changes)
                .containsExactly(
                        "1 born R-a (R-a) ->900 + -",
                        "2 reached R-x (R-x) ->900 + -",
                        "3 merged R-a (R-a) 900>900 +xyz -",
                        "4 fallen R-a (R-a) 900>400 + -",
                        "5 born R-k (R-k) ->900 + -");
        assertThat(expected.rejected).hasSize(2);
        for (int checkpoint = 0; checkpoint <= HISTORY.size(); checkpoint++) {
            for (int failure = checkpoint; failure <= HISTORY.size(); failure++) {
                for (boolean isHeardOf : new boolean[] {true, false}) {
                    Path own = folder.resolve(checkpoint + "-" + failure + "-" + isHeardOf);
                    requireSame(withFailure(own, checkpoint, failure, isHeardOf), expected);
                }
            }
        }
    }

    private Outcome withFailure(Path own, int checkpoint, int failure, boolean isHeardOf) throws Exception {
        OperatorSubtaskState state;
        try (Publishing publishing = Publishing.begin(own)) {
            for (Step step : HISTORY.subList(0, checkpoint)) {
                step.on(publishing);
            }
            state = publishing.checkpoint(1);
            if (isHeardOf) {
                publishing.complete(1);
            }
            for (Step step : HISTORY.subList(checkpoint, failure)) {
                step.on(publishing);
            }
            publishing.checkpoint(2);
        }
        try (Publishing publishing = new Publishing(own, Publishing.PARAMETERS, state)) {
            for (Step step : HISTORY.subList(checkpoint, HISTORY.size())) {
                step.on(publishing);
            }
            return finish(publishing);
        }
    }

    @Test
    void aFileIsCalledByItsFirstChangeAndIsItsOwnersOnly() throws Exception {
        try (Publishing publishing = Publishing.begin(folder)) {
            publishing.ring(1, likely("abc"));
            publishing.ring(2, likely("klm"));
            publishing.endRound(1);
            publishing.checkpoint(1);
            publishing.checkpoint(2);
            publishing.complete(2);
            publishing.ring(3, likely("xyz"));
            publishing.endRound(2);
            publishing.stop();
        }
        List<Path> files = Publishing.files(folder.resolve("changes"));
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("000000000001.jsonl", "000000000003.jsonl");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.get(0))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("changes"))))
                .isEqualTo("rwx------");
    }

    @Test
    void nothingIsSeenBeforeItsCheckpointIsComplete() throws Exception {
        try (Publishing publishing = Publishing.begin(folder)) {
            publishing.ring(1, likely("abc"));
            publishing.endRound(1);
            publishing.checkpoint(1);
            assertThat(publishing.changes()).isEmpty();
            publishing.complete(1);
            assertThat(publishing.changes()).hasSize(1);
        }
    }

    @Test
    void aFolderAheadOfTheStateIsRefused() throws Exception {
        OperatorSubtaskState state;
        try (Publishing publishing = Publishing.begin(folder)) {
            state = publishing.checkpoint(1);
            publishing.ring(1, likely("abc"));
            publishing.endRound(1);
            publishing.stop();
        }
        assertThatThrownBy(() -> new Publishing(folder, Publishing.PARAMETERS, state))
                .hasMessageStartingWith(
                        "the output folder must not be ahead of the state that the job goes on from, but "
                                + folder.resolve("changes/000000000001.jsonl"));
    }

    @Test
    void aFolderThatLostLinesIsRefused() throws Exception {
        OperatorSubtaskState state;
        try (Publishing publishing = Publishing.begin(folder)) {
            publishing.ring(1, likely("abc"));
            publishing.endRound(1);
            state = publishing.checkpoint(1);
        }
        for (Path file : Publishing.files(folder.resolve("changes/.staging"))) {
            Files.delete(file);
        }
        assertThatThrownBy(() -> new Publishing(folder, Publishing.PARAMETERS, state))
                .hasMessageStartingWith("the output folder must be as the checkpoint left it");
    }

    @Test
    void aSnapshotHoldsWhatThereWasAtTheEndOfARound() throws Exception {
        try (Publishing publishing = Publishing.begin(folder)) {
            publishing.ring(1, likely("abc"));
            publishing.ring(2, likely("xyz"));
            publishing.send(WatchFinding.of(new HubUpdate(1, 1, hub("z"))));
            publishing.send(WatchFinding.of(new HubUpdate(2, 2, hub("d"))));
            publishing.send(WatchFinding.of(new Fact(Facts.LINKS, 6)));
            publishing.endRound(1);
            publishing.send(WatchFinding.of(new HubUpdate(1, 1, null)));
            publishing.send(WatchFinding.of(new Fact(Facts.LINKS, -2)));
            publishing.noRing(1);
            publishing.time(60_000);
            await(publishing, 1);
            Results middle = last(publishing);
            assertThat(middle.rings()).extracting(Ring::ringId).containsExactly("R-a", "R-x");
            assertThat(middle.hubs()).containsExactly(hub("d"), hub("z"));
            assertThat(middle.facts().get(Facts.LINKS)).isEqualTo(6);
            publishing.endRound(2);
            publishing.time(120_000);
            await(publishing, 2);
            Results end = last(publishing);
            assertThat(end.rings()).extracting(Ring::ringId).containsExactly("R-x");
            assertThat(end.hubs()).containsExactly(hub("d"));
            assertThat(end.facts().get(Facts.LINKS)).isEqualTo(4);
            publishing.time(180_000);
            publishing.endRound(3);
            publishing.time(240_000);
            publishing.finish();
            assertThat(publishing.snapshots()).hasSize(2);
        }
    }

    @Test
    void aJobThatIsStoppedLeavesWhatThereIs() throws Exception {
        Publishing publishing = Publishing.begin(folder);
        publishing.time(1);
        publishing.endRound(1);
        publishing.ring(1, likely("abc"));
        publishing.endRound(2);
        publishing.stop();
        assertThat(last(publishing).rings()).hasSize(1);
    }

    private static void await(Publishing publishing, int snapshots) throws InterruptedException {
        long patience = System.nanoTime() + 10_000_000_000L;
        while (publishing.snapshots().size() < snapshots && System.nanoTime() < patience) {
            Thread.sleep(5);
        }
        assertThat(publishing.snapshots()).hasSize(snapshots);
    }
}
