// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.client.program.ProgramParametrizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmittedMainTest {

    @Test
    void wrongUsageIsThrownForFlinkToTell() {
        assertThatThrownBy(() -> SubmittedMain.main(new String[] {"detect", "--input", "a\u001b[31mb"}))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessage("ringwatch detect: --output must be given (or --check, which writes nothing) but was not");
        assertThatThrownBy(() ->
                        SubmittedMain.main(new String[] {"detect", "--input", "no\u001bne", "--output", "unused"}))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessageStartingWith("ringwatch detect: input must exist but there is no ")
                .hasMessageEndingWith("no\\u001bne");
        assertThatThrownBy(() -> SubmittedMain.main(new String[0]))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessage("ringwatch: a command must be given but none was");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulate", "why", "cluster", "evaluate"})
    void onlyCommandsThatMakeJobsAreThere(String command) {
        assertThatThrownBy(() -> SubmittedMain.main(new String[] {command}))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessageContaining("'" + command + "'");
    }
}
