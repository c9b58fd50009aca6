// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.kafka;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.source.EventMessages;
import org.ringwatch.job.watch.Arrival;
import org.ringwatch.job.watch.ArrivalParameters;
import org.ringwatch.job.watch.Arrivals;

/** Makes arrivals of messages. Its state: the clock, one number. */
final class ReadMessages extends ProcessFunction<Message, Arrival> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private static final int NO_PARTITION = -1;

    private final String topic;
    private final ArrivalParameters parameters;

    private transient ListState<Long> clock;
    private transient Arrivals arrivals;
    private transient EventMessages messages;
    private transient int partition;
    private transient @Nullable Collector<Arrival> out;

    ReadMessages(String topic, ArrivalParameters parameters) {
        this.topic = topic;
        this.parameters = parameters;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        arrivals = new Arrivals(parameters, getRuntimeContext().getMetricGroup(), this::emit);
        messages = new EventMessages(topic, parameters.columns(), parameters.rules(), arrivals);
        partition = NO_PARTITION;
        clock = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("clock", Types.LONG));
        for (long millis : clock.get()) {
            arrivals.setClock(Math.max(millis, arrivals.clock()));
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        clock.clear();
        clock.add(arrivals.clock());
    }

    @Override
    public void processElement(Message message, Context context, Collector<Arrival> collector) {
        if (message.partition() != partition) {
            partition = message.partition();
            arrivals.from(topic + "/" + partition, 0);
        }
        out = collector;
        messages.read(message.value(), message.offset());
    }

    private void emit(Arrival arrival) {
        if (out == null) {
            throw new IllegalStateException("an arrival came without a message");
        }
        out.collect(arrival);
    }
}
