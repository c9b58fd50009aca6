// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringwatch.event.Aliases.Alias;

class AliasesTest {

    /** Event time of {@link Lines#line}. */
    private static final long TIME = 1_709_209_815_123L;

    private static Alias alias(EventColumn column, String id, String canonicalId) {
        return new Alias(column, id, canonicalId, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static Alias account(String id, String canonicalId) {
        return alias(EventColumn.ACCOUNT_ID, id, canonicalId);
    }

    private static ValidEvent read(Aliases aliases, Object... columnsAndTexts) {
        EventValidator validator = new EventValidator(EventRules.defaults().with(aliases, Networks.NONE));
        ValidEvent event = new ValidEvent();
        assertThat(validator.validate(Lines.slices(Lines.line(columnsAndTexts)), event))
                .isNull();
        return event;
    }

    private static String accountRead(Aliases aliases, String id) {
        return read(aliases, EventColumn.ACCOUNT_ID, id).text(EventColumn.ACCOUNT_ID);
    }

    @Test
    void idIsReadAsTheCanonicalOneInItsColumnOnly() {
        Aliases aliases = Aliases.of(List.of(
                account("x", "a-main"),
                alias(EventColumn.DEVICE_ID, "x", "d-main"),
                alias(EventColumn.WALLET, "card:x", "card:main"),
                alias(EventColumn.MERCHANT_ID, "x", "m-main"),
                alias(EventColumn.BENEFICIARY_ID, "x", "b-main")));
        AccountEvent event = read(
                        aliases,
                        EventColumn.ACCOUNT_ID,
                        "x",
                        EventColumn.DEVICE_ID,
                        "x",
                        EventColumn.WALLET,
                        "Card:x",
                        EventColumn.MERCHANT_ID,
                        "x",
                        EventColumn.BENEFICIARY_ID,
                        "x",
                        EventColumn.FAMILY_ID,
                        "x")
                .toAccountEvent();

        assertThat(List.of(
                        event.accountId(),
                        event.deviceId(),
                        event.wallet(),
                        event.merchantId(),
                        event.beneficiaryId(),
                        event.familyId()))
                .containsExactly("a-main", "d-main", "card:main", "m-main", "b-main", "x");
    }

    @Test
    void holdsFromItsStartUntilBeforeItsEnd() {
        assertThat(accountRead(between(TIME, TIME + 1), "x")).isEqualTo("main");
        assertThat(accountRead(between(TIME - 9, TIME), "x")).isEqualTo("x");
        assertThat(accountRead(between(TIME + 1, TIME + 9), "x")).isEqualTo("x");
    }

    private static Aliases between(long from, long to) {
        return Aliases.of(List.of(new Alias(EventColumn.ACCOUNT_ID, "x", "main", from, to)));
    }

    @Test
    void ofSeveralTheLatestStartCountsThenTheSmallestCanonicalId() {
        List<Alias> aliases = new ArrayList<>(List.of(
                account("x", "oldest"),
                new Alias(EventColumn.ACCOUNT_ID, "x", "zebra", 5, TIME + 1),
                new Alias(EventColumn.ACCOUNT_ID, "x", "ant", 5, TIME + 1),
                new Alias(EventColumn.ACCOUNT_ID, "x", "ended", 9, TIME)));
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(aliases, new Random(seed));
            assertThat(accountRead(Aliases.of(aliases), "x")).isEqualTo("ant");
            assertThat(Aliases.of(aliases)).isEqualTo(Aliases.of(aliases.subList(0, 4)));
        }
    }

    @Test
    void anAliasOfAnAliasIsFollowedAndACircleLeavesTheIdAsItIs() {
        Aliases chain = Aliases.of(List.of(account("a", "b"), account("b", "c"), account("c", "d")));
        Aliases circle = Aliases.of(List.of(account("a", "b"), account("b", "c"), account("c", "a")));

        assertThat(List.of("a", "b", "c", "d"))
                .allMatch(id -> accountRead(chain, id).equals("d"));
        assertThat(List.of("a", "b", "c"))
                .allMatch(id -> accountRead(circle, id).equals(id));
    }

    @Test
    void anAliasOfAnAccountHoldsForGiftsToItByName() {
        Aliases account = Aliases.of(List.of(account("x", "main")));
        Aliases both = Aliases.of(List.of(account("x", "main"), alias(EventColumn.BENEFICIARY_ID, "x", "game")));

        assertThat(read(account, EventColumn.BENEFICIARY_ID, "x").text(EventColumn.BENEFICIARY_ID))
                .isEqualTo("main");
        assertThat(read(both, EventColumn.BENEFICIARY_ID, "x").text(EventColumn.BENEFICIARY_ID))
                .isEqualTo("game");
    }

    @Test
    void canonicalBytesHaveTheCanonicalId() {
        Aliases aliases = Aliases.of(List.of(account("x", "main")));

        assertThat(read(aliases, EventColumn.ACCOUNT_ID, "x").canonical())
                .isEqualTo(read(Aliases.NONE, EventColumn.ACCOUNT_ID, "main").canonical());
    }

    @Test
    void knowsWhatMayBeReadAsAnotherId() {
        Aliases aliases = Aliases.of(List.of(account("x", "main")));

        assertThat(knows(aliases, "x")).isTrue();
        assertThat(knows(aliases, "main")).isFalse();
        assertThat(knows(Aliases.NONE, "x")).isFalse();
    }

    private static boolean knows(Aliases aliases, String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return aliases.knows(EventColumn.ACCOUNT_ID, bytes, 0, bytes.length);
    }

    @Test
    void manyAliasesAreFoundAfterTheyTravelled() throws Exception {
        List<Alias> aliases = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            aliases.add(account("\u6E38" + i, "main" + i % 7));
        }
        Aliases travelled = copy(Aliases.of(aliases));

        assertThat(travelled).isEqualTo(Aliases.of(aliases)).isNotEqualTo(Aliases.of(aliases.subList(1, 5000)));
        for (int i = 0; i < 5000; i++) {
            assertThat(accountRead(travelled, "\u6E38" + i)).isEqualTo("main" + i % 7);
        }
        assertThat(accountRead(travelled, "\u6E385000")).isEqualTo("\u6E385000");
    }

    @SuppressWarnings("BanSerializableRead") // our own bytes
    private static Aliases copy(Aliases aliases) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(aliases);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Aliases) in.readObject();
        }
    }

    @Test
    void impossibleAliasesAreRefused() {
        assertThatThrownBy(() -> alias(EventColumn.IP, "x", "y")).hasMessageContaining("column must be one of");
        assertThatThrownBy(() -> account("x", "")).hasMessageContaining("must not be empty");
        assertThatThrownBy(() -> new Alias(EventColumn.ACCOUNT_ID, "x", "y", 5, 5))
                .hasMessage("validFrom must be before validTo");
    }
}
