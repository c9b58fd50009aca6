// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.pseudonym.Namespace;
import org.ringwatch.pseudonym.PseudonymKey;
import org.ringwatch.pseudonym.Pseudonyms;
import org.ringwatch.report.SampleOutput;

class RevealingTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-01T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path rings;
    private Path made;

    @BeforeEach
    void pack() throws IOException {
        rings = SampleOutput.write(folder.resolve("rings"), List.of(SampleReferral.ring()));
        made = SampleReferral.write(
                rings, SampleReferral.ring(), SampleReferral.options(Profile.SHARE), folder.resolve("packages"));
    }

    @Test
    void tellsTheHolderOfTheKeyAndRecordsItWithoutTheIds() throws IOException {
        Pseudonyms pseudonyms = SampleReferral.PSEUDONYMS.forRecipient("Police, unit 5");
        String victim = pseudonyms.of(Namespace.PERSON, SampleReferral.VICTIMS.get(0));
        String wallet = pseudonyms.ofWallet(SampleReferral.UNKNOWN.get(1));
        String referral = pseudonyms.of(Namespace.REFERRAL, SampleReferral.RING);
        String event = pseudonyms.of(Namespace.EVENT, "evt-plain-1");
        Map<String, Revealing.Revealed> found = Revealing.reveal(
                made,
                rings,
                SampleReferral.PSEUDONYMS,
                List.of(event, victim, "id:v1:nobody", wallet, referral),
                "officer",
                "request F-1/26",
                CLOCK);
        assertThat(found)
                .containsExactly(
                        Map.entry(event, new Revealing.Revealed("event", "evt-plain-1")),
                        Map.entry(victim, new Revealing.Revealed("account", SampleReferral.VICTIMS.get(0))),
                        Map.entry(wallet, new Revealing.Revealed("wallet", SampleReferral.UNKNOWN.get(1))),
                        Map.entry(referral, new Revealing.Revealed("case_id", SampleReferral.RING)));
        String log = Files.readString(made.resolveSibling(made.getFileName() + CustodyLog.SUFFIX));
        assertThat(log)
                .contains("2026-02-01T08:00:00Z,officer,reveal,", "because: request F-1/26", victim)
                .doesNotContain(SampleReferral.VICTIMS.get(0), SampleReferral.RING);
        assertThat(Verification.of(made, Optional.empty()).faults()).isEmpty();
    }

    @Test
    void anotherKeyFindsNothing() throws IOException {
        byte[] other = new byte[PseudonymKey.SECRET_BYTES];
        other[0] = 1;
        String victim = SampleReferral.PSEUDONYMS
                .forRecipient("Police, unit 5")
                .of(Namespace.PERSON, SampleReferral.VICTIMS.get(0));
        assertThat(Revealing.reveal(made, rings, new PseudonymKey(1, other), List.of(victim), "o", "r", CLOCK))
                .isEmpty();
    }

    @Test
    void nothingIsToldThatCannotBeRecorded() throws IOException {
        Path log = made.resolveSibling(made.getFileName() + CustodyLog.SUFFIX);
        Files.writeString(log, Files.readString(log).replace("writer", "reader") + "x\n");
        assertThatThrownBy(() ->
                        Revealing.reveal(made, rings, SampleReferral.PSEUDONYMS, List.of("id:v1:x"), "o", "r", CLOCK))
                .hasMessageStartingWith("custody log must be an unbroken chain but line 3");
        Files.delete(log);
        assertThatThrownBy(() ->
                        Revealing.reveal(made, rings, SampleReferral.PSEUDONYMS, List.of("id:v1:x"), "o", "r", CLOCK))
                .hasMessageStartingWith("--package must have its custody log beside it");
    }
}
