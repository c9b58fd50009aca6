// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The places that the system goes through to find a path, links included. */
final class PathTrail {

    private static final int MOST_LINKS = 40;

    private PathTrail() {}

    /**
     * Every place on the way, the real path last. What does not exist (yet) is taken as if it were a plain file or folder.
     *
     * @throws FileSystemLoopException if links lead nowhere
     */
    static List<Path> of(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Deque<Path> names = new ArrayDeque<>();
        absolute.forEach(names::addLast);
        Path place = absolute.getRoot();
        List<Path> trail = new ArrayList<>();
        int links = 0;
        while (!names.isEmpty()) {
            String name = names.removeFirst().toString();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                place = place.getParent() == null ? place : place.getParent();
                continue;
            }
            Path next = place.resolve(name);
            trail.add(next);
            if (!Files.isSymbolicLink(next)) {
                place = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                throw new FileSystemLoopException(path.toString());
            }
            Path target = Files.readSymbolicLink(next);
            if (target.isAbsolute()) {
                place = target.getRoot();
            }
            for (int i = target.getNameCount() - 1; i >= 0; i--) {
                names.addFirst(target.getName(i));
            }
        }
        trail.add(Files.exists(place) ? place.toRealPath() : place);
        return trail;
    }

    /** The real path, also of something that does not exist yet. */
    static Path real(Path path) throws IOException {
        List<Path> trail = of(path);
        return trail.get(trail.size() - 1);
    }
}
