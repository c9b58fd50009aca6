// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringwatch.event.EventColumn.*;
import static org.ringwatch.event.Lines.event;
import static org.ringwatch.event.Lines.line;
import static org.ringwatch.event.Lines.reason;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventValidatorTest {

    @Test
    void readsEveryColumn() {
        AccountEvent read = event(
                        DEVICE_ID, "C02XG0FDH7JY",
                        EVENT_TYPE, "PURCHASE",
                        IP, "203.0.113.7",
                        MERCHANT_ID, "m1",
                        WALLET, "alipay:w1",
                        BENEFICIARY_ID, "b1",
                        AMOUNT_MINOR, "1250",
                        CURRENCY, "CNY",
                        ORDER_ID, "o1",
                        PRODUCT_ID, "p1",
                        OUTCOME, "declined",
                        TWO_FACTOR, "true",
                        FAMILY_ID, "f1",
                        ACCOUNT_KIND, "child",
                        IP_KIND, "mobile",
                        IP_COUNTRY, "CN",
                        UTC_OFFSET_MIN, "480")
                .toAccountEvent();

        assertThat(read)
                .isEqualTo(new AccountEvent(
                        "e1",
                        1_709_209_815_123L,
                        EventType.PURCHASE,
                        "a1",
                        "C02XG0FDH7JY",
                        "203.0.113.7",
                        "m1",
                        "alipay:w1",
                        "b1",
                        1250,
                        "CNY",
                        "o1",
                        "p1",
                        Outcome.DECLINED,
                        TwoFactor.ON,
                        "f1",
                        AccountKind.CHILD,
                        IpKind.MOBILE,
                        "CN",
                        480));
    }

    @Test
    void absentColumnsHaveTheirNeutralValue() {
        AccountEvent read = event().toAccountEvent();

        assertThat(read)
                .isEqualTo(new AccountEvent(
                        "e1",
                        1_709_209_815_123L,
                        EventType.SIGN_IN,
                        "a1",
                        "",
                        "",
                        "",
                        "",
                        "",
                        0,
                        "",
                        "",
                        "",
                        Outcome.OK,
                        TwoFactor.UNKNOWN,
                        "",
                        AccountKind.UNKNOWN,
                        IpKind.UNKNOWN,
                        "",
                        AccountEvent.NO_OFFSET));
    }

    @Test
    void nothingOfOneLineIsLeftInTheNext() {
        EventValidator validator = new EventValidator(EventRules.defaults());
        ValidEvent reused = new ValidEvent();
        validator.validate(
                Lines.slices(line(AMOUNT_MINOR, "5", CURRENCY, "USD", IP, "::1", WALLET, "CARD:é", TWO_FACTOR, "true")),
                reused);
        validator.validate(Lines.slices(line(EVENT_TYPE, "FOO", UTC_OFFSET_MIN, "60", IP_KIND, "vpn")), reused);
        validator.validate(Lines.slices(line()), reused);

        assertThat(reused.toAccountEvent()).isEqualTo(event().toAccountEvent());
        assertThat(reused.unknownEventType()).isEmpty();
        assertThat(reused.hasAmount()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"EVENT_ID", "EVENT_TIME", "EVENT_TYPE", "ACCOUNT_ID"})
    void requiredColumnsMustBeThere(EventColumn column) {
        String name = column.columnName();
        assertThat(reason(column, "")).isEqualTo(name + " is required but was empty");
        assertThat(reason(column, "  ")).isEqualTo(name + " is required but was \"  \"");
        assertThat(reason(column, "NULL")).isEqualTo(name + " is required but was \"NULL\"");
        assertThat(reason(column, "\u3000")).isEqualTo(name + " is required but was \"\\u3000\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "None", "N/A", "UnKnown", "-", " null ", "\u00A0null", ""})
    void missingTokensAreAbsentInEveryOptionalColumn(String token) {
        for (EventColumn column : EventColumn.values()) {
            if (!column.required()) {
                assertThat(event(column, token).text(column)).isEqualTo(column == OUTCOME ? "ok" : "");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "000000000000", "00000000"})
    void allZeroIdentifiersAreMissing(String zeros) {
        assertThat(event(DEVICE_ID, zeros).has(DEVICE_ID)).isFalse();
        assertThat(event(WALLET, "card:" + zeros).has(WALLET)).isFalse();
        assertThat(reason(ACCOUNT_ID, zeros)).isEqualTo("account_id is required but was \"" + zeros + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0000000", "0-0", "00000000000a", "nullable", "n", "--"})
    void whatOnlyLooksMissingIsAnIdentifier(String id) {
        assertThat(event(DEVICE_ID, id).text(DEVICE_ID)).isEqualTo(id);
    }

    @Test
    void missingTokensComeFromTheRules() {
        EventValidator validator = new EventValidator(new EventRules(Set.of("无", " Leer "), 3, Map.of()));
        ValidEvent event = new ValidEvent();

        assertThat(validator.validate(Lines.slices(line(DEVICE_ID, "无", MERCHANT_ID, "LEER", ORDER_ID, "000")), event))
                .isNull();
        assertThat(event.has(DEVICE_ID) || event.has(MERCHANT_ID) || event.has(ORDER_ID))
                .isFalse();
        validator.validate(Lines.slices(line(DEVICE_ID, "null")), event);
        assertThat(event.text(DEVICE_ID)).isEqualTo("null");
    }

    @Test
    void textsAreTrimmedAndComposed() {
        assertThat(event(DEVICE_ID, "  d 1 ").text(DEVICE_ID)).isEqualTo("d 1");
        assertThat(event(DEVICE_ID, "\u3000\u00A0d\u2028").text(DEVICE_ID)).isEqualTo("d");
        assertThat(event(DEVICE_ID, "Cafe\u0301").text(DEVICE_ID)).isEqualTo("Caf\u00E9");
        assertThat(event(DEVICE_ID, "\u212A1").text(DEVICE_ID)).isEqualTo("K1");
    }

    @Test
    void identifiersKeepTheirCase() {
        assertThat(event(ACCOUNT_ID, "aB").text(ACCOUNT_ID)).isEqualTo("aB");
    }

    @Test
    void lengthsCountCodePointsOfTheCanonicalText() {
        assertThat(reason(EVENT_ID, "x".repeat(128))).isNull();
        assertThat(reason(EVENT_ID, "x".repeat(129)))
                .isEqualTo("event_id must be at most 128 characters long but had 129");
        assertThat(reason(DEVICE_ID, " " + "x".repeat(256) + " ")).isNull();
        assertThat(reason(DEVICE_ID, "x".repeat(257)))
                .isEqualTo("device_id must be at most 256 characters long but had 257");
        assertThat(reason(DEVICE_ID, "😀".repeat(256))).isNull();
        assertThat(reason(DEVICE_ID, "😀".repeat(257)))
                .isEqualTo("device_id must be at most 256 characters long but had 257");
        assertThat(reason(DEVICE_ID, "e\u0301".repeat(256))).isNull();
    }

    @Test
    void controlCharactersAreRefused() {
        assertThat(reason(DEVICE_ID, "a\tb"))
                .isEqualTo("device_id must not contain control characters but was \"a\\u0009b\"");
        assertThat(reason(DEVICE_ID, "a\u0000"))
                .isEqualTo("device_id must not contain control characters but was \"a\\u0000\"");
        assertThat(reason(DEVICE_ID, "a\u007F"))
                .isEqualTo("device_id must not contain control characters but was \"a\\u007f\"");
        assertThat(reason(DEVICE_ID, "a\u0085"))
                .isEqualTo("device_id must not contain control characters but was \"a\\u0085\"");
        assertThat(reason(EVENT_TIME, "\u001B[2J"))
                .isEqualTo("event_time must not contain control characters but was \"\\u001b[2J\"");
    }

    @Test
    void malformedUtf8IsRefused() {
        byte[] malformed = {'a', (byte) 0xC0, (byte) 0x80};
        FieldSlices fields = Lines.slices(line());
        fields.copy(DEVICE_ID, malformed, 0, 3);

        assertThat(new EventValidator(EventRules.defaults()).validate(fields, new ValidEvent()))
                .isEqualTo("device_id must be valid UTF-8 but was \"a\\xc0\\x80\"");
    }

    @Test
    void unpairedSurrogatesAreRefused() {
        FieldSlices fields = Lines.copies(line(DEVICE_ID, "a\uD800"));

        assertThat(new EventValidator(EventRules.defaults()).validate(fields, new ValidEvent()))
                .isEqualTo("device_id must be valid UTF-8 but was \"a\\xed\\xa0\\x80\"");
    }

    @Test
    void valuesInReasonsAreShortAndVisible() {
        assertThat(reason(IP, "\u202E" + "x".repeat(50) + "\""))
                .isEqualTo("ip must be an IPv4 or IPv6 address but was \"\\u202e" + "x".repeat(39) + "…\"");
    }

    @Test
    void eventTimesMustBeReadableAndInRange() {
        assertThat(reason(EVENT_TIME, "2024-02-29T12:30:15"))
                .isEqualTo("event_time must be ISO-8601 with an offset or epoch milliseconds"
                        + " but was \"2024-02-29T12:30:15\"");
        assertThat(reason(EVENT_TIME, "9999-12-31T23:59:59Z"))
                .isEqualTo("event_time must be from 2000-01-01 and before 2100-01-01 but was \"9999-12-31T23:59:59Z\"");
        assertThat(reason(EVENT_TIME, "1709209815"))
                .isEqualTo("event_time must be from 2000-01-01 and before 2100-01-01 but was \"1709209815\""
                        + " (epoch times are milliseconds)");
        assertThat(reason(EVENT_TIME, "946684799999")).startsWith("event_time must be from");
        assertThat(reason(EVENT_TIME, "946684800000")).isNull();
        assertThat(reason(EVENT_TIME, "4102444799999")).isNull();
        assertThat(reason(EVENT_TIME, "4102444800000")).startsWith("event_time must be from");
        assertThat(reason(EVENT_TIME, "-1")).startsWith("event_time must be from");
        assertThat(reason(EVENT_TIME, "99999999999999999999999999")).startsWith("event_time must be from");
    }

    @ParameterizedTest
    @EnumSource
    void everyEventTypeIsReadInAnyCase(EventType type) {
        assertThat(event(EVENT_TYPE, type.name()).eventType()).isEqualTo(type);
        assertThat(event(EVENT_TYPE, type.name().toLowerCase(java.util.Locale.ROOT))
                        .eventType())
                .isEqualTo(type);
        assertThat(event(EVENT_TYPE, type.name()).unknownEventType()).isEmpty();
    }

    @Test
    void unknownEventTypesAreReadAsOtherAndNamed() {
        ValidEvent event = event(EVENT_TYPE, " Teleport ");

        assertThat(event.eventType()).isEqualTo(EventType.OTHER);
        assertThat(event.unknownEventType()).contains("Teleport");
        assertThat(event.text(EVENT_TYPE)).isEqualTo("OTHER");
    }

    @Test
    void furtherEventTypeNamesWin() {
        EventRules rules = EventRules.defaults()
                .withEventTypes(Map.of("Buy", EventType.PURCHASE, "登录", EventType.SIGN_IN, "OTHER", EventType.SIGN_UP));
        EventValidator validator = new EventValidator(rules);
        ValidEvent event = new ValidEvent();

        validator.validate(Lines.slices(line(EVENT_TYPE, "BUY")), event);
        assertThat(event.eventType()).isEqualTo(EventType.PURCHASE);
        validator.validate(Lines.slices(line(EVENT_TYPE, "登录")), event);
        assertThat(event.eventType()).isEqualTo(EventType.SIGN_IN);
        validator.validate(Lines.slices(line(EVENT_TYPE, "other")), event);
        assertThat(event.eventType()).isEqualTo(EventType.SIGN_UP);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::FFFF:C000:201, 192.0.2.1",
        "2001:0DB8::0001, 2001:db8::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1"
    })
    void addressesBecomeCanonical(String text, String canonical) {
        assertThat(event(IP, text).text(IP)).isEqualTo(canonical);
    }

    @Test
    void addressesMustBeAddresses() {
        assertThat(reason(IP, "1.2.3")).isEqualTo("ip must be an IPv4 or IPv6 address but was \"1.2.3\"");
    }

    @Test
    void onlyPlacesOnTheInternetLink() {
        assertThat(event(IP, "203.0.113.7").ipLinks()).isTrue();
        assertThat(event(IP, "10.1.2.3").ipLinks()).isFalse();
        assertThat(event(IP, "10.1.2.3").text(IP)).isEqualTo("10.1.2.3");
        assertThat(event(IP, "203.0.113.7", IP_KIND, "relay").ipLinks()).isFalse();
        assertThat(event(IP, "203.0.113.7", IP_KIND, "CGNAT").ipLinks()).isFalse();
        assertThat(event(IP, "203.0.113.7", IP_KIND, "vpn").ipLinks()).isTrue();
        assertThat(event().ipLinks()).isFalse();
        assertThat(event().ipIsV6()).isFalse();
    }

    @Test
    void ipv6LinksOnItsNetwork() {
        assertThat(network("2001:db8:0:1ff:5::6", 64)).isEqualTo("20010db8000001ff");
        assertThat(network("2001:db8:0:1ff:5::6", 56)).isEqualTo("20010db8000001");
        assertThat(network("2001:db8:0:1ff:5::6", 48)).isEqualTo("20010db80000");
        assertThat(network("203.0.113.7", 64)).isEqualTo("cb007107");
    }

    private static String network(String ip, int prefixLength) {
        byte[] network = new byte[ValidEvent.MAX_NETWORK_LENGTH];
        int length = event(IP, ip).writeNetwork(prefixLength, network);
        return HexFormat.of().formatHex(network, 0, length);
    }

    @Test
    void walletsAreKindAndId() {
        assertThat(event(WALLET, "wechat:A:b").text(WALLET)).isEqualTo("wechat:A:b");
        assertThat(event(WALLET, "CARD: 4111").text(WALLET)).isEqualTo("card:4111");
        assertThat(event(WALLET, "gift:卡").text(WALLET)).isEqualTo("gift:卡");
        assertThat(event(WALLET, "alipay:NULL").has(WALLET)).isFalse();
        assertThat(reason(WALLET, "paypal:x"))
                .isEqualTo("wallet must be alipay:…, wechat:…, card:… or gift:… but was \"paypal:x\"");
        assertThat(reason(WALLET, "card")).startsWith("wallet must be alipay:…");
        assertThat(reason(WALLET, ":x")).startsWith("wallet must be alipay:…");
        assertThat(reason(WALLET, "card: "))
                .isEqualTo("wallet must be kind:id with an id that is not empty but was \"card:\"");
    }

    @Test
    void amountsAreIntegersWithCurrency() {
        assertThat(event(AMOUNT_MINOR, "007", CURRENCY, "USD").amountMinor()).isEqualTo(7);
        assertThat(event(AMOUNT_MINOR, "0", CURRENCY, "USD").hasAmount()).isTrue();
        assertThat(event(AMOUNT_MINOR, "00000000", CURRENCY, "USD").amountMinor())
                .isZero();
        assertThat(event(AMOUNT_MINOR, "9223372036854775807", CURRENCY, "JPY").amountMinor())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(reason(AMOUNT_MINOR, "-250", CURRENCY, "USD"))
                .isEqualTo("amount_minor must be an integer ≥ 0 but was \"-250\"");
        assertThat(reason(AMOUNT_MINOR, "2.50", CURRENCY, "USD"))
                .isEqualTo("amount_minor must be an integer ≥ 0 but was \"2.50\"");
        for (String huge : new String[] {"9223372036854775808", "9".repeat(40)}) {
            assertThat(reason(AMOUNT_MINOR, huge, CURRENCY, "USD"))
                    .isEqualTo(
                            "amount_minor must be an integer of at most 9223372036854775807 but was \"" + huge + "\"");
        }
        assertThat(reason(AMOUNT_MINOR, "5")).isEqualTo("currency must be given with amount_minor but was empty");
        assertThat(reason(CURRENCY, "USD")).isEqualTo("amount_minor must be given with currency but was empty");
        assertThat(reason(AMOUNT_MINOR, "5", CURRENCY, "usd"))
                .isEqualTo("currency must be three capital letters but was \"usd\"");
        assertThat(reason(AMOUNT_MINOR, "5", CURRENCY, "USDT"))
                .isEqualTo("currency must be three capital letters but was \"USDT\"");
    }

    @Test
    void namedValuesMustBeKnown() {
        assertThat(reason(OUTCOME, "maybe"))
                .isEqualTo("outcome must be ok, declined, blocked or reversed but was \"maybe\"");
        assertThat(reason(TWO_FACTOR, "yes")).isEqualTo("two_factor must be true or false but was \"yes\"");
        assertThat(reason(ACCOUNT_KIND, "robot"))
                .isEqualTo("account_kind must be personal, child or managed but was \"robot\"");
        assertThat(reason(IP_KIND, "dsl"))
                .isEqualTo("ip_kind must be residential, mobile, hosting, vpn, relay, cgnat, corporate or education"
                        + " but was \"dsl\"");
        assertThat(reason(IP_COUNTRY, "CHN"))
                .isEqualTo("ip_country must be a two-letter ISO 3166 code but was \"CHN\"");
        assertThat(reason(IP_COUNTRY, "C1")).isEqualTo("ip_country must be a two-letter ISO 3166 code but was \"C1\"");
        assertThat(reason(IP_COUNTRY, "é")).isEqualTo("ip_country must be a two-letter ISO 3166 code but was \"é\"");
    }

    @Test
    void namedValuesAreReadInAnyCase() {
        for (Outcome outcome : Outcome.values()) {
            assertThat(event(OUTCOME, outcome.name()).outcome()).isEqualTo(outcome);
        }
        for (IpKind kind : IpKind.values()) {
            assertThat(event(IP_KIND, kind.name()).ipKind()).isEqualTo(kind);
        }
        for (AccountKind kind : AccountKind.values()) {
            assertThat(event(ACCOUNT_KIND, kind.name()).accountKind()).isEqualTo(kind);
        }
        assertThat(event(TWO_FACTOR, "FALSE").twoFactor()).isEqualTo(TwoFactor.OFF);
        assertThat(event(IP_COUNTRY, "cN").text(IP_COUNTRY)).isEqualTo("CN");
    }

    @Test
    void offsetsAreMinutesOfAWholeDayAtMost() {
        assertThat(event(UTC_OFFSET_MIN, "-840").utcOffsetMinutes()).isEqualTo(-840);
        assertThat(event(UTC_OFFSET_MIN, "+480").utcOffsetMinutes()).isEqualTo(480);
        assertThat(event(UTC_OFFSET_MIN, "-0").text(UTC_OFFSET_MIN)).isEqualTo("0");
        for (String wrong : new String[] {"841", "-841", "1.5", "+", "9".repeat(30)}) {
            assertThat(reason(UTC_OFFSET_MIN, wrong))
                    .isEqualTo("utc_offset_min must be an integer from -840 to 840 but was \"" + wrong + "\"");
        }
    }

    @Test
    void canonicalBytesAreTheTextsInContractOrder() {
        ValidEvent event = event(
                EVENT_TYPE, "purchase",
                IP, "::ffff:1.2.3.4",
                AMOUNT_MINOR, "010",
                CURRENCY, "EUR",
                TWO_FACTOR, "TRUE",
                IP_COUNTRY, "de",
                UTC_OFFSET_MIN, "-60");
        byte[] canonical = new byte[event.maxCanonicalLength()];
        int end = event.writeCanonical(canonical, 0);

        assertThat(new String(canonical, 0, end, StandardCharsets.UTF_8).replace('\u001F', '|'))
                .isEqualTo("e1|1709209815123|PURCHASE|a1||1.2.3.4||||10|EUR|||ok|true||||DE|-60");
    }

    @Test
    void numbersHaveNoBytes() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> event().bytes(EVENT_TIME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("event_time is not kept as text; use text(column)");
    }
}
