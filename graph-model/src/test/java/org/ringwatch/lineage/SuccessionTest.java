// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rings are written as their accounts, one letter each: {@code P:abc}. */
class SuccessionTest {

    private static EarlierRing earlier(String ring) {
        return earlier(ring, "case " + ring.charAt(0), 0);
    }

    private static EarlierRing earlier(String ring, String caseId, long firstSeen) {
        return new EarlierRing(
                ring.substring(0, 1),
                caseId,
                "v" + ring.charAt(0),
                true,
                900_000,
                firstSeen,
                accounts(ring),
                List.of());
    }

    private static List<String> accounts(String ring) {
        return Arrays.asList(ring.substring(2).split(""));
    }

    private static EarlierRings output(EarlierRing... rings) {
        return new EarlierRings("before", "5ha", List.of(rings));
    }

    private static EarlierRings output(String... rings) {
        return output(Arrays.stream(rings).map(SuccessionTest::earlier).toArray(EarlierRing[]::new));
    }

    private static Succession after(EarlierRings earlier, String... rings) {
        Map<String, List<String>> now = new TreeMap<>();
        Arrays.stream(rings).forEach(ring -> now.put(ring.substring(0, 1), accounts(ring)));
        return Succession.of(earlier, now);
    }

    /** {@code change case previous…} of a ring. */
    private static String told(Succession succession, String ringId) {
        RingLineage lineage = succession.of(ringId);
        List<String> words = new ArrayList<>(List.of(lineage.change().name(), lineage.caseId()));
        lineage.previous().forEach(previous -> words.add(previous.ringId()));
        return String.join(" ", words);
    }

    @Test
    void withoutAnEarlierOutputAllAreBorn() {
        assertThat(told(after(EarlierRings.NONE, "R:ab"), "R")).isEqualTo("BORN R");
        assertThat(EarlierRings.NONE.isGiven()).isFalse();
    }

    @Test
    void aRingKeepsItsCaseWhateverItsName() {
        assertThat(told(after(output("P:abc"), "R:abc"), "R")).isEqualTo("CONTINUED case P P");
        assertThat(told(after(output("P:abc"), "R:abd"), "R")).isEqualTo("CONTINUED case P P");
    }

    @Test
    void sizeTellsGrownFromShrunkAndMembersAreNamed() {
        RingLineage grown = after(output("P:abc"), "R:acde").of("R");
        assertThat(grown.change()).isEqualTo(Change.GROWN);
        assertThat(grown.joined()).containsExactly("d", "e");
        assertThat(grown.left()).containsExactly("b");
        assertThat(grown.previous()).containsExactly(new Predecessor("P", "case P", "vP", true, 900_000, 2, 2, 1));
        assertThat(told(after(output("P:abcde"), "R:ab"), "R")).isEqualTo("SHRUNK case P P");
    }

    @Test
    void aRingThatSwallowsAnotherWholeIsItsHeirHoweverLargeItGrew() {
        assertThat(told(after(output("P:ab"), "R:abcdefghijklmnop"), "R")).isEqualTo("GROWN case P P");
    }

    @Test
    void threeTenthsInCommonAreLikeExactly() {
        List<String> six = IntStream.range(0, 6).mapToObj(i -> "p" + i).toList();
        EarlierRings earlier = output(new EarlierRing("P", "case P", "v", true, 0, 0, six, List.of()));
        // 3 of 10 in common; half of neither ring is more than half
        List<String> seven = List.of("p0", "p1", "p2", "x", "y", "z", "w");
        assertThat(told(Succession.of(earlier, Map.of("R", seven)), "R")).isEqualTo("GROWN case P P");
        List<String> eight = List.of("p0", "p1", "p2", "x", "y", "z", "w", "v");
        Succession apart = Succession.of(earlier, Map.of("R", eight));
        assertThat(told(apart, "R")).isEqualTo("BORN R");
        assertThat(apart.dissolved()).extracting(EarlierRing::ringId).containsExactly("P");
    }

    @Test
    void ofMergedRingsTheMostAlikePassesItsCaseOn() {
        Succession merged = after(output("P:ab", "Q:cdef"), "R:abcdef");
        assertThat(told(merged, "R")).isEqualTo("MERGED case Q Q P");
        assertThat(merged.of("R").joined()).containsExactly("a", "b");
        assertThat(merged.dissolved()).isEmpty();
    }

    @Test
    void ofMergedRingsThatAreAsAlikeTheOlderPassesItsCaseOnThenTheFirstByName() {
        EarlierRings aged = output(earlier("P:abc", "one", 7), earlier("Q:def", "two", 6));
        assertThat(told(after(aged, "R:abcdef"), "R")).isEqualTo("MERGED two Q P");
        EarlierRings even = output(earlier("P:abc", "two", 7), earlier("Q:def", "one", 7));
        assertThat(told(after(even, "R:abcdef"), "R")).isEqualTo("MERGED one Q P");
    }

    @Test
    void ofThePartsTheLargestKeepsTheCaseAndTheOthersBeginTheirs() {
        Succession split = after(output("P:abcdefg"), "R:abcd", "S:efg");
        assertThat(told(split, "R")).isEqualTo("SPLIT case P P");
        assertThat(told(split, "S")).isEqualTo("SPLIT S P");
        assertThat(split.of("S").left()).containsExactly("a", "b", "c", "d");
        Succession shattered = after(output("P:abcdefgh"), "R:ab", "S:cd", "T:ef");
        assertThat(told(shattered, "R")).isEqualTo("SPLIT case P P");
        assertThat(told(shattered, "T")).isEqualTo("SPLIT T P");
    }

    @Test
    void aCaseThatLostItsAccountsToAnotherRingStaysWithTheRest() {
        Succession split = after(output("P:abcdefghij", "Q:klmnopqr"), "R:abcdefgklmnopqr", "S:hij");
        assertThat(told(split, "R")).isEqualTo("MERGED case Q Q P");
        assertThat(told(split, "S")).isEqualTo("SPLIT case P P");
    }

    @Test
    void oneAccountThatChangesSidesIsNoLineage() {
        Succession moved = after(output("P:abcdefg", "Q:hijklmn"), "R:abcdef", "S:ghijklmn");
        assertThat(told(moved, "R")).isEqualTo("SHRUNK case P P");
        assertThat(told(moved, "S")).isEqualTo("GROWN case Q Q");
    }

    @Test
    void aNewCaseIsNeverNamedLikeAnEarlierOne() {
        EarlierRings earlier = output(earlier("P:abcd", "R", 0));
        Succession named = after(earlier, "P:abcd", "R:xy");
        assertThat(told(named, "P")).isEqualTo("CONTINUED R P");
        assertThat(named.of("R").caseId()).startsWith("R-").isEqualTo(earlier.newCase("R"));
        assertThat(named.of("R").change()).isEqualTo(Change.BORN);
    }

    @Test
    void ringsThatShareAreNoOutput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output("P:ab", "Q:bc"))
                .withMessage("rings must have names, cases and accounts of their own but Q shares an account");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output(earlier("P:ab", "one", 0), earlier("Q:cd", "one", 0)))
                .withMessageEndingWith("Q shares a case");
    }

    @Test
    void aNewRingGetsNoCaseThatARingHoldsWhichDidNotChange() {
        EarlierRings earlier = output("P:abc");
        Succession succession =
                Succession.of(earlier, Map.of("R", List.of("x", "y"), "S", List.of("z")), name -> name.equals("R"));
        assertThat(succession.of("R").caseId()).startsWith("R-").isNotEqualTo("R");
        assertThat(succession.of("S").caseId()).isEqualTo("S");
    }
}
