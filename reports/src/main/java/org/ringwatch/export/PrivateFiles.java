// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files (mode 600) and folders (mode 700) for their owner only, where the file system knows modes. Follows no link. */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER_MODE = PosixFilePermissions.fromString("rwx------");
    private static final Set<OpenOption> REPLACE = Set.of(
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            LinkOption.NOFOLLOW_LINKS);
    private static final int BUFFER_BYTES = 1 << 16;

    private PrivateFiles() {}

    /** A buffered stream into a file, new or emptied. */
    public static OutputStream newOutputStream(Path file) throws IOException {
        return new BufferedOutputStream(
                Channels.newOutputStream(Files.newByteChannel(file, REPLACE, attributes(file, FILE_MODE))),
                BUFFER_BYTES);
    }

    /** A buffered UTF-8 writer into a file, new or emptied. */
    public static Writer newWriter(Path file) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(newOutputStream(file), UTF_8));
    }

    /**
     * Makes a file that was not there.
     *
     * @throws java.nio.file.FileAlreadyExistsException if something was
     */
    public static void create(Path file, byte[] content) throws IOException {
        Set<OpenOption> isNew = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (OutputStream out =
                Channels.newOutputStream(Files.newByteChannel(file, isNew, attributes(file, FILE_MODE)))) {
            out.write(content);
        }
    }

    /** Creates a folder and the parents it lacks. */
    public static Path createFolders(Path folder) throws IOException {
        return Files.createDirectories(folder, attributes(folder, FOLDER_MODE));
    }

    /** Takes a file's or a whole folder's permissions from everybody but the owner. */
    static void tighten(Path root) throws IOException {
        if (!knowsModes(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.setPosixFilePermissions(folder, FOLDER_MODE);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    Files.setPosixFilePermissions(file, FILE_MODE);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Takes one folder's permissions from everybody but the owner. */
    static void tightenFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(folder.toString());
        }
        if (knowsModes(folder)) {
            Files.setPosixFilePermissions(folder, FOLDER_MODE);
        }
    }

    /** Deletes a file, a link (not what it points to) or a folder with all in it, if it is there. */
    public static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode) {
        return knowsModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    static boolean knowsModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
