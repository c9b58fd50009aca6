// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/**
 * Each device is shared by two accounts and each wallet by another two, so that the ring hangs together as a chain and
 * nothing in it is ever seen with many.
 */
final class PatientChain {

    private PatientChain() {}

    static void plant(Crew crew) {
        Patience patience = new Patience(crew);
        List<String> shops = crew.colluders(2, 3);
        List<String> players = crew.players(crew.level.pick(8, 5, 4));
        String device = crew.device();
        String wallet = crew.wallet();
        for (int i = 0; i < crew.size(); i++) {
            if (i % 2 == 0) {
                device = crew.device();
            } else {
                wallet = crew.wallet();
            }
            Deal target = new Deal("", wallet, players.get(i % players.size()), 1);
            patience.act(crew.madeUp(), device, target, shops, patience.part(0, 1));
        }
    }
}
