// SPDX-License-Identifier: Apache-2.0

/**
 * The {@code ringwatch} command. {@link org.ringwatch.cli.Main} parses the arguments and turns exceptions into one line and
 * an exit code; one class per command turns options into validated parameters and calls the module that does the work.
 * {@link org.ringwatch.cli.ConfigurationFile} reads the YAML configuration. A {@link org.ringwatch.cli.JobRunner} runs a
 * Flink job: {@link org.ringwatch.cli.EmbeddedRun} inside this process, {@link org.ringwatch.cli.ClusterRun} on the cluster that
 * started {@link org.ringwatch.cli.SubmittedMain}; {@link org.ringwatch.cli.Progress} shows how far it is.
 *
 * <p>This is the only place that prints or decides an exit code. Results go to standard output, everything else to standard
 * error; texts that come from outside pass through {@link org.ringwatch.export.SafeText#display}.
 */
@NullMarked
package org.ringwatch.cli;

import org.jspecify.annotations.NullMarked;
