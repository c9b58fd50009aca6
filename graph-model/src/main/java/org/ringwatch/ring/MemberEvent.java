// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import org.ringwatch.event.AccountEvent;

/**
 * An event of a community's member, once with its names and once packed.
 *
 * @param event the event
 * @param row its {@link org.ringwatch.link.EventRow}
 */
public record MemberEvent(AccountEvent event, long[] row) {}
