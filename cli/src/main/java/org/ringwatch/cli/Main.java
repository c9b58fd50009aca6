// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

public final class Main {
    public static void main(String[] args) {
        System.out.println("hi " + org.ringwatch.job.DetectionParameters.defaults());
    }
}
