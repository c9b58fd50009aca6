// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/** A sum of money in minor units of one currency ({@code [A-Z]{3}}). */
public record Amount(String currency, long minor) {}
