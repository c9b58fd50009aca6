// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/** Names one event: an event id is unique within its account only. */
public record EventRef(String accountId, String eventId) {}
