// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringwatch.export.Manifest;
import org.ringwatch.export.SafeText;
import org.ringwatch.export.Sha256;
import org.ringwatch.report.Report;
import org.ringwatch.ring.Ids;

/**
 * Checks a referral package or an output of {@code detect}: whether every file is what the manifests say and none is missing or added, who signed,
 * whether rings are what their schema says, and whether custody logs are unbroken. All of it may be hostile: no link is followed, nothing that is
 * no plain file is opened, and no more than fixed amounts are held in memory.
 */
public final class Verification {
    private static final int MAX_FILES = 100_000;
    private static final int MAX_DEPTH = 16;
    /** What is held in memory at once: manifests, logs, a ring. */
    private static final int MAX_TEXT_BYTES = 256 << 20;

    private static final int MAX_FAULTS = 100;
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");
    private static final Pattern OXUM = Pattern.compile("Payload-Oxum: ([0-9]{1,18})\\.([0-9]{1,9})");

    private final Path folder;
    private final List<String> faults = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    /** Plain files by path from the folder, with their size. */
    private final Map<String, Long> files = new TreeMap<>(Ids.ORDER);

    private Verification(Path folder) {
        this.folder = folder;
    }

    /**
     * What was found.
     *
     * @param faults what is wrong, each naming the file; none means that all checks passed
     * @param notes what was checked, and what was not
     */
    public record Result(List<String> faults, List<String> notes) {}

    /**
     * Checks a folder.
     *
     * @param key who must have signed the package; without one the signer is not checked
     * @throws IllegalArgumentException if the folder is neither a package nor an output, or a key is given for an output
     */
    public static Result of(Path folder, Optional<PublicSigningKey> key) throws IOException {
        Verification verification = new Verification(folder);
        if (isFile(folder.resolve(Bag.DECLARATION)) || isFile(folder.resolve(Bag.TAG_MANIFEST))) {
            verification.walk();
            verification.checkPackage(key);
        } else if (isFile(folder.resolve(Manifest.FILE))) {
            if (key.isPresent()) {
                throw new IllegalArgumentException(
                        "--key must come with a referral package but came with an output of detect, which nobody signs");
            }
            verification.walk();
            verification.checkOutput();
        } else {
            throw new IllegalArgumentException("DIR must be a referral package or an output of detect but "
                    + SafeText.display(folder.toString()) + " is neither");
        }
        return new Result(verification.faults, verification.notes);
    }

    private static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private void fault(String name, String what) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(SafeText.display(name) + ": " + what);
        } else if (faults.size() == MAX_FAULTS) {
            faults.add("and more");
        }
    }

    private void walk() throws IOException {
        Files.walkFileTree(folder, Set.of(), MAX_DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (attributes.isSymbolicLink()) {
                    fault(name, "is a link, which a package or output never holds");
                } else if (!attributes.isRegularFile()) {
                    fault(name, attributes.isDirectory() ? "lies too deep" : "is no plain file");
                } else {
                    files.put(name, attributes.size());
                }
                if (files.size() > MAX_FILES) {
                    fault(name, "is one file too many; the rest was not looked at");
                    return FileVisitResult.TERMINATE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                fault(folder.relativize(file).toString(), "cannot be read");
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void checkPackage(Optional<PublicSigningKey> key) throws IOException {
        Predicate<String> isPayload = name -> name.startsWith(Bag.DATA + "/");
        Predicate<String> isUnlisted = Set.of(Bag.TAG_MANIFEST, Bag.SIGNATURE)::contains;
        checkManifest(Bag.TAG_MANIFEST, "", name -> !isPayload.test(name) && !isUnlisted.test(name));
        checkManifest(Bag.MANIFEST, "", isPayload);
        if (!text(Bag.DECLARATION).equals(Bag.DECLARATION_TEXT)) {
            fault(Bag.DECLARATION, "must declare BagIt 1.0 in UTF-8");
        }
        String info = text(Bag.INFO);
        checkOxum(info, isPayload);
        checkSignature(key);
        checkRing(info);
        checkCustody();
        notes.add(files.keySet().stream().filter(isPayload).count() + " files of the payload, by " + Bag.MANIFEST);
    }

    private void checkOxum(String info, Predicate<String> isPayload) {
        long bytes = files.entrySet().stream()
                .filter(file -> isPayload.test(file.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        long count = files.keySet().stream().filter(isPayload).count();
        boolean holds = info.lines()
                .map(OXUM::matcher)
                .filter(Matcher::matches)
                .anyMatch(oxum -> Long.parseLong(oxum.group(1)) == bytes && Long.parseLong(oxum.group(2)) == count);
        if (!holds) {
            fault(Bag.INFO, "Payload-Oxum is not " + bytes + "." + count);
        }
    }

    private void checkSignature(Optional<PublicSigningKey> key) throws IOException {
        if (!files.containsKey(Bag.SIGNATURE)) {
            key.ifPresent(wanted -> fault(Bag.SIGNATURE, "is missing: the package is not signed"));
            notes.add("the package is not signed");
            return;
        }
        byte[] signed = bytes(Bag.TAG_MANIFEST);
        byte[] signature = bytes(Bag.SIGNATURE);
        Optional<PublicSigningKey> enclosed = enclosedKey();
        boolean isByEnclosed = enclosed.isPresent() && enclosed.get().verifies(signed, signature);
        if (key.isPresent()) {
            if (key.get().verifies(signed, signature)) {
                notes.add("signed by the key that was given, " + key.get().fingerprint());
            } else {
                fault(
                        Bag.SIGNATURE,
                        isByEnclosed
                                ? "is by another key than --key: by "
                                        + enclosed.get().fingerprint()
                                : "is wrong: " + Bag.TAG_MANIFEST + " or the signature was changed");
            }
            return;
        }
        if (!isByEnclosed) {
            fault(Bag.SIGNATURE, "is wrong: " + Bag.TAG_MANIFEST + ", the signature or the key was changed");
        }
        notes.add("THE SIGNER IS NOT CHECKED: without --key anybody may have signed; the enclosed key is "
                + enclosed.map(PublicSigningKey::fingerprint).orElse("missing"));
    }

    private Optional<PublicSigningKey> enclosedKey() throws IOException {
        try {
            return Optional.of(PublicSigningKey.parse(bytes(Bag.PUBLIC_KEY)));
        } catch (IllegalArgumentException e) {
            fault(Bag.PUBLIC_KEY, "holds no Ed25519 public key");
            return Optional.empty();
        }
    }

    private void checkRing(String info) throws IOException {
        Optional<Profile> profile = Arrays.stream(Profile.values())
                .filter(one -> info.lines().anyMatch(("Profile: " + one.label())::equals))
                .findFirst();
        if (profile.isEmpty()) {
            fault(Bag.INFO, "names no profile");
            return;
        }
        String name = Bag.DATA + "/ring.json";
        Schemas.faults(Schemas.of(profile.get()), text(name))
                .forEach(error -> fault(name, "is not what its schema says: " + SafeText.display(error)));
    }

    private void checkCustody() throws IOException {
        String inside = Bag.DATA + "/custody.csv";
        CustodyLog.fault(text(inside)).ifPresent(broken -> fault(inside, broken));
        Path beside = CustodyLog.beside(folder);
        if (!isFile(beside)) {
            notes.add("no custody log beside the package");
            return;
        }
        String name = beside.getFileName().toString();
        String log = limited(beside);
        CustodyLog.fault(log).ifPresent(broken -> fault(name, broken));
        if (!CustodyLog.firstObject(log).equals(Sha256.hex(bytes(Bag.TAG_MANIFEST)))) {
            fault(name, "its first entry is about another package");
        }
        notes.add("custody log beside the package, " + (log.lines().count() - 1) + " entries");
    }

    private void checkOutput() throws IOException {
        if (!files.containsKey(Manifest.SUCCESS)) {
            fault(Manifest.SUCCESS, "is missing: the output is not complete");
        }
        String report = Report.FOLDER + "/";
        Set<String> unlisted = Set.of(Manifest.FILE, Manifest.SUCCESS);
        checkManifest(Manifest.FILE, "", name -> !unlisted.contains(name) && !name.startsWith(report));
        if (files.keySet().stream().anyMatch(name -> name.startsWith(report))) {
            checkManifest(
                    report + Manifest.FILE,
                    report,
                    name -> name.startsWith(report) && !name.equals(report + Manifest.FILE));
        }
        checkLines();
        notes.add("an output of detect, which nobody signs: whoever can write to it can change it with its manifest");
    }

    private void checkLines() throws IOException {
        String name = "rings.jsonl";
        if (!files.containsKey(name)) {
            return;
        }
        Schema schema = Schemas.ofRings();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS), UTF_8))) {
            StringBuilder line = new StringBuilder();
            int number = 1;
            for (int character = lines.read(); character >= 0; character = lines.read()) {
                if (character != '\n') {
                    line.append((char) character);
                    if (line.length() > MAX_TEXT_BYTES / 2) {
                        fault(name, "line " + number + " is too long");
                        return;
                    }
                    continue;
                }
                int at = number++;
                Schemas.faults(schema, line.toString())
                        .forEach(error ->
                                fault(name, "line " + at + " is not what its schema says: " + SafeText.display(error)));
                line.setLength(0);
            }
        }
    }

    /** Holds the files that a manifest must name against it; paths in it are below {@code base}. */
    private void checkManifest(String manifest, String base, Predicate<String> isCovered) throws IOException {
        if (!files.containsKey(manifest)) {
            fault(manifest, "is missing");
            return;
        }
        Set<String> named = new TreeSet<>(Ids.ORDER);
        for (String line : text(manifest).lines().toList()) {
            Matcher entry = LINE.matcher(line);
            if (!entry.matches()) {
                fault(manifest, "has a line that is no hash and name");
                continue;
            }
            String name = base + entry.group(2);
            if (!isCovered.test(name) || !named.add(name)) {
                fault(manifest, "must not name " + SafeText.display(name) + ", or names it twice");
            } else if (!files.containsKey(name)) {
                fault(name, "is missing");
            } else if (!hash(name).equals(entry.group(1))) {
                fault(name, "was changed");
            }
        }
        files.keySet().stream()
                .filter(isCovered)
                .filter(name -> !named.contains(name))
                .forEach(name -> fault(name, "was added"));
    }

    private String hash(String name) throws IOException {
        try {
            return Sha256.hex(folder.resolve(name));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private String text(String name) throws IOException {
        return new String(bytes(name), UTF_8);
    }

    /** A file's content; of one that is missing or too long nothing. */
    private byte[] bytes(String name) throws IOException {
        if (!files.containsKey(name)) {
            return new byte[0];
        }
        if (files.get(name) > MAX_TEXT_BYTES) {
            fault(name, "is too long");
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(MAX_TEXT_BYTES);
        }
    }

    private static String limited(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(MAX_TEXT_BYTES), UTF_8);
        }
    }
}
