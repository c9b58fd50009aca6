// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

/** A language that pages can be in. */
public enum Language {
    ENGLISH("en"),
    SIMPLIFIED_CHINESE("zh-CN");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** Its BCP 47 tag, which also names its file of texts. */
    public String tag() {
        return tag;
    }
}
