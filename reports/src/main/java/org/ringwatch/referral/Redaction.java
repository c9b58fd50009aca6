// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ringwatch.event.IpAddress;
import org.ringwatch.pseudonym.Namespace;
import org.ringwatch.pseudonym.Pseudonyms;
import org.ringwatch.report.RingEvent;
import org.ringwatch.report.RingRecord;
import org.ringwatch.ring.EntityType;

/**
 * Decides for every id of one ring whether a recipient sees it or its pseudonym. The one place where that is decided: all files of a package
 * are made of what passed through here.
 *
 * <p>In the profile disclosure an id is seen if it is a suspect's or infrastructure, unless it is a victim's or bystander's as well (a gift to an
 * account by its own name) or has a hidden person's, wallet's or device's id in it (a wallet named by a victim's telephone number).
 */
final class Redaction {
    private static final String WITHHELD = "Withheld: the sentence names somebody";

    private record Name(Namespace namespace, String id) {}

    private final boolean showsAll;
    private final Optional<Pseudonyms> pseudonyms;
    private final Set<Name> shown = new HashSet<>();
    private final HiddenTexts hiddenPersonal;
    private final HiddenTexts hidden;
    private final Map<String, String> sentences = new HashMap<>();
    private final Map<String, String> networks = new HashMap<>();

    private Redaction(
            boolean showsAll,
            Optional<Pseudonyms> pseudonyms,
            Set<Name> candidates,
            Set<Name> all,
            boolean tellsNetworks) {
        this.showsAll = showsAll;
        this.pseudonyms = pseudonyms;
        List<String> personal = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Name name : all) {
            if (!candidates.contains(name)) {
                texts.add(name.id);
                if (name.namespace == Namespace.PERSON || name.namespace == Namespace.DEVICE) {
                    personal.add(name.id);
                } else if (name.namespace == Namespace.WALLET) {
                    personal.add(name.id.substring(name.id.indexOf(':') + 1));
                }
            }
        }
        this.hiddenPersonal = new HiddenTexts(personal);
        candidates.stream().filter(name -> !hiddenPersonal.occurIn(name.id)).forEach(shown::add);
        candidates.stream().filter(name -> !shown.contains(name)).forEach(name -> texts.add(name.id));
        this.hidden = new HiddenTexts(texts);
        if (tellsNetworks) {
            all.stream().filter(name -> name.namespace == Namespace.IP).forEach(name -> network(name.id)
                    .ifPresent(network -> networks.put(id(EntityType.IP, name.id), network)));
        }
    }

    /** What the recipient of a package sees of a ring. */
    static Redaction of(ReferralOptions options, RingRecord ring, List<RingEvent> events) {
        Optional<Pseudonyms> pseudonyms = options.pseudonyms();
        if (options.profile() == Profile.INTERNAL) {
            return new Redaction(true, pseudonyms, Set.of(), Set.of(), false);
        }
        Map<Name, Set<String>> roles = new HashMap<>();
        for (EntityType type : EntityType.values()) {
            for (RingRecord.Member member : ring.members(type)) {
                roles.computeIfAbsent(new Name(namespace(type), member.id()), name -> new HashSet<>())
                        .add(member.role());
            }
        }
        Set<Name> all = new HashSet<>(roles.keySet());
        events.forEach(event -> names(event).filter(name -> !name.id.isEmpty()).forEach(all::add));
        ring.evidence().forEach(item -> item.entities()
                .forEach(entity -> all.add(new Name(namespace(entity.type()), entity.entityId()))));
        Set<Name> candidates = new HashSet<>();
        if (options.profile() == Profile.DISCLOSURE) {
            boolean namesVictims = !options.nameVictims().isEmpty();
            roles.forEach((name, parts) -> {
                boolean accused = parts.contains("suspect") || parts.contains("infrastructure");
                boolean shielded = parts.contains("victim") || parts.contains("bystander");
                if (shielded ? namesVictims : accused) {
                    candidates.add(name);
                }
            });
        }
        return new Redaction(false, pseudonyms, candidates, all, options.profile() == Profile.SHARE);
    }

    private static Stream<Name> names(RingEvent event) {
        return Stream.of(
                new Name(Namespace.PERSON, event.accountId()),
                new Name(Namespace.DEVICE, event.deviceId()),
                new Name(Namespace.IP, event.ip()),
                new Name(Namespace.MERCHANT, event.merchantId()),
                new Name(Namespace.WALLET, event.wallet()),
                new Name(Namespace.PERSON, event.beneficiaryId()));
    }

    /** The namespace of the ids of a type. */
    static Namespace namespace(EntityType type) {
        return switch (type) {
            case ACCOUNT, BENEFICIARY -> Namespace.PERSON;
            case DEVICE -> Namespace.DEVICE;
            case IP -> Namespace.IP;
            case WALLET -> Namespace.WALLET;
            case MERCHANT -> Namespace.MERCHANT;
        };
    }

    /** The id of an account or resource as the recipient sees it; empty stays empty. */
    String id(EntityType type, String id) {
        if (showsAll || id.isEmpty() || shown.contains(new Name(namespace(type), id))) {
            return id;
        }
        return pseudonym(secret(), type, id);
    }

    /** What stands for an id. */
    static String pseudonym(Pseudonyms pseudonyms, EntityType type, String id) {
        return type == EntityType.WALLET ? pseudonyms.ofWallet(id) : pseudonyms.of(namespace(type), id);
    }

    /** An id that an account's event has, such as the event's own: seen if the account is, and if it names nobody else. */
    String ofEvent(Namespace namespace, String accountId, String id) {
        if (showsAll) {
            return id;
        }
        boolean isSeen = shown.contains(new Name(Namespace.PERSON, accountId)) && !hidden.occurIn(id);
        return isSeen ? id : secret().of(namespace, id);
    }

    /** What stands for a case, a version or a hash; itself only where everything is seen. */
    String code(Namespace namespace, String value) {
        return showsAll ? value : secret().of(namespace, value);
    }

    /** A sentence of the ring; one that has a hidden id in it is withheld. */
    String sentence(String text) {
        if (showsAll) {
            return text;
        }
        return sentences.computeIfAbsent(text, sentence -> hidden.occurIn(sentence) ? WITHHELD : sentence);
    }

    /** The network around an address that has a pseudonym, in the profile share; empty otherwise. */
    String networkOf(String pseudonym) {
        return networks.getOrDefault(pseudonym, "");
    }

    /**
     * Requires that what people wrote names nobody who is hidden.
     *
     * @throws IllegalArgumentException naming the option
     */
    void requireFree(String option, String text) {
        if (!showsAll && hidden.occurIn(text)) {
            throw new IllegalArgumentException(
                    option + " must name nobody whose id the profile hides but it does: leave the id out");
        }
    }

    private Pseudonyms secret() {
        return pseudonyms.orElseThrow(() -> new IllegalStateException("a profile that hides must have a key"));
    }

    /** An IPv4 address to /24, an IPv6 address or network to /48; empty if it is neither. */
    static Optional<String> network(String ip) {
        int slash = ip.indexOf('/');
        byte[] text = ip.substring(0, slash < 0 ? ip.length() : slash).getBytes(US_ASCII);
        IpAddress address = new IpAddress();
        if (!address.parse(text, 0, text.length)) {
            return Optional.empty();
        }
        if (!address.isV6()) {
            long network = address.low() >>> 8;
            return Optional.of((network >> 16 & 0xFF) + "." + (network >> 8 & 0xFF) + "." + (network & 0xFF) + ".0/24");
        }
        byte[] name = new byte[IpAddress.MAX_TEXT_LENGTH];
        return Optional.of(new String(name, 0, address.writeNetwork(48, name, 0), US_ASCII));
    }
}
