// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IdsProperties {
    @Property(tries = 500)
    void orderIsThatOfUtf8Bytes(@ForAll("names") String a, @ForAll("names") String b) {
        assertThat(Integer.signum(Ids.ORDER.compare(a, b)))
                .isEqualTo(Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8))));
    }

    /** Short, of few characters around the surrogates: most pairs have a beginning in common. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "z", "é", "퟿", "\uE000", "￿", "𐀀", "😀", "😁")
                .list()
                .ofMaxSize(3)
                .map(parts -> String.join("", parts));
    }
}
