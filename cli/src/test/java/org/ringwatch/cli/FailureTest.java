// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void tellsTheInnermostCause() {
        assertThat(Failure.describe(new RuntimeException("job failed", new IOException("disk full"))))
                .isEqualTo("IOException: disk full");
    }

    @Test
    void saysWhatIsWrongWithAPath() {
        assertThat(Failure.describe(new NoSuchFileException("a.csv"))).isEqualTo("a.csv does not exist");
    }

    @Test
    void saysWhatToDoWhenADiskIsFull() {
        assertThat(Failure.describe(new RuntimeException("job failed", new IOException("No space left on device"))))
                .isEqualTo(
                        "a disk is full, that of the output or that of temporary files; make room, or move the latter by"
                                + " RINGWATCH_JAVA_OPTS=-Djava.io.tmpdir=DIR");
    }

    @Test
    void namesTheWayOutWhenMemoryRunsOut() {
        assertThat(Failure.describe(new OutOfMemoryError("Java heap space\nmore")))
                .isEqualTo("memory ran out (Java heap space); give more by RINGWATCH_JAVA_OPTS=-Xmx…, such as -Xmx2g");
    }

    @Test
    void knowsALackOfMemoryByWhatStandsForIt() {
        assertThat(Failure.describe(new ExceptionInInitializerError(
                        "Exception java.lang.OutOfMemoryError: Java heap space [in thread \"main\"]")))
                .startsWith("memory ran out (Java heap space [in thread");
    }

    @Test
    void memoryOutsideTheHeapHasAnotherWayOut() {
        assertThat(Failure.describe(new OutOfMemoryError("Cannot reserve 32768 bytes of direct buffer memory")))
                .endsWith("; give more by RINGWATCH_JAVA_OPTS=-XX:MaxDirectMemorySize=…");
    }

    @Test
    void staysOnOneLine() {
        assertThat(Failure.describe(new IOException("a\nb\u001B[2J"))).isEqualTo("IOException: a<U+000A>b<U+001B>[2J");
    }
}
