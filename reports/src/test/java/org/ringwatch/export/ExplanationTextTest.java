// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringwatch.export.SampleExplanations.in;
import static org.ringwatch.export.SampleExplanations.pair;
import static org.ringwatch.export.SampleExplanations.standing;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringwatch.link.HubReason;
import org.ringwatch.link.LinkRule;
import org.ringwatch.ring.Ring;
import org.ringwatch.why.Explanation;
import org.ringwatch.why.Standing;

class ExplanationTextTest {

    private static final Ring RING = SampleRings.full();

    private static List<String> text(Explanation explanation) {
        return ExplanationText.lines(explanation);
    }

    private static String first(Standing standing) {
        return text(SampleExplanations.of("alice", standing, List.of())).get(0);
    }

    @Test
    void answersFirstAndThenSaysWhy() {
        Explanation explanation = SampleExplanations.of(
                "alice", in(Standing.Kind.FLAGGED, RING), List.of(pair("bob", true), pair("carol", false)));
        assertThat(text(explanation))
                .containsExactly(
                        "alice is in ring R-ABCDEFGHIJ22 of 2 accounts, as victim, which is flagged: it scores 0.987654,"
                                + " and 0.5 is enough.",
                        "",
                        "The account",
                        "  12 events, on 2026-01-02",
                        "  one of those that made at least two return or repair claims [claims]",
                        "",
                        "Why ring R-ABCDEFGHIJ22",
                        "  suspected kind of fraud: account_takeover",
                        "  + 5.000  2 accounts used one device where 0.004 were expected. [shared_device]",
                        "  - 0.619  A reason. [baseline]",
                        "  + 0.000  A reason. [other]",
                        "  = 4.381  log-odds: a score of 0.987654",
                        "  innocent explanation that does not hold: No address is habitual to both. [household]",
                        "  accounts: alice, bob",
                        "  alice, part victim: As sampled",
                        "  To be a member is no accusation: victims are members, too.",
                        "",
                        "What it was seen with",
                        "  device dev-1: 3 accounts; 1 event, on 2026-01-02",
                        "    says something about 2 others, up to 0.900",
                        "    with 1 of 2: one of the two only signed in there [sign_in_only]",
                        "  address 91.0.0.1: 62 accounts; 2 events, from 2026-01-01 to 2026-01-02; at home there; a hub: "
                                + HubReason.IP_CAP.text(),
                        "    ties it to nobody",
                        "    with 61 of 61: " + LinkRule.CROWD.text() + " [crowd]",
                        "  2 networks: nobody else was seen with it [unshared]",
                        "",
                        "Whom it is tied to: 1 of 2 that share anything with it that weighs",
                        "  bob",
                        "    + 0.900  device dev-1, shared by 2 accounts [rarity]",
                        "    = 0.900  reaches 0.500, from which on two are tied",
                        "  carol",
                        "    + 0.900  device dev-1, shared by 2 accounts [rarity]",
                        "    - 0.630  one of the two only signed in there [sign_in_only]",
                        "             family fam-1, which explains much: both live at one address or in one family"
                                + " [common_home]",
                        "    - 0.135  both live at one address or in one family [common_home]",
                        "    = 0.135  does not reach 0.500, from which on two are tied");
    }

    @Test
    void saysWhereAnAccountStands() {
        assertThat(first(standing(Standing.Kind.UNTIED)))
                .isEqualTo("alice is in no ring: nothing ties it to anybody strongly enough.");
        assertThat(first(new Standing(Standing.Kind.APART, Optional.empty(), Optional.empty(), 0, List.of(RING))))
                .isEqualTo(
                        "alice is in no ring: those it is tied to belong to other groups, or to none. Accounts that it is"
                                + " tied to are in R-ABCDEFGHIJ22.");
        assertThat(first(new Standing(
                        Standing.Kind.LEFT_OUT, Optional.empty(), Optional.of(LinkRule.WEAKLY_TIED), 5, List.of())))
                .isEqualTo("alice is in no ring: it was left out of a group of 5 accounts, because it "
                        + LinkRule.WEAKLY_TIED.text() + " [weakly_tied].");
        Ring low = SampleRings.ring("R-LOW222222222", 12_345, false);
        assertThat(first(in(Standing.Kind.UNLIKELY, low)))
                .isEqualTo(
                        "alice is in no ring: the group of 2 accounts that it belongs to scores 0.012345, and rings are"
                                + " told from 0.05 on.");
        assertThat(text(SampleExplanations.of("alice", in(Standing.Kind.UNLIKELY, low), List.of())))
                .contains(
                        "Why the group scores that little",
                        "Whom it is tied to: nobody shares anything with it that weighs");
        Ring candidate = SampleRings.ring("R-CAN222222222", 300_000, false);
        assertThat(first(in(Standing.Kind.CANDIDATE, candidate)))
                .isEqualTo(
                        "alice is in ring R-CAN222222222 of 2 accounts, which is not flagged: it scores 0.3, and 0.5 is"
                                + " needed.");
    }

    @Test
    void ofAPairSaysWhatIsMissing() {
        assertThat(text(SampleExplanations.together(
                        standing(Standing.Kind.UNTIED), "a-2", true, in(Standing.Kind.FLAGGED, RING), false)))
                .containsExactly(
                        "a-1 and a-2 are not tied: what they share weighs 0.135, 0.500 is needed, and 0.365 is missing.",
                        "A device or wallet that both use and nobody else would add 0.450, because of their common home: one"
                                + " would do.",
                        "a-1 is in no ring: nothing ties it to anybody strongly enough.",
                        "a-2 is in ring R-ABCDEFGHIJ22 of 2 accounts, which is flagged: it scores 0.987654, and 0.5 is"
                                + " enough.",
                        "",
                        "What ties a-1 and a-2",
                        "  + 0.900  device dev-1, shared by 2 accounts [rarity]",
                        "  - 0.630  one of the two only signed in there [sign_in_only]",
                        "           family fam-1, which explains much: both live at one address or in one family"
                                + " [common_home]",
                        "  - 0.135  both live at one address or in one family [common_home]",
                        "  = 0.135  does not reach 0.500, from which on two are tied");
    }

    @Test
    void ofAPairInOneRingSaysWhyTheRing() {
        Standing together = in(Standing.Kind.FLAGGED, RING);
        assertThat(text(SampleExplanations.together(together, "a-2", true, together, true)))
                .startsWith(
                        "a-1 and a-2 are tied: what they share weighs 0.900, and 0.500 is enough.",
                        "Both are in one" + " group.")
                .contains("Why ring R-ABCDEFGHIJ22");
        assertThat(text(SampleExplanations.together(together, "a-2", true, together, false)))
                .contains("Both are in one group, through others.");
    }

    @Test
    void ofAPairSaysWhoIsNotThere() {
        assertThat(text(SampleExplanations.together(
                        standing(Standing.Kind.UNTIED), "a-2", false, standing(Standing.Kind.UNSEEN), false)))
                .containsExactly(
                        "a-1 and a-2 cannot be held together: not both of them are in the input.",
                        "a-1 is in no ring: nothing ties it to anybody strongly enough.",
                        "a-2 is not in the input: no event of it was read.",
                        "",
                        "Accounts that read like a-2",
                        "  A-2");
    }

    @Test
    void ofWhoIsNotThereSaysWhoReadsAlikeAndWhichLinesWereLost() {
        assertThat(text(SampleExplanations.unseen(
                        "A-1",
                        List.of("a-1"),
                        new Explanation.Unreadable(2, List.of("events.csv:7: event_time must be a time")))))
                .containsExactly(
                        "A-1 is not in the input: no event of it was read.",
                        "",
                        "Accounts that read like A-1",
                        "  a-1",
                        "",
                        "2 lines of the input that name A-1 and could not be read",
                        "  events.csv:7: event_time must be a time");
    }

    @Test
    void noNameReachesTheTerminalAsItIs() {
        String nasty = "a\u001B[31m\u202Eb\nc";
        Explanation explanation = SampleExplanations.of(
                nasty, in(Standing.Kind.FLAGGED, SampleRings.named(List.of(nasty))), List.of(pair(nasty, true)));
        assertThat(String.join("|", text(explanation)))
                .doesNotContain("\u001B", "\u202E", "\n")
                .contains("<U+202E>");
        assertThat(String.join(
                        "|",
                        text(SampleExplanations.unseen(
                                nasty, List.of(nasty), new Explanation.Unreadable(1, List.of(nasty))))))
                .doesNotContain("\u001B", "\u202E", "\n");
    }
}
