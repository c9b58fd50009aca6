// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringwatch.pseudonym.PseudonymKey;

class ErasuresTest {

    private static ValidEvent event(EventRules rules, Object... columnsAndTexts) {
        ValidEvent event = new ValidEvent();
        assertThat(new EventValidator(rules).validate(Lines.slices(Lines.line(columnsAndTexts)), event))
                .isNull();
        return event;
    }

    private static EventRules without(Erasures.Builder erased) {
        return EventRules.defaults().with(Privacy.NONE.withErasures(erased.build()));
    }

    @Test
    void eventsOfAnErasedAccountAreLeftOutAndItsNameWhereOthersGiveToIt() {
        EventRules rules = without(new Erasures.Builder().add(EventColumn.ACCOUNT_ID, "a1"));
        assertThat(event(rules).isErased()).isTrue();
        ValidEvent gift = event(rules, EventColumn.ACCOUNT_ID, "a2", EventColumn.BENEFICIARY_ID, "a1");
        assertThat(gift.isErased()).isFalse();
        assertThat(gift.erasedValues()).isEqualTo(1);
        assertThat(gift.canonical())
                .isEqualTo(Lines.event(EventColumn.ACCOUNT_ID, "a2").canonical());
        assertThat(event(rules, EventColumn.ACCOUNT_ID, "a11").isErased()).isFalse();
    }

    @Test
    void anErasedEventIsLeftOut() {
        EventRules rules = without(new Erasures.Builder().add(EventColumn.EVENT_ID, "e1"));
        assertThat(event(rules).isErased()).isTrue();
        assertThat(event(rules, EventColumn.EVENT_ID, "e2").isErased()).isFalse();
    }

    @Test
    void erasedThingsAreLeftOutOfEventsThatRemain() {
        EventRules rules = without(new Erasures.Builder()
                .add(EventColumn.DEVICE_ID, "d1")
                .add(EventColumn.WALLET, "card:1")
                .add(EventColumn.MERCHANT_ID, "m1")
                .add(EventColumn.BENEFICIARY_ID, "b1")
                .addNetwork(new byte[] {0x20, 1, 0xd, (byte) 0xb8, 0, 1, 0}));
        ValidEvent event = event(
                rules,
                EventColumn.DEVICE_ID,
                "d1",
                EventColumn.WALLET,
                "CARD: 1",
                EventColumn.MERCHANT_ID,
                "m1",
                EventColumn.BENEFICIARY_ID,
                "b1",
                EventColumn.IP,
                "2001:db8:1:ff::1",
                EventColumn.IP_KIND,
                "vpn",
                EventColumn.IP_COUNTRY,
                "CN",
                EventColumn.PRODUCT_ID,
                "d1");
        assertThat(event.erasedValues()).isEqualTo(5);
        assertThat(event.canonical())
                .isEqualTo(Lines.event(EventColumn.PRODUCT_ID, "d1").canonical());
        assertThat(event(rules, EventColumn.IP, "2001:db8:1:100::1").erasedValues())
                .isZero();
        assertThat(event(rules, EventColumn.MERCHANT_ID, "d1").erasedValues()).isZero();
    }

    @Test
    void anIdIsErasedUnderEitherOfItsNames() {
        Aliases aliases = Aliases.of(
                List.of(new Aliases.Alias(EventColumn.ACCOUNT_ID, "a1", "a9", Long.MIN_VALUE, Long.MAX_VALUE)));
        for (String name : List.of("a1", "a9")) {
            EventRules rules = without(new Erasures.Builder().add(EventColumn.ACCOUNT_ID, name))
                    .with(aliases, Networks.NONE);
            assertThat(event(rules).isErased()).as(name).isTrue();
        }
    }

    @Test
    void pseudonymsAreErasedByTheNamesThatEventsHave() {
        byte[] secret = new byte[PseudonymKey.SECRET_BYTES];
        Privacy privacy = Privacy.NONE.withPseudonyms(() -> Optional.of(new PseudonymKey(1, secret).forRun()));
        Pseudonymiser names = Pseudonymiser.of(privacy).orElseThrow();
        IpAddress address = new IpAddress();
        byte[] text = "2001:db8::1".getBytes(US_ASCII);
        address.parse(text, 0, text.length);
        EventRules rules = EventRules.defaults()
                .with(privacy.withErasures(new Erasures.Builder()
                        .add(EventColumn.ACCOUNT_ID, names.id(EventColumn.ACCOUNT_ID, "a1"))
                        .addNetwork(names.network(address, 48).getBytes(UTF_8))
                        .build()));
        assertThat(event(rules).isErased()).isTrue();
        assertThat(event(rules, EventColumn.ACCOUNT_ID, "a2", EventColumn.IP, "2001:db8:0:7::1")
                        .erasedValues())
                .isEqualTo(1);
    }

    @Test
    void whatIsSentHoldsNoErasedId() throws Exception {
        Erasures erasures = new Erasures.Builder()
                .add(EventColumn.ACCOUNT_ID, "alice@example.com")
                .build();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
            out.writeObject(erasures);
        }
        assertThat(sent.toString(UTF_8)).doesNotContain("alice");
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
            EventRules rules = EventRules.defaults().with(Privacy.NONE.withErasures((Erasures) in.readObject()));
            assertThat(event(rules, EventColumn.ACCOUNT_ID, "alice@example.com").isErased())
                    .isTrue();
        }
    }
}
