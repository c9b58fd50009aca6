// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import org.jspecify.annotations.Nullable;
import org.ringwatch.link.LinkRule;

/**
 * What became of the group that an account asked about was found in.
 *
 * @param subject whether it is the account asked about, not the other one
 * @param order order hash of the group's first member; with the next it names the group
 * @param secret secret hash of the group's first member
 * @param members accounts of the group
 * @param left by which rule the account was left out of it, if it was
 */
public record GroupTrace(boolean subject, long order, long secret, int members, @Nullable LinkRule left) {}
