// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringwatch.export.Manifest;
import org.ringwatch.export.RingFiles;
import org.ringwatch.export.SampleRings;
import org.ringwatch.lineage.EarlierRing;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingLink;
import org.ringwatch.ring.Role;

/** Outputs of {@code detect} to draw. */
final class SampleOutput {
    private SampleOutput() {}

    /** A ring with everything filled, one whose ids are hostile, and a near miss. */
    static Path write(Path folder) throws IOException {
        return write(
                folder,
                List.of(
                        SampleRings.full(),
                        SampleRings.named(SampleRings.NASTY_IDS),
                        SampleRings.ring("R-222222222222", 50_000, false)));
    }

    static Path write(Path folder, List<Ring> rings) throws IOException {
        return write(folder, rings, Optional.empty());
    }

    /** An output that was compared with an earlier one: a ring that grew, one that is new, and one that dissolved. */
    static Path writeNext(Path folder) throws IOException {
        return write(
                folder,
                List.of(SampleRings.full(), SampleRings.grown("R-GROWN2222222")),
                Optional.of(List.of(SampleRings.earlier("R-OLD222222222"))));
    }

    private static Path write(Path folder, List<Ring> rings, Optional<List<EarlierRing>> dissolved) throws IOException {
        Files.createDirectories(folder);
        RingFiles.write(
                folder,
                rings,
                dissolved,
                List.of(
                        SampleRings.hub(EntityType.IP, "192.0.2.1"),
                        SampleRings.hub(EntityType.IP, "<b>192.0.2.1</b>")));
        Files.writeString(folder.resolve("baseline.json"), "{\"accounts\":2000,\"behaviours\":{\"burst\":7}}");
        Files.writeString(
                folder.resolve("run.json"),
                "{\"previous\":{\"sha256\":\"5ha\"},\"counts\":{\"events\":20},\"signals_off\":[\"family_id\"],\"configuration\":{\"links\":{\"ip_cap\":40}}}");
        Manifest.seal(folder);
        return folder;
    }

    /** Many accounts on one device, every hundredth of them on another, too. */
    static Ring large(int accounts) {
        List<Member> members = new ArrayList<>();
        List<RingLink> links = new ArrayList<>();
        for (int a = 0; a < accounts; a++) {
            String id = String.format("account-%05d", a);
            members.add(SampleRings.member(EntityType.ACCOUNT, id, Role.UNKNOWN));
            links.add(SampleRings.link(id, EntityType.DEVICE, "d-0"));
            if (a % 100 == 0) {
                links.add(SampleRings.link(id, EntityType.DEVICE, "d-1"));
            }
        }
        members.add(SampleRings.member(EntityType.DEVICE, "d-0", Role.INFRASTRUCTURE));
        members.add(SampleRings.member(EntityType.DEVICE, "d-1", Role.INFRASTRUCTURE));
        return SampleRings.withMembers("R-LARGE2222222", 900_000, true, members, links);
    }
}
