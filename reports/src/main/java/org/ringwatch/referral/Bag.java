// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ringwatch.export.PrivateFiles;
import org.ringwatch.export.Sha256;
import org.ringwatch.ring.Ids;

/**
 * A folder by BagIt 1.0 (RFC 8493): the payload under {@code data/} with its manifest, what is said about it in {@code bag-info.txt}, and over
 * all of that a tag manifest, which may be signed ({@value #SIGNATURE}: Ed25519, 64 raw bytes).
 */
final class Bag {
    static final String DATA = "data";
    static final String DECLARATION = "bagit.txt";
    static final String DECLARATION_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    static final String INFO = "bag-info.txt";
    static final String MANIFEST = "manifest-sha256.txt";
    static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
    static final String SIGNATURE = "signature.ed25519";
    static final String PUBLIC_KEY = "signing.pub.pem";

    private Bag() {}

    /**
     * Makes a bag of a folder that has its payload in {@code data/} and maybe other tag files.
     *
     * @param info fields of {@code bag-info.txt}, in order; values of one line
     * @return the SHA-256 of the tag manifest, which stands for the whole bag
     */
    static String seal(Path folder, List<Map.Entry<String, String>> info, Optional<SigningKey> signer)
            throws IOException {
        Map<String, Path> payload = files(folder, DATA);
        long bytes = 0;
        for (Path file : payload.values()) {
            bytes += Files.size(file);
        }
        StringBuilder fields = new StringBuilder();
        info.forEach(field -> fields.append(field.getKey())
                .append(": ")
                .append(field.getValue())
                .append('\n'));
        fields.append("Payload-Oxum: ")
                .append(bytes)
                .append('.')
                .append(payload.size())
                .append('\n');
        write(folder, DECLARATION, DECLARATION_TEXT);
        write(folder, INFO, fields.toString());
        write(folder, MANIFEST, manifest(payload));
        if (signer.isPresent()) {
            write(folder, PUBLIC_KEY, signer.get().publicKey().toPem());
        }
        Map<String, Path> tags = files(folder, "");
        tags.keySet().removeIf(name -> name.startsWith(DATA + "/"));
        byte[] tagManifest = manifest(tags).getBytes(UTF_8);
        PrivateFiles.create(folder.resolve(TAG_MANIFEST), tagManifest);
        if (signer.isPresent()) {
            PrivateFiles.create(folder.resolve(SIGNATURE), signer.get().sign(tagManifest));
        }
        return Sha256.hex(tagManifest);
    }

    private static void write(Path folder, String name, String text) throws IOException {
        PrivateFiles.create(folder.resolve(name), text.getBytes(UTF_8));
    }

    private static String manifest(Map<String, Path> files) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            lines.append(Sha256.hex(file.getValue()))
                    .append("  ")
                    .append(file.getKey())
                    .append('\n');
        }
        return lines.toString();
    }

    /** The regular files below a folder of the bag, by path from the bag. */
    private static Map<String, Path> files(Path bag, String below) throws IOException {
        Map<String, Path> files = new TreeMap<>(Ids.ORDER);
        Files.walkFileTree(bag.resolve(below), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IllegalStateException("a package must hold files only");
                }
                files.put(bag.relativize(file).toString().replace('\\', '/'), file);
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
