// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.ringwatch.event.PseudonymSource;
import org.ringwatch.export.KeyFile;
import org.ringwatch.export.SafeText;
import org.ringwatch.pseudonym.PseudonymKey;
import org.ringwatch.pseudonym.Pseudonyms;

/** The key file of a run, by its place: every process that reads events reads the key from there, and none is sent it. */
final class PseudonymKeyFile implements PseudonymSource {
    private static final long serialVersionUID = 1L;

    private static final String OPTION = "--pseudonymise";

    private final String file;
    private final String fingerprint;

    private PseudonymKeyFile(Path file, String fingerprint) {
        this.file = file.toString();
        this.fingerprint = fingerprint;
    }

    /**
     * The key in a file.
     *
     * @throws UsageException if there is none, or if it is open to others
     */
    static PseudonymKeyFile of(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Pseudonyms pseudonyms = Options.checked(() -> read(file));
        return new PseudonymKeyFile(absolute, pseudonyms.fingerprint());
    }

    @Override
    public Optional<Pseudonyms> open() {
        try {
            Pseudonyms pseudonyms = read(Path.of(file));
            if (!pseudonyms.fingerprint().equals(fingerprint)) {
                throw new IllegalStateException(
                        OPTION + " must hold the same key during a run but " + SafeText.display(file) + " was changed");
            }
            return Optional.of(pseudonyms);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pseudonyms read(Path file) throws IOException {
        byte[] text = KeyFile.read(OPTION, file);
        try {
            return PseudonymKey.parse(text).forRun();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    OPTION + " " + SafeText.display(file.toString()) + " " + e.getMessage(), e);
        }
    }
}
