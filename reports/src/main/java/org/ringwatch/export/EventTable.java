// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.io.IOException;
import java.io.Writer;
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

    private final Writer file;

    EventTable(Path folder) throws IOException {
        file = PrivateFiles.newWriter(folder.resolve(FILE));
        file.append(HEADER).append('\n');
    }

    @Override
    public void add(Ring ring) throws IOException {
        file.append(lines(ring));
    }

    /** The lines that a ring has in the file. */
    static String lines(Ring ring) {
        StringBuilder lines = new StringBuilder();
        ring.events().forEach(event -> lines.append(line(ring.ringId(), event)).append('\n'));
        return lines.toString();
    }

    private static String line(String ringId, AccountEvent event) {
        return CsvFile.line(
                ringId,
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

    private static String twoFactor(TwoFactor state) {
        return switch (state) {
            case UNKNOWN -> "";
            case OFF -> "false";
            case ON -> "true";
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
