// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;

class ConnectedComponentsTest extends ClusteringAlgorithmContract {

    @Override
    ClusteringMethod method() {
        return ClusteringMethod.COMPONENTS;
    }

    @Override
    String twoCliquesJoinedByOneEdge() {
        return "abcdepqrst";
    }

    @Example
    void componentsAreCommunities() {
        assertThat(communities("a-c c-e, b-d")).isEqualTo("ace bd");
    }
}
