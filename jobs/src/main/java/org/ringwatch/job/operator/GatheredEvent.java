// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.ringwatch.ring.MemberEvent;

/**
 * An event of a member, on its way to its community.
 *
 * @param share which subtask scores the community
 * @param communityOrder order hash of the community's first member
 * @param communitySecret secret hash of it
 * @param event the event
 */
public record GatheredEvent(int share, long communityOrder, long communitySecret, MemberEvent event) {}
