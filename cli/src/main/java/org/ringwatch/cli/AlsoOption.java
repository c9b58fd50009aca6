// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.ShownValue;
import org.ringwatch.export.TableFormat;
import picocli.CommandLine.Option;

/** The format that rings are written in beside the usual ones. */
final class AlsoOption {
    private static final String PARQUET = "parquet";

    @Option(
            names = "--also",
            paramLabel = "FORMAT",
            description = "parquet: write rings, members and links as Parquet, too; needs ringwatch-parquet.jar.")
    private @Nullable String also;

    /**
     * Checks what was given.
     *
     * @throws UsageException if there is no such format, or nothing that writes it
     */
    void check() {
        if (also == null) {
            return;
        }
        if (!also.equals(PARQUET)) {
            throw new UsageException("--also must be parquet but was " + ShownValue.quote(also));
        }
        if (TableFormat.installed(also).isEmpty()) {
            throw new UsageException(
                    "--also parquet needs ringwatch-parquet.jar beside the job jar, which is not there;"
                            + " docs/input.md tells how to add it");
        }
    }

    /** The format's label, if one was given. */
    Optional<String> label() {
        return Optional.ofNullable(also);
    }

    /** The format with that label, wherever the job runs. */
    static TableFormat installed(String label) {
        return TableFormat.installed(label)
                .orElseThrow(() -> new IllegalStateException(
                        "--also " + label + " needs ringwatch-parquet.jar beside the job jar, on every machine"));
    }
}
