// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

/**
 * What one rule adds to a weight, or takes off.
 *
 * @param rule which one
 * @param micros by how much, millionths, signed
 */
public record Step(LinkRule rule, long micros) {}
