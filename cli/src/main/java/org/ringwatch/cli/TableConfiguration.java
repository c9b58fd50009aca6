// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;

/** How Flink is set up for a job that reads tables, whose operators are of its planner and of other people's connectors. */
final class TableConfiguration {
    private TableConfiguration() {}

    /** What belongs to the job, in place of what our own jobs are told. */
    static Configuration ofJob() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
        configuration.set(PipelineOptions.GENERIC_TYPES, true);
        configuration.set(PipelineOptions.OBJECT_REUSE, false);
        return configuration;
    }
}
