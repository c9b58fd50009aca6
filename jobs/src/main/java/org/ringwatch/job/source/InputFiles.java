// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.ringwatch.event.ShownValue;

/** Finds the files of events that paths stand for, and checks what can be checked before a run. */
public final class InputFiles {

    private static final String KNOWN_SUFFIXES =
            ".csv, .jsonl, .ndjson or .json, possibly with .gz, .zst, .bz2 or .xz, or .parquet";

    private static final String SUFFIX_RULE = KNOWN_SUFFIXES + "; --format csv, jsonl or parquet reads any name";

    private static final String NEEDS_JAR =
            " needs ringwatch-parquet.jar beside the job jar, which is not there; docs/input.md tells how to add it";

    private InputFiles() {}

    /**
     * The files that the paths stand for, sorted by path, each once (of several local paths to one file the first). A path
     * may be a file or a folder of any file system that Flink knows, or a local link to one. In folders, at any depth, names
     * starting with {@code .} or {@code _} are passed over, and so are local links and what is neither file nor folder.
     *
     * @param forced the format of all files, whatever their names; without it the suffix tells
     * @throws IllegalArgumentException if a path does not exist or cannot be read, a file's suffix is unknown, there is no
     *     file at all, or a Parquet file and nothing to read it
     * @throws IOException if a file system fails
     */
    public static List<InputFile> list(List<String> paths, Optional<InputFormat> forced) throws IOException {
        Map<String, InputFile> files = new HashMap<>();
        for (String given : paths) {
            for (FileStatus status : filesUnder(given)) {
                InputFile file = inputFile(status, forced);
                if (!isReadable(file)) {
                    throw new IllegalArgumentException("input " + file.shownPath() + NEEDS_JAR);
                }
                files.merge(identity(status.getPath()), file, (a, b) -> a.path().compareTo(b.path()) <= 0 ? a : b);
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException(
                    "input must hold files of events (" + KNOWN_SUFFIXES + ") but there is none in "
                            + paths.stream().map(InputFile::shown).collect(Collectors.joining(", "))
                            + "; names that start with . or _ are passed over");
        }
        return files.values().stream()
                .sorted(Comparator.comparing(InputFile::path))
                .toList();
    }

    /**
     * What a folder holds now, by the rules of {@link #list}. What cannot be read is listed as a fault, what is gone before it is
     * looked at is not listed.
     *
     * @throws IllegalArgumentException if there is no such folder or it cannot be read
     * @throws IOException if the file system fails
     */
    public static FolderListing listFolder(String folder, Optional<InputFormat> forced) throws IOException {
        Path root = path(folder);
        FileSystem fileSystem = fileSystem(folder, root);
        FileStatus top = status(fileSystem, root.makeQualified(fileSystem));
        if (!top.isDir()) {
            throw new IllegalArgumentException("input must be a folder but was " + InputFile.shown(folder));
        }
        List<InputFile> files = new ArrayList<>();
        List<FolderListing.Fault> faults = new ArrayList<>();
        Deque<Path> open = new ArrayDeque<>(children(fileSystem, top.getPath()));
        while (!open.isEmpty()) {
            Path next = open.remove();
            if (!isWanted(next)) {
                continue;
            }
            FileStatus status;
            try {
                status = status(fileSystem, next);
                if (status.isDir()) {
                    open.addAll(children(fileSystem, next));
                    continue;
                }
            } catch (FileNotFoundException | IllegalArgumentException e) {
                if (fileSystem.exists(next)) {
                    faults.add(new FolderListing.Fault(next.toString(), "file must be readable but is not"));
                }
                continue;
            }
            Optional<InputFile> file = knownFile(status, forced);
            if (file.isPresent() && isReadable(file.get())) {
                files.add(file.get());
            } else if (file.isPresent()) {
                faults.add(new FolderListing.Fault(next.toString(), "file" + NEEDS_JAR));
            } else {
                faults.add(new FolderListing.Fault(next.toString(), "file must have the suffix " + SUFFIX_RULE));
            }
        }
        files.sort(Comparator.comparingLong(InputFile::modifiedMillis).thenComparing(InputFile::path));
        faults.sort(Comparator.comparing(FolderListing.Fault::path));
        return new FolderListing(List.copyOf(files), List.copyOf(faults));
    }

    /**
     * A listed file as it is by now; nothing if it is gone.
     *
     * @throws IOException if the file system fails
     */
    public static Optional<InputFile> asItIs(InputFile file) throws IOException {
        try {
            FileStatus status = file.flinkPath().getFileSystem().getFileStatus(file.flinkPath());
            return Optional.of(new InputFile(
                    file.path(), status.getLen(), status.getModificationTime(), file.format(), file.compression()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads the headers of the CSV files and the schemas of Parquet files. Files that are empty or broken from the start pass.
     *
     * @throws IllegalArgumentException if a header cannot be read, lacks a required or mapped column or has one twice, or a
     *     Parquet column holds no plain values
     */
    public static void checkHeaders(List<InputFile> files, ColumnMapping mapping) throws IOException {
        for (InputFile file : files) {
            if (file.format() == InputFormat.PARQUET) {
                ParquetLines.checkColumns(file, mapping);
            } else if (file.format() == InputFormat.CSV) {
                SplitLines.readHeader(file).ifPresent(header -> CsvLineReader.of(file.shownPath(), header, mapping));
            }
        }
    }

    /**
     * Makes sure that a file is as it was when it was listed, as far as length and time of modification tell.
     *
     * @throws InputChangedException naming the file if it differs or is gone
     */
    public static void requireUnchanged(InputFile file) throws IOException {
        FileStatus status;
        try {
            status = file.flinkPath().getFileSystem().getFileStatus(file.flinkPath());
        } catch (FileNotFoundException e) {
            throw new InputChangedException(file.shownPath() + " must not change during a run but is gone", e);
        }
        if (status.getLen() != file.length()) {
            throw new InputChangedException(file.shownPath() + " must not change during a run but its length went from "
                    + file.length() + " to " + status.getLen() + " bytes");
        }
        if (status.getModificationTime() != file.modifiedMillis()) {
            throw new InputChangedException(file.shownPath() + " must not change during a run but was modified");
        }
    }

    private static List<FileStatus> filesUnder(String given) throws IOException {
        Path root = path(given);
        FileSystem fileSystem = fileSystem(given, root);
        List<FileStatus> files = new ArrayList<>();
        Deque<FileStatus> open = new ArrayDeque<>();
        open.add(status(fileSystem, root.makeQualified(fileSystem)));
        while (!open.isEmpty()) {
            FileStatus next = open.remove();
            if (next.isDir()) {
                for (Path child : children(fileSystem, next.getPath())) {
                    if (isWanted(child)) {
                        open.add(status(fileSystem, child));
                    }
                }
            } else {
                files.add(next);
            }
        }
        return files;
    }

    private static FileSystem fileSystem(String given, Path root) throws IOException {
        try {
            return root.getFileSystem();
        } catch (UnsupportedFileSystemSchemeException e) {
            throw new IllegalArgumentException(
                    "input must be on a file system that Flink has a plugin for but was " + ShownValue.quote(given), e);
        }
    }

    private static Path path(String given) {
        if (given.isBlank()) {
            throw new IllegalArgumentException("input must be a path but was " + ShownValue.quote(given));
        }
        try {
            // A local name may have a colon, which is no scheme then.
            return given.contains(":") && new File(given).exists()
                    ? new Path(new File(given).getAbsoluteFile().toURI())
                    : new Path(given);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("input must be a path but was " + ShownValue.quote(given), e);
        }
    }

    private static FileStatus status(FileSystem fileSystem, Path path) throws IOException {
        FileStatus status;
        try {
            status = fileSystem.getFileStatus(path);
        } catch (FileNotFoundException e) {
            throw new IllegalArgumentException(
                    "input must exist but there is no " + InputFile.shown(path.toString()), e);
        }
        if (isLocal(path)) {
            File file = local(path);
            if (!file.isDirectory() && !file.isFile()) {
                throw new IllegalArgumentException(
                        "input must be a file or a folder but was " + InputFile.shown(path.toString()));
            }
            if (!file.canRead() || (file.isDirectory() && !file.canExecute())) {
                throw new IllegalArgumentException(
                        "input must be readable but was not: " + InputFile.shown(path.toString()));
            }
        }
        return status;
    }

    /** Local folders are not listed by Flink, which takes a colon in a name for the end of a scheme. */
    private static List<Path> children(FileSystem fileSystem, Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        if (isLocal(folder)) {
            File[] files = local(folder).listFiles();
            if (files == null) {
                throw new IOException("cannot list the folder " + InputFile.shown(folder.toString()));
            }
            for (File file : files) {
                children.add(new Path(file.toURI()));
            }
        } else {
            for (FileStatus child : fileSystem.listStatus(folder)) {
                children.add(child.getPath());
            }
        }
        return children;
    }

    private static boolean isWanted(Path path) {
        String name = isLocal(path) ? local(path).getName() : path.getName();
        if (name.startsWith(".") || name.startsWith("_")) {
            return false;
        }
        if (!isLocal(path)) {
            return true;
        }
        File file = local(path);
        return !Files.isSymbolicLink(file.toPath()) && (file.isFile() || file.isDirectory());
    }

    private static InputFile inputFile(FileStatus status, Optional<InputFormat> forced) {
        return knownFile(status, forced)
                .orElseThrow(() -> new IllegalArgumentException("input "
                        + InputFile.shown(status.getPath().toString()) + " must have the suffix " + SUFFIX_RULE));
    }

    /** The file, unless its name does not tell its format. */
    private static Optional<InputFile> knownFile(FileStatus status, Optional<InputFormat> forced) {
        String path = status.getPath().toString();
        String name = status.getPath().getName().toLowerCase(Locale.ROOT);
        Compression compression = Compression.ofFileName(name);
        String plainName =
                name.substring(0, name.length() - compression.suffix().length());
        return forced.or(() -> InputFormat.ofFileName(plainName))
                .filter(format ->
                        format != InputFormat.PARQUET || forced.isPresent() || compression == Compression.NONE)
                .map(format -> new InputFile(
                        path,
                        status.getLen(),
                        status.getModificationTime(),
                        format,
                        format == InputFormat.PARQUET ? Compression.NONE : compression));
    }

    private static boolean isReadable(InputFile file) {
        return file.format() != InputFormat.PARQUET || ParquetFormat.installed().isPresent();
    }

    private static String identity(Path path) throws IOException {
        return isLocal(path) ? local(path).getCanonicalPath() : path.toString();
    }

    private static boolean isLocal(Path path) {
        return "file".equals(path.toUri().getScheme());
    }

    private static File local(Path path) {
        return new File(path.toUri().getPath());
    }
}
