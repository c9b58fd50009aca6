// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.job.source.EventReader;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import org.ringwatch.job.source.InputSplit;
import org.ringwatch.link.AccountPartition;
import org.ringwatch.link.EventPacker;
import org.ringwatch.link.EventRow;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.RowBuffer;

/** What the two stages that meet every event allocate for one, counted. More of it is time of the collector's. */
class AllocationTest {
    private static final int EVENTS = 60_000;
    private static final int BLOCK_WORDS = 1 << 13;

    /** A packed row is 116 of them. */
    private static final long MOST_BYTES_TO_READ = 180;

    /** The partition keeps blocks as they come. */
    private static final long MOST_BYTES_TO_GROUP = 80;

    @TempDir
    Path folder;

    @Test
    void ofAnEventStaysWithinItsBounds() throws IOException {
        InputFile file = InputFiles.list(
                        List.of(World.simulate(EVENTS, 3, folder.resolve("world"))
                                .writeCsv(folder.resolve("events.csv"))
                                .toString()),
                        Optional.empty())
                .get(0);
        pack(file);
        long before = allocated();
        List<long[]> blocks = pack(file);
        long read = allocated() - before;
        assertThat(read / EVENTS).as("bytes to read an event").isLessThan(MOST_BYTES_TO_READ);

        group(blocks);
        before = allocated();
        long accounts = group(blocks);
        long grouped = allocated() - before;
        assertThat(accounts).isGreaterThan(1_000);
        assertThat(grouped / EVENTS).as("bytes to group an event").isLessThan(MOST_BYTES_TO_GROUP);
    }

    private static List<long[]> pack(InputFile file) throws IOException {
        List<long[]> blocks = new ArrayList<>();
        EventPacker packer = new EventPacker(new IdHasher(1, 2));
        RowBuffer rows = new RowBuffer(BLOCK_WORDS);
        EventReader.Handler handler = new EventReader.Handler() {
            @Override
            public void event(ValidEvent event, long offset) {
                packer.read(event);
                packer.write(event, EventRow.position(0, offset), rows);
                if (rows.size() >= BLOCK_WORDS) {
                    blocks.add(rows.toBlock());
                    rows.clear();
                }
            }

            @Override
            public void rejected(long line, String reason, String raw) {
                throw new AssertionError(reason);
            }
        };
        try (EventReader reader = new EventReader(
                file, new InputSplit(0, 0, file.length()), ColumnMapping.identity(), EventRules.defaults(), handler)) {
            while (reader.read()) {
                // The handler gets the events.
            }
        }
        blocks.add(rows.toBlock());
        return blocks;
    }

    private static long group(List<long[]> blocks) {
        AccountPartition partition = new AccountPartition();
        blocks.forEach(partition::add);
        long[] accounts = new long[1];
        partition.forEach(
                positions -> {
                    throw new AssertionError("simulated events must not conflict");
                },
                account -> accounts[0]++);
        return accounts[0];
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
