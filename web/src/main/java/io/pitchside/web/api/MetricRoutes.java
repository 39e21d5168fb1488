package io.pitchside.web.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.metrics.EwmaLoad;
import io.pitchside.model.metrics.MetricCards;
import io.pitchside.model.tracking.MetricDefinition;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.PlayerSums.Part;
import io.pitchside.model.tracking.TrackingRules;
import io.pitchside.web.MatchHistory;
import io.pitchside.web.MatchHistory.Session;
import io.pitchside.web.MetricDefinitions;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the numbers are made, and a player's load over days. */
public final class MetricRoutes {
    /** Days that one answer lists; the means are reckoned from all of them. */
    static final int DAYS_SHOWN_MAX = 366;

    private static final long DAY_MS = 86_400_000;
    private static final String MEDICAL_LOAD = "trimp_banister";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What of a session may count as its load; null where the session has none of it. */
    private static final Map<String, Function<PlayerSums, @Nullable Double>> LOADS = Map.of(
            "distance_m",
            sums -> sums.sum(Part.DISTANCE_MM) / 1e3,
            "energy_kj_kg",
            sums -> sums.sum(Part.ENERGY_MJ) / 1e6,
            "load",
            sums -> micro(sums, Part.LOAD_MICRO),
            MEDICAL_LOAD,
            sums -> micro(sums, Part.TRIMP_MICRO));

    private final MetricDefinitions definitions;
    private final MatchHistory history;
    private final Clock clock;

    public MetricRoutes(MetricDefinitions definitions, MatchHistory history, Clock clock) {
        this.definitions = definitions;
        this.history = history;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                new Route(HandlerType.GET, "/api/v1/metrics", this::cards),
                new Route(HandlerType.GET, "/api/v1/players/{player_id}/load", this::load));
    }

    // --- cards ------------------------------------------------------------------------------------------------------

    private void cards(Context context) {
        Asked asked = Asked.of(context);
        TrackingRules current = definitions.current();
        List<MetricDefinition> known = definitions.known();
        Set<String> versions = new LinkedHashSet<>();
        known.forEach(definition -> versions.add(definition.definitionVersion()));
        versions.add(current.definitionVersion());
        String version = asked.query("version");
        boolean isCurrent = version == null || version.equals(current.definitionVersion());
        TrackingRules rules = isCurrent ? current : earlier(known, String.valueOf(version), versions);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        // What made the numbers, not what this program would call the same rules today.
        String shown = isCurrent ? current.definitionVersion() : String.valueOf(version);
        answer.put("definition_version", shown).put("current", isCurrent).put("zone_set", rules.zoneSet());
        answer.set("zones_kmh", MAPPER.valueToTree(rules.zonesKmh()));
        answer.set("versions", MAPPER.valueToTree(versions));
        ArrayNode cards = answer.putArray("cards");
        MetricCards.of(rules).forEach(card -> {
            ObjectNode node = MAPPER.valueToTree(card);
            cards.add(node.put("version", shown));
        });
        asked.answer(answer);
    }

    private static TrackingRules earlier(List<MetricDefinition> known, String version, Set<String> versions) {
        MetricDefinition found = known.stream()
                .filter(definition -> definition.definitionVersion().equals(version))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.NOT_FOUND,
                        "version is \"" + version + "\"; known are " + String.join(", ", versions)));
        try {
            return EventJson.read(found.rules().getBytes(StandardCharsets.UTF_8), TrackingRules.class);
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemKind.NOT_FOUND,
                    "the rules of version \"" + version + "\" are stored in a form that this release cannot read",
                    e);
        }
    }

    // --- load -------------------------------------------------------------------------------------------------------

    private void load(Context context) {
        Asked asked = Asked.of(context);
        String playerId = asked.path("player_id");
        String asking = asked.query("metric");
        String metric = asking == null ? "distance_m" : asking;
        Function<PlayerSums, @Nullable Double> value = LOADS.get(metric);
        if (value == null) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST,
                    "metric is \"" + metric + "\"; allowed are "
                            + String.join(", ", LOADS.keySet().stream().sorted().toList()));
        }
        if (metric.equals(MEDICAL_LOAD) && !asked.role().mayReadMedical()) {
            throw new ProblemException(
                    ProblemKind.NOT_ALLOWED, "metric " + metric + " is health data, which medical and admin may read");
        }
        List<Session> sessions = history.sessions(playerId);
        if (sessions.isEmpty()) {
            throw new ProblemException(
                    ProblemKind.NOT_FOUND,
                    "nothing is kept of a player \"" + playerId + "\"; player_id is case-sensitive");
        }
        SortedMap<Long, Double> byDay = new TreeMap<>();
        int without = 0;
        for (Session session : sessions) {
            Double brought = value.apply(session.sums());
            if (brought == null) {
                without++;
            } else {
                byDay.merge(session.day(), brought, Double::sum);
            }
        }
        EwmaLoad load = EwmaLoad.of(byDay, lastDay(byDay));
        asked.answer(json(playerId, metric, load).put("sessions_without_value", without));
    }

    /** Today, so that days of rest count; or the last session's day, where that is longer ago than the slow mean reaches. */
    private long lastDay(SortedMap<Long, Double> byDay) {
        long today = Math.floorDiv(clock.millis(), DAY_MS);
        long last = byDay.isEmpty() ? today : byDay.lastKey();
        return today - last > EwmaLoad.CHRONIC_DAYS ? last : Math.max(today, last);
    }

    private static ObjectNode json(String playerId, String metric, EwmaLoad load) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("player_id", playerId).put("metric", metric);
        ArrayNode days = answer.putArray("days");
        int from = Math.max(0, load.days().size() - DAYS_SHOWN_MAX);
        for (EwmaLoad.Day day : load.days().subList(from, load.days().size())) {
            days.addObject()
                    .put("day", LocalDate.ofEpochDay(day.epochDay()).toString())
                    .put("value", day.value())
                    .put("ewma7", day.ewma7())
                    .put("ewma28", day.ewma28());
        }
        answer.put("acwr_coupled", load.acwrCoupled());
        answer.put("acwr_uncoupled", load.acwrUncoupled());
        answer.putObject("warm_up")
                .put("needed_days", EwmaLoad.WARM_UP_DAYS)
                .put("known_days", load.knownDays())
                .put("done", load.warmedUp());
        return answer;
    }

    private static @Nullable Double micro(PlayerSums sums, Part part) {
        return sums.count(part) == 0 ? null : (Double) (sums.sum(part) / 1e6);
    }
}
