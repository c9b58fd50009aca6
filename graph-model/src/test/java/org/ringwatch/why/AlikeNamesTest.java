// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlikeNamesTest {

    @ParameterizedTest
    @CsvSource({
        "Jane.Doe@example.com, janedoe@example.com, true",
        "jane.doe@example.com, JANE.DOE@EXAMPLE.COM, true",
        "acc-1, acc_1, true",
        "acc-1, ' acc 1 ', true",
        "acc-1, ａｃｃ1, true",
        "ａｃｃ1, acc-1, true",
        "Äpfel, äpfel, true",
        "acc-1, acc-1, false",
        "acc-1, acc-12, false",
        "acc-12, acc-1, false",
        "acc-1, acc-2, false",
        "acc-1, 户acc-1, false",
        "---, -, false",
        "---, 。, false",
        "游戏, 游戏, false",
        "游戏-1, 游戏1, true",
    })
    void differByCaseBlanksAndSignsOnly(String asked, String other, boolean alike) {
        byte[] bytes = ("x" + other + "x").getBytes(StandardCharsets.UTF_8);
        assertThat(new AlikeNames(asked).includes(bytes, 1, bytes.length - 2)).isEqualTo(alike);
    }
}
