// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DirectMemoryTest {

    private static final long MIB = 1L << 20;

    @Test
    void refusesAParallelismThatTheLimitIsTooSmallFor() {
        assertThatThrownBy(() -> DirectMemory.requireRoom(2, OptionalLong.of(288 * MIB - 1)))
                .isInstanceOf(UsageException.class)
                .hasMessage("--parallelism 2 needs -XX:MaxDirectMemorySize of at least 288m but it was 287m (set it by"
                        + " RINGWATCH_JAVA_OPTS)");
        assertThatCode(() -> DirectMemory.requireRoom(2, OptionalLong.of(288 * MIB)))
                .doesNotThrowAnyException();
    }

    @Test
    void aMachineThatDoesNotTellPasses() {
        assertThatCode(() -> DirectMemory.requireRoom(128, OptionalLong.empty()))
                .doesNotThrowAnyException();
    }

    @Test
    void thisMachineTells() {
        assertThat(DirectMemory.limitBytes().orElse(0)).isPositive();
    }
}
