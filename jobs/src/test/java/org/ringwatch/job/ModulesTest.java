// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may import which. */
@AnalyzeClasses(packages = "org.ringwatch", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {

    private static final String[] MODEL = {
        "org.ringwatch.event..",
        "org.ringwatch.link..",
        "org.ringwatch.graph..",
        "org.ringwatch.component..",
        "org.ringwatch.community..",
        "org.ringwatch.ring..",
        "org.ringwatch.why.."
    };

    @ArchTest
    static final ArchRule noPackagesInACircle =
            slices().matching("org.ringwatch.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatTheJobIsMadeOfDoesNotKnowTheJob = noClasses()
            .that()
            .resideInAnyPackage("org.ringwatch.job.*..")
            .and()
            // A job itself, which shares the parameters of the other.
            .resideOutsideOfPackage("org.ringwatch.job.watch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.ringwatch.job");

    @ArchTest
    static final ArchRule theModelKnowsNoEngine = noClasses()
            .that()
            .resideInAnyPackage(MODEL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "org.ringwatch.job..", "org.ringwatch.export..");

    @ArchTest
    static final ArchRule theModelReadsAndWritesNoFile = noClasses()
            .that()
            .resideInAnyPackage(MODEL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.nio.file..");
}
