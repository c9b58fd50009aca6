// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringwatch.export.Manifest;
import org.ringwatch.export.RingJson;
import org.ringwatch.export.SafeText;
import org.ringwatch.export.SampleRings;
import org.ringwatch.report.RingFolder;
import org.ringwatch.report.SampleOutput;
import org.ringwatch.ring.Dispositions;
import org.ringwatch.ring.Ring;

class ReferralTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path pack(Ring ring, ReferralOptions options, String name) throws IOException {
        Path output = folder.resolve("rings-" + ring.ringId());
        if (!Files.exists(output)) {
            SampleOutput.write(output, List.of(ring));
        }
        return SampleReferral.write(output, ring, options, folder.resolve(name));
    }

    private Path pack(Profile profile) throws IOException {
        return pack(SampleReferral.ring(), SampleReferral.options(profile), "packages");
    }

    @ParameterizedTest
    @EnumSource
    void sameRingOptionsAndKeysAreTheSameBytes(Profile profile) throws IOException {
        Map<String, byte[]> once = SampleReferral.files(pack(profile));
        Map<String, byte[]> again =
                SampleReferral.files(pack(SampleReferral.ring(), SampleReferral.options(profile), "again"));
        assertThat(again.keySet()).isEqualTo(once.keySet());
        again.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(once.get(name)));
    }

    @ParameterizedTest
    @EnumSource
    void anotherReaderOfBagsAcceptsIt(Profile profile) throws Exception {
        Bag bag = new BagReader().read(pack(profile));
        try (BagVerifier verifier = new BagVerifier()) {
            verifier.isComplete(bag, false);
            verifier.isValid(bag, false);
        }
        assertThat(bag.getMetadata().get("TLP")).containsExactly(profile.usual().label());
        assertThat(bag.getMetadata().get("Approval")).containsExactly("unverified name");
    }

    @ParameterizedTest
    @EnumSource
    void isForItsOwnerOnlyAndPassesItsOwnChecks(Profile profile) throws IOException {
        Path made = pack(profile);
        Verification.Result result = Verification.of(made, Optional.of(SampleReferral.SIGNING.publicKey()));
        assertThat(result.faults()).isEmpty();
        try (Stream<Path> paths = Files.walk(made)) {
            assertThat(paths)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void internalHoldsTheRingAsDetectWroteIt() throws IOException {
        Path made = pack(Profile.INTERNAL);
        assertThat(made).hasFileName(SampleReferral.RING + "-internal");
        assertThat(made.resolve("data/ring.json")).hasContent(RingJson.line(SampleReferral.ring()));
        assertThat(made.resolve("data/decision.json")).content().contains("\"analyst\":\"analyst-chen\"");
    }

    /** Whatever is not said to be clear is in no byte of the package, nor in its name. */
    @ParameterizedTest
    @EnumSource(names = "INTERNAL", mode = EnumSource.Mode.EXCLUDE)
    void nothingOutsideTheProfileLeaks(Profile profile) throws IOException {
        Ring ring = SampleReferral.ring();
        Path made = pack(profile);
        List<String> hidden = new ArrayList<>(List.of(
                ring.ringId(),
                RingJson.version(ring),
                "analyst-chen",
                "by telephone",
                "own-device-of",
                "card-of",
                "family-of"));
        hidden.addAll(SampleReferral.VICTIMS);
        hidden.addAll(SampleReferral.BYSTANDERS);
        hidden.addAll(SampleReferral.UNKNOWN);
        hidden.add("203.0.113.9");
        hidden.add("0.911111");
        hidden.add("events_digest");
        if (profile != Profile.DISCLOSURE) {
            hidden.addAll(SampleReferral.SUSPECTS);
            hidden.addAll(SampleReferral.INFRASTRUCTURE);
        }
        hidden.add(SampleReferral.VICTIMS.get(1).substring(1));
        Map<String, byte[]> files = SampleReferral.files(made.getParent());
        assertThat(files).hasSizeGreaterThan(12);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String bytes = file.getKey()
                    + (file.getKey().endsWith(".pdf") ? unpacked(file.getValue()) : new String(file.getValue(), UTF_8));
            assertThat(hidden).as(file.getKey()).noneMatch(bytes::contains);
        }
    }

    /** A PDF's text, metadata and all its streams unpacked. */
    private static String unpacked(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            StringBuilder all = new StringBuilder(new PDFTextStripper().getText(document));
            document.getDocumentInformation()
                    .getMetadataKeys()
                    .forEach(key -> all.append(document.getDocumentInformation().getCustomMetadataValue(key)));
            for (COSObjectKey key : document.getDocument().getXrefTable().keySet()) {
                COSBase object = document.getDocument().getObjectFromPool(key).getObject();
                if (object instanceof COSStream stream) {
                    all.append(new String(stream.createInputStream().readAllBytes(), UTF_8));
                }
                all.append(object);
            }
            assertThat(all).contains("1. Who");
            return all.toString();
        }
    }

    @Test
    void disclosureNamesSuspectsAndTheirInfrastructureAndTheEventsThatNameNobodyElse() throws IOException {
        Path made = pack(Profile.DISCLOSURE);
        String members = Files.readString(made.resolve("data/members.csv"));
        assertThat(members).contains(SampleReferral.SUSPECTS).contains(SampleReferral.INFRASTRUCTURE);
        assertThat(members.lines()
                        .skip(1)
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .distinct())
                .containsExactly("suspect", "infrastructure", "victim", "bystander", "unknown");
        assertThat(Files.readString(made.resolve("data/timeline.csv")))
                .contains("evt-suspect-one@example.org-1", "order-of-suspect-two@example.org", "evt-plain-3")
                .doesNotContain("evt-plain-0");
        assertThat(Files.readString(made.resolve("data/ring.json"))).contains("Withheld: the sentence names somebody");
    }

    @Test
    void victimsAndBystandersAreNamedForAReasonOnly() throws IOException {
        ReferralOptions plain = SampleReferral.options(Profile.DISCLOSURE);
        Path made = pack(SampleReferral.ring(), with(plain, "", "asked for by order 7", Optional.empty()), "named");
        assertThat(Files.readString(made.resolve("data/members.csv")))
                .contains(SampleReferral.VICTIMS)
                .contains(SampleReferral.BYSTANDERS)
                .doesNotContain(SampleReferral.UNKNOWN);
        assertThat(made.resolve("bag-info.txt")).content().contains("Victims-Named: asked for by order 7\n");
    }

    @Test
    void oneRecipientSeesOnePseudonymAndAnotherRecipientAnother() throws IOException {
        String once = Files.readString(pack(Profile.SHARE).resolve("data/links.csv"));
        Path other = pack(SampleReferral.ring(), SampleReferral.options(Profile.SHARE, "A bank"), "bank");
        String suspect = SampleReferral.PSEUDONYMS
                .forRecipient("Police, unit 5")
                .of(org.ringwatch.pseudonym.Namespace.PERSON, SampleReferral.SUSPECTS.get(0));
        assertThat(once).contains(suspect);
        for (byte[] bytes : SampleReferral.files(other).values()) {
            assertThat(new String(bytes, UTF_8)).doesNotContain(suspect);
        }
        assertThat(Files.readString(other.resolve("data/members.csv"))).contains("198.51.100.0/24", "2001:db8:1::/48");
    }

    @Test
    void statisticsTellNoSmallCountNorASumThatTellsOne() throws IOException {
        JsonNode json =
                JSON.readTree(pack(Profile.STATS).resolve("data/ring.json").toFile());
        assertThat(json.get("accounts"))
                .hasToString("{\"all\":\"5 or more\",\"suspect\":\"fewer than 5\",\"victim\":\"fewer than 5\","
                        + "\"bystander\":\"fewer than 5\",\"unknown\":\"fewer than 5\"}");
        assertThat(json.get("losses")).hasToString("[{\"currency\":\"CNY\",\"net\":16000}]");
        assertThat(pack(SampleReferral.ring(), SampleReferral.options(Profile.STATS), "b")
                        .resolve("data"))
                .isDirectoryNotContaining("glob:**{members,links,timeline,graphml}*");
    }

    @Test
    void hostileIdsBreakNoFile() throws Exception {
        Path made = pack(SampleRings.named(SampleRings.NASTY_IDS), SampleReferral.options(Profile.INTERNAL), "nasty");
        Path data = made.resolve("data");
        assertThat(Verification.of(made, Optional.empty()).faults()).isEmpty();
        for (String table : List.of("members.csv", "links.csv", "timeline.csv")) {
            try (CSVParser rows = CSVParser.parse(
                    data.resolve(table),
                    UTF_8,
                    CSVFormat.RFC4180
                            .builder()
                            .setHeader()
                            .setSkipHeaderRecord(true)
                            .get())) {
                List<CSVRecord> records = rows.getRecords();
                assertThat(records).isNotEmpty();
                assertThat(records.stream().flatMap(CSVRecord::stream))
                        .noneMatch(cell -> cell.matches("(?s)[=@-].*") && !cell.matches("-?[0-9.]+"));
                assertThat(records.stream().flatMap(CSVRecord::stream))
                        .containsAll(SampleRings.NASTY_IDS.stream()
                                .map(SafeText::spreadsheet)
                                .toList());
            }
        }
        for (String page : List.of("summary.html", "method.html")) {
            assertThat(Files.readString(data.resolve(page))).doesNotContain("<script", "<img", "\u202E", "\u2066");
        }
        assertThat(Files.readString(data.resolve("narrative.txt"))).doesNotContain("\u202E", "\u2028");
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(org.jgrapht.Graph.class.getClassLoader().getResource("graphml.xsd"))
                .newValidator()
                .validate(new StreamSource(data.resolve("ring.graphml").toFile()));
    }

    @Test
    void narrativeFitsAFormHoweverLargeTheRing() throws IOException {
        Ring large = SampleOutput.large(2_000);
        Path made = pack(large, SampleReferral.options(Profile.INTERNAL), "large");
        String narrative = Files.readString(made.resolve("data/narrative.txt"));
        assertThat(narrative.codePointCount(0, narrative.length())).isLessThanOrEqualTo(8_000);
        assertThat(narrative.lines())
                .contains(
                        "WHO",
                        "WHAT",
                        "WHEN",
                        "WHERE",
                        "HOW",
                        "HOW MUCH",
                        "WHY FLAGGED",
                        "INNOCENT EXPLANATIONS CONSIDERED",
                        "CONFIDENCE AND LIMITS",
                        "ACTION TAKEN OR ASKED");
        assertThat(narrative).contains("2,000 accounts: 2,000 of unknown part.", "Amounts: UNKNOWN.");
        Path nasty = pack(SampleRings.named(SampleRings.NASTY_IDS), SampleReferral.options(Profile.INTERNAL), "long");
        String cut = Files.readString(nasty.resolve("data/narrative.txt"));
        assertThat(cut.codePointCount(0, cut.length())).isLessThanOrEqualTo(8_000);
    }

    @Test
    void aSimulatedCalibrationIsNeverQuotedAsAProbability() throws IOException {
        for (Profile profile : Profile.values()) {
            Path data = pack(profile).resolve("data");
            assertThat(Files.readString(data.resolve("summary.html")) + Files.readString(data.resolve("narrative.txt")))
                    .contains("rank")
                    .doesNotContain("0.911", "0.999", "91.1");
        }
    }

    @Test
    void nothingIsWrittenWithoutADecisionOnThisVersion() throws IOException {
        Ring ring = SampleReferral.ring();
        Path output = SampleOutput.write(folder.resolve("o"), List.of(ring));
        ReferralOptions plain = SampleReferral.options(Profile.INTERNAL);
        Path packages = folder.resolve("none");
        assertThatThrownBy(() -> Referral.write(
                        output, List.of(ring.ringId()), plain, Dispositions.NONE, packages, Clock.systemUTC(), "w"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--dispositions must hold a confirmed_risk decision on this version of R-PHONES222222"
                        + " (ring_version " + RingJson.version(ring)
                        + ") but does not; without one give --override-reason");
        assertThat(packages).doesNotExist();
        Path made = Referral.write(
                        output,
                        List.of(ring.ringId()),
                        with(plain, "order of the court at night", "", Optional.empty()),
                        Dispositions.NONE,
                        packages,
                        Clock.systemUTC(),
                        "w")
                .folders()
                .get(0);
        assertThat(made.resolve("data/decision.json"))
                .content()
                .contains("\"decision\":\"none\"", "\"override_reason\":\"order of the court at night\"");
        assertThat(made.resolve("data/custody.csv")).content().contains("approved without decision");
    }

    @Test
    void anApprovalBeforeTheDecisionOrTheRunIsPackedWithAWarning() throws IOException {
        Ring ring = SampleReferral.ring();
        Path output = SampleOutput.write(folder.resolve("o"), List.of(ring));
        ObjectNode run = (ObjectNode) new RingFolder(output).run();
        Files.writeString(
                output.resolve("run.json"),
                run.put("published", "2026-01-03T07:00:00Z").toString());
        Files.delete(output.resolve(Manifest.FILE));
        Manifest.seal(output);
        assertThat(warnings(output, ring, "2026-01-03T06:59:59Z"))
                .containsExactly(
                        "--approved-at lies before the run was published, 2026-01-03T07:00:00Z; custody.csv tells both",
                        "--approved-at lies before the decision on R-PHONES222222, 2026-01-04T04:13:20Z; custody.csv tells"
                                + " both");
        assertThat(warnings(output, ring, "2026-01-04T04:13:19Z"))
                .containsExactly("--approved-at lies before the decision on R-PHONES222222, 2026-01-04T04:13:20Z;"
                        + " custody.csv tells both");
        assertThat(warnings(output, ring, "2026-01-04T04:13:20Z")).isEmpty();
    }

    private List<String> warnings(Path output, Ring ring, String approvedAt) throws IOException {
        Referral.Packages made = Referral.write(
                output,
                List.of(ring.ringId()),
                approved(SampleReferral.options(Profile.INTERNAL), Instant.parse(approvedAt)),
                SampleReferral.confirmed(ring),
                folder.resolve(approvedAt.replace(':', '-')),
                Clock.systemUTC(),
                "w");
        assertThat(made.folders()).hasSize(1).allSatisfy(path -> assertThat(path)
                .isDirectory());
        return made.warnings();
    }

    @Test
    void aSignedApprovalIsHeldAgainstTheVersionAndTheName() throws IOException {
        Ring ring = SampleReferral.ring();
        ReferralOptions plain = SampleReferral.options(Profile.INTERNAL);
        Approval approval =
                Approval.sign(RingJson.version(ring), "Jane Roe", SampleReferral.APPROVED_AT, SampleReferral.SIGNING);
        Path made = pack(ring, with(plain, "", "", Optional.of(approval)), "signed");
        assertThat(made.resolve("data/approval.txt"))
                .hasContent(approval.toText().strip());
        assertThat(made.resolve("bag-info.txt"))
                .content()
                .contains("Approval: signed by the key "
                        + SampleReferral.SIGNING.publicKey().fingerprint());
        assertThatThrownBy(() -> pack(
                        ring,
                        with(
                                plain,
                                "",
                                "",
                                Optional.of(Approval.sign(
                                        "0".repeat(64),
                                        "Jane Roe",
                                        SampleReferral.APPROVED_AT,
                                        SampleReferral.SIGNING))),
                        "other"))
                .hasMessageContaining("--approval must be about this version of R-PHONES222222");
        assertThatThrownBy(() -> with(
                        plain,
                        "",
                        "",
                        Optional.of(Approval.sign(
                                RingJson.version(ring),
                                "John Doe",
                                SampleReferral.APPROVED_AT,
                                SampleReferral.SIGNING))))
                .hasMessageContaining("--approved-by and --approved-at must be those of --approval");
        assertThatThrownBy(() ->
                        Approval.parse(approval.toText().replace("Jane", "Joan").getBytes(UTF_8)))
                .hasMessage("must hold an approval that its key signed but this one was not");
    }

    @Test
    void whatPeopleWroteMustNotNameWhomTheProfileHides() {
        ReferralOptions plain = SampleReferral.options(Profile.SHARE);
        assertThatThrownBy(() -> pack(
                        SampleReferral.ring(),
                        with(plain, "asked by " + SampleReferral.VICTIMS.get(0), "", Optional.empty()),
                        "x"))
                .hasMessage(
                        "--override-reason must name nobody whose id the profile hides but it does: leave the id out");
    }

    @Test
    void profilesRefuseWhatTheyMustNotBe() {
        ReferralOptions plain = SampleReferral.options(Profile.DISCLOSURE);
        assertThatThrownBy(() -> new ReferralOptions(
                        Profile.INTERNAL,
                        Tlp.GREEN,
                        "",
                        "",
                        "",
                        null,
                        "",
                        "",
                        "J",
                        SampleReferral.APPROVED_AT,
                        "",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessage("--tlp must not be wider than AMBER with the profile internal but was GREEN");
        assertThatThrownBy(() -> new ReferralOptions(
                        Profile.DISCLOSURE,
                        Tlp.AMBER,
                        "Police",
                        "F-1",
                        "",
                        plain.retainUntil(),
                        "",
                        "",
                        "J",
                        SampleReferral.APPROVED_AT,
                        "",
                        "",
                        Optional.empty(),
                        plain.pseudonymKey(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessage("--legal-basis must be given with the profile disclosure but was not");
        assertThatThrownBy(() -> new ReferralOptions(
                        Profile.SHARE,
                        Tlp.AMBER,
                        "Bank",
                        "",
                        "",
                        null,
                        "",
                        "",
                        "J",
                        SampleReferral.APPROVED_AT,
                        "",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessage("--pseudonym-key must be given with the profile share but was not");
        assertThatThrownBy(() -> new ReferralOptions(
                        Profile.SHARE,
                        Tlp.AMBER,
                        "Bank\u202E",
                        "",
                        "",
                        null,
                        "",
                        "",
                        "J",
                        SampleReferral.APPROVED_AT,
                        "",
                        "",
                        Optional.empty(),
                        plain.pseudonymKey(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessage("--recipient must be one line of at most 500 visible characters but was Bank<U+202E>");
    }

    @Test
    void aPackageIsNeverReplaced() throws IOException {
        pack(Profile.INTERNAL);
        assertThatThrownBy(() -> pack(Profile.INTERNAL))
                .hasMessageContaining("--output must hold no R-PHONES222222-internal")
                .hasMessageContaining("packages are never replaced");
    }

    private static ReferralOptions approved(ReferralOptions plain, Instant at) {
        return with(plain, at, plain.overrideReason(), plain.nameVictims(), plain.approval());
    }

    private static ReferralOptions with(
            ReferralOptions plain, String overrideReason, String nameVictims, Optional<Approval> approval) {
        return with(plain, plain.approvedAt(), overrideReason, nameVictims, approval);
    }

    private static ReferralOptions with(
            ReferralOptions plain,
            Instant approvedAt,
            String overrideReason,
            String nameVictims,
            Optional<Approval> approval) {
        return new ReferralOptions(
                plain.profile(),
                plain.tlp(),
                plain.recipient(),
                plain.reference(),
                plain.legalBasis(),
                plain.retainUntil(),
                plain.contact(),
                plain.action(),
                plain.approvedBy(),
                approvedAt,
                overrideReason,
                nameVictims,
                approval,
                plain.pseudonymKey(),
                plain.signingKey(),
                Optional.empty());
    }
}
