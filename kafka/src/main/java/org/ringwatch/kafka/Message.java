// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.kafka;

/**
 * A message as the broker has it.
 *
 * @param partition where it is
 * @param offset its number there
 * @param value its bytes, none at all for a tombstone
 */
public record Message(int partition, long offset, byte[] value) {}
