// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.lineage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rings of an earlier output, no account in two of them.
 *
 * <p>Memory: the ids of their accounts, and some 100 bytes an account.
 */
public final class EarlierRings implements Serializable {
    private static final long serialVersionUID = 1L;

    /** There is no earlier output. */
    public static final EarlierRings NONE = new EarlierRings("", "", List.of());

    private final String name;
    private final String sha256;
    private final ArrayList<EarlierRing> rings;
    private final HashMap<String, Integer> byAccount = new HashMap<>();
    private final HashSet<String> cases = new HashSet<>();

    /**
     * @param name of the output, as the user told it
     * @param sha256 of its {@code rings.jsonl}; empty for no output
     * @param rings in any order
     * @throws IllegalArgumentException if two rings have a name, a case or an account in common
     */
    public EarlierRings(String name, String sha256, Collection<EarlierRing> rings) {
        this.name = name;
        this.sha256 = sha256;
        this.rings = new ArrayList<>(rings);
        this.rings.sort(Comparator.comparing(EarlierRing::ringId));
        Set<String> ringIds = new HashSet<>();
        for (int r = 0; r < this.rings.size(); r++) {
            EarlierRing ring = this.rings.get(r);
            require(ringIds.add(ring.ringId()), ring, "a name");
            require(cases.add(ring.caseId()), ring, "a case");
            for (String account : ring.accounts()) {
                require(byAccount.put(account, r) == null, ring, "an account");
            }
        }
    }

    /** The same rings without some accounts, and without rings of which none is left. */
    public EarlierRings without(Predicate<String> account) {
        return new EarlierRings(
                name,
                sha256,
                rings.stream()
                        .map(ring -> ring.without(account))
                        .filter(ring -> !ring.accounts().isEmpty())
                        .toList());
    }

    private static void require(boolean unique, EarlierRing ring, String what) {
        if (!unique) {
            throw new IllegalArgumentException(
                    "rings must have names, cases and accounts of their own but " + ring.ringId() + " shares " + what);
        }
    }

    /** Whether there is an earlier output at all, be it without rings. */
    public boolean isGiven() {
        return !sha256.isEmpty();
    }

    /** Name of the output, as the user told it. */
    public String name() {
        return name;
    }

    /** Lower-case hexadecimal SHA-256 of its {@code rings.jsonl}. */
    public String sha256() {
        return sha256;
    }

    /** The rings, in order of their names. */
    public List<EarlierRing> rings() {
        return rings;
    }

    /**
     * The case that a ring begins: its own name, unless the earlier output has a case of that name; then one made of both, so that
     * no two rings of a history get one case by mistake.
     */
    public String newCase(String ringId) {
        return newCase(ringId, name -> false);
    }

    /**
     * The same where rings beside these may hold cases, too.
     *
     * @param isHeld whether a ring that is not among these holds a case of that name
     */
    public String newCase(String ringId, Predicate<String> isHeld) {
        String name = ringId;
        for (int attempt = 0; cases.contains(name) || isHeld.test(name); attempt++) {
            name = RingNames.of(ringId, sha256, Integer.toString(attempt));
        }
        return name;
    }

    /** The earlier rings that turned into a ring of these accounts, or into a part of it, the closest first. */
    public List<EarlierRing> before(String ringId, Collection<String> accounts) {
        return descents(ringId, accounts).stream().map(Overlap::earlier).toList();
    }

    List<Overlap> descents(String ringId, Collection<String> accounts) {
        Map<Integer, Integer> kept = new HashMap<>();
        for (String account : accounts) {
            Integer earlier = byAccount.get(account);
            if (earlier != null) {
                kept.merge(earlier, 1, Integer::sum);
            }
        }
        return kept.entrySet().stream()
                .map(entry -> new Overlap(rings.get(entry.getKey()), ringId, accounts.size(), entry.getValue()))
                .filter(Overlap::isDescent)
                .sorted(Overlap.CLOSEST_FIRST)
                .toList();
    }
}
