// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/**
 * The ring renews itself: accounts come for a week or two on the devices of the week and never return; one member of
 * each cast stays for the next.
 */
final class RotatingCast {

    private RotatingCast() {}

    static void plant(Crew crew) {
        Patience patience = new Patience(crew);
        List<String> shops = crew.colluders(1, 3);
        List<String> players = crew.players(crew.level.pick(10, 6, 4));
        int casts = Math.max(1, Math.min(4, crew.size() / 3));
        String lastDevice = crew.device();
        for (int cast = 0; cast < casts; cast++) {
            int from = crew.size() * cast / casts;
            int to = crew.size() * (cast + 1) / casts;
            String device = crew.device();
            String wallet = crew.wallet();
            for (int i = from; i < to; i++) {
                String used = i == from ? lastDevice : device;
                Deal target = new Deal("", wallet, players.get(cast % players.size()), 1);
                patience.act(crew.madeUp(), used, target, shops, patience.part(cast, casts));
            }
            lastDevice = device;
        }
    }
}
