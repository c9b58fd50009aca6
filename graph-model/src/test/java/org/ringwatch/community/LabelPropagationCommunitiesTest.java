// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

class LabelPropagationCommunitiesTest extends ClusteringAlgorithmContract {

    @Override
    ClusteringMethod method() {
        return ClusteringMethod.LABEL_PROPAGATION;
    }
}
