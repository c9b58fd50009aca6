// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import org.jspecify.annotations.Nullable;
import org.ringwatch.ring.Hub;

/**
 * What a resource is now.
 *
 * @param order order hash of the resource, type mixed in
 * @param secret secret hash of it
 * @param hub the hub that it is; null when it is none any more
 */
public record HubUpdate(long order, long secret, @Nullable Hub hub) {}
