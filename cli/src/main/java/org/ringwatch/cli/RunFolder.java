// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder of its own, readable by this user only, for what an embedded run needs while it runs: exchanged data and the log.
 * It lies in {@code java.io.tmpdir}, not beside the output, so that it can clash with nothing there.
 */
final class RunFolder {

    private static final String LOG_FILE = "ringwatch.log";

    private final Path folder;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /** What is done while the folder is there. */
    interface Work {
        void run(RunFolder folder) throws Exception;
    }

    /**
     * Makes the folder, sends the log of this process there, and deletes it when the work is done. After a failure the log
     * stays and goes with the exception. Must be called before the first class that logs is loaded: the logging library
     * reads its settings once.
     *
     * @throws UsageException as thrown by the work
     * @throws InterruptedRunException as thrown by the work
     * @throws RunFailedException around everything else that the work throws
     */
    static void within(Work work) throws Exception {
        RunFolder folder = new RunFolder(Files.createTempDirectory("ringwatch-"));
        Files.createDirectory(folder.exchange());
        System.setProperty("ringwatch.log", folder.log().toString());
        System.setProperty("log4j2.configurationFile", "classpath:ringwatch-log4j2.properties");
        boolean failed = false;
        try {
            work.run(folder);
        } catch (UsageException | InterruptedRunException e) {
            throw e;
        } catch (Exception e) {
            failed = true;
            throw new RunFailedException(folder.log(), e);
        } finally {
            delete(failed && Files.exists(folder.log()) ? folder.exchange() : folder.folder);
        }
    }

    /** Where data between stages goes. */
    Path exchange() {
        return folder.resolve("exchange");
    }

    private Path log() {
        return folder.resolve(LOG_FILE);
    }

    /** Deletes a folder; what another thread deletes meanwhile is gone too, which is all that is wanted. */
    private static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
