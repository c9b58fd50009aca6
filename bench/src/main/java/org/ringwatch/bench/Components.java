// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.util.List;

/** Accounts united by the resources they share: union-find with path halving, where the smaller root wins. */
final class Components {
    private final int[] parents;
    private long hubs;
    private long linksKept;

    /**
     * Unites accounts that share a resource.
     *
     * @param links account in the upper half of a word, resource in the lower; distinct
     * @param maxAccounts resources of more accounts than this unite nobody
     */
    Components(int accounts, int resources, List<long[]> links, int maxAccounts) {
        parents = new int[accounts];
        for (int account = 0; account < accounts; account++) {
            parents[account] = account;
        }
        int[] degrees = degrees(resources, links);
        for (int degree : degrees) {
            hubs += degree > maxAccounts ? 1 : 0;
        }
        unite(links, degrees, maxAccounts);
    }

    private static int[] degrees(int resources, List<long[]> links) {
        int[] degrees = new int[resources];
        for (long[] ofShare : links) {
            for (long link : ofShare) {
                degrees[(int) link]++;
            }
        }
        return degrees;
    }

    private void unite(List<long[]> links, int[] degrees, int maxAccounts) {
        int[] firstAccount = new int[degrees.length];
        for (long[] ofShare : links) {
            for (long link : ofShare) {
                int resource = (int) link;
                if (degrees[resource] > maxAccounts) {
                    continue;
                }
                linksKept++;
                int account = (int) (link >>> 32);
                if (firstAccount[resource] == 0) {
                    firstAccount[resource] = account + 1;
                } else {
                    union(firstAccount[resource] - 1, account);
                }
            }
        }
    }

    private void union(int a, int b) {
        int rootA = find(a);
        int rootB = find(b);
        parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }

    /** The smallest account of the component. */
    int find(int account) {
        int at = account;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** Resources that too many accounts share. */
    long hubs() {
        return hubs;
    }

    /** Links with other resources than those. */
    long linksKept() {
        return linksKept;
    }
}
