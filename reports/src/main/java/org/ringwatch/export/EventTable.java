// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.TwoFactor;
import org.ringwatch.ring.Ring;

/** {@code ring_events.csv}: the events of every ring, in the columns of the input contract. */
final class EventTable implements Projection {

    static final String FILE = "ring_events.csv";

    private static final String HEADER = "ring_id,"
            + Stream.of(EventColumn.values()).map(EventColumn::columnName).collect(Collectors.joining(","));

    private final CsvFile events;

    EventTable(Path folder) throws IOException {
        events = new CsvFile(folder.resolve(FILE), HEADER);
    }

    @Override
    public void add(Ring ring) throws IOException {
        for (AccountEvent event : ring.events()) {
            events.row(
                    ring.ringId(),
                    event.eventId(),
                    Fixed.time(event.eventTime()),
                    event.eventType().name(),
                    event.accountId(),
                    event.deviceId(),
                    event.ip(),
                    event.merchantId(),
                    event.wallet(),
                    event.beneficiaryId(),
                    event.currency().isEmpty() ? "" : event.amountMinor(),
                    event.currency(),
                    event.orderId(),
                    event.productId(),
                    Fixed.name(event.outcome()),
                    twoFactor(event.twoFactor()),
                    event.familyId(),
                    event.accountKind() == AccountKind.UNKNOWN ? "" : Fixed.name(event.accountKind()),
                    event.ipKind() == IpKind.UNKNOWN ? "" : Fixed.name(event.ipKind()),
                    event.ipCountry(),
                    event.utcOffsetMinutes() == AccountEvent.NO_OFFSET ? "" : event.utcOffsetMinutes());
        }
    }

    private static String twoFactor(TwoFactor state) {
        return switch (state) {
            case UNKNOWN -> "";
            case OFF -> "false";
            case ON -> "true";
        };
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
