// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputDigestTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void hashesBlocksAndTheirHashes() throws Exception {
        byte[] content = new byte[(64 << 20) + 5];
        content[64 << 20] = 'x';
        InputFile file = TestFiles.write(folder, "events.csv", content);
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] first = sha.digest(Arrays.copyOf(content, 64 << 20));
        byte[] second = sha.digest(Arrays.copyOfRange(content, 64 << 20, content.length));

        assertThat(InputDigest.blocks(file)).isEqualTo(2);
        assertThat(InputDigest.sha256OfBlock(file, 0)).isEqualTo(first);
        assertThat(InputDigest.sha256OfBlock(file, 1)).isEqualTo(second);
        assertThat(InputDigest.treeHash(List.of(first, second)))
                .isEqualTo(HexFormat.of().formatHex(sha.digest(TestFiles.concat(first, second))));
    }

    @Test
    void emptyFileHasTheHashOfNothing() {
        InputFile file = TestFiles.write(folder, "events.csv", "");

        assertThat(InputDigest.blocks(file)).isZero();
        assertThat(InputDigest.treeHash(List.of()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThatThrownBy(() -> InputDigest.sha256OfBlock(file, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noticesThatAFileBecameShorter() throws Exception {
        InputFile file = TestFiles.write(folder, "events.csv", "id\n");
        Files.writeString(folder.resolve("events.csv"), "id");

        assertThatThrownBy(() -> InputDigest.sha256OfBlock(file, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(file.shownPath() + " must not change during a run but became shorter");
    }
}
