// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    /** RFC 5952, sections 1, 2 and 4. */
    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:0:1::1, 2001:db8::1:0:0:1",
        "2001:db8:0000:0:1::1, 2001:db8::1:0:0:1",
        "2001:DB8:0:0:1::1, 2001:db8::1:0:0:1",
        "2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
        "2001:db8:aaaa:bbbb:cccc:dddd:eeee:AAAA, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa",
        "2001:db8:0:0:0::1, 2001:db8::1",
        "2001:db8::0:1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1::, 1::",
        "fe80::0, fe80::",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "::ffff:192.0.2.1, 192.0.2.1",
        "0:0:0:0:0:ffff:c000:201, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255"
    })
    void writesOneFormForEachAddress(String text, String canonical) {
        assertThat(canonical(text)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.4.",
                ".1.2.3.4",
                "1..2.3",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.00",
                "1.2.3.0004",
                "1.2.3.4 ",
                "0x1.2.3.4",
                "1.2.3.a",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1::2::3",
                "1:2:3:4:5:6:7:",
                ":1:2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "[::1]",
                "::1/64",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3",
                "::1.2.3.256",
                "::1.2.3.4:5",
                "::01.2.3.4",
                "1.2.3.4::",
                "é::"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(canonical(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, false",
        "127.0.0.1, false",
        "127.255.255.255, false",
        "128.0.0.1, true",
        "10.0.0.0, false",
        "10.255.255.255, false",
        "11.0.0.0, true",
        "172.15.255.255, true",
        "172.16.0.0, false",
        "172.31.255.255, false",
        "172.32.0.0, true",
        "192.168.0.1, false",
        "192.167.255.255, true",
        "192.169.0.0, true",
        "169.254.1.1, false",
        "169.253.1.1, true",
        "100.63.255.255, true",
        "100.64.0.0, false",
        "100.127.255.255, false",
        "100.128.0.0, true",
        "8.8.8.8, true",
        "::, false",
        "::1, false",
        "::2, true",
        "::ffff:10.0.0.1, false",
        "fe80::1, false",
        "febf::1, false",
        "fec0::1, false",
        "fc00::1, false",
        "fdff::1, false",
        "fe00::1, true",
        "2001:db8::1, true"
    })
    void knowsWhatIsAPlaceOnTheInternet(String text, boolean global) {
        assertThat(parsed(text).isGlobal()).isEqualTo(global);
    }

    @Test
    void writesNetworks() {
        assertThat(network("2001:db8:0:1:2:3:4:5", 64)).isEqualTo("2001:db8:0:1::/64");
        assertThat(network("2001:db8::5", 64)).isEqualTo("2001:db8::/64");
        assertThat(network("2001:db8:1:2ff::", 56)).isEqualTo("2001:db8:1:200::/56");
        assertThat(network("2001:db8:1:2ff::", 48)).isEqualTo("2001:db8:1::/48");
        assertThat(network("2001:0:0:1::", 64)).isEqualTo("2001:0:0:1::/64");
        assertThat(network("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 64)).isEqualTo("ffff:ffff:ffff:ffff::/64");
        assertThat(network("8.8.8.8", 48)).isEqualTo("8.8.8.8");
    }

    @Test
    void networksHaveAtMostTheUpperHalf() {
        assertThatThrownBy(() -> network("::1", 65))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prefixLength must be from 1 to 64 but was 65");
    }

    @Property
    void readsWhatTheJdkWritesAndWritesWhatItReads(@ForAll long high, @ForAll long low, @ForAll int zeroGroups)
            throws UnknownHostException {
        ByteBuffer bytes = ByteBuffer.allocate(16).putLong(high).putLong(low);
        for (int group = 0; group < 8; group++) {
            if ((zeroGroups >>> group & 1) != 0) {
                bytes.putShort(2 * group, (short) 0);
            }
        }
        InetAddress address = InetAddress.getByAddress(bytes.array());
        String canonical = canonical(address.getHostAddress());

        assertThat(InetAddress.getByName(canonical)).isEqualTo(address);
        assertThat(canonical(canonical)).isEqualTo(canonical);
    }

    private static IpAddress parsed(String text) {
        IpAddress address = new IpAddress();
        byte[] bytes = ("1" + text + ":1").getBytes(StandardCharsets.UTF_8);
        return address.parse(bytes, 1, bytes.length - 2) ? address : null;
    }

    private static String canonical(String text) {
        IpAddress address = parsed(text);
        if (address == null) {
            return null;
        }
        byte[] target = new byte[IpAddress.MAX_TEXT_LENGTH];
        return new String(target, 0, address.write(target, 0), StandardCharsets.US_ASCII);
    }

    private static String network(String text, int prefixLength) {
        byte[] target = new byte[IpAddress.MAX_TEXT_LENGTH];
        return new String(target, 0, parsed(text).writeNetwork(prefixLength, target, 0), StandardCharsets.US_ASCII);
    }
}
