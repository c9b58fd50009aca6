// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple7;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The bare Flink yardstick: reads CSV files, parses a line into what links an account, and counts events per account with
 * {@code keyBy}. Two subtasks, BATCH, embedded. Argument: a folder of CSV files with one header.
 */
public final class AccountCount {
    private static final int PARALLELISM = 2;

    private static final List<String> COLUMNS =
            List.of("event_id", "event_time", "account_id", "device_id", "ip", "merchant_id", "wallet");

    private AccountCount() {}

    /** Runs the job. */
    public static void main(String[] arguments) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, PARALLELISM);
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, PARALLELISM);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        int[] columns = columns(java.nio.file.Path.of(arguments[0]));
        FileSource<String> lines = FileSource.forRecordStreamFormat(new TextLineInputFormat(), new Path(arguments[0]))
                .build();
        env.fromSource(lines, WatermarkStrategy.noWatermarks(), "lines")
                .filter(line -> !line.startsWith("event_id,"))
                .map(line -> parse(line, columns))
                .returns(Types.TUPLE(
                        Types.STRING,
                        Types.STRING,
                        Types.STRING,
                        Types.STRING,
                        Types.STRING,
                        Types.STRING,
                        Types.STRING))
                .map(event -> Tuple2.of(event.f2, 1L))
                .returns(Types.TUPLE(Types.STRING, Types.LONG))
                .keyBy(count -> count.f0)
                .sum(1)
                .sinkTo(new DiscardingSink<>());
        env.execute("account count");
    }

    private static int[] columns(java.nio.file.Path folder) throws java.io.IOException {
        try (var files = java.nio.file.Files.list(folder);
                var header =
                        java.nio.file.Files.lines(files.sorted().findFirst().orElseThrow())) {
            List<String> names = Arrays.asList(header.findFirst().orElseThrow().split(",", -1));
            return COLUMNS.stream().mapToInt(names::indexOf).toArray();
        }
    }

    private static Tuple7<String, String, String, String, String, String, String> parse(String line, int[] columns) {
        Tuple7<String, String, String, String, String, String, String> event = new Tuple7<>();
        int column = 0;
        int start = 0;
        while (start <= line.length()) {
            int comma = line.indexOf(',', start);
            int end = comma < 0 ? line.length() : comma;
            for (int c = 0; c < columns.length; c++) {
                if (columns[c] == column) {
                    ((Tuple) event).setField(line.substring(start, end), c);
                }
            }
            column++;
            start = end + 1;
        }
        return event;
    }
}
