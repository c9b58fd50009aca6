// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

/** A way to find communities in a component. May keep memory from one component to the next, so serves one thread at a time. */
interface ComponentMethod {

    /**
     * Finds the communities of a component of two nodes or more.
     *
     * @param labels is given a label for each place of the component, from 0 to its size - 1; places with equal labels
     *     share a community. May be longer.
     */
    void label(Components components, int component, int[] labels);
}
