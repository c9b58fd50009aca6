// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringwatch.export.CanonicalJson;
import org.ringwatch.report.RingEvent;
import org.ringwatch.report.RingRecord;
import org.ringwatch.ring.EntityRef;
import org.ringwatch.ring.EntityType;

/**
 * {@code ring.stix.json}: the ring as a STIX 2.1 bundle of core objects without custom properties. The ring is a {@code grouping} that holds accounts,
 * wallets and recipients ({@code user-account}), addresses, devices ({@code infrastructure}), merchants ({@code identity}) and what ties them; a
 * {@code note} for each part that members play; and the {@code report} that a person approved. Ids are UUIDs of version 5 over what the recipient may
 * see: those of observables as the standard says, the others over the id of the referral. No confidence is given: a score is a rank.
 */
final class Stix {
    /** The namespace of observables' ids: STIX 2.1, section 2.9. */
    private static final UUID OBSERVABLES = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");
    /** The version 5 UUID of {@code urn:ringwatch:referral} in the namespace for URLs. */
    private static final UUID OURS =
            uuid5(UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), "urn:ringwatch:referral");

    private static final String TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";
    private static final String TLP_TIME = "2022-10-01T00:00:00.000Z";
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f.:]+(/[0-9]{1,3})?");
    private static final int MOST_OBSERVED = 999_999_999;

    private final ReferredRing referred;
    private final RingRecord ring;
    private final ReferralOptions options;
    private final String time;
    /** All but the grouping and what is about it, by id: members in the same network are one. */
    private final Map<String, ObjectNode> objects = new LinkedHashMap<>();

    private final Map<EntityRef, String> members = new HashMap<>();
    private String producer = "";

    private Stix(ReferredRing referred, ReferralOptions options) {
        this.referred = referred;
        this.ring = referred.ring();
        this.options = options;
        this.time = options.approvedAt().toString().replaceFirst("(\\.[0-9]+)?Z$", "") + ".000Z";
    }

    /**
     * The bundle.
     *
     * @param told the summary as text
     */
    static ObjectNode bundle(ReferredRing referred, ReferralOptions options, String told) {
        return new Stix(referred, options).bundle(told);
    }

    private ObjectNode bundle(String told) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("type", "bundle").put("id", "bundle--" + uuid5(OURS, referred.id() + "|bundle"));
        ArrayNode all = bundle.putArray("objects");
        all.add(marking());
        String name = options.contact().isEmpty() ? "UNKNOWN" : options.contact();
        producer = add(domain("identity", "producer", false).put("name", name).put("identity_class", "organization"));
        if (options.profile().hasMembers()) {
            addMembers();
            addRelationships();
            addObservation();
            addParts();
        }
        ObjectNode grouping = domain("grouping", "ring", true)
                .put("name", "Suspected fraud ring " + referred.id())
                .put("description", SummaryPage.INTELLIGENCE)
                .put("context", "suspicious-activity");
        refs(grouping, objects.keySet());
        String group = add(grouping);
        ObjectNode why =
                domain("note", "summary", true).put("abstract", "Summary").put("content", told);
        refs(why, List.of(group));
        String note = add(why);
        ObjectNode report = domain("report", "report", true)
                .put("name", "Referral " + referred.id())
                .put("description", "Approved: " + options.approvalStatus() + ". " + SummaryPage.INTELLIGENCE)
                .put("published", time);
        report.putArray("report_types").add("observed-data");
        refs(report, List.of(group, note));
        add(report);
        objects.values().forEach(all::add);
        return bundle;
    }

    /** As OASIS publishes it. */
    private ObjectNode marking() {
        ObjectNode marking = JsonNodeFactory.instance.objectNode();
        marking.put("type", "marking-definition")
                .put("spec_version", "2.1")
                .put("id", options.tlp().markingId());
        marking.put("created", TLP_TIME).put("name", "TLP:" + options.tlp().label());
        marking.putObject("extensions")
                .putObject(TLP_EXTENSION)
                .put("extension_type", "property-extension")
                .put("tlp_2_0", options.tlp().label().toLowerCase(Locale.ROOT));
        return marking;
    }

    private void addMembers() {
        for (EntityType type : EntityType.values()) {
            for (RingRecord.Member member : ring.members(type)) {
                object(type, member).ifPresent(object -> members.put(new EntityRef(type, member.id()), add(object)));
            }
        }
    }

    private Optional<ObjectNode> object(EntityType type, RingRecord.Member member) {
        String id = member.id();
        return switch (type) {
            case ACCOUNT -> Optional.of(account(id, "apple-id"));
            case BENEFICIARY -> Optional.of(account(id, "beneficiary"));
            case WALLET -> Optional.of(account(id, walletKind(id)));
            case IP -> address(id);
            case DEVICE -> {
                ObjectNode device =
                        domain("infrastructure", "device|" + id, true).put("name", id);
                device.putArray("infrastructure_types").add("unknown");
                yield Optional.of(device);
            }
            case MERCHANT -> {
                ObjectNode merchant = domain("identity", "merchant|" + id, true).put("name", id);
                merchant.putArray("roles").add("merchant");
                yield Optional.of(merchant.put("identity_class", "organization"));
            }
        };
    }

    private static String walletKind(String wallet) {
        int colon = wallet.indexOf(':');
        return colon < 0 ? "wallet" : wallet.substring(0, colon);
    }

    private ObjectNode account(String id, String type) {
        ObjectNode key =
                JsonNodeFactory.instance.objectNode().put("account_type", type).put("user_id", id);
        return observable("user-account", key).setAll(key);
    }

    /** A pseudonym is no address: only its network, if that is told, can be one. */
    private Optional<ObjectNode> address(String id) {
        String network = referred.redaction().networkOf(id);
        String value = network.isEmpty() ? id : network;
        if (!ADDRESS.matcher(value).matches()) {
            return Optional.empty();
        }
        ObjectNode key = JsonNodeFactory.instance.objectNode().put("value", value);
        return Optional.of(observable(value.indexOf(':') < 0 ? "ipv4-addr" : "ipv6-addr", key)
                .setAll(key));
    }

    private void addRelationships() {
        for (RingRecord.Link link : ring.links()) {
            String account = members.get(new EntityRef(EntityType.ACCOUNT, link.accountId()));
            String thing = members.get(new EntityRef(link.resource().type(), link.entityId()));
            if (account == null || thing == null) {
                continue;
            }
            ObjectNode relation = domain(
                            "relationship",
                            "link|" + link.accountId() + "|" + link.entityType() + "|" + link.entityId(),
                            true)
                    .put("relationship_type", "related-to")
                    .put(
                            "description",
                            "seen together in " + link.events() + " events; weight of the tie "
                                    + link.weight().toPlainString())
                    .put("source_ref", account)
                    .put("target_ref", thing)
                    .put("start_time", link.firstSeen());
            // The standard wants it later than the start.
            if (link.lastSeen().compareTo(link.firstSeen()) > 0) {
                relation.put("stop_time", link.lastSeen());
            }
            add(relation);
        }
    }

    private void addObservation() {
        List<RingEvent> events = referred.events();
        List<String> seen = ring.accounts().stream()
                .map(account -> members.get(new EntityRef(EntityType.ACCOUNT, account.id())))
                .toList();
        if (events.isEmpty() || seen.isEmpty()) {
            return;
        }
        ObjectNode observed = domain("observed-data", "events", true)
                .put("first_observed", events.get(0).eventTime())
                .put("last_observed", events.get(events.size() - 1).eventTime())
                .put("number_observed", Math.min(MOST_OBSERVED, events.size()));
        refs(observed, seen);
        add(observed);
    }

    /** Who is accused and who is not: the standard has no field for it. */
    private void addParts() {
        for (String role : ReferralTables.ROLES) {
            List<String> playing = ReferralTables.rows(ring).stream()
                    .filter(row -> row.member().role().equals(role))
                    .map(row ->
                            members.get(new EntityRef(row.type(), row.member().id())))
                    .filter(id -> id != null)
                    .distinct()
                    .toList();
            if (!playing.isEmpty()) {
                ObjectNode note = domain("note", "part|" + role, true)
                        .put("abstract", "Part: " + role)
                        .put("content", meaning(role));
                refs(note, playing);
                add(note);
            }
        }
    }

    private static String meaning(String role) {
        return switch (role) {
            case "suspect" -> "Suspected on its own events. Intelligence, not proof.";
            case "infrastructure" -> "A thing that the ring used. It accuses nobody who owns it.";
            case "victim" -> "Victim of the ring. Not accused.";
            case "bystander" -> "Shares something with the ring by chance. Not accused.";
            default -> "The events do not tell its part. Not accused.";
        };
    }

    private ObjectNode domain(String type, String name, boolean isProduced) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("type", type).put("spec_version", "2.1");
        object.put("id", type + "--" + uuid5(OURS, referred.id() + "|" + type + "|" + name));
        if (isProduced) {
            object.put("created_by_ref", producer);
        }
        object.put("created", time).put("modified", time);
        object.putArray("object_marking_refs").add(options.tlp().markingId());
        return object;
    }

    private ObjectNode observable(String type, ObjectNode key) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("type", type).put("spec_version", "2.1");
        object.put("id", type + "--" + uuid5(OBSERVABLES, CanonicalJson.sorted(key)));
        object.putArray("object_marking_refs").add(options.tlp().markingId());
        return object;
    }

    private String add(ObjectNode object) {
        String id = object.get("id").textValue();
        objects.putIfAbsent(id, object);
        return id;
    }

    private static void refs(ObjectNode object, Iterable<String> ids) {
        ArrayNode refs = object.putArray("object_refs");
        List<String> all = new ArrayList<>();
        ids.forEach(all::add);
        all.stream().distinct().forEach(refs::add);
    }

    /** RFC 4122, section 4.3. */
    static UUID uuid5(UUID namespace, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            byte[] hash = Arrays.copyOf(sha1.digest(name.getBytes(UTF_8)), 16);
            hash[6] = (byte) ((hash[6] & 0x0F) | 0x50);
            hash[8] = (byte) ((hash[8] & 0x3F) | 0x80);
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
