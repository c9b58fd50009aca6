// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.ringwatch.link.HubReason;
import org.ringwatch.link.ResourceType;

/**
 * A hub by its hashes; its name returns in the second pass.
 *
 * @param type kind of the resource
 * @param order order hash
 * @param secret secret hash
 * @param witness secret hash of an account that was seen with it: one of its events names the hub
 * @param accounts distinct accounts seen with it
 * @param events number of events
 * @param reason which rule made it a hub
 */
public record HubFound(
        ResourceType type, long order, long secret, long witness, long accounts, long events, HubReason reason) {}
