// SPDX-License-Identifier: Apache-2.0

/**
 * Names that stand for ids: keyed pseudonyms (HMAC-SHA-256, RFC 2104), whose keys are derived for each recipient (HKDF, RFC 5869) from
 * the master secret in a {@link org.ringwatch.pseudonym.PseudonymKey}. Only the holder of the key can tell that an id has a
 * {@link org.ringwatch.pseudonym.Pseudonyms pseudonym}, by making it again; a plain hash of a telephone number or an address can be
 * tried out by anybody. Knows no file: who reads a key checks who else may.
 */
@NullMarked
package org.ringwatch.pseudonym;

import org.jspecify.annotations.NullMarked;
