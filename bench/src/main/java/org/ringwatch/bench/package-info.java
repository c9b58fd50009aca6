// SPDX-License-Identifier: Apache-2.0

/**
 * Yardsticks: programs that do a known part of what {@code detect} does, to measure it against. Not part of any release.
 *
 * <p>{@link org.ringwatch.bench.Yardstick} is what plain Java can do: from events to components without an engine.
 * {@link org.ringwatch.bench.AccountCount} is the least that Flink takes: reading and one exchange of records.
 */
@NullMarked
package org.ringwatch.bench;

import org.jspecify.annotations.NullMarked;
