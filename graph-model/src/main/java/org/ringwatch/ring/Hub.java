// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/**
 * A resource too widely shared to link everybody seen with it.
 *
 * @param type kind of the resource
 * @param id its canonical id
 * @param accounts number of distinct accounts seen with it
 * @param events number of events
 * @param reason plain English: which rule made it a hub
 */
public record Hub(EntityType type, String id, long accounts, long events, String reason) {}
