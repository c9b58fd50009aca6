// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.util.List;

/**
 * What a folder held at some time.
 *
 * @param files files of events by time of modification, then path
 * @param faults what else is there and would have been read if it could
 */
public record FolderListing(List<InputFile> files, List<Fault> faults) {

    /**
     * A file or folder that cannot be read.
     *
     * @param path absolute, with the scheme of its file system
     * @param reason why, fit to be shown
     */
    public record Fault(String path, String reason) {
        /** The path fit to be shown, as {@link InputFile#shownPath}. */
        public String shownPath() {
            return InputFile.shown(path);
        }
    }
}
