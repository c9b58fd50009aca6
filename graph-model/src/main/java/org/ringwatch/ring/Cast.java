// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.List;
import java.util.Map;

/**
 * Who plays which part in a ring, and in what play.
 *
 * @param accounts what each member is, in the order of the members
 * @param resources what each resource that ties them is
 * @param scheme the suspected kind of fraud
 */
record Cast(List<RoleFinding> accounts, Map<SharedResource, RoleFinding> resources, Scheme scheme) {
    /**
     * The cast of a community whose members' events are there.
     *
     * @param histories one for each member, in their order
     */
    static Cast of(CommunityView view, List<MemberHistory> histories) {
        List<RoleFinding> accounts = RoleRules.of(histories);
        return new Cast(accounts, ResourceRules.of(view, histories, accounts), SchemeRules.of(histories, accounts));
    }
}
