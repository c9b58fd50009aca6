// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Rewrites a simulated world. The same arguments give the same files. */
public final class StressWorld {

    /** What a patient ring with means would do at once. */
    private static final String TOGETHER = "own-device=1 aged=1 wait=30 camouflage=0.5";

    private StressWorld() {}

    /**
     * Writes events, truth, {@code framed.csv} and {@code bill.json}; without arguments, prints the ways and the strengths to
     * try, one a line.
     *
     * @param args folder of {@code simulate}, folder to write, which must not exist, seed, and {@code NAME=STRENGTH} once or
     *     more, done one after the other
     */
    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            for (Stress stress : Stress.values()) {
                stress.strengths().forEach(strength -> System.out.println(new StressSpec(stress, strength)));
            }
            System.out.println(TOGETHER);
            return;
        }
        if (args.length < 4) {
            throw new IllegalArgumentException(
                    "a world, a folder, a seed and NAME=STRENGTH must be given but were " + args.length);
        }
        rewrite(
                Path.of(args[0]),
                Path.of(args[1]),
                Long.parseLong(args[2]),
                Arrays.stream(args).skip(3).map(StressSpec::parse).toList());
    }

    static void rewrite(Path from, Path to, long seed, List<StressSpec> specs) throws IOException {
        World world = World.read(from, new SplittableRandom(seed));
        specs.forEach(spec -> spec.stress().apply(world, spec.strength()));
        world.write(to);
    }
}
