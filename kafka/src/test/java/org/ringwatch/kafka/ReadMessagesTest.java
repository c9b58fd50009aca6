// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.ringwatch.event.Erasures;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.Privacy;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.job.watch.Arrival;
import org.ringwatch.job.watch.ArrivalParameters;
import org.ringwatch.job.watch.RejectedInput;
import org.ringwatch.link.IdHasher;

/** The operator that makes arrivals of messages. */
class ReadMessagesTest {

    @Test
    void messagesAreSerializedWithoutKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Message.class);
    }

    @Test
    void keepsTheClockThroughARestart() throws Exception {
        OperatorSubtaskState state;
        try (OneInputStreamOperatorTestHarness<Message, Arrival> operator = operator(EventRules.defaults())) {
            operator.open();
            operator.processElement(message(0, 5, "a", "2026-11-28T10:00:00Z"), 0);
            assertThat(shown(operator)).containsExactly("a");
            state = operator.snapshot(1, 1);
        }
        try (OneInputStreamOperatorTestHarness<Message, Arrival> operator = operator(EventRules.defaults())) {
            operator.initializeState(state);
            operator.open();
            operator.processElement(message(2, 7, "b", "2026-10-13T23:59:59Z"), 0);
            operator.processElement(message(0, 6, "c", "2026-10-14T00:00:00Z"), 0);
            assertThat(shown(operator)).containsExactly("events/2:7", "c");
        }
    }

    @Test
    void tellsOfErasedEventsOnlyThatTheyWere() throws Exception {
        Erasures erasures =
                new Erasures.Builder().add(EventColumn.EVENT_ID, "erased").build();
        EventRules rules = EventRules.defaults().with(Privacy.NONE.withErasures(erasures));
        try (OneInputStreamOperatorTestHarness<Message, Arrival> operator = operator(rules)) {
            operator.open();
            operator.processElement(message(0, 0, "erased", "2026-11-28T10:00:00Z"), 0);
            operator.processElement(message(0, 1, "a", "2026-11-28T10:00:00Z"), 0);
            assertThat(shown(operator)).containsExactly("(erased)", "a");
        }
    }

    private static OneInputStreamOperatorTestHarness<Message, Arrival> operator(EventRules rules) throws Exception {
        ArrivalParameters parameters = new ArrivalParameters(
                ColumnMapping.identity(), rules, new IdHasher(1, 2), 45, () -> 1_795_867_200_000L);
        return new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new ReadMessages("events", parameters)));
    }

    private static Message message(int partition, long offset, String id, String time) {
        String json = "{\"event_id\":\"" + id + "\",\"event_time\":\"" + time
                + "\",\"event_type\":\"SIGN_IN\",\"account_id\":\"account\"}";
        return new Message(partition, offset, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Events as their ids, rejections as where they were, what was erased as such. */
    private static List<String> shown(OneInputStreamOperatorTestHarness<Message, Arrival> operator) {
        return operator.extractOutputValues().stream()
                .map(arrival -> {
                    RejectedInput rejected = arrival.rejected();
                    if (arrival.event() != null) {
                        return arrival.event().event().eventId();
                    }
                    return rejected == null ? "(erased)" : rejected.source() + ":" + rejected.line();
                })
                .toList();
    }
}
