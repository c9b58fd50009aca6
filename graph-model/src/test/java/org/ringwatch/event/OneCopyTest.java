// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OneCopyTest {

    private final OneCopy<List<String>> copies = new OneCopy<>();

    @Test
    void equalValuesAreTheFirstOfThem() {
        List<String> first = List.of(new String("a"), "b");
        List<String> equal = List.of(new String("a"), "b");
        List<String> other = List.of("c");

        assertThat(copies.of(first)).isSameAs(first);
        assertThat(copies.of(equal)).isSameAs(first).isNotSameAs(equal);
        assertThat(copies.of(other)).isSameAs(other);
    }
}
