// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

/** The watching job. */
public final class WatchJob {
    /** Name of the job in Flink. */
    public static final String NAME = "ringwatch watch";

    private WatchJob() {}
}
