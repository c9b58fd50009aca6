// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class EventValidatorProperties {

    private static final EventValidator VALIDATOR = new EventValidator(EventRules.defaults());
    private static final EventColumn[] COLUMNS = EventColumn.values();

    @Property(tries = 3000)
    void noBytesMakeItThrow(@ForAll byte[] bytes, @ForAll EventColumn column) {
        FieldSlices fields = Lines.slices(Lines.line());
        fields.copy(column, bytes, 0, bytes.length);

        String reason = VALIDATOR.validate(fields, new ValidEvent());
        if (reason != null) {
            assertThat(reason).matches("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+").hasSizeLessThan(500);
        }
    }

    @Property(tries = 3000)
    void canonicalTextsValidateToThemselves(@ForAll("lines") Map<EventColumn, String> line) {
        ValidEvent event = new ValidEvent();
        if (VALIDATOR.validate(Lines.slices(line), event) != null) {
            return;
        }
        byte[] canonical = canonical(event);
        String[] texts = new String(canonical, StandardCharsets.UTF_8).split("\u001F", -1);
        Map<EventColumn, String> again = new EnumMap<>(EventColumn.class);
        for (int i = 0; i < COLUMNS.length; i++) {
            again.put(COLUMNS[i], texts[i]);
        }

        assertThat(VALIDATOR.validate(Lines.slices(again), event)).isNull();
        assertThat(canonical(event)).isEqualTo(canonical);
    }

    @Property(tries = 3000)
    void copiedFieldsValidateAsSlicesDo(@ForAll("lines") Map<EventColumn, String> line) {
        ValidEvent sliced = new ValidEvent();
        ValidEvent copied = new ValidEvent();
        String reason = VALIDATOR.validate(Lines.slices(line), sliced);

        assertThat(VALIDATOR.validate(Lines.copies(line), copied)).isEqualTo(reason);
        if (reason == null) {
            assertThat(canonical(copied)).isEqualTo(canonical(sliced));
            assertThat(copied.toAccountEvent()).isEqualTo(sliced.toAccountEvent());
        }
    }

    private static byte[] canonical(ValidEvent event) {
        byte[] target = new byte[event.maxCanonicalLength()];
        return Arrays.copyOf(target, event.writeCanonical(target, 0));
    }

    /** Valid lines with one or two fields replaced by something likely to be read in two ways. */
    @Provide
    Arbitrary<Map<EventColumn, String>> lines() {
        Arbitrary<String> odd = Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Arbitraries.of(List.of(
                                "NULL",
                                "card: 4",
                                "GIFT:x\u3000",
                                "CARD:-",
                                "00000000",
                                "::FFFF:1.2.3.4",
                                "2001:DB8::",
                                "10.0.0.1",
                                "e\u0301",
                                "\u212A",
                                " \u0301",
                                "\u00A0x ",
                                "ok",
                                "TRUE",
                                "cn",
                                "-0",
                                "1709209815123",
                                "Mobile",
                                "child",
                                "USD",
                                "refund",
                                "x\u2000y"))),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(12)),
                Tuple.of(
                        1,
                        Arbitraries.strings().withCharRange('\u00A0', '\u3000').ofMaxLength(6)));
        return Arbitraries.maps(Arbitraries.of(EventColumn.class), odd)
                .ofMaxSize(4)
                .map(changes -> {
                    Map<EventColumn, String> line = Lines.line(
                            EventColumn.AMOUNT_MINOR, "12", EventColumn.CURRENCY, "EUR", EventColumn.IP, "2001:db8::1");
                    changes.forEach((column, text) -> line.put(
                            column, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)));
                    return line;
                });
    }
}
