// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.result;

import java.util.List;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.lineage.EarlierRing;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.link.Baseline;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.Ring;
import org.ringwatch.why.Traces;

/**
 * What a run found.
 *
 * @param files what was read, in order of their numbers
 * @param rings highest score first, ties by ring id
 * @param earlier the earlier output that rings were matched with
 * @param dissolved its rings that turned into none, in order of their names
 * @param hubs by type, then id
 * @param baseline the population statistics
 * @param facts counts and times
 * @param digests hashes of the blocks of the input, by file and block
 * @param rejected lines that are no events
 * @param traces what the stages did for the accounts of an inquiry
 */
public record Results(
        List<InputFile> files,
        List<Ring> rings,
        EarlierRings earlier,
        List<EarlierRing> dissolved,
        List<Hub> hubs,
        Baseline baseline,
        Facts facts,
        List<BlockDigest> digests,
        RejectedLines rejected,
        Traces traces) {}
