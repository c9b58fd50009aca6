// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InquiryTest {
    private static final IdHasher HASHER = new IdHasher(1, 2);

    private static long order(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return HASHER.order(bytes, 0, bytes.length);
    }

    private static long secret(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return HASHER.secret(bytes, 0, bytes.length);
    }

    @Test
    void knowsItsAccountsByBothHashes() {
        Inquiry inquiry = Inquiry.about(HASHER, "游戏", Optional.of("b"));
        assertThat(inquiry.isSubject(order("游戏"), secret("游戏"))).isTrue();
        assertThat(inquiry.isSubject(order("游戏"), secret("b"))).isFalse();
        assertThat(inquiry.isOther(order("b"), secret("b"))).isTrue();
        assertThat(inquiry.names(order("b"), secret("b"))).isTrue();
        assertThat(inquiry.names(order("c"), secret("c"))).isFalse();
        assertThat(inquiry.hasSecret(secret("b"))).isTrue();
        assertThat(inquiry.hasSecret(secret("c"))).isFalse();
    }

    @Test
    void aboutNobodyNamesNobody() {
        assertThat(Inquiry.nobody().isEmpty()).isTrue();
        assertThat(Inquiry.nobody().names(0, 0)).isFalse();
        assertThat(Inquiry.nobody().hasSecret(0)).isFalse();
        assertThat(Inquiry.nobody().with()).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> Inquiry.nobody().account());
    }

    @Test
    void holdsNobodyAgainstHimself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Inquiry.about(HASHER, "a", Optional.of("a")))
                .withMessage("with must be another account but was the same");
    }
}
