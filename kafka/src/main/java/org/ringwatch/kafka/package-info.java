// SPDX-License-Identifier: Apache-2.0

/**
 * Events from Kafka, for {@code watch}: {@link org.ringwatch.kafka.KafkaTopic} is what the job finds when this jar is beside the job
 * jar. What a message says is read by the same classes that read lines of files.
 */
@NullMarked
package org.ringwatch.kafka;

import org.jspecify.annotations.NullMarked;
