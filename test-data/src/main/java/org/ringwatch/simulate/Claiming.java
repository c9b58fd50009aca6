// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import org.ringwatch.event.EventType;

/** A claim: the device column is the claimed serial, not the device in use. */
final class Claiming {

    private Claiming() {}

    static void claim(Crew crew, Account account, String serial, String provider, long time, Spot spot) {
        EventType type = crew.dice.chance(0.5) ? EventType.RETURN_CLAIM : EventType.REPAIR_CLAIM;
        crew.act(type, new Visit(account, serial, spot), time)
                .at(provider)
                .worth(crew.region.dear(crew.dice) * crew.dice.whole(1, 8))
                .emit();
    }
}
