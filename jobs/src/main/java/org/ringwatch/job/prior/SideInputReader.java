// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.prior;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.Aliases;
import org.ringwatch.event.Erasures;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.Networks;
import org.ringwatch.event.Privacy;
import org.ringwatch.event.Pseudonymiser;
import org.ringwatch.event.ShownValue;
import org.ringwatch.link.ResourceType;
import org.ringwatch.link.TrustedPlaces;
import org.ringwatch.ring.Decision;
import org.ringwatch.ring.Disposition;
import org.ringwatch.ring.Dispositions;
import org.ringwatch.ring.EntityType;

/**
 * Reads the lists of people: CSV with a header, columns in any order, unknown ones ignored; a record is one physical line. A
 * row that breaks a rule is rejected with its line and reason and counted, and the others are read; a file that cannot be read
 * or lacks a column is refused with {@link IllegalArgumentException}. The order of the rows does not matter.
 *
 * <p>Memory while a list is read: some 400 bytes a row.
 */
public final class SideInputReader {
    private static final String CONFIRMED = "--confirmed";
    private static final String TRUSTED = "--trusted";
    private static final String NETWORKS = "--networks";
    private static final String ALIASES = "--aliases";
    private static final String DISPOSITIONS = "--dispositions";
    /** Its option; what it names is not told anywhere. */
    public static final String ERASE = "--erase";

    private static final String ENTITY_TYPE = "entity_type";
    private static final String ENTITY_ID = "entity_id";
    private static final String REASON = "reason";

    private static final Map<EntityType, EventColumn> COLUMNS = Map.of(
            EntityType.ACCOUNT, EventColumn.ACCOUNT_ID,
            EntityType.DEVICE, EventColumn.DEVICE_ID,
            EntityType.IP, EventColumn.IP,
            EntityType.WALLET, EventColumn.WALLET,
            EntityType.MERCHANT, EventColumn.MERCHANT_ID,
            EntityType.BENEFICIARY, EventColumn.BENEFICIARY_ID);

    private static final List<EntityType> PLACES =
            List.of(EntityType.DEVICE, EntityType.IP, EntityType.WALLET, EntityType.MERCHANT, EntityType.BENEFICIARY);

    private static final List<EntityType> NAMED = List.of(
            EntityType.ACCOUNT, EntityType.DEVICE, EntityType.WALLET, EntityType.MERCHANT, EntityType.BENEFICIARY);

    private static final List<IpKind> KINDS = Arrays.stream(IpKind.values())
            .filter(kind -> kind != IpKind.UNKNOWN)
            .toList();

    private static final CSVFormat CSV = CSVFormat.RFC4180;
    private static final int MAX_SHOWN_NAME = 200;

    private final EventRules rules;
    private final @Nullable Pseudonymiser pseudonymiser;
    private final boolean tellsValues;
    private final List<SideInputFile> files = new ArrayList<>();

    /**
     * @param rules how ids of events are made canonical, and pseudonyms; ids of lists are, too
     */
    public SideInputReader(EventRules rules) {
        this.rules = rules.with(Aliases.NONE, Networks.NONE).with(Privacy.NONE);
        this.pseudonymiser = Pseudonymiser.of(rules.privacy()).orElse(null);
        this.tellsValues = rules.privacy().mayTellValues();
    }

    /** What can be erased. */
    private enum Erased {
        ACCOUNT(EventColumn.ACCOUNT_ID),
        DEVICE(EventColumn.DEVICE_ID),
        IP(EventColumn.IP),
        WALLET(EventColumn.WALLET),
        MERCHANT(EventColumn.MERCHANT_ID),
        BENEFICIARY(EventColumn.BENEFICIARY_ID),
        EVENT(EventColumn.EVENT_ID);

        private final EventColumn column;

        Erased(EventColumn column) {
            this.column = column;
        }
    }

    /** What takes a row over. */
    private interface RowVisitor {
        void row(RowFields row) throws RowFields.RefusedException;
    }

    /** What was read so far, in the order in which it was. */
    public List<SideInputFile> files() {
        return List.copyOf(files);
    }

    /** The accounts of a list of confirmed ones, each once. */
    public List<String> confirmed(Path file) throws IOException {
        HashSet<String> accounts = new HashSet<>();
        read(CONFIRMED, file, List.of("account_id", REASON), row -> {
            row.text(REASON);
            accounts.add(named(EventColumn.ACCOUNT_ID, row.id("account_id", EventColumn.ACCOUNT_ID)));
        });
        return List.copyOf(accounts);
    }

    /** The places of a list of trusted ones. */
    public List<TrustedPlaces.Place> trusted(Path file) throws IOException {
        List<TrustedPlaces.Place> places = new ArrayList<>();
        read(TRUSTED, file, List.of(ENTITY_TYPE, ENTITY_ID, REASON), row -> {
            EntityType type = row.constant(ENTITY_TYPE, PLACES);
            row.text(REASON);
            if (type == EntityType.IP) {
                // A network is no address of an event, but has the rules of an identifier.
                String text = row.id(ENTITY_ID, EventColumn.DEVICE_ID);
                places.add(checked(() -> address(text)));
            } else {
                String id = row.id(ENTITY_ID, column(type));
                places.add(TrustedPlaces.Place.named(resource(type), named(column(type), id)));
            }
        });
        return places;
    }

    /** The networks of a list. */
    public Networks networks(Path file) throws IOException {
        List<Networks.Network> networks = new ArrayList<>();
        read(NETWORKS, file, List.of("cidr", "kind", "source"), row -> {
            String cidr = row.id("cidr", EventColumn.DEVICE_ID);
            IpKind kind = row.constant("kind", KINDS);
            row.text("source");
            networks.add(checked(() -> Networks.Network.parse(cidr, kind)));
        });
        return Networks.of(networks);
    }

    /** The aliases of a list. */
    public Aliases aliases(Path file) throws IOException {
        List<Aliases.Alias> aliases = new ArrayList<>();
        List<String> columns = List.of(ENTITY_TYPE, ENTITY_ID, "canonical_id", "valid_from", "valid_to");
        read(ALIASES, file, columns, row -> {
            EventColumn column = column(row.constant(ENTITY_TYPE, NAMED));
            String id = named(column, row.id(ENTITY_ID, column));
            String canonical = named(column, row.id("canonical_id", column));
            long from = row.time("valid_from", Long.MIN_VALUE);
            long to = row.time("valid_to", Long.MAX_VALUE);
            if (id.equals(canonical)) {
                throw new RowFields.RefusedException(
                        "canonical_id must differ from entity_id but was " + ShownValue.quote(canonical));
            }
            if (from >= to) {
                throw new RowFields.RefusedException("valid_from must be before valid_to but was not");
            }
            aliases.add(new Aliases.Alias(column, id, canonical, from, to));
        });
        return Aliases.of(aliases);
    }

    /** What a list has erased. */
    public Erasures erasures(Path file) throws IOException {
        Erasures.Builder erasures = new Erasures.Builder();
        read(ERASE, file, List.of(ENTITY_TYPE, ENTITY_ID, REASON), row -> {
            row.text(REASON);
            Erased type = row.constant(ENTITY_TYPE, List.of(Erased.values()));
            if (type == Erased.IP) {
                String text = row.id(ENTITY_ID, EventColumn.DEVICE_ID);
                erasures.addNetwork(checked(() -> address(text)).key());
            } else {
                erasures.add(type.column, named(type.column, row.id(ENTITY_ID, type.column)));
            }
        });
        return erasures.build();
    }

    /** The decisions in force after a list of them. */
    public Dispositions dispositions(Path file) throws IOException {
        List<Disposition> dispositions = new ArrayList<>();
        List<String> columns = List.of("case_id", "ring_version", "account_id", "decision", REASON, "analyst", "utc");
        read(DISPOSITIONS, file, columns, row -> {
            String version = row.optional("ring_version", EventColumn.DEVICE_ID);
            if (!version.isEmpty() && !version.matches("[0-9a-f]{64}")) {
                throw new RowFields.RefusedException(
                        "ring_version must be 64 hexadecimal digits but was " + ShownValue.quote(version));
            }
            dispositions.add(new Disposition(
                    row.id("case_id", EventColumn.DEVICE_ID),
                    version,
                    named(EventColumn.ACCOUNT_ID, row.optional("account_id", EventColumn.BENEFICIARY_ID)),
                    row.constant("decision", List.of(Decision.values())),
                    row.text(REASON),
                    row.text("analyst"),
                    row.requiredTime("utc")));
        });
        return Dispositions.of(dispositions);
    }

    /** The name that an id of the list has in the job. */
    private String named(EventColumn column, String id) {
        return pseudonymiser == null || id.isEmpty() ? id : pseudonymiser.id(column, id);
    }

    private TrustedPlaces.Place address(String text) {
        return pseudonymiser == null
                ? TrustedPlaces.Place.address(text)
                : TrustedPlaces.Place.address(text, pseudonymiser);
    }

    private static EventColumn column(EntityType type) {
        EventColumn column = COLUMNS.get(type);
        if (column == null) {
            throw new IllegalStateException("no column holds entities of type " + type);
        }
        return column;
    }

    private static ResourceType resource(EntityType type) {
        return ResourceType.valueOf(type.name());
    }

    /** What builds a value and may refuse it. */
    private interface Construction<T> {
        T make();
    }

    private static <T> T checked(Construction<T> construction) throws RowFields.RefusedException {
        try {
            return construction.make();
        } catch (IllegalArgumentException e) {
            throw new RowFields.RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private void read(String option, Path file, List<String> columns, RowVisitor visitor) throws IOException {
        String name = file.toString();
        String shown = option + " " + ShownValue.clean(name, MAX_SHOWN_NAME);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    option + " must be a readable file but was " + ShownValue.clean(name, MAX_SHOWN_NAME));
        }
        List<SideInputFile.Rejection> rejections = new ArrayList<>();
        long rows = 0;
        long rejected = 0;
        try (PlainLines lines = new PlainLines(file)) {
            List<String> header = header(shown, lines, columns);
            RowFields fields = new RowFields(columns, header, rules);
            while (lines.next()) {
                String line = lines.latin1();
                if (line != null && line.isEmpty()) {
                    continue;
                }
                rows++;
                String reason = row(line, header.size(), fields, visitor);
                if (reason != null) {
                    rejected++;
                    if (rejections.size() < SideInputFile.MAX_REJECTIONS) {
                        rejections.add(new SideInputFile.Rejection(
                                lines.number(),
                                tellsValues && !option.equals(ERASE) ? reason : ShownValue.withoutValue(reason)));
                    }
                }
            }
            files.add(new SideInputFile(option, name, lines.bytes(), lines.sha256(), rows, rejected, rejections));
        }
    }

    private static @Nullable String row(@Nullable String line, int columns, RowFields fields, RowVisitor visitor) {
        if (line == null) {
            return "line must be at most 64 KiB";
        }
        try {
            List<String> values = split(line);
            if (values.size() != columns) {
                return "a row must have " + columns + " fields but had " + values.size();
            }
            fields.read(values);
            visitor.row(fields);
            return null;
        } catch (RowFields.RefusedException e) {
            return e.getMessage();
        }
    }

    private static List<String> header(String shown, PlainLines lines, List<String> columns) throws IOException {
        String line = lines.next() ? lines.latin1() : "";
        List<String> header;
        try {
            header = split(line == null ? "" : line);
        } catch (RowFields.RefusedException e) {
            throw new IllegalArgumentException(shown + ": header " + e.getMessage(), e);
        }
        List<String> trimmed = header.stream().map(String::strip).toList();
        List<String> missing =
                columns.stream().filter(column -> !trimmed.contains(column)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(shown + ": header must have "
                    + (missing.size() == 1 ? "column " : "columns ") + String.join(", ", missing) + " but has "
                    + ShownValue.clean(
                            trimmed.stream()
                                    .map(column -> new String(
                                            column.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                                    .collect(Collectors.joining(", ")),
                            MAX_SHOWN_NAME));
        }
        if (new HashSet<>(trimmed).size() < trimmed.size()) {
            throw new IllegalArgumentException(shown + ": header must name each column once but does not");
        }
        return trimmed;
    }

    /** The fields of a line; the library is asked only where quotes are. */
    private static List<String> split(String line) throws RowFields.RefusedException {
        if (line.indexOf('"') < 0) {
            return List.of(line.split(",", -1));
        }
        try (CSVParser parser = CSVParser.parse(line, CSV)) {
            List<CSVRecord> records = parser.getRecords();
            if (records.size() == 1) {
                return records.get(0).toList();
            }
        } catch (IOException | UncheckedIOException e) {
            throw new RowFields.RefusedException("quotes must be as in RFC 4180 but are not");
        }
        throw new RowFields.RefusedException("quotes must be as in RFC 4180 but are not");
    }
}
