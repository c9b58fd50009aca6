// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import org.jspecify.annotations.Nullable;
import org.ringwatch.ring.Ring;

/**
 * What a community is now.
 *
 * @param order order hash of its first member
 * @param secret secret hash of its first member
 * @param ring the ring that it is; null when it is none any more
 */
public record CommunityRing(long order, long secret, @Nullable Ring ring) {}
