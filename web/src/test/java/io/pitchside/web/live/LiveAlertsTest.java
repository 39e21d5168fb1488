package io.pitchside.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.EventHeaders;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerTotals;
import io.pitchside.web.KeptMatches;
import io.pitchside.web.live.TotalsStore.StoredTotals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts as the pages hear of them; and what of the ball and of bare heart rates they do not hear. */
class LiveAlertsTest {
    private final SettableClock clock = new SettableClock();
    private final KeptMatches history = new KeptMatches();
    private final LiveHub hub = new LiveHub(
            (matchId, from) -> new StoredTotals(List.of(), List.of()), history, PastRecords.none(), 1, clock);

    @BeforeEach
    void matchIsKnown() {
        hub.accept(input -> input.setup("m1".getBytes(UTF_8), "{\"match_id\":\"m1\",\"version\":1}".getBytes(UTF_8)));
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private static Alert alert(String rule, long at, boolean medical) {
        return new Alert("tracking", rule, "m1", "p", "m1/p", at, null, 31.0, 20.0, medical, "look");
    }

    private void hear(Alert alert) {
        hub.accept(input -> input.alert(EventJson.bytes(alert)));
    }

    private Watcher watch(boolean medical) {
        Watcher watcher = new Watcher();
        hub.connect("m1", medical, null, watcher, watcher, watcher::abort);
        return watcher;
    }

    /** The ids of the last event, newest first. */
    private static List<String> lastIds(Watcher watcher) {
        return last(watcher).findValuesAsText("rule");
    }

    private static JsonNode last(Watcher watcher) {
        List<String> events = watcher.data("alerts");
        try {
            return EventJson.reader().readTree(events.get(events.size() - 1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoConnectsGetsTheNewestHundred() {
        for (int i = 0; i < LiveSettings.ALERTS_SENT_MAX + 20; i++) {
            hear(alert("rule-" + i, 1_000 + i, false));
        }

        Watcher watcher = watch(false);

        assertThat(lastIds(watcher))
                .hasSize(100)
                .startsWith("rule-119", "rule-118")
                .endsWith("rule-20");
    }

    @Test
    void anAlertIsSentAtOnceAndAgainWhenItIsOver() {
        Watcher watcher = watch(false);
        hear(alert("sensor-silent", 1_000, false));

        assertThat(last(watcher).get(0).get("state").asText()).isEqualTo("raised");

        hear(alert("sensor-silent", 1_000, false).cleared(1_800));

        assertThat(last(watcher)).hasSize(1);
        assertThat(last(watcher).get(0).get("state").asText()).isEqualTo("cleared");
        assertThat(last(watcher).get(0).get("cleared_at").asLong()).isEqualTo(1_800);
    }

    @Test
    void whatComesAgainIsNotSentAgainAndTheEndStaysTheEnd() {
        Watcher watcher = watch(false);
        hear(alert("sensor-silent", 1_000, false).cleared(1_800));
        int sent = watcher.data("alerts").size();

        hear(alert("sensor-silent", 1_000, false));
        hear(alert("sensor-silent", 1_000, false).cleared(1_800));

        assertThat(watcher.data("alerts")).hasSize(sent);
    }

    @Test
    void medicalAlertsGoOnlyToThoseWhoMayKnow() {
        hear(alert("heart-rate", 1_000, true));
        Watcher coach = watch(false);
        Watcher doctor = watch(true);
        assertThat(last(coach)).isEmpty();
        assertThat(lastIds(doctor)).containsExactly("heart-rate");

        hear(alert("heart-rate", 2_000, true));
        hub.accept(input -> input.acknowledgement(
                EventJson.bytes(new AlertAcknowledgement("tracking/heart-rate/m1/p/2000", "m1", "medical", 2_100))));

        assertThat(last(doctor).get(0).get("acknowledged").get("role").asText()).isEqualTo("medical");
        assertThat(coach.text()).doesNotContain("heart");
    }

    @Test
    void anAcknowledgementIsShownToAllWhicheverComesFirst() {
        Watcher watcher = watch(false);
        hub.accept(input -> {
            input.acknowledgement(EventJson.bytes(
                    new AlertAcknowledgement("tracking/sensor-silent/m1/p/1000", "m1", "coach", 1_200)));
            input.acknowledgement(EventJson.bytes(
                    new AlertAcknowledgement("tracking/sensor-silent/m1/p/1000", "m1", "admin", 1_300)));
            input.alert(EventJson.bytes(alert("sensor-silent", 1_000, false)));
        });

        assertThat(last(watcher).get(0).get("acknowledged").toString()).isEqualTo("{\"at\":1200,\"role\":\"coach\"}");
    }

    @Test
    void anAcknowledgementOverHttpReachesThePagesWithinASecond() {
        hear(alert("sensor-silent", 1_000, false));
        Watcher watcher = watch(false);

        hub.alerts().acknowledged(new AlertAcknowledgement("tracking/sensor-silent/m1/p/1000", "m1", "coach", 1_200));
        clock.pass(Duration.ofSeconds(1));
        hub.accept(input -> {});

        assertThat(last(watcher).get(0).has("acknowledged")).isTrue();
    }

    @Test
    void whatWasStoredBeforeTheStartIsNotForgotten() throws Exception {
        history.keep(alert("sensor-silent", 1_000, false));
        history.keep(new AlertAcknowledgement("tracking/sensor-silent/m1/p/1000", "m1", "coach", 1_200));
        Watcher watcher = watch(false);

        hub.alerts().newest("m1", Duration.ofSeconds(10));
        clock.pass(Duration.ofSeconds(1));
        hub.accept(input -> {});

        assertThat(lastIds(watcher)).containsExactly("sensor-silent");
        assertThat(last(watcher).get(0).get("acknowledged").get("at").asLong()).isEqualTo(1_200);
    }

    @Test
    void aStoreThatIsAwayIsAskedAgain() {
        history.away(true);
        history.keep(alert("sensor-silent", 1_000, false));
        Watcher watcher = watch(false);
        await().until(() -> hubShowsNothingLoaded());

        history.away(false);
        await().untilAsserted(() -> {
            clock.pass(Duration.ofSeconds(6));
            hub.accept(input -> {});
            assertThat(watcher.data("alerts").stream().anyMatch(data -> data.contains("sensor-silent")))
                    .isTrue();
        });
    }

    private boolean hubShowsNothingLoaded() throws InterruptedException {
        return hub.alerts().newest("m1", Duration.ofMillis(1)).isEmpty();
    }

    @Test
    void onlyTheNewestAreKept() throws Exception {
        for (int i = 0; i < LiveSettings.ALERTS_MAX + 10; i++) {
            hear(alert("rule", 1_000 + i, false));
        }

        List<ShownAlert> alerts = hub.alerts().newest("m1", Duration.ofSeconds(10));

        assertThat(alerts).hasSize(LiveSettings.ALERTS_MAX);
        assertThat(alerts.get(LiveSettings.ALERTS_MAX - 1).at()).isEqualTo(1_010);
    }

    @Test
    void whatIsNoAlertOfAMatchIsPassedOver() throws Exception {
        hub.accept(input -> {
            input.alert("{\"rule\":".getBytes(UTF_8));
            input.alert(EventJson.bytes(
                    new Alert("platform", "lag", "", null, "kafka", 1_000, null, null, null, false, "late")));
            input.acknowledgement("[]".getBytes(UTF_8));
        });

        assertThat(hub.alerts().newest("m1", Duration.ofSeconds(10))).isEmpty();
        assertThat(hub.list()).hasSize(1);
    }

    // --- the ball, and readings without a place ---------------------------------------------------------------------

    @Test
    void theBallHasPositionsButNoPlaceAmongThePlayers() throws Exception {
        Watcher watcher = watch(true);

        hub.accept(input -> {
            input.reading(0, 1, key("m1/ball"), bytes("{\"seq\":1,\"ts\":1000,\"x\":1,\"y\":2}"), marks());
            input.second(0, 1, EventJson.bytes(Rows.row(MatchSetup.BALL, 100, 30_000, 1)));
            input.second(0, 2, EventJson.bytes(Rows.row("p", 100, 5_000, 2)));
        });
        clock.pass(Duration.ofSeconds(1));
        hub.accept(input -> {});

        assertThat(watcher.data("positions")).containsExactly("[[\"ball\",1000,1,2,1]]");
        assertThat(watcher.data("seconds")).hasSize(1);
        assertThat(String.join("", watcher.data("seconds")) + String.join("", watcher.data("totals")))
                .contains("\"p\"")
                .doesNotContain("ball");
        assertThat(hub.players("m1", Duration.ofSeconds(10)).players().stream().map(PlayerTotals::playerId))
                .containsExactly("p");
    }

    @Test
    void aReadingOfHeartRateAloneIsNoPosition() {
        Watcher watcher = watch(true);

        hub.accept(input -> {
            input.reading(0, 1, key("m1/p"), bytes("{\"seq\":1,\"ts\":1000,\"hr\":150}"), marks());
            input.reading(0, 2, key("m1/p"), bytes("{\"seq\":2,\"ts\":1040,\"x\":1,\"y\":2}"), marks());
        });

        assertThat(watcher.data("positions")).containsExactly("[[\"p\",1040,1,2,2]]");
        assertThat(hub.match("m1").orElseThrow().sensorsLive()).isEqualTo(1);
    }

    private static ByteBuffer key(String key) {
        return ByteBuffer.wrap(key.getBytes(UTF_8));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static ReadingMarks marks() {
        return new ReadingMarks().header(EventHeaders.EVENT_ID, "id".getBytes(UTF_8));
    }
}
