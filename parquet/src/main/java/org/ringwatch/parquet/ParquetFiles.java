// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.parquet;

import java.io.IOException;
import org.ringwatch.job.source.BrokenRowsException;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.ParquetFormat;
import org.ringwatch.job.source.ParquetRows;

/** Opens Parquet files of any file system that Flink knows. */
public final class ParquetFiles implements ParquetFormat {
    @Override
    public ParquetRows open(InputFile file) throws IOException, BrokenRowsException {
        return FileRows.open(file);
    }
}
