// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.job.source.EventReader;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import org.ringwatch.job.source.InputSplit;
import org.ringwatch.link.EventPacker;
import org.ringwatch.link.EventRow;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.ResourceType;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.link.Shares;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.Ids;
import org.ringwatch.ring.MemberEvent;

/**
 * The second pass: reads the input again and keeps the events of community members, and the names of hubs, each from the
 * events of one account seen with it. Lines of other accounts are not looked at beyond their account. Each subtask reads
 * every n-th split. A file that changed since the first pass ends the run.
 *
 * <p>Holds the members and hubs: about 60 bytes each.
 */
public final class GatherEvents extends StageOperator<GatheredEvent>
        implements TwoInputStreamOperator<long[], HubFound, GatheredEvent>, BoundedMultiInput {
    private static final long serialVersionUID = 1L;

    /** Both halves of the community of an account that is in none; no hash of an account is that. */
    private static final long NO_COMMUNITY = 0;

    private final ArrayList<InputFile> files;
    private final ArrayList<InputSplit> splits;
    private final ColumnMapping columns;
    private final EventRules rules;
    private final IdHasher hasher;
    private final int shares;
    private final Inquiry inquiry;

    /** Behind the secret hash of a member: its order hash and its community. Nobody can make two secret hashes meet. */
    private transient Long2ObjectOpenHashMap<long[]> members;

    /** Hubs that this subtask has not met yet, by secret hash. */
    private transient Long2ObjectOpenHashMap<HubFound> hubs;

    /** Secret hashes of the accounts that name the hubs. */
    private transient LongOpenHashSet witnesses;

    /** Names for the answer to the inquiry. */
    private transient SoughtNames sought;

    private transient int openInputs;

    /** The stage. */
    public GatherEvents(
            List<InputFile> files,
            List<InputSplit> splits,
            ColumnMapping columns,
            EventRules rules,
            IdHasher hasher,
            int shares,
            Inquiry inquiry) {
        super("gather");
        this.files = new ArrayList<>(files);
        this.splits = new ArrayList<>(splits);
        this.columns = columns;
        this.rules = rules;
        this.hasher = hasher;
        this.shares = shares;
        this.inquiry = inquiry;
    }

    @Override
    public void open() throws Exception {
        super.open();
        members = new Long2ObjectOpenHashMap<>();
        hubs = new Long2ObjectOpenHashMap<>();
        witnesses = new LongOpenHashSet();
        sought = new SoughtNames(inquiry, trace -> tell(Finding.of(trace)));
        openInputs = 2;
    }

    /** Adds an account whose name alone is needed to a block for this stage. */
    static void seek(long order, long secret, RowBuffer block) {
        block.add(order);
        block.add(secret);
        block.add(NO_COMMUNITY);
        block.add(NO_COMMUNITY);
    }

    @Override
    public void processElement1(StreamRecord<long[]> element) {
        long[] block = element.getValue();
        for (int at = 0; at < block.length; at += 4) {
            if (block[at + 2] == NO_COMMUNITY && block[at + 3] == NO_COMMUNITY) {
                sought.add(block[at], block[at + 1]);
                continue;
            }
            long[] member = {block[at], block[at + 2], block[at + 3]};
            if (members.put(block[at + 1], member) != null) {
                throw new IllegalStateException("two accounts share one secret hash; run again with a new key");
            }
        }
    }

    @Override
    public void processElement2(StreamRecord<HubFound> element) {
        hubs.put(element.getValue().secret(), element.getValue());
        witnesses.add(element.getValue().witness());
    }

    @Override
    public void endInput(int inputId) throws Exception {
        openInputs--;
        if (openInputs > 0) {
            return;
        }
        if (!members.isEmpty() || !hubs.isEmpty() || !inquiry.isEmpty()) {
            for (int s = subtask(); s < splits.size(); s += subtasks()) {
                gather(splits.get(s));
            }
        }
        done();
    }

    private void gather(InputSplit split) throws IOException {
        InputFile file = files.get(split.file());
        InputFiles.requireUnchanged(file);
        long told = 0;
        Gatherer gatherer = new Gatherer(split.file());
        try (EventReader reader = new EventReader(file, split, columns, rules, gatherer, this::isWanted)) {
            boolean more = true;
            while (more) {
                more = reader.read();
                progressAlone(Facts.BYTES_GATHERED, reader.bytes() - told);
                told = reader.bytes();
            }
        }
        InputFiles.requireUnchanged(file);
    }

    private boolean isWanted(byte[] bytes, int start, int length) {
        long account = hasher.secret(bytes, start, length);
        return members.containsKey(account)
                || witnesses.contains(account)
                || sought.areOf(account, bytes, start, length);
    }

    private final class Gatherer implements EventReader.Handler {
        private final int file;
        private final EventPacker packer = new EventPacker(hasher);
        private final RowBuffer row = new RowBuffer(32);

        Gatherer(int file) {
            this.file = file;
        }

        @Override
        public void event(ValidEvent event, long offset) {
            packer.read(event);
            long[] member = members.get(packer.accountSecret());
            if (member != null && member[0] == packer.accountOrder()) {
                row.clear();
                packer.write(event, EventRow.position(file, offset), row);
                emit(new GatheredEvent(
                        Shares.of(member[1], shares),
                        member[1],
                        member[2],
                        new MemberEvent(row.toBlock(), event.canonical())));
            }
            if (witnesses.contains(packer.accountSecret())) {
                nameHubs(event);
            }
            sought.tell(event, packer);
        }

        private void nameHubs(ValidEvent event) {
            packer.readResources(event);
            for (ResourceType type : ResourceType.values()) {
                if (packer.names(type)) {
                    HubFound hub = hubs.get(packer.secret(type));
                    if (hub != null && hub.type() == type && hub.order() == packer.order(type)) {
                        hubs.remove(packer.secret(type));
                        // Several subtasks may.
                        tell(Finding.of(new Hub(
                                EntityType.of(type),
                                Ids.resource(event.toAccountEvent(), type),
                                hub.accounts(),
                                hub.events(),
                                hub.reason().text())));
                    }
                }
            }
        }

        @Override
        public void rejected(long line, String reason, String raw) {
            // Told in the first pass.
        }
    }
}
