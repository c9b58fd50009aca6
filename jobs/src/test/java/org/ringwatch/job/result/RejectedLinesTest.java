// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RejectedLinesTest {

    private final RejectedLines rejected = new RejectedLines();
    private final Facts facts = new Facts();

    @AfterEach
    void close() throws IOException {
        rejected.close();
    }

    @Test
    void numbersLinesAcrossSplitsInWhateverOrderTheyCome() throws IOException {
        rejected.add(new RejectedLine(1, 0, 4, "d", ""));
        rejected.add(new RejectedLine(0, 900, 0, "b", ""));
        rejected.add(new RejectedLine(0, 0, 9, "a", ""));
        rejected.add(new RejectedLine(0, 900, 5, "c", ""));
        facts.add(new Fact(Facts.lines(0, 900), 6));
        facts.add(new Fact(Facts.lines(0, 0), 10));
        facts.add(new Fact(Facts.lines(1, 0), 5));
        assertThat(visited()).containsExactly("0:10: a ", "0:11: b ", "0:16: c ", "1:5: d ");
        assertThat(rejected.size()).isEqualTo(4);
    }

    @Test
    void sortsFilesAndSplitsByNumberNotByText() throws IOException {
        rejected.add(new RejectedLine(10, 0, 0, "tenth file", ""));
        rejected.add(new RejectedLine(2, 1_000, 0, "second split", ""));
        rejected.add(new RejectedLine(2, 900, 0, "first split", ""));
        assertThat(visited()).containsExactly("2:1: first split ", "2:1: second split ", "10:1: tenth file ");
    }

    @Test
    void keepsTextAsItIs() throws IOException {
        String raw = "tab\t nul\u0000 quote\" \uFFFD 鬼\n";
        rejected.add(new RejectedLine(0, 0, 0, "", raw));
        assertThat(visited()).containsExactly("0:1:  " + raw);
    }

    @Test
    void noneAreVisitedIfNoneWereAdded() throws IOException {
        assertThat(visited()).isEmpty();
        assertThat(rejected.size()).isZero();
    }

    private List<String> visited() throws IOException {
        List<String> lines = new ArrayList<>();
        rejected.forEach(facts, (file, line, reason, raw) -> lines.add(file + ":" + line + ": " + reason + " " + raw));
        return lines;
    }
}
