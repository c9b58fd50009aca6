// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringwatch.event.Networks.Network;

class NetworksTest {

    private static IpAddress address(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        IpAddress address = new IpAddress();
        assertThat(address.parse(bytes, 0, bytes.length)).isTrue();
        return address;
    }

    private static Networks networks(String... cidrsAndKinds) {
        List<Network> list = new ArrayList<>();
        for (String text : cidrsAndKinds) {
            String[] words = text.split(" ", -1);
            list.add(Network.parse(words[0], Networks.kindNamed(words[1])));
        }
        return Networks.of(list);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, VPN",
        "203.0.113.10, HOSTING",
        "203.0.113.255, HOSTING",
        "203.0.114.0, CORPORATE",
        "203.1.0.0, UNKNOWN",
        "202.255.255.255, UNKNOWN",
        "2001:db8:0:1::5, EDUCATION",
        "2001:db8:0:2::5, MOBILE",
        "2001:db9::, UNKNOWN",
        "255.255.255.255, RELAY",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, CGNAT",
    })
    void theLongestPrefixCounts(String address, IpKind kind) {
        Networks networks = networks(
                "203.0.0.0/16 corporate",
                "203.0.113.0/24 hosting",
                "203.0.113.9 vpn",
                "2001:db8::/32 mobile",
                "2001:db8:0:1::/64 education",
                "255.255.255.255/32 relay",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128 cgnat");

        assertThat(networks.kindOf(address(address))).isEqualTo(kind);
    }

    @Test
    void everythingIsInTheNetworkOfAll() {
        Networks networks = networks("0.0.0.0/0 mobile", "::/0 hosting", "10.0.0.0/8 vpn");

        assertThat(networks.kindOf(address("8.8.8.8"))).isEqualTo(IpKind.MOBILE);
        assertThat(networks.kindOf(address("10.1.1.1"))).isEqualTo(IpKind.VPN);
        assertThat(networks.kindOf(address("::1"))).isEqualTo(IpKind.HOSTING);
        assertThat(networks.kindOf(address("ffff::1"))).isEqualTo(IpKind.HOSTING);
    }

    @Test
    void mappedAddressesAreIpv4() {
        assertThat(networks("::ffff:203.0.113.0/120 vpn").kindOf(address("203.0.113.7")))
                .isEqualTo(IpKind.VPN);
        assertThat(networks("203.0.113.0/24 vpn").kindOf(address("::ffff:203.0.113.7")))
                .isEqualTo(IpKind.VPN);
    }

    @Test
    void ofOneNetworkThatIsSeveralTheKindThatNeverLinksCounts() {
        assertThat(networks("10.0.0.0/8 corporate", "10.0.0.0/8 relay", "10.0.0.0/8 mobile")
                        .kindOf(address("10.1.1.1")))
                .isEqualTo(IpKind.RELAY);
        assertThat(networks("10.0.0.0/8 mobile", "10.0.0.0/8 corporate").kindOf(address("10.1.1.1")))
                .isEqualTo(IpKind.CORPORATE);
    }

    @Test
    void isWhatLookingThroughAllNetworksFindsInWhateverOrder() {
        IpKind[] kinds = IpKind.values();
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Network> list = new ArrayList<>();
            for (int n = random.nextInt(12); n > 0; n--) {
                int length = 24 + random.nextInt(9);
                int base = random.nextInt(64) & -1 << 32 - length;
                list.add(Network.parse(
                        "203.0.113." + (base & 0xff) + "/" + length, kinds[1 + random.nextInt(kinds.length - 1)]));
            }
            Networks networks = Networks.of(list);
            Collections.shuffle(list, random);
            assertThat(Networks.of(list)).isEqualTo(networks);
            for (int last = 0; last < 256; last++) {
                IpAddress address = address("203.0.113." + last);
                assertThat(networks.kindOf(address)).as(list + " " + last).isEqualTo(plain(list, address));
            }
        }
    }

    private static IpKind plain(List<Network> networks, IpAddress address) {
        Network best = null;
        for (Network network : networks) {
            long mask = network.prefixLength() == 96 ? 0xFFFFFFFFL : (1L << 128 - network.prefixLength()) - 1;
            boolean holds = (address.low() & ~mask & 0xFFFFFFFFL) == (network.low() & 0xFFFFFFFFL);
            if (holds && (best == null || isBetter(network, best))) {
                best = network;
            }
        }
        return best == null ? IpKind.UNKNOWN : best.kind();
    }

    private static boolean isBetter(Network network, Network best) {
        if (network.prefixLength() != best.prefixLength()) {
            return network.prefixLength() > best.prefixLength();
        }
        return network.kind().neverLinks() == best.kind().neverLinks()
                ? network.kind().name().compareTo(best.kind().name()) < 0
                : network.kind().neverLinks();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/ 8",
                "10.0.0.0/",
                "10.0.0.1/8",
                "2001:db8::1/64",
                "2001:db8::/129",
                "::ffff:1.2.3.4/40",
                "ten/8",
                "10.0.0.0/8/8"
            })
    void whatIsNoNetworkIsRefused(String cidr) {
        assertThatThrownBy(() -> Network.parse(cidr, IpKind.VPN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cidr must be ");
    }

    @ParameterizedTest
    @CsvSource({
        "'', vpn, VPN, true",
        "'', cgnat, CGNAT, false",
        "'', '', UNKNOWN, true",
        "residential, vpn, RESIDENTIAL, true",
        "residential, relay, RELAY, false",
        "hosting, cgnat, CGNAT, false",
        "relay, residential, RELAY, false",
    })
    void fillsWhatTheEventDoesNotTellAndNeverTiesByRelayOrCgnat(
            String told, String listed, IpKind kind, boolean links) {
        Networks networks = listed.isEmpty() ? Networks.NONE : networks("203.0.113.0/24 " + listed);
        EventValidator validator = new EventValidator(EventRules.defaults().with(Aliases.NONE, networks));
        ValidEvent event = new ValidEvent();
        validator.validate(Lines.slices(Lines.line(EventColumn.IP, "203.0.113.9", EventColumn.IP_KIND, told)), event);

        assertThat(event.ipKind()).isEqualTo(kind);
        assertThat(event.ipLinks()).isEqualTo(links);
        assertThat(event.fills(EventColumn.IP_KIND)).isEqualTo(kind != IpKind.UNKNOWN);
    }

    @Test
    void anEventWithoutAddressStaysWithoutKind() {
        EventValidator validator =
                new EventValidator(EventRules.defaults().with(Aliases.NONE, networks("0.0.0.0/0 vpn", "::/0 vpn")));
        ValidEvent event = new ValidEvent();
        validator.validate(Lines.slices(Lines.line(EventColumn.IP, "203.0.113.9")), event);
        validator.validate(Lines.slices(Lines.line()), event);

        assertThat(event.ipKind()).isEqualTo(IpKind.UNKNOWN);
    }
}
