package io.pitchside.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Recomputes a match: to prove the stored numbers, or to see them under other speed zones. */
@Command(
        name = "replay",
        description = "Recomputes a match from its raw records.",
        footer = {"", "--verify exits 0 when every stored value is what the recomputation gives, and 1 when one is not."
        })
final class ReplayCommand implements Callable<Integer> {
    /** What the platform may take for a long match. */
    private static final Duration ANSWER_MAX = Duration.ofMinutes(5);

    private final SiteOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "MATCH", description = "Id of the match.")
    private String match = "";

    @Option(
            names = "--verify",
            description = "Recomputes from the topic and from the store, and compares every final value with what is"
                    + " stored.")
    private boolean verify;

    @Option(
            names = "--zones",
            paramLabel = "ZONES",
            description = "Totals under other speed zones, beside those in force: fifa, hsr, or four rising thresholds"
                    + " in km/h (7.2,14.4,19.8,25.2).")
    private @Nullable String zones;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    ReplayCommand(SiteOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws CommandFailure {
        if (verify == (zones != null)) {
            throw CommandFailure.wrongCall("say either --verify, or --zones fifa|hsr|a,b,c,d for a what-if");
        }
        JsonNode body = zones == null ? JsonNodeFactory.instance.objectNode() : zones(zones);
        RunningPlatform platform = RunningPlatform.of(options.configuration());
        String path = "/api/v1/matches/" + URLEncoder.encode(match, UTF_8).replace("+", "%20");
        JsonNode answer = answer(platform.post(path + (verify ? "/replay" : "/what-if"), body, ANSWER_MAX));
        Console console = Console.of(spec);
        if (json) {
            console.json(answer);
        } else if (verify) {
            printParity(answer, console);
        } else {
            printWhatIf(answer, console);
        }
        return !verify || answer.path("parity").asBoolean(false) ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private static ObjectNode zones(String text) throws CommandFailure {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!text.contains(",")) {
            return body.put("zones", text);
        }
        try {
            var thresholds = body.putArray("zones");
            for (String threshold : text.split(",", -1)) {
                thresholds.add(Double.parseDouble(threshold.strip()));
            }
            return body;
        } catch (NumberFormatException e) {
            throw new CommandFailure(
                    ExitCodes.WRONG_CALL,
                    "--zones " + text + ": write fifa, hsr, or four rising thresholds in km/h as 7.2,14.4,19.8,25.2",
                    e);
        }
    }

    private static JsonNode answer(HttpResponse<InputStream> response) throws CommandFailure {
        try (InputStream body = response.body()) {
            return EventJson.reader().readTree(body);
        } catch (IOException e) {
            throw new CommandFailure(ExitCodes.FAILED, "the answer cannot be read: " + e, e);
        }
    }

    private static void printParity(JsonNode report, Console console) {
        TextTable table = new TextTable(
                "from", "records", "keys", "equal", "different", "only stored", "only recomputed", "seconds");
        for (JsonNode source : report.path("sources")) {
            table.add(
                    source.path("source"),
                    source.path("records"),
                    source.path("keys"),
                    source.path("equal"),
                    source.path("different"),
                    source.path("only_stored"),
                    source.path("only_recomputed"),
                    String.format(Locale.ROOT, "%.1f", source.path("took_ms").asLong() / 1e3));
        }
        console.table(table);
        console.data((report.path("parity").asBoolean(false) ? "parity" : "NO parity") + " of match "
                + report.path("match_id").asText() + " under "
                + report.path("definition_version").asText());
        for (JsonNode source : report.path("sources")) {
            String name = source.path("source").asText();
            if (!source.path("note").asText().isEmpty()) {
                console.data(name + ": " + source.path("note").asText());
            }
            for (JsonNode difference : source.path("first_differences")) {
                console.data(name + ": player " + difference.path("player_id").asText() + ", second "
                        + difference.path("second").asText() + ", "
                        + difference.path("field").asText() + ": stored "
                        + TextTable.text(difference.path("stored")) + ", recomputed "
                        + TextTable.text(difference.path("recomputed")) + " (revision "
                        + difference.path("revision").asText() + ")");
            }
        }
    }

    private static void printWhatIf(JsonNode answer, Console console) {
        JsonNode base = answer.path("base");
        JsonNode alternative = answer.path("alternative");
        console.data("zones " + base.path("zones_kmh") + " ("
                + base.path("definition_version").asText()
                + ") and " + alternative.path("zones_kmh") + " ("
                + alternative.path("definition_version").asText() + ") km/h, from "
                + answer.path("readings").asText() + " records in "
                + answer.path("took_ms").asText() + " ms");
        Map<String, JsonNode> others = new HashMap<>();
        alternative
                .path("players")
                .forEach(player -> others.put(player.path("player_id").asText(), player));
        TextTable table = new TextTable(
                "player",
                "distance m",
                "zone 4+5 m",
                "instead",
                "zone 5 m",
                "instead",
                "zone 1 m",
                "instead",
                "zone 2 m",
                "instead",
                "zone 3 m",
                "instead");
        for (JsonNode player : base.path("players")) {
            JsonNode other =
                    others.getOrDefault(player.path("player_id").asText(), JsonNodeFactory.instance.objectNode());
            table.add(
                    player.path("player_id"),
                    metres(player, "distance_m"),
                    metres(player, "hsr_m"),
                    metres(other, "hsr_m"),
                    metres(player, "sprint_m"),
                    metres(other, "sprint_m"),
                    metres(player, "zone1_m"),
                    metres(other, "zone1_m"),
                    metres(player, "zone2_m"),
                    metres(other, "zone2_m"),
                    metres(player, "zone3_m"),
                    metres(other, "zone3_m"));
        }
        console.table(table);
    }

    private static String metres(JsonNode player, String field) {
        JsonNode value = player.path(field);
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f", value.asDouble()) : "-";
    }
}
