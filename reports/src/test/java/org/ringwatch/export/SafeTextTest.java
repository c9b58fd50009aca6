// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void displayShowsWhatCannotBeSeen() {
        assertThat(SafeText.display("a\u001B[31m\r\n\u202Eb\u2028\uD800\uDB40\uDC41"))
                .isEqualTo("a<U+001B>[31m<U+000D><U+000A><U+202E>b<U+2028><U+D800><U+E0041>");
    }

    @Test
    void harmlessTextStaysAsItIs() {
        String text = "data/\u6E38\u620F \uD83D\uDE00 <b>.csv";
        assertThat(SafeText.display(text)).isSameAs(text);
        assertThat(SafeText.xml(text)).isSameAs(text);
        assertThat(SafeText.wellFormed(text)).isSameAs(text);
    }
}
