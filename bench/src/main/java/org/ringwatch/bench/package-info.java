// SPDX-License-Identifier: Apache-2.0

/** Yardsticks: programs that do a known part of what {@code detect} does, to measure it against. Not part of any release. */
@NullMarked
package org.ringwatch.bench;

import org.jspecify.annotations.NullMarked;
