// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From events to a package that is checked, by commands alone. */
class ReferCommandTest {
    @TempDir
    static Path folder;

    private static Path rings;
    private static Path keys;
    private static String ring = "";
    private static String version = "";

    @BeforeAll
    static void detect() throws IOException {
        rings = folder.resolve("rings");
        keys = folder.resolve("keys");
        assertThat(Invocation.of(
                                "detect",
                                "--input",
                                "../test-data/sample/events",
                                "--output",
                                rings.toString(),
                                "--no-report")
                        .exitCode())
                .isZero();
        assertThat(Invocation.of("keygen", "--output", keys.toString()).exitCode())
                .isZero();
        var first = new ObjectMapper()
                .readTree(Files.readAllLines(rings.resolve("rings.jsonl")).get(0));
        ring = first.get("ring_id").asText();
        version = first.get("ring_version").asText();
    }

    private static Invocation refer(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "refer",
                "--rings",
                rings.toString(),
                "--ring",
                ring,
                "--approved-by",
                "Jane Roe",
                "--approved-at",
                "2026-01-05T10:00:00Z",
                "--recipient",
                "A bank",
                "--pseudonym-key",
                keys.resolve("pseudonym.key").toString()));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    @Test
    void packsWhatAnAnalystConfirmedAndVerifiesIt() throws IOException {
        Path decisions = Files.writeString(
                folder.resolve("dispositions.csv"),
                "case_id,ring_version,account_id,decision,reason,analyst,utc\n" + ring + "," + version
                        + ",,confirmed_risk,seen,Li,2026-01-05T09:00:00Z\n");
        Path packages = folder.resolve("packages");
        Invocation made = refer(
                "--profile",
                "share",
                "--output",
                packages.toString(),
                "--dispositions",
                decisions.toString(),
                "--sign",
                keys.resolve("signing.pem").toString());
        assertThat(made.exitCode()).as(made.err()).isZero();
        Path bag = Path.of(made.out().strip());
        assertThat(bag.getFileName().toString()).matches("referral-v1-[a-z2-7]{26}-share");
        String key = keys.resolve("signing.pub.pem").toString();
        Invocation verified = Invocation.of("verify", bag.toString(), "--key", key);
        assertThat(verified.exitCode()).as(verified.out()).isZero();
        assertThat(verified.out()).contains("signed by the key that was given", "no fault found");
        assertThat(Invocation.of("verify", bag.toString()).out()).contains("THE SIGNER IS NOT CHECKED");
        assertThat(Invocation.of("verify", rings.toString()).exitCode()).isZero();

        Files.writeString(bag.resolve("data/summary.html"), "nothing to see");
        Invocation changed = Invocation.of("verify", bag.toString(), "--key", key);
        assertThat(changed.exitCode()).isEqualTo(3);
        assertThat(changed.out()).contains("FAULT data/summary.html: was changed", "faults found: 2");
    }

    @Test
    void refusesWithoutADecisionOrWithAKeyThatOthersMayRead() throws IOException {
        Path packages = folder.resolve("none");
        Invocation undecided = refer("--profile", "stats", "--output", packages.toString());
        assertThat(undecided.exitCode()).isEqualTo(2);
        assertThat(undecided.message())
                .startsWith("ringwatch refer: --dispositions must hold a confirmed_risk decision on this version of "
                        + ring);
        Path open = Files.copy(keys.resolve("signing.pem"), folder.resolve("open.pem"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Invocation readable = refer("--profile", "stats", "--output", packages.toString(), "--sign", open.toString());
        assertThat(readable.exitCode()).isEqualTo(2);
        assertThat(readable.message())
                .startsWith("ringwatch refer: --sign must be a file that only its owner can read");
        assertThat(packages).doesNotExist();
    }

    @Test
    void namesTheOptionThatIsWrong() {
        assertThat(refer("--profile", "public", "--output", "x").message())
                .isEqualTo("ringwatch refer: --profile must be one of internal, disclosure, share, stats but was"
                        + " \"public\"");
        assertThat(refer("--profile", "stats", "--output", "x", "--retain-until", "soon")
                        .message())
                .isEqualTo("ringwatch refer: --retain-until must be a date such as 2031-01-31 but was \"soon\"");
        assertThat(Invocation.of("verify", folder.toString()).exitCode()).isEqualTo(2);
    }
}
