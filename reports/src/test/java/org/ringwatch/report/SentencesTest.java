// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringwatch.export.SampleRings;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.HubReason;
import org.ringwatch.ring.Evidence;
import org.ringwatch.ring.InnocentExplanation;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.ScoringParameters;

class SentencesTest {
    private static final Sentences CHINESE = Sentences.in(Texts.in(Language.SIMPLIFIED_CHINESE));

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("reasonsOfRoles")
    void everyReasonOfARoleIsKnown(String reason) {
        RecordedSentences.requireKnown(reason);
    }

    /** Whatever constant of the rules has a reason, alone or in a list. */
    static Set<String> reasonsOfRoles() throws ReflectiveOperationException {
        Set<String> reasons = new TreeSet<>();
        for (String rules : List.of("RoleRules", "ResourceRules")) {
            int before = reasons.size();
            for (Field field : Class.forName("org.ringwatch.ring." + rules).getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    Object value = field.get(null);
                    for (Object one : value instanceof Collection<?> many ? many : List.of(value)) {
                        if (one instanceof Record) {
                            Method reason = one.getClass().getDeclaredMethod("reason");
                            reason.setAccessible(true);
                            reasons.add((String) reason.invoke(one));
                        }
                    }
                }
            }
            assertThat(reasons.size() - before).as(rules).isGreaterThan(10);
        }
        return reasons;
    }

    @ParameterizedTest
    @EnumSource(HubReason.class)
    void everyReasonOfAHubIsKnown(HubReason reason) {
        RecordedSentences.requireKnown(reason.text());
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void everyBehaviourIsKnown(Behaviour behaviour) {
        for (String sentence : List.of(
                "3 of 11 accounts %s; expected by chance 0.77",
                "1 of 1 accounts %s; expected by chance less than 0.01, in a ring 1.95",
                "None of the 4 accounts %s; expected in a ring 0.80")) {
            RecordedSentences.requireKnown(String.format(Locale.ROOT, sentence, behaviour.predicate()));
        }
    }

    @Test
    void everySignalHasASentence() {
        Set<String> keys = Texts.in(Language.ENGLISH).under("sentence.").keySet();
        Set<String> behaviours =
                Texts.in(Language.ENGLISH).under("phrase.behaviour.").keySet();
        assertThat(ScoringParameters.signalCodes()).allSatisfy(code -> assertThat(
                        behaviours.contains(code) || keys.stream().anyMatch(key -> key.startsWith(code + ".")))
                .as(code)
                .isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Taken together, what they do is rarer by chance than each signal may count: by another 4.20 powers of ten",
                "5 accounts share 2 devices, 1 address, 3 wallets, 1 merchant, 2 beneficiaries; each is tied to the others as if"
                        + " by 2.50 rare devices, where one is ordinary",
                "2 accounts share nothing outside a common home; each is tied to the others as if by less than 0.01 rare"
                        + " devices, where one is ordinary",
                "2 accounts share nothing; each is tied to the others as if by 0.40 rare devices, where one is ordinary",
                "They share 2 wallets, where families and clubs share one",
                "They share things of 3 independent kinds outside any common home (device, address, beneficiary), where friends"
                        + " share one",
                "4 of 5 accounts moved value on the same thing within an hour of another (1 device, 2 wallets): 1 such pair;"
                        + " expected by chance less than 0.01",
                "4 of 5 accounts moved value on the same thing within an hour of another (2 devices): 6 such pairs; expected by"
                        + " chance 0.31",
                "4 of 5 accounts moved value at 3 merchants within an hour of each other, more often than by chance (pairs that"
                        + " did: 6; chance makes less than one at each)",
                "4 of 5 accounts signed up on a device they share, where one account a device is ordinary",
                "1 of 1 account whose kind is known is managed by an organisation",
                "3 of 4 accounts whose kind is known are managed by an organisation",
                "1 of 5 accounts met in the network of a company or school",
                "1 of 4 accounts whose kind is known is managed by an organisation; 3 of 5 accounts met in the network of a"
                        + " company or school",
                "less than 1 % of the weight of the ties is explained by a common home or family",
                "3 of 5 accounts never moved value on a shared thing within a day of another",
                "How rare rings are among groups of accounts that share something",
                "How rare rings are among groups of accounts that share something: one in 2981 before any evidence",
                "No weaker signals",
                "1 weaker signal together",
                "12 weaker signals together",
                "The whole ring was confirmed to be fraud on 2025-03-04",
                "1 of 5 accounts are confirmed to be part of fraud; they are tied to 4 by more than what many share",
                "Confirmed accounts outside the ring, of which 2 counted here, are tied to 4 of 5 accounts by more than what"
                        + " many share",
                "None of the ties is explained by one family group",
                "45 % of the weight of the ties is explained by a common address or family",
                "3 accounts, 2 with other devices, share 1 device; flatmates are at most four and share one device or wallet;"
                        + " acting oddly otherwise: 0 of 3",
                "1 account, 0 with other devices, share nothing; flatmates are at most four and share one device or wallet;"
                        + " acting oddly otherwise: 1 of 1",
                "0 of 0 accounts of known kind managed by an organisation; 1 of 3 met in the network of a company or school",
                "Less than 1 % of the weight of the ties rests on addresses alone",
                "100 % of the weight of the ties rests on addresses alone, and all were seen there within 1 day",
                "100 % of the weight of the ties rests on addresses alone, and all were seen there within 31 days",
                "7 % of the weight of the ties rests on addresses of mobile networks, carriers, VPNs or relays alone",
                "None of the ties rests on devices and addresses alone at which three times as many accounts as the ring has"
                        + " were seen",
                "2 of 3 accounts came to what they share on one visit only, for two acts of value or fewer; acting oddly"
                        + " otherwise: 1 of 3",
                "The two accounts never used what they share on the same day: it may have changed hands",
                "0 of 3 accounts used a shared thing on the same day as another, but more than two accounts share it",
                "2 of 3 accounts used a shared thing on the same day as another: it did not just change hands",
                "7 % of the weight of the ties rests on merchants and beneficiaries alone; acting oddly otherwise: 1 of 3",
                "1 of 2 accounts had at least half as many refunds as purchases; they share 1 device, 1 wallet",
                "1 of 2 accounts had at least half as many refunds as purchases; they share nothing",
                "Confirmed to be fraud on 2025-03-04",
                "Called a valuable alert on 2025-03-04",
                "Called a false positive on 2025-03-04; evidence later than that adds 0.00 to the log-odds, and would have to"
                        + " add 1.50 to be shown again",
                "Called a false positive on 2025-03-04; evidence later than that or of the 1 account that joined since adds"
                        + " less than 0.01 to the log-odds, and would have to add 1.50 to be shown again",
                "Called a false positive on 2025-03-04; evidence later than that adds 4.25 to the log-odds, and so it is shown"
                        + " again",
                "Called a false positive on 2025-03-04; evidence later than that or of the 9 accounts that joined since adds"
                        + " 4.25 to the log-odds, and so it is shown again",
            })
    void everySentenceWithNumbersIsKnown(String sentence) {
        RecordedSentences.requireKnown(sentence);
    }

    @Test
    void saysNumbersAndThingsInOrderOfTheLanguage() {
        assertThat(CHINESE.say("7 of 9 accounts had two-factor authentication off; expected by chance 0.77")
                        .text())
                .isEqualTo("9 个账户中有 7 个双重认证处于关闭状态；如属偶然，预期 0.77 个");
        assertThat(CHINESE.say(
                                "5 accounts share 2 addresses, 1 merchant, 1 beneficiary; each is tied to the others as if by"
                                        + " less than 0.01 rare devices, where one is ordinary")
                        .text())
                .startsWith("5 个账户共用 2 个地址、1 个商户、1 个受益方；")
                .contains("共用 <0.01 台罕见设备");
    }

    @Test
    void aTranslationHasTheArgumentsOfItsPattern() {
        Map<String, String> chinese = Texts.in(Language.SIMPLIFIED_CHINESE).under("");
        Texts.in(Language.ENGLISH).under("").forEach((key, english) -> {
            if (key.startsWith("sentence.") || key.startsWith("phrase.")) {
                assertThat(numbers(chinese.get(key))).as(key).isEqualTo(numbers(english));
                assertThat(chinese.get(key)).as(key).doesNotContain(":");
            }
        });
    }

    private static Set<String> numbers(String text) {
        return Pattern.compile("\\{([0-9])")
                .matcher(text)
                .results()
                .map(slot -> slot.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void everyPatternIsTriedHere() throws ReflectiveOperationException {
        Set<String> tried = new TreeSet<>(tried("everySentenceWithNumbersIsKnown"));
        tried.addAll(reasonsOfRoles());
        Arrays.stream(HubReason.values()).map(HubReason::text).forEach(tried::add);
        Set<String> keys =
                tried.stream().flatMap(text -> CHINESE.keysOf(text).stream()).collect(Collectors.toSet());
        assertThat(Texts.in(Language.ENGLISH).under("sentence.").keySet().stream()
                        .map(key -> "sentence." + key)
                        .filter(key -> !key.startsWith("sentence.behaviour.")))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    private static List<String> tried(String test) throws ReflectiveOperationException {
        return List.of(SentencesTest.class
                .getDeclaredMethod(test, String.class)
                .getAnnotation(ValueSource.class)
                .strings());
    }

    @ParameterizedTest
    @MethodSource("strangeTexts")
    void whatNoPatternMatchesStaysAsItWasRecorded(String text) {
        assertThat(CHINESE.say(text)).isEqualTo(new Sentences.Said(text, false));
        assertThat(CHINESE.keysOf(text.substring(0, Math.min(500, text.length()))))
                .isEmpty();
    }

    static Stream<String> strangeTexts() {
        String digits = "9".repeat(5_000_000);
        return Stream.concat(
                SampleRings.NASTY_IDS.stream(),
                Stream.of(
                        "",
                        "{0:count} of {1:count} accounts {2:behaviour}; expected by chance {3:number}",
                        "{0} weaker signals together",
                        "7 of 9 accounts {2}; expected by chance 0.77",
                        "7 of 9 accounts .*; expected by chance 0.77",
                        "\\E7 of 9 accounts\\Q$0",
                        "No weaker signals\n",
                        "no weaker signals",
                        "7 of 9 accounts had two-factor authentication off; expected by chance 0.77 ",
                        "\u0667 weaker signals together",
                        digits,
                        digits + " of " + digits + " accounts signed up",
                        "5 accounts share 1 device" + ", 1 device".repeat(500_000),
                        "99999999999999999999 weaker signals together",
                        "They buy at {0:count} accounts, a new rule"));
    }

    @Test
    void anEnglishPageShowsWhatIsRecorded() {
        assertThat(Sentences.in(Texts.in(Language.ENGLISH)).say("No weaker signals"))
                .isEqualTo(new Sentences.Said("No weaker signals", false));
    }

    @Test
    void aPageMarksOnlyWhatItCannotSay() throws IOException {
        String known = "Only a common home or family ties it to the others";
        String hostile = "Met at <b>{0:count}</b>";
        Ring full = SampleRings.full();
        Ring ring = new Ring(
                full.ringId(),
                full.flagged(),
                full.scoreMicros(),
                full.logOddsMicros(),
                full.calibration(),
                full.scheme(),
                full.members().stream()
                        .map(member -> new Member(
                                member.type(),
                                member.id(),
                                member.role(),
                                known,
                                member.scoreMicros(),
                                member.firstSeen(),
                                member.lastSeen(),
                                member.events()))
                        .toList(),
                full.links(),
                full.firstSeen(),
                full.lastSeen(),
                full.losses(),
                List.of(new Evidence(
                        "other", "12 weaker signals together", full.logOddsMicros(), List.of(), List.of(), 0, -1)),
                List.of(new InnocentExplanation("new", true, hostile)),
                full.events(),
                List.of(),
                full.lineage());
        Path output = SampleOutput.write(folder.resolve("out"), List.of(ring));
        Report.write(output, folder.resolve("zh"), Language.SIMPLIFIED_CHINESE);
        assertThat(Files.readString(folder.resolve("zh/rings/" + ring.ringId() + ".html")))
                .contains("12 个较弱信号合计")
                .contains("仅因同住一处或同属一个家庭而与其他账户相连")
                .doesNotContain(known)
                .containsOnlyOnce("lang=\"en\"")
                .contains("<span lang=\"en\">Met at &lt;b&gt;{0:count}&lt;/b&gt;</span>");
        Report.write(output, folder.resolve("en"), Language.ENGLISH);
        assertThat(Files.readString(folder.resolve("en/rings/" + ring.ringId() + ".html")))
                .contains(known)
                .doesNotContain("较弱");
    }
}
