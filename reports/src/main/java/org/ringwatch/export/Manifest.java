// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;

/**
 * {@code manifest-sha256.txt}: the SHA-256 of every file of an output, in the form that {@code sha256sum -c} reads, by path
 * (unsigned UTF-8 bytes). It leaves out itself, {@code _SUCCESS} and {@code report/}, which has a manifest of its own.
 */
public final class Manifest {

    /** Name of the manifest. */
    public static final String FILE = "manifest-sha256.txt";

    /** Name of the empty file that says an output is complete. */
    public static final String SUCCESS = "_SUCCESS";

    private static final Set<String> LEFT_OUT =
            Set.of(FILE, SUCCESS, "report", OutputFolder.MARKER, OutputFolder.STAGING, OutputFolder.INPUT);

    private Manifest() {}

    /** Writes the manifest of a folder and then, last of all, {@code _SUCCESS}. */
    public static void seal(Path folder) throws IOException {
        write(folder);
        succeed(folder);
    }

    static void succeed(Path folder) throws IOException {
        PrivateFiles.newOutputStream(folder.resolve(SUCCESS)).close();
    }

    /**
     * Writes the manifest of a folder.
     *
     * @throws IllegalStateException if there is a link or a special file in it, or a name that the format cannot hold
     */
    public static void write(Path folder) throws IOException {
        List<String> names = files(folder);
        try (Writer manifest = PrivateFiles.newWriter(folder.resolve(FILE))) {
            for (String name : names) {
                manifest.append(Sha256.hex(folder.resolve(name)))
                        .append("  ")
                        .append(name)
                        .append('\n');
            }
        }
    }

    /**
     * Takes files out of an output and its manifest.
     *
     * @param isLeaving which, by name
     * @return the SHA-256 of each, by name
     */
    public static Map<String, String> remove(Path folder, Predicate<String> isLeaving) throws IOException {
        Map<String, String> removed = new LinkedHashMap<>();
        StringBuilder left = new StringBuilder();
        for (String line : Files.readAllLines(folder.resolve(FILE))) {
            String[] hashAndName = line.split("  ", 2);
            String name = hashAndName[hashAndName.length - 1];
            Path file = folder.resolve(name).normalize();
            if (isLeaving.test(name) && file.startsWith(folder.normalize())) {
                Files.deleteIfExists(file);
                removed.put(name, hashAndName[0]);
            } else {
                left.append(line).append('\n');
            }
        }
        Path next = folder.resolve("." + FILE);
        try (Writer writer = PrivateFiles.newWriter(next)) {
            writer.append(left);
        }
        Files.move(next, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        return removed;
    }

    /** The names in the manifest of a folder, in its order. */
    public static List<String> names(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve(FILE)).stream()
                .map(line -> line.substring(line.indexOf("  ") + 2))
                .toList();
    }

    /**
     * Requires that every file is what the manifest of its folder says.
     *
     * @throws IOException naming the first file that is not, or if there is no manifest
     */
    public static void requireUnchanged(Path folder) throws IOException {
        for (String line : Files.readAllLines(folder.resolve(FILE))) {
            String[] hashAndName = line.split("  ", 2);
            String name = hashAndName[hashAndName.length - 1];
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder.normalize())
                    || !Files.isRegularFile(file)
                    || !sha256(file).equals(hashAndName[0])) {
                throw new IOException(SafeText.display(name) + " must be what " + FILE + " says but is not");
            }
        }
    }

    /** The lower-case hexadecimal SHA-256 of a file; follows no link. */
    public static String sha256(Path file) throws IOException {
        return Sha256.hex(file);
    }

    private static List<String> files(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return isLeftOut(folder, path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                if (!isLeftOut(folder, path)) {
                    names.add(name(folder, path, attributes));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        names.sort(Comparator.comparing(name -> name.getBytes(UTF_8), Arrays::compareUnsigned));
        return names;
    }

    private static boolean isLeftOut(Path folder, Path path) {
        return folder.equals(path.getParent())
                && LEFT_OUT.contains(path.getFileName().toString());
    }

    private static String name(Path folder, Path path, BasicFileAttributes attributes) {
        StringJoiner joined = new StringJoiner("/");
        folder.relativize(path).forEach(part -> joined.add(part.toString()));
        String name = joined.toString();
        if (!attributes.isRegularFile()) {
            throw new IllegalStateException(
                    "an output must hold files only, but this is none: " + SafeText.display(name));
        }
        if (name.chars().anyMatch(character -> character < ' ' || character == '\\')) {
            throw new IllegalStateException("file names must be free of control characters and backslashes but one is "
                    + SafeText.display(name));
        }
        return name;
    }
}
