// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Reads Parquet files. The job jar has no library for them: it is large and few need it. A jar that has one must be
 * loaded by the class loader that loads the job jar.
 */
public interface ParquetFormat {
    /**
     * Opens a file.
     *
     * @throws BrokenRowsException if the file is no Parquet file, or none that can be read
     * @throws IOException if the storage fails
     */
    ParquetRows open(InputFile file) throws IOException, BrokenRowsException;

    /** The implementation that is there, if any. */
    static Optional<ParquetFormat> installed() {
        return Installed.FORMAT;
    }

    /** Looked for once: folders have many files. */
    final class Installed {
        private static final Optional<ParquetFormat> FORMAT = ServiceLoader.load(
                        ParquetFormat.class, ParquetFormat.class.getClassLoader())
                .findFirst();

        private Installed() {}
    }
}
