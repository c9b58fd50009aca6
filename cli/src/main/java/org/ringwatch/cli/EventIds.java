// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.IpAddress;
import org.ringwatch.event.Pseudonymiser;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.source.EventReader;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputSplit;
import org.ringwatch.job.source.InputSplits;
import org.ringwatch.referral.ClearIds;

/**
 * Finds the ids behind the pseudonyms of a run in the events that the run read: a keyed hash cannot be undone, so what stands there is tried. Ids
 * of a ring are all in events of its accounts; of other accounts' events nothing but the account is looked at.
 *
 * <p>Memory: the ids that are found.
 */
final class EventIds implements ClearIds {
    private static final int[] LINKING_PREFIXES = {48, 56, 64};

    private final List<InputFile> files;
    private final DetectionParameters parameters;
    private final Pseudonymiser pseudonymiser;
    private final IpAddress address = new IpAddress();
    private final byte[] network = new byte[ValidEvent.MAX_NETWORK_LENGTH];

    /**
     * Ids in files of events.
     *
     * @param parameters how the run read them, but with clear ids
     * @param pseudonymiser that of the run
     */
    EventIds(List<InputFile> files, DetectionParameters parameters, Pseudonymiser pseudonymiser) {
        this.files = files;
        this.parameters = parameters;
        this.pseudonymiser = pseudonymiser;
    }

    @Override
    public Map<String, String> of(Set<String> pseudonyms) throws IOException {
        Map<String, String> found = new HashMap<>();
        EventRules rules = parameters.rules();
        EventReader.AccountFilter wanted = (name, start, length) ->
                pseudonyms.contains(ascii(pseudonymiser.name(EventColumn.ACCOUNT_ID, name, start, length)));
        EventReader.Handler handler = new EventReader.Handler() {
            @Override
            public void event(ValidEvent event, long offset) {
                if (pseudonyms.contains(name(event, EventColumn.ACCOUNT_ID))) {
                    add(event, pseudonyms, found);
                }
            }

            @Override
            public void rejected(long line, String reason, String raw) {
                // The run rejected it, too.
            }
        };
        for (InputSplit split : InputSplits.of(files, 1)) {
            try (EventReader reader =
                    new EventReader(files.get(split.file()), split, parameters.columns(), rules, handler, wanted)) {
                while (reader.read()) {
                    // The handler looks at each event.
                }
            }
        }
        return found;
    }

    private void add(ValidEvent event, Set<String> pseudonyms, Map<String, String> found) {
        for (EventColumn column : Pseudonymiser.columns()) {
            if (event.has(column)) {
                add(name(event, column), event.text(column), pseudonyms, found);
            }
        }
        if (event.has(EventColumn.IP) && event.ipIsV6()) {
            byte[] bytes = event.bytes(EventColumn.IP);
            int start = event.start(EventColumn.IP);
            address.parse(bytes, start, start + event.length(EventColumn.IP));
            for (int length : LINKING_PREFIXES) {
                String clear = new String(network, 0, event.writeNetwork(length, network), US_ASCII);
                add(pseudonymiser.network(address, length), clear, pseudonyms, found);
            }
        }
    }

    private static void add(String name, String id, Set<String> pseudonyms, Map<String, String> found) {
        if (pseudonyms.contains(name)) {
            found.put(name, id);
        }
    }

    private String name(ValidEvent event, EventColumn column) {
        return ascii(pseudonymiser.name(column, event.bytes(column), event.start(column), event.length(column)));
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, US_ASCII);
    }
}
