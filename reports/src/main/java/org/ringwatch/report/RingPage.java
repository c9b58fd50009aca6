// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringwatch.ring.EntityType;

/** The page of one ring: the answer first, then what it stands on. */
final class RingPage {
    /** How many rows of a long table a page shows; the file beside it has all. */
    static final int MAX_ROWS = 400;

    /** How many rows of its tables are printed; style sheets hide the others. */
    static final int PRINTED_MEMBERS = 24;

    static final int PRINTED_ROWS = 12;

    private static final int MAX_CHIPS = 12;
    private static final int BAR_WIDTH = 100;

    /** A node of the chart as the script shows it. */
    record ChartNode(String type, String role, List<String> ids, int size, String kind, LinkChart.Seen seen) {}

    /** What the script knows. */
    record Data(
            String ringId,
            String caseId,
            String ringVersion,
            List<String> decidedVersions,
            List<String> accounts,
            List<ChartNode> nodes,
            @Nullable Before before) {}

    /** The version of the ring in the earlier output, and who joined and left since, the first few by name. */
    record Before(String ringVersion, int joined, List<String> joinedIds, int left, List<String> leftIds) {}

    private final Shell shell;
    private final RingRecord ring;
    private final List<RingEvent> events;
    private final List<Neighbours.Neighbour> neighbours;
    private final LinkChart chart;
    private final String chartSvg;
    private final SharedMatrix matrix;
    private final List<MoneyTable.Row> money;
    private final Set<String> joined;

    RingPage(Shell shell, RingRecord ring, List<RingEvent> events, List<Neighbours.Neighbour> neighbours, Hubs hubs) {
        this.shell = shell;
        this.ring = ring;
        this.events = events;
        this.neighbours = neighbours;
        this.chart = LinkChart.of(ring, hubs).withHubs(events, hubs);
        this.chartSvg = LinkChartDrawing.draw(chart, shell.texts());
        this.matrix = SharedMatrix.of(ring);
        this.money = MoneyTable.of(events);
        this.joined = Set.copyOf(ring.lineage().joined());
    }

    Shell shell() {
        return shell;
    }

    Texts texts() {
        return shell.texts();
    }

    RingRecord ring() {
        return ring;
    }

    String foot() {
        return shell.footStyle(ring.caseId());
    }

    /** The ring in a sentence: how many accounts, what ties them, since when. */
    String answer() {
        List<String> things = new ArrayList<>();
        for (EntityType type : EntityType.values()) {
            int count = ring.members(type).size();
            if (type != EntityType.ACCOUNT && count > 0) {
                things.add(texts().of("things." + RingRecord.name(type), count));
            }
        }
        return texts().of(
                        "ring.answer",
                        ring.accounts().size(),
                        String.join(texts().of("things.and"), things),
                        Shown.day(ring.firstSeen()),
                        Shown.day(ring.lastSeen()));
    }

    /** Accounts of a role. */
    long withRole(String role) {
        return ring.accounts().stream()
                .filter(account -> account.role().equals(role))
                .count();
    }

    /** Whether scores and weights are shown; they would tell a ring from below the cut. */
    boolean hasScores() {
        return !shell.isBlind();
    }

    /** Whether the ring's GraphML, which has scores, lies beside the page. */
    boolean hasGraph() {
        return hasScores() && ring.flagged();
    }

    String score() {
        return Shown.score(ring.score());
    }

    String logOdds() {
        return Shown.weight(ring.logOdds());
    }

    /** What the score means, or that it is a rank only. */
    String calibration() {
        RingRecord.Calibration calibration = ring.calibration();
        List<BigDecimal> interval = calibration.interval();
        if (interval == null || calibration.prevalence() == null) {
            return texts().of("ring.uncalibrated");
        }
        return texts().of(
                        "ring.calibrated",
                        Shown.score(interval.get(0)),
                        Shown.score(interval.get(1)),
                        percent(calibration.prevalence()));
    }

    private static String percent(BigDecimal share) {
        return share.movePointRight(2).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** Innocent explanations, those that hold first. */
    List<RingRecord.Explanation> explanations() {
        return ring.innocentExplanations().stream()
                .sorted(Comparator.comparing(RingRecord.Explanation::holds).reversed())
                .toList();
    }

    /** How long the bar of an evidence weight is, 1 to 100. */
    int bar(RingRecord.Evidence evidence) {
        double most = ring.evidence().stream()
                .mapToDouble(item -> item.weight().abs().doubleValue())
                .max()
                .orElse(1);
        return most == 0
                ? 1
                : (int) Math.max(
                        1, Math.round(BAR_WIDTH * evidence.weight().abs().doubleValue() / most));
    }

    /** The first of the things that an evidence item is about. */
    List<RingRecord.Entity> chips(RingRecord.Evidence evidence) {
        List<RingRecord.Entity> entities = evidence.entities();
        return entities.subList(0, Math.min(MAX_CHIPS, entities.size()));
    }

    int moreThanChips(RingRecord.Evidence evidence) {
        return Math.max(0, evidence.entities().size() - MAX_CHIPS);
    }

    String chartSvg() {
        return chartSvg;
    }

    int leftOut() {
        return chart.leftOut();
    }

    boolean hasHubs() {
        return chart.hasHubs();
    }

    /** The numbers of the nodes of the chart that an event is about. */
    String nodesOf(RingEvent event) {
        return chart.nodesOf(event).stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    List<EntityType> types() {
        return Stream.of(EntityType.values())
                .filter(type -> !ring.members(type).isEmpty())
                .toList();
    }

    SharedMatrix matrix() {
        return matrix;
    }

    boolean hasTimeline() {
        return !events.isEmpty();
    }

    Timeline timeline() {
        return Timeline.of(events);
    }

    String drawing(Timeline timeline) {
        return TimelineDrawing.draw(timeline, texts());
    }

    /** What is printed below a table that is cut on paper: where all of it is; empty if nothing is cut. */
    String printed(int rows, int printed, String file) {
        return rows <= printed
                ? ""
                : texts().of("print.cut", Shown.count(printed), Shown.count(rows), ring.ringId() + file);
    }

    /** How many members there are, accounts and things. */
    int members() {
        return Stream.of(EntityType.values())
                .mapToInt(type -> ring.members(type).size())
                .sum();
    }

    List<RingRecord.Entity> firstShared(Neighbours.Neighbour neighbour) {
        return neighbour
                .shared()
                .subList(0, Math.min(MAX_CHIPS, neighbour.shared().size()));
    }

    int moreShared(Neighbours.Neighbour neighbour) {
        return Math.max(0, neighbour.shared().size() - MAX_CHIPS);
    }

    static int on(Map<Timeline.Lane, Integer> day, Timeline.Lane lane) {
        return day.getOrDefault(lane, 0);
    }

    List<MoneyTable.Row> money() {
        return firstOf(money);
    }

    List<RingRecord.Link> links() {
        return firstOf(ring.links());
    }

    List<RingEvent> events() {
        return firstOf(events);
    }

    List<RingEvent> allEvents() {
        return events;
    }

    boolean isCut(int all) {
        return all > MAX_ROWS;
    }

    private static <T> List<T> firstOf(List<T> rows) {
        return rows.subList(0, Math.min(MAX_ROWS, rows.size()));
    }

    List<Neighbours.Neighbour> neighbours() {
        return neighbours;
    }

    RingRecord.Lineage lineage() {
        return ring.lineage();
    }

    /** {@code grown +3 −1}. */
    String badge() {
        return LineageText.badge(texts(), ring.lineage());
    }

    /** The first names of a list of accounts. */
    List<String> firstIds(List<String> accounts) {
        return accounts.subList(0, Math.min(MAX_CHIPS, accounts.size()));
    }

    /** Whether an account joined since the earlier output. */
    boolean isNew(EntityType type, RingRecord.Member member) {
        return type == EntityType.ACCOUNT && joined.contains(member.id());
    }

    private @Nullable Before before() {
        RingRecord.Lineage lineage = ring.lineage();
        return lineage.previous().isEmpty()
                ? null
                : new Before(
                        lineage.previous().get(0).ringVersion(),
                        lineage.joined().size(),
                        firstIds(lineage.joined()).stream().map(Shown::id).toList(),
                        lineage.left().size(),
                        firstIds(lineage.left()).stream().map(Shown::id).toList());
    }

    String island() {
        return Island.json(new Data(
                ring.ringId(),
                ring.caseId(),
                ring.ringVersion(),
                ring.decidedVersions(),
                ring.accounts().stream().map(RingRecord.Member::id).toList(),
                chart.nodes().stream()
                        .map(node -> new ChartNode(
                                RingRecord.name(node.type()),
                                node.role(),
                                node.ids().stream()
                                        .limit(MAX_CHIPS)
                                        .map(Shown::id)
                                        .toList(),
                                node.ids().size(),
                                node.kind().name().toLowerCase(Locale.ROOT),
                                node.seen()))
                        .toList(),
                before()));
    }
}
