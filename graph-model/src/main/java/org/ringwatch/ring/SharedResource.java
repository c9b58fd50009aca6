// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import org.ringwatch.link.ResourceType;

/** A resource by its hashes, as ties and packed events name it. */
record SharedResource(ResourceType type, long order, long secret) {}
