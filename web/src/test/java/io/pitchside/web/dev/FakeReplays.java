package io.pitchside.web.dev;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.model.tracking.TrackingRules;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.Replays;
import java.util.List;

/** Replays that were never run: a match that differs in one value, two players under two zone sets, one reading's way. */
public final class FakeReplays implements Replays {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public ObjectNode verify(String matchId) {
        if (matchId.startsWith("no-")) {
            throw new ProblemException(ProblemKind.NOT_FOUND, "there is no match \"" + matchId + "\"");
        }
        ObjectNode report = JSON.objectNode().put("match_id", matchId).put("parity", false);
        report.put("definition_version", TrackingRules.DEFAULT.definitionVersion());
        ArrayNode sources = report.putArray("sources");
        for (String name : List.of("topic", "store")) {
            ObjectNode source =
                    sources.addObject().put("source", name).put("from", 0).put("to", 2_208_413);
            source.put("records", 2_208_413)
                    .put("keys", 131_100)
                    .put("equal", 131_098)
                    .put("different", 2);
            source.put("only_stored", 0).put("only_recomputed", 0);
            ArrayNode differences = source.putArray("first_differences");
            difference(differences, "distance_mm").put("stored", 4_211).put("recomputed", 4_212);
            difference(differences, "hr").put("stored", 171).put("recomputed", 172);
            source.put("took_ms", 9_120).put("note", "");
        }
        return report;
    }

    private static ObjectNode difference(ArrayNode differences, String field) {
        return differences
                .addObject()
                .put("player_id", "h7")
                .put("second", 1_785_600_000L)
                .put("field", field)
                .put("revision", 77_120);
    }

    @Override
    public ObjectNode whatIf(String matchId, List<Double> zonesKmh) {
        ObjectNode answer = JSON.objectNode().put("took_ms", 4_812).put("readings", 2_207_990);
        scored(answer.putObject("base"), TrackingRules.DEFAULT, 812.4);
        scored(answer.putObject("alternative"), TrackingRules.DEFAULT.withZones(zonesKmh), 846.9);
        return answer;
    }

    private static void scored(ObjectNode side, TrackingRules rules, double hsrM) {
        side.put("definition_version", rules.definitionVersion());
        ArrayNode zones = side.putArray("zones_kmh");
        rules.zonesKmh().forEach(zones::add);
        ArrayNode players = side.putArray("players");
        for (String player : List.of("h7", "h9")) {
            players.addObject()
                    .put("player_id", player)
                    .put("distance_m", 10_412.5)
                    .put("hsr_m", hsrM)
                    .put("sprint_m", hsrM / 4)
                    .put("sprints", 17)
                    .put("hr_mean", 158);
        }
    }

    @Override
    public ObjectNode trace(String eventId) {
        ObjectNode trace =
                JSON.objectNode().put("event_id", eventId).put("found", true).put("took_ms", 120);
        ArrayNode hops = trace.putArray("hops");
        hops.addObject().put("hop", "front-door").put("where", "mqtt").put("at", 1_785_600_000_004L);
        hops.addObject()
                .put("hop", "topic")
                .put("where", "sensor-readings")
                .put("partition", 0)
                .put("offset", 77_120)
                .put("at", 1_785_600_000_007L)
                .put("detail", "3 ms after the hop before");
        return trace;
    }
}
