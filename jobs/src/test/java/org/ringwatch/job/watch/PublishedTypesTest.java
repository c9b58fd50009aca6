// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringwatch.job.result.Fact;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.Ring;

class PublishedTypesTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                WatchFinding.class,
                CommunityRing.class,
                HubUpdate.class,
                Ring.class,
                Hub.class,
                Fact.class,
                ToldCase.class,
                SealedFile.class
            })
    void whatIsKeptIsSerializedWithoutKryo(Class<?> kept) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(kept);
    }
}
