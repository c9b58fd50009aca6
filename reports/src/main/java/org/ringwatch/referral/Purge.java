// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.ringwatch.export.Manifest;
import org.ringwatch.export.OutputFolder;
import org.ringwatch.export.PrivateFiles;
import org.ringwatch.export.SafeText;
import org.ringwatch.export.Sha256;

/**
 * Removes what has been kept as long as it may be: referral packages after their {@code Retain-Until}, outputs of {@code detect} and the
 * rejected lines in them after so many days. That it was removed, by whom and why, goes first into the custody log beside the folder, which
 * stays. Follows no link, and touches nothing but packages and complete outputs.
 */
public final class Purge {
    private static final String REJECTED = "rejected/";
    private static final String RETAIN_UNTIL = "Retain-Until: ";
    private static final String ACTION = "purge";

    private final LocalDate today;
    private final OptionalInt keepOutputs;
    private final OptionalInt keepRejected;

    /**
     * What may be kept.
     *
     * @param today the day to judge by, UTC
     * @param keepOutputs days that an output is kept after it was published, 0 or more; empty for ever
     * @param keepRejected the same for the rejected lines in it
     */
    public Purge(LocalDate today, OptionalInt keepOutputs, OptionalInt keepRejected) {
        this.today = today;
        this.keepOutputs = keepOutputs;
        this.keepRejected = keepRejected;
    }

    /** What kind of thing has expired. */
    public enum Kind {
        /** A referral package. */
        PACKAGE,
        /** An output. */
        OUTPUT,
        /** The rejected lines of an output. */
        REJECTED_LINES
    }

    /**
     * What has expired.
     *
     * @param kind what it is
     * @param folder the package or output
     * @param lastDay the last day on which it could be kept
     */
    public record Expired(Kind kind, Path folder, LocalDate lastDay) {}

    /**
     * What has expired, in order of folders.
     *
     * @param folder a package, an output, or a folder that holds such ones
     * @throws IllegalArgumentException if it is no folder, or a link
     */
    public List<Expired> find(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException("DIR must be a folder but was " + SafeText.display(folder.toString()));
        }
        if (isPackage(folder) || isOutput(folder)) {
            return expired(folder).stream().toList();
        }
        List<Expired> all = new ArrayList<>();
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.sorted().toList()) {
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    expired(child).ifPresent(all::add);
                }
            }
        }
        return all;
    }

    private Optional<Expired> expired(Path folder) throws IOException {
        if (isPackage(folder)) {
            return retainUntil(folder)
                    .filter(last -> last.isBefore(today))
                    .map(last -> new Expired(Kind.PACKAGE, folder, last));
        }
        if (!isOutput(folder)) {
            return Optional.empty();
        }
        Optional<LocalDate> published = published(folder);
        Optional<Expired> output = expired(Kind.OUTPUT, folder, published, keepOutputs);
        return output.isPresent() || Manifest.names(folder).stream().noneMatch(name -> name.startsWith(REJECTED))
                ? output
                : expired(Kind.REJECTED_LINES, folder, published, keepRejected);
    }

    private Optional<Expired> expired(Kind kind, Path folder, Optional<LocalDate> published, OptionalInt days) {
        return published
                .filter(day -> days.isPresent())
                .map(day -> day.plusDays(days.getAsInt()))
                .filter(last -> last.isBefore(today))
                .map(last -> new Expired(kind, folder, last));
    }

    private static boolean isPackage(Path folder) {
        return isFile(folder.resolve(Bag.DECLARATION)) && isFile(folder.resolve(Bag.TAG_MANIFEST));
    }

    private static boolean isOutput(Path folder) {
        return isFile(folder.resolve(Manifest.FILE))
                && isFile(folder.resolve(Manifest.SUCCESS))
                && isFile(folder.resolve(OutputFolder.RUN_FILE));
    }

    private static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<LocalDate> retainUntil(Path bag) throws IOException {
        return Files.readAllLines(bag.resolve(Bag.INFO), UTF_8).stream()
                .filter(line -> line.startsWith(RETAIN_UNTIL))
                .map(line -> line.substring(RETAIN_UNTIL.length()))
                .flatMap(text -> day(text).stream())
                .findFirst();
    }

    private static Optional<LocalDate> published(Path output) throws IOException {
        JsonNode run = new ObjectMapper()
                .readTree(output.resolve(OutputFolder.RUN_FILE).toFile());
        try {
            return Optional.of(Instant.parse(run.path("published").asText(""))
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Removes it.
     *
     * @param who removes it; recorded
     * @param reason why; recorded
     * @return where it is recorded
     * @throws IllegalArgumentException if the custody log beside the folder is broken: nothing is removed that cannot be recorded
     */
    public static Path remove(Expired expired, String who, String reason, Clock clock) throws IOException {
        Path folder = expired.folder();
        Path file = CustodyLog.beside(folder);
        CustodyLog log = CustodyLog.at(file);
        Path sealed = folder.resolve(expired.kind() == Kind.PACKAGE ? Bag.TAG_MANIFEST : Manifest.FILE);
        log.add(
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                who,
                ACTION,
                Sha256.hex(sealed),
                what(expired) + ", to be kept until " + expired.lastDay() + "; because: " + reason);
        log.writeTo(file);
        if (expired.kind() == Kind.REJECTED_LINES) {
            Manifest.remove(folder, name -> name.startsWith(REJECTED));
        } else {
            // A name of its own first: half a package must not be taken for one.
            Path leaving = file.resolveSibling("." + folder.getFileName() + ".purged");
            PrivateFiles.deleteTree(leaving);
            Files.move(folder, leaving);
            PrivateFiles.deleteTree(leaving);
        }
        return file;
    }

    private static String what(Expired expired) throws IOException {
        return switch (expired.kind()) {
            case PACKAGE -> "the package";
            case OUTPUT -> "the output";
            case REJECTED_LINES -> {
                long files = Manifest.names(expired.folder()).stream()
                        .filter(name -> name.startsWith(REJECTED))
                        .count();
                yield "rejected lines (" + files + " files) of the output with that manifest";
            }
        };
    }
}
