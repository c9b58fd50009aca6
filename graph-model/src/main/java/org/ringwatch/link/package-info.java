// SPDX-License-Identifier: Apache-2.0

/**
 * Who was seen with what, how often, how rare that is, and which pairs of accounts that ties together.
 *
 * <p>Millions of events, links and pair evidence pass here, so they are not objects but <em>rows</em>: runs of
 * {@code long} words in blocks, described by {@link org.ringwatch.link.EventRow}, {@link org.ringwatch.link.LinkRow} and
 * {@link org.ringwatch.link.PairRow}. {@link org.ringwatch.link.RowGroups} brings the rows of one key together in linear
 * time. The stages, each one class: {@link org.ringwatch.link.AccountPartition} (events of one account: duplicates,
 * behaviour, links), {@link org.ringwatch.link.ResourcePartition} (links of one resource: hubs, evidence on pairs),
 * {@link org.ringwatch.link.PairPartition} (evidence on one pair: sum, discount, threshold).
 *
 * <p>Ids are 128-bit hashes ({@link org.ringwatch.link.IdHasher}); names return with the members' events.
 */
@NullMarked
package org.ringwatch.link;

import org.jspecify.annotations.NullMarked;
