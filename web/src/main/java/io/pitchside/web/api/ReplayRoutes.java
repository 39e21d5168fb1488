package io.pitchside.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.pitchside.model.access.Role;
import io.pitchside.model.tracking.TrackingRules;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.Replays;
import io.pitchside.web.access.MedicalFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Recomputing a match, and where an event went. */
public final class ReplayRoutes {
    /** No event id of ours is longer. */
    static final int EVENT_ID_CHARACTERS_MAX = 400;

    private static final Set<Role> VERIFIERS = Set.of(Role.ANALYST, Role.OPERATOR, Role.ADMIN);

    private final Replays replays;

    public ReplayRoutes(Replays replays) {
        this.replays = replays;
    }

    public List<Route> routes() {
        return List.of(
                new Route(HandlerType.POST, "/api/v1/matches/{match_id}/replay", this::verify),
                new Route(HandlerType.POST, "/api/v1/matches/{match_id}/what-if", this::whatIf),
                new Route(HandlerType.GET, "/api/v1/trace", this::trace));
    }

    private void verify(Context context) {
        Asked asked = Asked.of(context);
        mustVerify(asked, "replay matches");
        ObjectNode report = replays.verify(asked.path("match_id"));
        if (!asked.role().mayReadMedical()) {
            withholdMedicalValues(report);
        }
        asked.answer(report);
    }

    /** A difference names its field as a value, which a filter by field name passes: so its values go here. */
    private static void withholdMedicalValues(ObjectNode report) {
        for (JsonNode source : report.path("sources")) {
            for (JsonNode difference : source.path("first_differences")) {
                if (MedicalFilter.NAMES.contains(difference.path("field").asText())
                        && difference instanceof ObjectNode node) {
                    node.remove(List.of("stored", "recomputed"));
                    node.put("withheld", true);
                }
            }
        }
    }

    private void whatIf(Context context) {
        Asked asked = Asked.of(context);
        List<Double> zones = zones(asked.jsonBody().path("zones"));
        asked.answer(replays.whatIf(asked.path("match_id"), zones));
    }

    private static List<Double> zones(JsonNode zones) {
        if (zones.asText().equals("fifa")) {
            return TrackingRules.ZONES_FIFA;
        }
        if (zones.asText().equals("hsr")) {
            return TrackingRules.ZONES_HSR;
        }
        List<Double> thresholds = new ArrayList<>();
        boolean numbers = zones.isArray() && zones.size() == TrackingRules.ZONES - 1;
        for (JsonNode threshold : zones) {
            numbers &= threshold.isNumber();
            thresholds.add(threshold.asDouble());
        }
        try {
            if (numbers) {
                return TrackingRules.DEFAULT.withZones(thresholds).zonesKmh();
            }
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, String.valueOf(e.getMessage()), e);
        }
        throw new ProblemException(
                ProblemKind.BAD_REQUEST,
                "zones is " + zones + "; allowed are \"fifa\", \"hsr\" or " + (TrackingRules.ZONES - 1)
                        + " rising thresholds in km/h, as in [7.2, 14.4, 19.8, 25.2]");
    }

    private void trace(Context context) {
        Asked asked = Asked.of(context);
        mustVerify(asked, "trace events");
        String id = context.queryParam("event_id");
        if (id == null || id.isBlank() || id.length() > EVENT_ID_CHARACTERS_MAX) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST,
                    "event_id is missing or has more than " + EVENT_ID_CHARACTERS_MAX + " characters");
        }
        asked.answer(replays.trace(id));
    }

    private static void mustVerify(Asked asked, String what) {
        if (!VERIFIERS.contains(asked.role())) {
            throw new ProblemException(
                    ProblemKind.NOT_ALLOWED,
                    "role " + asked.role().code() + " may not " + what + "; analyst, operator and admin may");
        }
    }
}
