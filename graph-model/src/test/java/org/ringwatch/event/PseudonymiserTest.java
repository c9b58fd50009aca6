// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.ringwatch.pseudonym.Namespace;
import org.ringwatch.pseudonym.PseudonymKey;
import org.ringwatch.pseudonym.Pseudonyms;

class PseudonymiserTest {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
    private static final Pseudonyms PSEUDONYMS = new PseudonymKey(3, SECRET).forRun();

    /** A lambda that can be sent. */
    private static final Privacy PRIVACY =
            new Privacy(() -> Optional.of(new PseudonymKey(3, SECRET).forRun()), RejectedRaw.NONE, Erasures.NONE);

    private static final EventRules RULES = EventRules.defaults().with(PRIVACY);

    private static ValidEvent event(EventRules rules, Object... columnsAndTexts) {
        ValidEvent event = new ValidEvent();
        assertThat(new EventValidator(rules).validate(Lines.slices(Lines.line(columnsAndTexts)), event))
                .isNull();
        return event;
    }

    @Test
    void idsBecomePseudonymsAndNothingElseDoes() {
        AccountEvent event = event(
                        RULES,
                        EventColumn.EVENT_TYPE,
                        "Logged in from a1",
                        EventColumn.DEVICE_ID,
                        "d1",
                        EventColumn.IP,
                        "203.0.113.7",
                        EventColumn.MERCHANT_ID,
                        "m1",
                        EventColumn.WALLET,
                        "AliPay:+86 138",
                        EventColumn.BENEFICIARY_ID,
                        "a1",
                        EventColumn.AMOUNT_MINOR,
                        "12",
                        EventColumn.CURRENCY,
                        "CNY",
                        EventColumn.ORDER_ID,
                        "o1",
                        EventColumn.PRODUCT_ID,
                        "p1",
                        EventColumn.FAMILY_ID,
                        "f1",
                        EventColumn.IP_COUNTRY,
                        "CN")
                .toAccountEvent();
        assertThat(event)
                .isEqualTo(new AccountEvent(
                        PSEUDONYMS.of(Namespace.EVENT, "e1"),
                        1709209815123L,
                        EventType.OTHER,
                        PSEUDONYMS.of(Namespace.PERSON, "a1"),
                        PSEUDONYMS.of(Namespace.DEVICE, "d1"),
                        PSEUDONYMS.of(Namespace.IP, "203.0.113.7"),
                        PSEUDONYMS.of(Namespace.MERCHANT, "m1"),
                        PSEUDONYMS.ofWallet("alipay:+86 138"),
                        PSEUDONYMS.of(Namespace.PERSON, "a1"),
                        12,
                        "CNY",
                        PSEUDONYMS.of(Namespace.ORDER, "o1"),
                        "p1",
                        Outcome.OK,
                        TwoFactor.UNKNOWN,
                        PSEUDONYMS.of(Namespace.FAMILY, "f1"),
                        AccountKind.UNKNOWN,
                        IpKind.UNKNOWN,
                        "CN",
                        AccountEvent.NO_OFFSET));
        assertThat(event.wallet()).startsWith("alipay:v3:");
    }

    @Test
    void anUnknownEventTypeIsCountedWithoutItsName() {
        assertThat(event(RULES, EventColumn.EVENT_TYPE, "a1 logged in").unknownEventType())
                .contains("");
    }

    @Test
    void addressesShareWhatTheirNetworksDo() {
        List<ValidEvent> events = List.of(
                event(RULES, EventColumn.IP, "2001:db8:1:102:a::1"),
                event(RULES, EventColumn.IP, "2001:db8:1:102:b::2"),
                event(RULES, EventColumn.IP, "2001:db8:1:1ff::1"),
                event(RULES, EventColumn.IP, "2001:db8:1:202::1"),
                event(RULES, EventColumn.IP, "2001:db8:2:102::1"));
        assertThat(networks(events, 64)).hasSize(4);
        assertThat(networks(events, 56)).hasSize(3);
        assertThat(networks(events, 48)).hasSize(2);
        assertThat(events.stream().map(event -> event.text(EventColumn.IP)).distinct())
                .hasSize(5);
        ValidEvent first = events.get(0);
        assertThat(networks(List.of(first), 56))
                .containsExactly(PSEUDONYMS.of(Namespace.IP, "2001:db8:1:100::/56") + "/56")
                .containsExactly(PseudonymousAddress.network(first.text(EventColumn.IP), 56));
        assertThat(networks(List.of(event(RULES, EventColumn.IP, "203.0.113.7")), 64))
                .containsExactly(PSEUDONYMS.of(Namespace.IP, "203.0.113.7"));
    }

    private static Set<String> networks(List<ValidEvent> events, int prefixLength) {
        byte[] name = new byte[ValidEvent.MAX_NETWORK_LENGTH];
        return events.stream()
                .map(event -> new String(name, 0, event.writeNetwork(prefixLength, name), US_ASCII))
                .collect(Collectors.toSet());
    }

    @Test
    void whatAnAddressIsIsToldByTheClearOne() {
        assertThat(event(RULES, EventColumn.IP, "192.168.1.1").ipLinks()).isFalse();
        assertThat(event(RULES, EventColumn.IP, "fd00::1").ipLinks()).isFalse();
        assertThat(event(RULES, EventColumn.IP, "203.0.113.7").ipLinks()).isTrue();
        EventRules known =
                RULES.with(Aliases.NONE, Networks.of(List.of(Networks.Network.parse("203.0.113.0/24", IpKind.RELAY))));
        assertThat(event(known, EventColumn.IP, "203.0.113.7").ipLinks()).isFalse();
    }

    @Test
    void aliasesAreThoseOfPseudonyms() {
        Pseudonymiser names = Pseudonymiser.of(PRIVACY).orElseThrow();
        Aliases aliases = Aliases.of(List.of(new Aliases.Alias(
                EventColumn.ACCOUNT_ID,
                names.id(EventColumn.ACCOUNT_ID, "a1"),
                names.id(EventColumn.ACCOUNT_ID, "a2"),
                Long.MIN_VALUE,
                Long.MAX_VALUE)));
        ValidEvent event = event(RULES.with(aliases, Networks.NONE), EventColumn.BENEFICIARY_ID, "a1");
        assertThat(event.text(EventColumn.ACCOUNT_ID))
                .isEqualTo(PSEUDONYMS.of(Namespace.PERSON, "a2"))
                .isEqualTo(event.text(EventColumn.BENEFICIARY_ID));
    }

    @Test
    void peopleMayNameAnIdOrItsPseudonym() {
        Pseudonymiser names = Pseudonymiser.of(PRIVACY).orElseThrow();
        String pseudonym = PSEUDONYMS.of(Namespace.PERSON, "a1");
        assertThat(names.id(EventColumn.ACCOUNT_ID, "a1")).isEqualTo(pseudonym);
        assertThat(names.id(EventColumn.ACCOUNT_ID, pseudonym)).isEqualTo(pseudonym);
        String ofAnotherKey = pseudonym.replace(":v3:", ":v4:");
        assertThat(names.id(EventColumn.ACCOUNT_ID, ofAnotherKey)).isNotEqualTo(ofAnotherKey);
        // An event cannot pass for another account by a name of that form.
        assertThat(event(RULES, EventColumn.ACCOUNT_ID, pseudonym).text(EventColumn.ACCOUNT_ID))
                .isNotEqualTo(pseudonym);
    }

    @Property(tries = 200)
    void rememberedPseudonymsAreThoseMadeAnew(@ForAll List<byte[]> ids) {
        Pseudonymiser names = Pseudonymiser.of(PRIVACY).orElseThrow();
        for (int round = 0; round < 2; round++) {
            for (byte[] id : ids) {
                assertThat(new String(names.name(EventColumn.DEVICE_ID, id, 0, id.length), US_ASCII))
                        .isEqualTo(PSEUDONYMS.of(Namespace.DEVICE, new String(id, UTF_8)));
            }
        }
    }

    @Property(tries = 2000)
    void aReasonWithoutItsValueHoldsNothingOfIt(@ForAll EventColumn column, @ForAll byte[] noise) {
        String marked = "Zz9" + new String(noise, UTF_8) + "\u0001Zz9";
        String reason = Lines.reason(column, marked);
        if (reason != null) {
            assertThat(ShownValue.withoutValue(reason))
                    .startsWith(column.columnName())
                    .doesNotContain("Zz9")
                    .doesNotContain("\"")
                    .doesNotEndWith(" ");
        }
    }

    @Test
    void theRuleOfAReasonRemains() {
        assertThat(List.of(
                        "ip must be an IPv4 or IPv6 address but was \"10.0\"",
                        "account_id is required but was empty",
                        "line is not valid JSON: Unrecognized token 'alice'",
                        "expected 9 columns but found 8"))
                .map(ShownValue::withoutValue)
                .containsExactly(
                        "ip must be an IPv4 or IPv6 address",
                        "account_id is required but was empty",
                        "line is not valid JSON",
                        "expected 9 columns but found 8");
    }

    @Test
    void keysAreToldApartByTheirFingerprints() {
        byte[] other = Arrays.copyOf(SECRET, SECRET.length);
        other[31] ^= 1;
        assertThat(PSEUDONYMS.fingerprint())
                .matches("[0-9a-f]{32}")
                .isEqualTo(new PseudonymKey(4, SECRET).forRun().fingerprint())
                .isNotEqualTo(new PseudonymKey(3, other).forRun().fingerprint())
                .isNotEqualTo(new PseudonymKey(3, SECRET).forRecipient("x").fingerprint());
    }
}
