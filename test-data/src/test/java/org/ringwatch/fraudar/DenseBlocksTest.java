// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fraudar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringwatch.fraudar.DenseBlocks.Block;
import org.ringwatch.fraudar.DenseBlocks.Edge;

class DenseBlocksTest {

    /** Accounts 0–3 on resources 0–2, all with all; a chain of others; everybody on resource 5. */
    private static List<Edge> blockInACrowd() {
        List<Edge> edges = new ArrayList<>();
        for (int account = 0; account < 4; account++) {
            for (int resource = 0; resource < 3; resource++) {
                edges.add(new Edge(account, resource));
            }
        }
        for (int account = 4; account < 9; account++) {
            edges.add(new Edge(account, 3 + account % 2));
        }
        for (int account = 0; account < 9; account++) {
            edges.add(new Edge(account, 5));
        }
        return edges;
    }

    @Test
    void findsTheBlockAndNotTheCrowd() {
        Block first = new DenseBlocks(9, 6, blockInACrowd()).next(1).get(0);
        assertThat(first.accounts()).containsExactly(0, 1, 2, 3);
        // Twelve edges of resources with four accounts, and four of one with nine, over eight nodes.
        assertThat(first.density()).isCloseTo((12 / Math.log(4 + 5.0) + 4 / Math.log(9 + 5.0)) / 8, within(1e-5));
    }

    @Test
    void looksForTheNextBlockInWhatIsLeft() {
        List<Block> blocks = new DenseBlocks(9, 6, blockInACrowd()).next(10);
        assertThat(blocks.get(1).accounts()).isSubsetOf(4, 5, 6, 7, 8);
        assertThat(blocks).hasSizeLessThan(10);
    }

    /** Edges to what everybody has are camouflage: they hardly change what is found. */
    @Test
    void camouflageDoesNotHideTheBlock() {
        List<Edge> edges = new ArrayList<>();
        for (int account = 0; account < 100; account++) {
            edges.add(new Edge(account, 0));
            edges.add(new Edge(account, 1));
        }
        for (int account = 0; account < 5; account++) {
            for (int resource = 2; resource < 7; resource++) {
                edges.add(new Edge(account, resource));
            }
        }
        assertThat(new DenseBlocks(100, 7, edges).next(1).get(0).accounts()).containsExactly(0, 1, 2, 3, 4);
    }
}
