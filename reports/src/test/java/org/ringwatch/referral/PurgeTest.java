// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.export.Manifest;
import org.ringwatch.export.Sha256;
import org.ringwatch.report.Report;
import org.ringwatch.report.SampleOutput;

class PurgeTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2031-02-01T08:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate RETAINED_UNTIL = LocalDate.parse("2031-01-31");
    private static final OptionalInt FOR_EVER = OptionalInt.empty();

    @TempDir
    Path folder;

    private Path output;
    private Path made;

    @BeforeEach
    void pack() throws IOException {
        output = SampleOutput.write(folder.resolve("rings"), List.of(SampleReferral.ring()));
        made = SampleReferral.write(
                output, SampleReferral.ring(), SampleReferral.options(Profile.DISCLOSURE), folder.resolve("packages"));
        Files.createDirectory(output.resolve("rejected"));
        Files.writeString(output.resolve("rejected/part-0.jsonl"), "{\"raw\":\"+8613800000000\"}\n");
        Files.writeString(
                output.resolve("run.json"),
                "{\"published\":\"2026-01-05T23:59:59.999Z\",\"counts\":{\"events\":20},\"signals_off\":[],"
                        + "\"events_digest\":\"0\",\"configuration\":{\"links\":{\"ip_cap\":40}}}");
        Files.delete(output.resolve(Manifest.FILE));
        Manifest.seal(output);
    }

    private static Purge on(LocalDate today) {
        return new Purge(today, FOR_EVER, FOR_EVER);
    }

    @Test
    void aPackageExpiresAfterTheDayItMayBeKeptUntil() throws IOException {
        assertThat(on(RETAINED_UNTIL).find(folder.resolve("packages"))).isEmpty();
        Purge.Expired expected = new Purge.Expired(Purge.Kind.PACKAGE, made, RETAINED_UNTIL);
        Purge later = on(RETAINED_UNTIL.plusDays(1));
        assertThat(later.find(folder.resolve("packages"))).containsExactly(expected);
        assertThat(later.find(made)).containsExactly(expected);
    }

    @Test
    void aPackageIsGoneAndItsLogSaysSo() throws IOException {
        String hash = Sha256.hex(made.resolve(Bag.TAG_MANIFEST));
        Path log = Purge.remove(
                new Purge.Expired(Purge.Kind.PACKAGE, made, RETAINED_UNTIL), "officer", "retention is over", CLOCK);
        assertThat(folder.resolve("packages"))
                .isDirectoryNotContaining("glob:**/.*")
                .isDirectoryContaining(log::equals);
        assertThat(made).doesNotExist();
        String text = Files.readString(log);
        assertThat(text)
                .contains("2031-02-01T08:00:00Z,officer,purge," + hash)
                .contains("kept until 2031-01-31; because: retention is over");
        assertThat(CustodyLog.fault(text)).isEmpty();
    }

    @Test
    void rejectedLinesLeaveAnOutputThatIsStillWhole() throws IOException {
        Purge purge = new Purge(LocalDate.parse("2026-02-05"), FOR_EVER, OptionalInt.of(30));
        Purge.Expired expected = new Purge.Expired(Purge.Kind.REJECTED_LINES, output, LocalDate.parse("2026-02-04"));
        assertThat(purge.find(folder)).containsExactly(expected);
        Path log = Purge.remove(expected, "officer", "retention is over", CLOCK);
        assertThat(output.resolve("rejected/part-0.jsonl")).doesNotExist();
        assertThat(Verification.of(output, Optional.empty()).faults()).isEmpty();
        Report.requireComplete(output);
        assertThat(Files.readString(log)).contains("rejected lines (1 files)").doesNotContain("+86");
        assertThat(purge.find(folder)).isEmpty();
    }

    @Test
    void anOutputGoesWhole() throws IOException {
        Purge purge = new Purge(LocalDate.parse("2026-02-05"), OptionalInt.of(30), OptionalInt.of(0));
        List<Purge.Expired> expired = purge.find(output);
        assertThat(expired).extracting(Purge.Expired::kind).containsExactly(Purge.Kind.OUTPUT);
        Purge.remove(expired.get(0), "officer", "retention is over", CLOCK);
        assertThat(output).doesNotExist();
        assertThat(folder.resolve("rings.custody.csv")).exists();
        assertThat(made).exists();
    }

    @Test
    void nothingIsRemovedThatCannotBeRecorded() throws IOException {
        Path log = CustodyLog.beside(made);
        Files.writeString(log, Files.readString(log).replace("writer", "reader") + "x\n");
        assertThatThrownBy(() -> Purge.remove(
                        new Purge.Expired(Purge.Kind.PACKAGE, made, RETAINED_UNTIL), "officer", "r", CLOCK))
                .hasMessageStartingWith("custody log must be an unbroken chain");
        assertThat(made).exists();
    }

    @Test
    void whatIsNoPackageOrCompleteOutputStays() throws IOException {
        Purge purge = new Purge(LocalDate.parse("2100-01-01"), OptionalInt.of(0), OptionalInt.of(0));
        Files.createDirectories(folder.resolve("other/data"));
        Files.delete(output.resolve(Manifest.SUCCESS));
        Path link = Files.createSymbolicLink(folder.resolve("link"), made);
        assertThat(purge.find(folder)).isEmpty();
        assertThatThrownBy(() -> purge.find(link)).hasMessageStartingWith("DIR must be a folder");
    }
}
