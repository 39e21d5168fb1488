package io.pitchside.app.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.MatchSetup.Team;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the files beside a Tracab recording say about the match, in the form that databallpy saves:
 * {@code metadata.json}, {@code home_players}, {@code away_players} and {@code periods}, each as {@code .csv} or
 * {@code .csv.gz}. Any of them may be absent. Immutable.
 *
 * @param players by player id ({@code home_7})
 * @param periods those that were played
 */
record TracabSheets(Pitch pitch, Team home, Team away, Map<String, Player> players, List<Period> periods) {
    TracabSheets {
        players = Map.copyOf(players);
        periods = List.copyOf(periods);
    }

    /** @throws LoadException if one of the files is there but cannot be understood */
    static TracabSheets beside(Path tracking) throws LoadException {
        Path folder = tracking.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            folder = Path.of(".").toAbsolutePath();
        }
        JsonNode metadata = metadata(folder.resolve("metadata.json"));
        Map<String, Player> players = new HashMap<>();
        players(folder, "home", Side.HOME, players);
        players(folder, "away", Side.AWAY, players);
        return new TracabSheets(
                pitch(metadata, folder),
                new Team(metadata.path("home_team_name").asText("Home"), null, null),
                new Team(metadata.path("away_team_name").asText("Away"), null, null),
                players,
                periods(folder));
    }

    /** The player of a column; without a sheet there is still a side and a shirt. */
    Player player(String playerId) {
        Player known = players.get(playerId);
        if (known != null) {
            return known;
        }
        boolean isHome = playerId.startsWith("home_");
        String shirt = playerId.substring(playerId.indexOf('_') + 1);
        return new Player(
                playerId,
                isHome ? Side.HOME : Side.AWAY,
                null,
                shirt.matches("\\d{1,3}") ? Integer.valueOf(shirt) : null,
                null,
                null,
                List.of(playerId),
                null,
                null);
    }

    private static JsonNode metadata(Path file) throws LoadException {
        if (!Files.exists(file)) {
            return EventJson.reader().createObjectNode();
        }
        try {
            JsonNode json = EventJson.reader().readTree(Files.readString(file, UTF_8));
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            throw LoadException.wrongData(file + " is no readable JSON", e);
        }
        throw LoadException.wrongData(file + " is no JSON object");
    }

    private static Pitch pitch(JsonNode metadata, Path folder) throws LoadException {
        JsonNode size = metadata.path("pitch_dimensions");
        if (size.isMissingNode() || size.isNull()) {
            return Pitch.STANDARD;
        }
        try {
            return new Pitch(size.path(0).asDouble(), size.path(1).asDouble());
        } catch (IllegalArgumentException e) {
            throw LoadException.wrongData(folder.resolve("metadata.json") + ": pitch_dimensions: " + e.getMessage(), e);
        }
    }

    private static void players(Path folder, String side, Side team, Map<String, Player> into) throws LoadException {
        for (Map<String, String> row : rows(folder, side + "_players")) {
            String shirt = row.getOrDefault("shirt_num", "");
            if (shirt.matches("\\d{1,3}")) {
                String id = side + "_" + Integer.parseInt(shirt);
                String name = row.getOrDefault("full_name", "");
                boolean starts = !row.getOrDefault("starter", "true").equalsIgnoreCase("false");
                String position = row.getOrDefault("position", "");
                String role = starts ? position : "substitute";
                into.put(
                        id,
                        new Player(
                                id,
                                team,
                                name.isEmpty() ? null : name,
                                Integer.valueOf(shirt),
                                role.isEmpty() ? null : role,
                                null,
                                List.of(id),
                                null,
                                null));
            }
        }
    }

    private static List<Period> periods(Path folder) throws LoadException {
        List<Period> periods = new ArrayList<>();
        for (Map<String, String> row : rows(folder, "periods")) {
            Long start = time(row.getOrDefault("start_datetime_td", ""));
            Long end = time(row.getOrDefault("end_datetime_td", ""));
            String name = row.getOrDefault("period_id", "");
            if (start != null && end != null && end >= start && periods.size() < MatchSetup.PERIODS_MAX) {
                // The sheet names the last frame; a period ends behind it.
                periods.add(new Period(name, start, end + 1));
            }
        }
        return periods;
    }

    private static @Nullable Long time(String text) {
        Row row = Row.of(new Lines.Line(1, text.getBytes(UTF_8), false));
        long ms = row.time(0, "time");
        return row.usable() ? ms : null;
    }

    /** The rows of a sheet by column; none where it is absent. */
    private static List<Map<String, String>> rows(Path folder, String name) throws LoadException {
        for (String ending : new String[] {".csv", ".csv.gz"}) {
            Path file = folder.resolve(name + ending);
            if (Files.exists(file)) {
                return rows(file);
            }
        }
        return List.of();
    }

    private static List<Map<String, String>> rows(Path file) throws LoadException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Lines lines = Lines.of(file)) {
            Lines.Line first = lines.next();
            if (first == null) {
                return rows;
            }
            Header header = Header.of(Row.of(first).fields());
            for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                Row row = Row.of(line);
                if (rows.size() >= MatchSetup.PLAYERS_MAX) {
                    throw LoadException.wrongData(file + " has more than " + MatchSetup.PLAYERS_MAX + " rows");
                }
                if (!line.blank() && row.usable()) {
                    Map<String, String> values = new HashMap<>();
                    for (int i = 0; i < header.size(); i++) {
                        values.put(header.names().get(i), row.text(i));
                    }
                    rows.add(values);
                }
            }
        }
        return rows;
    }
}
