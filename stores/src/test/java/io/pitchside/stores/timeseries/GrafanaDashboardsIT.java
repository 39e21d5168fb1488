package io.pitchside.stores.timeseries;

import static io.pitchside.stores.timeseries.Events.MS;
import static io.pitchside.stores.timeseries.Events.SECOND;
import static io.pitchside.stores.timeseries.Events.letter;
import static io.pitchside.stores.timeseries.Events.reading;
import static io.pitchside.stores.timeseries.Events.second;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.event.Alert;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.event.LedgerRow;
import io.pitchside.testing.InfluxDb;
import io.pitchside.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of the dashboards under {@code deploy/grafana} has an answer from the store that it is for. */
class GrafanaDashboardsIT {
    private static final Path DASHBOARDS = Repository.root().resolve("deploy/grafana/dashboards");
    private static final long FROM_MS = MS - 60_000;
    private static final long TO_MS = MS + 600_000;
    private static final String MATCH = "cup/final o'";
    private static final List<String> PLAYERS = List.of("p1", "p2");
    private static final Pattern MEDICAL =
            Pattern.compile("\\b(hr|hr_zone\\d_ms|trimp_micro)\\b", Pattern.CASE_INSENSITIVE);

    private static void fill(StoreUnderTest store) throws Exception {
        List<Object> events = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            for (String player : PLAYERS) {
                events.add(second(MATCH, player, SECOND + i, 2_000 + i, i));
                events.add(reading(MATCH, player, i, MS + i * 1_000L));
            }
        }
        events.add(new LedgerRow("tracking", "mqtt", 0, MS / 60_000 * 60_000, 10, 6, 2, 1, 1, 1, 3, 813, 800));
        events.add(letter("sensor-readings", 0, 7, new byte[] {1}));
        events.add(new Alert("tracking", "silent", MATCH, "p1", MATCH + "/p1", MS, null, null, null, false, "silent"));
        store.writeAndSettle(events.toArray());
    }

    @Test
    void ofInfluxDb() throws Exception {
        try (InfluxDb server = InfluxDb.server().start()) {
            InfluxDbStoreIT.Influx store = new InfluxDbStoreIT.Influx(server, "dashboards");
            fill(store);
            JsonNode dashboard = dashboard("pitchside-influxdb.json");
            List<String> queries = queries(dashboard, "query");

            assertThat(queries).hasSize(11);
            for (String query : queries) {
                String asked = influxQl(query);
                JsonNode answer = EventJson.reader().readTree(server.query("dashboards", asked));
                assertThat(answer.at("/results/0/series/0/values"))
                        .as("%s: %s", asked, answer)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void ofQuestDb(@TempDir Path folder) throws Exception {
        try (EmbeddedStore store = EmbeddedStore.on(folder)) {
            fill(store);
            JsonNode dashboard = dashboard("pitchside-questdb.json");
            List<String> queries = queries(dashboard, "rawSql");

            assertThat(queries).hasSize(11);
            for (String query : queries) {
                String asked = sql(query);
                assertThat(store.ask(asked).size()).as(asked).isPositive();
            }
        }
    }

    @Test
    void bothHaveTheSamePanelsAndNoneShowsMedicalFields() throws Exception {
        JsonNode influxDb = dashboard("pitchside-influxdb.json");
        JsonNode questDb = dashboard("pitchside-questdb.json");

        assertThat(influxDb.findValuesAsText("title").subList(1, 10))
                .containsExactlyElementsOf(questDb.findValuesAsText("title").subList(1, 10));
        assertThat(queries(influxDb, "query"))
                .noneMatch(query -> MEDICAL.matcher(query).find());
        assertThat(queries(questDb, "rawSql"))
                .noneMatch(query -> MEDICAL.matcher(query).find());
    }

    private static JsonNode dashboard(String name) throws IOException {
        return EventJson.reader().readTree(Files.readString(DASHBOARDS.resolve(name)));
    }

    /** Of the variables and of all panels. */
    private static List<String> queries(JsonNode dashboard, String field) {
        List<String> queries = new ArrayList<>();
        dashboard
                .at("/templating/list")
                .forEach(variable -> queries.add(variable.get("query").asText()));
        dashboard.get("panels").forEach(panel -> panel.get("targets")
                .forEach(target -> queries.add(target.get(field).asText())));
        return queries;
    }

    private static String influxQl(String query) {
        return complete(query.replace("$timeFilter", "time >= " + FROM_MS + "ms and time <= " + TO_MS + "ms")
                .replace("$__interval", "10s")
                .replace("${match:regex}", regex(MATCH))
                .replace("${player:regex}", "(" + String.join("|", PLAYERS) + ")"));
    }

    /** As Grafana writes a value into a regular expression. */
    private static String regex(String value) {
        return value.replaceAll("[\\\\^$*+?.()|\\[\\]{}/]", "\\\\$0");
    }

    private static String sql(String query) {
        String between = " BETWEEN '" + Instant.ofEpochMilli(FROM_MS) + "' AND '" + Instant.ofEpochMilli(TO_MS) + "'";
        return complete(Pattern.compile("\\$__timeFilter\\((\\w+)\\)")
                .matcher(query)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + between))
                .replace("$__interval", "10s")
                .replace("${match:sqlstring}", "'" + MATCH.replace("'", "''") + "'")
                .replace("${player:sqlstring}", "'" + String.join("','", PLAYERS) + "'"));
    }

    private static String complete(String query) {
        assertThat(query).as("a variable that the test does not know").doesNotContain("${", "$__", "$match", "$player");
        return query;
    }
}
