// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** The attack patterns a world may hold. */
final class AttackPatterns {

    static final List<AttackPattern> ALL = List.of(
            new PhishDrain(),
            new DeviceFarm(),
            new CreditLaundering(),
            new RefundAbuse(),
            new ClaimSwap(),
            new LowSlow(),
            new Camouflage());

    private AttackPatterns() {}

    static AttackPattern named(String name) {
        for (AttackPattern pattern : ALL) {
            if (pattern.name().equals(name)) {
                return pattern;
            }
        }
        throw new IllegalArgumentException("no attack pattern is called " + name);
    }
}
