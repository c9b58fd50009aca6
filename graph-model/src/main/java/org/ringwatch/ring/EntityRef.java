// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/** Names one account or resource. */
public record EntityRef(EntityType type, String id) {}
