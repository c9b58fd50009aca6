// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringwatch.job.sql.SqlStatements.Statement;

class SqlStatementsTest {
    @Test
    void semicolonsInTextsNamesAndCommentsDoNotSeparate() {
        assertThat(SqlStatements.of("a 'x;''y;'; b `n;`; -- c;\n /* d; */ e -- f;\n;"))
                .extracting(statement -> statement.padded().strip())
                .containsExactly("a 'x;''y;'", "b `n;`", "e -- f;");
    }

    @Test
    void statementsKeepTheirPlacesInTheFile() {
        assertThat(SqlStatements.of("\uFEFF-- what\n\n  first\n;;\n second; third"))
                .containsExactly(
                        new Statement(3, "\n\n  first\n"),
                        new Statement(5, "\n\n\n\n second"),
                        new Statement(5, "\n\n\n\n         third"));
    }

    @Test
    void nothingIsNoStatement() {
        assertThat(SqlStatements.of(" ;\n-- only words;\n/* and; more */ ;")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a; 'b | line 1: text must be closed by ' but is not",
                "a `b; | line 1: name must be closed by ` but is not",
                "/* b | line 1: comment must be closed by */ but is not",
            })
    void whatIsNotClosedIsRefused(String text, String message) {
        assertThatThrownBy(() -> SqlStatements.of(text)).hasMessage(message);
    }
}
