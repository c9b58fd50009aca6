// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.ringwatch.job.result.Facts;
import org.slf4j.LoggerFactory;

class StageMetricsTest {

    private final Map<String, Metric> registered = new TreeMap<>();
    private final StageMetrics metrics = new StageMetrics(
            "read", new Recording(""), new TaskInfoImpl("task", 1, 0, 1, 0), LoggerFactory.getLogger("test"));

    @Test
    void countsWhatIsInTheListAndNothingElse() {
        metrics.count(Facts.LINKS, 2);
        metrics.count(Facts.LINKS, 3);
        metrics.count(Facts.UNKNOWN_TYPE + "bob@example.org", 1);
        metrics.countRejected("ip");
        metrics.done();

        assertThat(registered)
                .containsOnlyKeys("ringwatch.links", "ringwatch.column.ip.rejected", "ringwatch.stage_millis");
        assertThat(((Counter) registered.get("ringwatch.links")).getCount()).isEqualTo(5);
        assertThat(((Counter) registered.get("ringwatch.column.ip.rejected")).getCount())
                .isEqualTo(1);
        Gauge<?> millis = (Gauge<?>) registered.get("ringwatch.stage_millis");
        assertThat((Long) millis.getValue()).isNotNegative();
    }

    @Test
    void everyMetricIsDocumented() throws IOException {
        String documentation = Files.readString(Path.of("../docs/cluster.md"));
        assertThat(Stream.concat(StageMetrics.COUNTERS.stream(), Stream.of(StageMetrics.STAGE_MILLIS)))
                .allMatch(name -> documentation.contains("`" + name + "`"));
    }

    private final class Recording extends UnregisteredMetricsGroup {
        private final String path;

        Recording(String path) {
            this.path = path;
        }

        @Override
        public MetricGroup addGroup(String name) {
            return new Recording(path + name + ".");
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new Recording(path + key + "." + value + ".");
        }

        @Override
        public Counter counter(String name) {
            Counter counter = new SimpleCounter();
            registered.put(path + name, counter);
            return counter;
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            registered.put(path + name, gauge);
            return gauge;
        }
    }
}
