// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringwatch.export.CanonicalJson;
import org.ringwatch.export.Manifest;
import org.ringwatch.export.PrivateFiles;
import org.ringwatch.export.SafeText;
import org.ringwatch.pseudonym.Namespace;
import org.ringwatch.report.Report;
import org.ringwatch.report.RingEvent;
import org.ringwatch.report.RingFolder;
import org.ringwatch.ring.Decision;
import org.ringwatch.ring.Disposition;
import org.ringwatch.ring.Dispositions;

/**
 * Writes referral packages: a folder for each ring, by BagIt, and beside it the custody log that goes on. The same ring, options and keys give the
 * same bytes of the package; only the log beside it has the time of writing.
 */
public final class Referral {
    private static final Pattern CASE = Pattern.compile("R-[0-9A-Za-z]{12}");

    private final RingFolder rings;
    private final ReferralOptions options;
    private final Path output;
    private final Clock clock;
    private final String who;
    private final ObjectNode run;
    private final String resultHash;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Referral.class.getClassLoader(), "org.ringwatch.referral");

    private Referral(Path rings, ReferralOptions options, Path output, Clock clock, String who) throws IOException {
        this.rings = new RingFolder(rings);
        this.options = options;
        this.output = output;
        this.clock = clock;
        this.who = who;
        this.run = (ObjectNode) this.rings.run();
        this.resultHash = this.rings.resultHash();
        if (options.clearIds().isPresent()
                && !run.path("privacy").path("ids").asText().equals("pseudonyms")) {
            throw new IllegalArgumentException(
                    "--input must be given for the output of a pseudonymised run only, but the ids in --rings are clear");
        }
    }

    /** A ring to be packed, with the decision that allows it. */
    private record Chosen(ObjectNode line, List<RingEvent> events, Optional<Disposition> decision) {}

    /**
     * What was written.
     *
     * @param folders of the packages, as asked for
     * @param warnings about times that are in no order: the same rings may have been approved when an earlier run found them, or before
     *     the decision was written down; more often it is a slip
     */
    public record Packages(List<Path> folders, List<String> warnings) {}

    /**
     * Writes a package for each ring.
     *
     * @param rings a complete output of {@code detect}
     * @param ids ring or case ids
     * @param decisions what analysts decided
     * @param output folder for the packages; none of them is ever replaced
     * @param clock tells the time of writing for the custody log beside a package
     * @param who writes, for that log
     * @return one package for each ring
     * @throws IllegalArgumentException if a ring is not there, not approved, or its package is there already
     */
    public static Packages write(
            Path rings,
            List<String> ids,
            ReferralOptions options,
            Dispositions decisions,
            Path output,
            Clock clock,
            String who)
            throws IOException {
        Report.requireComplete(rings);
        Manifest.requireUnchanged(rings);
        Referral referral = new Referral(rings, options, output, clock, who);
        List<Chosen> all = referral.choose(ids, decisions);
        List<Path> made = new ArrayList<>();
        for (Chosen chosen : referral.unveiled(all)) {
            made.add(referral.pack(chosen));
        }
        return new Packages(made, referral.warnings(all));
    }

    /** All rings are judged before the first is written. */
    private List<Chosen> choose(List<String> ids, Dispositions decisions) throws IOException {
        Map<String, Chosen> found = new LinkedHashMap<>();
        rings.forEachStory((ring, line, events) -> {
            for (String id : ids) {
                if (id.equals(ring.ringId()) || id.equals(ring.caseId())) {
                    Optional<Disposition> confirmed = decisions
                            .ofCase(ring.caseId())
                            .filter(disposition -> disposition.decision() == Decision.CONFIRMED_RISK);
                    Optional<Disposition> decision =
                            confirmed.filter(one -> one.ringVersion().equals(ring.ringVersion()));
                    if (!CASE.matcher(ring.caseId()).matches()) {
                        // Folders are named by it.
                        throw new IllegalArgumentException("--rings must have case ids such as R-ABCDEFGHIJ22 but has "
                                + SafeText.display(ring.caseId()));
                    }
                    requireApproved(id, ring.ringVersion(), decision, confirmed);
                    found.put(id, new Chosen(RingFolder.tree(line), events, decision));
                }
            }
        });
        List<Chosen> chosen = new ArrayList<>();
        for (String id : ids) {
            Chosen ring = found.get(id);
            if (ring == null) {
                throw new IllegalArgumentException(
                        "--ring must be a ring or case of --rings but was " + SafeText.display(id));
            }
            chosen.add(ring);
        }
        return chosen;
    }

    /**
     * @param decision on this version
     * @param confirmed on any version of the case
     */
    private void requireApproved(
            String id, String version, Optional<Disposition> decision, Optional<Disposition> confirmed) {
        if (decision.isEmpty() && options.overrideReason().isEmpty()) {
            throw new IllegalArgumentException("--dispositions must hold a confirmed_risk decision on this version of "
                    + id + " (ring_version " + version + ") but "
                    + confirmed
                            .map(one -> "the one of "
                                    + Instant.ofEpochMilli(one.utc()).truncatedTo(ChronoUnit.SECONDS)
                                    + (one.ringVersion().isEmpty()
                                            ? " does not tell its version"
                                            : " is on version " + SafeText.display(one.ringVersion()))
                                    + ": refer from the output that it was made on, or decide on this version")
                            .orElse("does not; without one give --override-reason"));
        }
        options.approval()
                .filter(approval -> !approval.ringVersion().equals(version))
                .ifPresent(approval -> {
                    throw new IllegalArgumentException("--approval must be about this version of " + id
                            + " (ring_version " + version + ") but is about " + approval.ringVersion());
                });
    }

    private List<String> warnings(List<Chosen> all) {
        List<String> warnings = new ArrayList<>();
        String published = run.path("published").asText();
        if (!published.isEmpty() && options.approvedAt().isBefore(Instant.parse(published))) {
            warnings.add(early("the run was published, " + SafeText.display(published)));
        }
        for (Chosen chosen : all) {
            chosen.decision()
                    .map(decision -> Instant.ofEpochMilli(decision.utc()))
                    .filter(options.approvedAt()::isBefore)
                    .ifPresent(decided -> warnings.add(early(
                            "the decision on " + chosen.line().path("case_id").asText() + ", " + decided)));
        }
        return warnings;
    }

    private static String early(String than) {
        return "--approved-at lies before " + than + "; custody.csv tells both";
    }

    /** The ids of all rings are looked up at once, before the first ring is written. */
    private List<Chosen> unveiled(List<Chosen> rings) throws IOException {
        if (options.clearIds().isEmpty()) {
            return rings;
        }
        Unveiling unveiling = new Unveiling();
        rings.forEach(chosen -> unveiling.seek(chosen.line(), chosen.events()));
        unveiling.find(options.clearIds().get());
        return rings.stream()
                .map(chosen ->
                        new Chosen(unveiling.of(chosen.line()), unveiling.of(chosen.events()), chosen.decision()))
                .toList();
    }

    private Path pack(Chosen chosen) throws IOException {
        ReferredRing referred = ReferredRing.of(chosen.line(), chosen.events(), options);
        String name = referred.fileName() + "-" + options.profile().label();
        Path folder = output.resolve(name);
        Path log = output.resolve(name + CustodyLog.SUFFIX);
        for (Path path : List.of(folder, log)) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new IllegalArgumentException("--output must hold no " + path.getFileName() + " but "
                        + SafeText.display(output.toString()) + " does: packages are never replaced");
            }
        }
        PrivateFiles.createFolders(output);
        Path staging = output.resolve("." + name);
        PrivateFiles.deleteTree(staging);
        String tagManifest = fill(staging, referred, chosen);
        Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
        CustodyLog custody = new CustodyLog();
        custody.add(now(), who, "sealed", tagManifest, "package " + name + ", by its " + Bag.TAG_MANIFEST);
        PrivateFiles.create(log, custody.text().getBytes(UTF_8));
        return folder;
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private String fill(Path folder, ReferredRing referred, Chosen chosen) throws IOException {
        Path data = PrivateFiles.createFolders(folder.resolve(Bag.DATA));
        Profile profile = options.profile();
        ObjectNode record = RunRecord.of(run, resultHash, referred, profile);
        String resultCode = referred.redaction().code(Namespace.VERSION, resultHash);
        List<Section> sections;
        if (profile.hasMembers()) {
            sections = new SummaryText(referred, options, record).sections();
            json(data, "ring.json", referred.json());
            ReferralTables.write(referred, data);
            ReferralGraph.write(referred, data.resolve("ring.graphml"));
        } else {
            StatisticsText statistics = new StatisticsText(referred, options);
            sections = statistics.sections();
            json(data, "ring.json", statistics.json());
        }
        SummaryPage summary = new SummaryPage(referred, options, sections);
        String page = render("summary.jte", summary);
        text(data, "summary.html", page);
        PrivateFiles.create(data.resolve("summary.pdf"), SummaryPdf.of(page, options.approvedAt()));
        text(data, "narrative.txt", summary.narrative());
        json(data, "ring.stix.json", Stix.bundle(referred, options, summary.narrative()));
        text(data, "method.html", render("sheet.jte", new MethodSheet(referred, options, record)));
        text(data, "ring.schema.json", Schemas.text(profile));
        json(data, "run.json", record);
        json(data, "prov.json", Provenance.of(referred, options, record, resultCode));
        json(data, "decision.json", decision(referred, chosen.decision()));
        text(data, "custody.csv", custody(referred, chosen.decision(), resultCode));
        if (options.carriesApproval()) {
            text(data, "approval.txt", options.approval().orElseThrow().toText());
        }
        text(folder, "README.txt", readMe(referred));
        return Bag.seal(folder, info(referred), options.signingKey());
    }

    private ObjectNode decision(ReferredRing referred, Optional<Disposition> decision) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", referred.version());
        json.put("decision", decision.isPresent() ? "confirmed_risk" : "none");
        json.put(
                "utc",
                decision.map(one -> Instant.ofEpochMilli(one.utc()).toString()).orElse(""));
        if (options.profile() == Profile.INTERNAL) {
            json.put("analyst", decision.map(Disposition::analyst).orElse(""));
            json.put("reason", decision.map(Disposition::reason).orElse(""));
        }
        json.put("override_reason", options.overrideReason());
        json.put("approved_by", options.approvedBy());
        json.put("approved_at", options.approvedAt().toString());
        json.put("approval", options.approvalStatus());
        return json;
    }

    /** What happened until the package was sealed. */
    private String custody(ReferredRing referred, Optional<Disposition> decision, String resultCode) {
        boolean isOwn = options.profile() == Profile.INTERNAL;
        CustodyLog log = new CustodyLog();
        log.add(
                run.path("published").asText(),
                "ringwatch " + run.path("versions").path("ringwatch").asText("UNKNOWN"),
                "detected",
                isOwn ? resultHash : "",
                "result " + resultCode);
        decision.ifPresent(one -> log.add(
                Instant.ofEpochMilli(one.utc()).toString(),
                isOwn ? one.analyst() : "analyst",
                "decided",
                isOwn ? one.ringVersion() : "",
                "confirmed_risk on " + referred.version()));
        log.add(
                options.approvedAt().toString(),
                options.approvedBy(),
                decision.isPresent() ? "approved" : "approved without decision",
                isOwn ? referred.version() : "",
                options.approvalStatus());
        if (options.clearIds().isPresent()) {
            log.add(
                    "",
                    "ringwatch",
                    "unveiled",
                    "",
                    "the run's pseudonyms were resolved with its key in the events that it read");
        }
        log.add(
                "",
                "ringwatch",
                "packed",
                "",
                "profile " + options.profile().label()
                        + "; the time of sealing and all that follows are in the log beside the package");
        return log.text();
    }

    private List<Map.Entry<String, String>> info(ReferredRing referred) {
        List<Map.Entry<String, String>> info = new ArrayList<>();
        info.add(Map.entry("Bagging-Date", options.approvedAt().toString().substring(0, 10)));
        info.add(Map.entry("External-Identifier", referred.id()));
        info.add(Map.entry("External-Description", "Referral of a suspected fraud ring: intelligence, not proof"));
        info.add(Map.entry("TLP", options.tlp().label()));
        info.add(Map.entry("Profile", options.profile().label()));
        info.add(Map.entry("Recipient", ReferralOptions.orUnknown(options.recipient())));
        info.add(Map.entry("Reference", ReferralOptions.orUnknown(options.reference())));
        info.add(Map.entry("Legal-Basis", ReferralOptions.orUnknown(options.legalBasis())));
        info.add(Map.entry(
                "Retain-Until",
                options.retainUntil() == null
                        ? "UNKNOWN"
                        : options.retainUntil().toString()));
        info.add(Map.entry("Approved-By", options.approvedBy()));
        info.add(Map.entry("Approved-At", options.approvedAt().toString()));
        info.add(Map.entry("Approval", options.approvalStatus()));
        if (!options.overrideReason().isEmpty()) {
            info.add(Map.entry("Override-Reason", options.overrideReason()));
        }
        if (!options.nameVictims().isEmpty()) {
            info.add(Map.entry("Victims-Named", options.nameVictims()));
        }
        info.add(Map.entry("Contact", ReferralOptions.orUnknown(options.contact())));
        return info;
    }

    private String readMe(ReferredRing referred) throws IOException {
        try (InputStream in = Referral.class.getResourceAsStream("README.txt")) {
            if (in == null) {
                throw new IllegalStateException("README.txt must be in the jar but is not");
            }
            String signed = options.signingKey()
                    .map(key -> "This package is signed. The SHA-256 of the signer's public key (DER) is\n\n    "
                            + key.publicKey().fingerprint()
                            + "\n\nCompare it with what the signer told you by another way than this package. Who has the hash"
                            + "\nalone makes sure that signing.pub.pem in the package is that key, and then takes it for"
                            + "\nSIGNER.pub.pem below; by itself it proves nothing:\n\n"
                            + "    openssl pkey -pubin -in signing.pub.pem -outform DER | openssl dgst -sha256")
                    .orElse("This package is not signed: nothing here says who made it.");
            return new String(in.readAllBytes(), UTF_8)
                    .replace("{id}", referred.id())
                    .replace(
                            "{tlp}",
                            "TLP:" + options.tlp().label() + " ("
                                    + options.tlp().meaning() + ")")
                    .replace("{profile}", options.profile().label())
                    .replace("{intelligence}", SummaryPage.INTELLIGENCE)
                    .replace("{signed}", signed);
        }
    }

    private String render(String template, Object page) {
        StringOutput text = new StringOutput();
        templates.render(template, page, text);
        return text.toString();
    }

    private static void json(Path folder, String name, JsonNode json) throws IOException {
        text(folder, name, CanonicalJson.inOrder(json) + "\n");
    }

    private static void text(Path folder, String name, String text) throws IOException {
        PrivateFiles.create(folder.resolve(name), text.getBytes(UTF_8));
    }
}
