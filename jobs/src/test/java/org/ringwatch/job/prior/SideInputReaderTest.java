// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringwatch.event.Aliases;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.IpAddress;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.Networks;
import org.ringwatch.link.ResourceType;
import org.ringwatch.ring.Decision;
import org.ringwatch.ring.Disposition;
import org.ringwatch.ring.Dispositions;

class SideInputReaderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    Path folder;

    private final SideInputReader reader = new SideInputReader(EventRules.defaults());

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("list.csv"), List.of(lines));
    }

    private List<String> rejections() {
        return reader.files().get(reader.files().size() - 1).rejections().stream()
                .map(rejection -> rejection.line() + ": " + rejection.reason())
                .toList();
    }

    @Test
    void idsAreMadeCanonicalLikeThoseOfEvents() throws IOException {
        Path list = file(
                "\uFEFFreason, account_id ,more",
                "why,  a1 ,",
                "\"why, \"\"so\"\"\",\"e\u0301\",",
                ",a1,again",
                "",
                ",-1+1,",
                ",=cmd(),");

        assertThat(Set.copyOf(reader.confirmed(list))).containsExactlyInAnyOrder("a1", "\u00E9", "-1+1", "=cmd()");
        assertThat(rejections()).isEmpty();
    }

    @Test
    void whatWasReadIsTold() throws Exception {
        Path list = file("account_id,reason", "a,", ",", "b,c,d");
        reader.confirmed(list);

        byte[] bytes = Files.readAllBytes(list);
        assertThat(reader.files())
                .containsExactly(new SideInputFile(
                        "--confirmed",
                        list.toString(),
                        bytes.length,
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                        3,
                        2,
                        List.of(
                                new SideInputFile.Rejection(3, "account_id is required but was empty"),
                                new SideInputFile.Rejection(4, "a row must have 2 fields but had 3"))));
    }

    @Test
    void carriageReturnsAndAMissingLastLineEndAreNoTrouble() throws IOException {
        Path list = folder.resolve("list.csv");
        Files.writeString(list, "account_id,reason\r\na,x\r\nb,y");

        assertThat(Set.copyOf(reader.confirmed(list))).containsExactlyInAnyOrder("a", "b");
        assertThat(reader.files().get(0).bytes()).isEqualTo(Files.size(list));
    }

    @Test
    void hostileRowsAreRejectedOneByOne() throws IOException {
        Path list = folder.resolve("list.csv");
        Files.write(
                list,
                ("account_id,reason\n"
                                + "a\u0001,x\n"
                                + "b,\u001B[31mred\n"
                                + "\"open,x\n"
                                + "\"c\"d,x\n"
                                + "unknown,x\n"
                                + "x".repeat(300) + ",x\n"
                                + "y".repeat(70_000) + ",x\n"
                                + "good,x\n"
                                + "\u00FF\u00FE,x\n"
                                + "z," + "r".repeat(1001) + "\n")
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(reader.confirmed(list)).containsExactly("good");
        assertThat(rejections())
                .containsExactly(
                        "2: account_id must not contain control characters but was \"a\\u0001\"",
                        "3: reason must not contain control characters but was \"\\u001b[31mred\"",
                        "4: quotes must be as in RFC 4180 but are not",
                        "5: quotes must be as in RFC 4180 but are not",
                        "6: account_id is required but was \"unknown\"",
                        "7: account_id must be at most 256 characters long but had 300",
                        "8: line must be at most 64 KiB",
                        "10: account_id must be valid UTF-8 but was \"\\xff\\xfe\"",
                        "11: reason must be at most 1000 characters long but was \"" + "r".repeat(40) + "…\"");
    }

    @Test
    void ofManyRejectedRowsTheFirstAreToldAndAllAreCounted() throws IOException {
        Path list = folder.resolve("list.csv");
        Files.writeString(list, "account_id,reason\n" + ",\n".repeat(5000));
        reader.confirmed(list);

        assertThat(reader.files().get(0).rejected()).isEqualTo(5000);
        assertThat(reader.files().get(0).rejections()).hasSize(SideInputFile.MAX_REJECTIONS);
    }

    @Test
    void anEmptyListIsNoTrouble() throws IOException {
        assertThat(reader.confirmed(file("account_id,reason"))).isEmpty();
        assertThat(reader.networks(file("cidr,kind,source"))).isEqualTo(Networks.NONE);
        assertThat(reader.aliases(file("entity_type,entity_id,canonical_id,valid_from,valid_to")))
                .isEqualTo(Aliases.NONE);
    }

    @Test
    void aFileWithoutAColumnIsRefused() throws IOException {
        assertThatThrownBy(() -> reader.confirmed(file("account", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--confirmed " + folder.resolve("list.csv")
                        + ": header must have columns account_id, reason but has account");
        assertThatThrownBy(() -> reader.confirmed(file("account_id,reason,reason")))
                .hasMessageEndingWith(": header must name each column once but does not");
        Files.writeString(folder.resolve("list.csv"), "");
        assertThatThrownBy(() -> reader.dispositions(folder.resolve("list.csv")))
                .hasMessageEndingWith(
                        ": header must have columns case_id, ring_version, account_id, decision, reason, analyst, utc but has ");
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertThatThrownBy(() -> reader.trusted(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--trusted must be a readable file but was " + folder);
        assertThatThrownBy(() -> reader.trusted(folder.resolve("none\u202E")))
                .hasMessage("--trusted must be a readable file but was " + folder + "/none\\u202e");
    }

    @Test
    void placesAreOfTheirKinds() throws IOException {
        Path list = file(
                "entity_type,entity_id,reason",
                "device,d1,shop",
                "Wallet,Card: w1,",
                "merchant,m1,",
                "beneficiary,b1,",
                "ip,::ffff:91.0.0.1,",
                "ip,2a01::/48,",
                "account,a1,",
                "ip,2a01::/32,",
                "wallet,w1,");

        assertThat(reader.trusted(list).stream().map(place -> place.type() + " " + place.key().length))
                .containsExactly(
                        ResourceType.DEVICE + " 2",
                        ResourceType.WALLET + " 7",
                        ResourceType.MERCHANT + " 2",
                        ResourceType.BENEFICIARY + " 2",
                        ResourceType.IP + " 4",
                        ResourceType.NETWORK_48 + " 6");
        assertThat(rejections())
                .containsExactly(
                        "8: entity_type must be one of device ip wallet merchant beneficiary but was \"account\"",
                        "9: entity_id must be an address or an IPv6 /64, /56 or /48 but was \"2a01::/32\"",
                        "10: entity_id must be alipay:…, wechat:…, card:… or gift:… but was \"w1\"");
    }

    @ParameterizedTest
    @CsvSource({"91.1.2.3, VPN", "91.2.0.1, RESIDENTIAL", "92.0.0.1, UNKNOWN"})
    void networksHaveTheirKind(String address, IpKind kind) throws IOException {
        Networks networks = reader.networks(file(
                "kind,cidr,source",
                "residential,91.0.0.0/8,x",
                "VPN,91.1.0.0/16,y",
                "unknown,92.0.0.0/8,",
                "vpn,91.0.0.1/8,"));

        byte[] bytes = address.getBytes(StandardCharsets.US_ASCII);
        IpAddress parsed = new IpAddress();
        parsed.parse(bytes, 0, bytes.length);
        assertThat(networks.kindOf(parsed)).isEqualTo(kind);
        assertThat(rejections())
                .containsExactly(
                        "4: kind must be one of residential mobile hosting vpn relay cgnat corporate education but was \"unknown\"",
                        "5: cidr must be without bits beyond its prefix but was \"91.0.0.1/8\"");
    }

    @Test
    void aliasesHoldWhileTheyAreValid() throws IOException {
        Aliases aliases = reader.aliases(file(
                "entity_type,entity_id,canonical_id,valid_from,valid_to",
                "account,a1,main,,",
                "device,d1,main,2024-01-01,2024-02-01T00:00:00+08:00",
                "account,a1,a1,,",
                "account,a1,main,2024-02-01,2024-01-01",
                "ip,91.0.0.1,91.0.0.2,,",
                "account,a1,main,yesterday,"));

        assertThat(aliases)
                .isEqualTo(Aliases.of(List.of(
                        new Aliases.Alias(EventColumn.ACCOUNT_ID, "a1", "main", Long.MIN_VALUE, Long.MAX_VALUE),
                        new Aliases.Alias(
                                EventColumn.DEVICE_ID, "d1", "main", 1_704_067_200_000L, 1_706_716_800_000L))));
        assertThat(rejections())
                .containsExactly(
                        "4: canonical_id must differ from entity_id but was \"a1\"",
                        "5: valid_from must be before valid_to but was not",
                        "6: entity_type must be one of account device wallet merchant beneficiary but was \"ip\"",
                        "7: valid_from must be ISO-8601 with an offset or epoch milliseconds but was \"yesterday\"");
    }

    @Test
    void decisionsAreReadInFull() throws IOException {
        String version = "0123456789abcdef".repeat(4);
        Dispositions dispositions = reader.dispositions(file(
                "case_id,ring_version,account_id,decision,reason,analyst,utc",
                "R-1," + version + ",,false_positive,\"shop, known\",\u674E,2024-01-01T08:00:00+08:00",
                "R-1,,a1,CONFIRMED_RISK,,,1704067200000",
                "R-1,,,maybe,,,2024-01-01",
                "R-1,short,,unset,,,2024-01-01",
                ",,,unset,,,2024-01-01",
                "R-1,,,unset,,,"));

        assertThat(dispositions.ofCase("R-1"))
                .contains(new Disposition(
                        "R-1", version, "", Decision.FALSE_POSITIVE, "shop, known", "\u674E", 1_704_067_200_000L));
        assertThat(dispositions.accounts(Decision.CONFIRMED_RISK)).containsExactly("a1");
        assertThat(rejections())
                .containsExactly(
                        "4: decision must be one of confirmed_risk valuable_alert false_positive unset but was \"maybe\"",
                        "5: ring_version must be 64 hexadecimal digits but was \"short\"",
                        "6: case_id is required but was empty",
                        "7: utc is required but was empty");
    }
}
