// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.job.source.EventReader;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import org.ringwatch.job.source.InputSplit;
import org.ringwatch.link.EventPacker;
import org.ringwatch.link.EventRow;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.RowBuffer;

/**
 * A file of events and its packed rows.
 *
 * @param files the one file
 * @param rows a row for each event, in order of lines
 */
record PackedEvents(List<InputFile> files, List<long[]> rows) {

    /** Writes the lines to a file and reads them as the source does; none may be rejected. */
    static PackedEvents of(Path file, String header, List<String> lines) throws IOException {
        List<String> all = new ArrayList<>();
        all.add(header);
        all.addAll(lines);
        Files.write(file, all);
        List<InputFile> files = InputFiles.list(List.of(file.toString()), Optional.empty());
        List<long[]> rows = new ArrayList<>();
        EventPacker packer = new EventPacker(new IdHasher(3, 4));
        EventReader.Handler handler = new EventReader.Handler() {
            @Override
            public void event(ValidEvent event, long offset) {
                RowBuffer row = new RowBuffer(32);
                packer.read(event);
                packer.write(event, EventRow.position(0, offset), row);
                rows.add(row.toBlock());
            }

            @Override
            public void rejected(long line, String reason, String raw) {
                throw new IllegalArgumentException("line " + line + ": " + reason + ": " + raw);
            }
        };
        InputSplit whole = new InputSplit(0, 0, files.get(0).length());
        try (EventReader reader =
                new EventReader(files.get(0), whole, ColumnMapping.identity(), EventRules.defaults(), handler)) {
            boolean more = true;
            while (more) {
                more = reader.read();
            }
        }
        return new PackedEvents(files, rows);
    }
}
