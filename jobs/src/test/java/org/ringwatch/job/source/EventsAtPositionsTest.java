// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.EventRules;
import org.ringwatch.link.EventRow;

class EventsAtPositionsTest {

    private static final String HEADER = "\uFEFFevent_id,event_time,event_type,account_id,device_id\r\n";
    private static final String FIRST = "e1,2026-01-01T00:00:00Z,SIGN_IN,a1,d1\r\n";
    private static final String SECOND = "e2,1767225600000,PURCHASE,a2, d2 ";
    private static final String JSON =
            "\uFEFF{\"event_id\":\"e3\",\"event_time\":1767225600000,\"event_type\":\"REFUND\",\"account_id\":\"a3\"}";

    @TempDir
    Path folder = Path.of("");

    @Test
    void readsPlainAndCompressedFiles() {
        byte[] csv = TestFiles.bytes(HEADER + FIRST + SECOND);
        List<InputFile> files = List.of(
                TestFiles.write(folder, "1.csv", csv),
                TestFiles.write(folder, "2.csv.gz", TestFiles.compress(Compression.GZIP, csv)),
                TestFiles.write(folder, "3.jsonl", JSON));
        long first = TestFiles.bytes(HEADER).length;
        long second = first + FIRST.length();
        long[] positions = {
            EventRow.position(0, first),
            EventRow.position(0, second),
            EventRow.position(1, first),
            EventRow.position(1, second),
            EventRow.position(2, 3)
        };

        Map<Long, byte[]> canonical = reader(files).read(positions);

        assertThat(canonical).hasSize(5);
        assertThat(fields(canonical, positions[0])).startsWith("e1", "1767225600000", "SIGN_IN", "a1", "d1");
        assertThat(fields(canonical, positions[1])).startsWith("e2", "1767225600000", "PURCHASE", "a2", "d2");
        assertThat(canonical.get(positions[2])).isEqualTo(canonical.get(positions[0]));
        assertThat(canonical.get(positions[3])).isEqualTo(canonical.get(positions[1]));
        assertThat(fields(canonical, positions[4])).startsWith("e3", "1767225600000", "REFUND", "a3", "");
    }

    @Test
    void refusesPositionsThatAreNoEvents() {
        InputFile file = TestFiles.write(folder, "1.csv", "event_id,event_time,event_type,account_id\nx\n");
        EventsAtPositions reader = reader(List.of(file));

        assertThatThrownBy(() -> reader.read(new long[] {EventRow.position(0, 41)}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(folder + "/1.csv must still have the event at byte 41 but no line starts there");
        assertThatThrownBy(() -> reader.read(new long[] {EventRow.position(0, 42)}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        folder
                                + "/1.csv must still have the event at byte 42 but the line is refused: expected 4 columns but found 1");
        assertThatThrownBy(() -> reader.read(new long[] {EventRow.position(0, 99)}))
                .isInstanceOf(IllegalStateException.class);
    }

    private static EventsAtPositions reader(List<InputFile> files) {
        return new EventsAtPositions(files, ColumnMapping.identity(), EventRules.defaults());
    }

    private static String[] fields(Map<Long, byte[]> canonical, long position) {
        return new String(canonical.getOrDefault(position, new byte[0]), StandardCharsets.UTF_8).split("\u001f", -1);
    }
}
