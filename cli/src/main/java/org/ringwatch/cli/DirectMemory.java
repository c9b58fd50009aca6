// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The memory outside the heap that this Java machine lets us have: Flink exchanges data through it. */
final class DirectMemory {

    private static final String LIMIT = "MaxDirectMemorySize";
    private static final long MIB = 1L << 20;

    private DirectMemory() {}

    /**
     * Refuses a parallelism that the limit is too small for; Flink would find out in the middle of the run.
     *
     * @param limitBytes the most that this Java machine gives; empty if it does not tell, which passes
     * @throws UsageException if it is less than {@link EmbeddedRun#directMebibytes}
     */
    static void requireRoom(int parallelism, OptionalLong limitBytes) {
        long needed = EmbeddedRun.directMebibytes(parallelism);
        if (limitBytes.isPresent() && limitBytes.getAsLong() < needed * MIB) {
            throw new UsageException("--parallelism " + parallelism + " needs -XX:" + LIMIT + " of at least " + needed
                    + "m but it was " + limitBytes.getAsLong() / MIB + "m (set it by RINGWATCH_JAVA_OPTS)");
        }
    }

    /** The most bytes that this Java machine gives: by default as much as the heap may have. */
    static OptionalLong limitBytes() {
        @Nullable HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (machine == null) {
            return OptionalLong.empty();
        }
        long limit = Long.parseLong(machine.getVMOption(LIMIT).getValue());
        return OptionalLong.of(limit == 0 ? Runtime.getRuntime().maxMemory() : limit);
    }
}
