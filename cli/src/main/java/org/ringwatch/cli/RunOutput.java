// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ringwatch.export.OutputFolder;

/** Where the results of a run go: a folder of this machine, or one of another file system that Flink has a plugin for. */
interface RunOutput {

    /** A scheme of one letter is a drive. */
    Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*", Pattern.DOTALL);

    /** How whoever publishes finds it. */
    String place();

    /** The {@code run.json} of a complete output. */
    InputStream openRunFile() throws IOException;

    /** Empties it after a run that failed or was interrupted, unless it is complete. Nobody may write to it any more. */
    void abandon() throws IOException;

    /**
     * Checks it, clears or creates it, and marks it as that of a run.
     *
     * @param given as the user named it
     * @param overwrite whether an earlier output there may be cleared
     * @param inputs what the run reads, as the user named it
     * @param localInputs of these, and of what else it reads, all that is on this machine
     * @param runId names the run
     * @throws IllegalArgumentException naming the option, the rule and the value, if it must not be used
     */
    static RunOutput open(
            String given, boolean overwrite, List<String> inputs, Collection<Path> localInputs, String runId)
            throws IOException {
        return isRemote(given)
                ? RemoteOutput.open(given, overwrite, inputs, runId)
                : new Local(OutputFolder.open(local(given), overwrite, localInputs, runId));
    }

    /** Whether that is no folder of this machine. */
    static boolean isRemote(String given) {
        return WITH_SCHEME.matcher(given).matches() && !isFile(given);
    }

    /** A folder of this machine. */
    static Path local(String given) {
        return isFile(given) ? Path.of(URI.create(given)) : Path.of(given);
    }

    /** The name of something in it, as the user would name it. */
    static String child(String given, String name) {
        return isRemote(given)
                ? given + (given.endsWith("/") ? "" : "/") + name
                : local(given).resolve(name).toString();
    }

    private static boolean isFile(String given) {
        return given.toLowerCase(Locale.ROOT).startsWith("file:///");
    }

    /** A folder of this machine, or one that is mounted. */
    record Local(OutputFolder folder) implements RunOutput {
        @Override
        public String place() {
            return folder.folder().toString();
        }

        @Override
        public InputStream openRunFile() throws IOException {
            return Files.newInputStream(folder.folder().resolve(OutputFolder.RUN_FILE));
        }

        @Override
        public void abandon() throws IOException {
            folder.abandon();
        }
    }
}
