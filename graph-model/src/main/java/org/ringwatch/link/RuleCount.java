// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

/**
 * On how many pairs a rule took something off.
 *
 * @param rule which one
 * @param pairs how many
 */
public record RuleCount(LinkRule rule, int pairs) {}
