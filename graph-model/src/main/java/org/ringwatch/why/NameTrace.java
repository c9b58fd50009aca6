// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.why;

/**
 * The name of an account or resource that is only known by its hashes elsewhere.
 *
 * @param order order hash
 * @param secret secret hash
 * @param name canonical id
 */
public record NameTrace(long order, long secret, String name) {}
