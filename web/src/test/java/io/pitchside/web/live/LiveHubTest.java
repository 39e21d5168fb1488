package io.pitchside.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pitchside.model.event.EventHeaders;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.web.KeptMatches;
import io.pitchside.web.ProblemException;
import io.pitchside.web.live.TotalsStore.StoredTotals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveHubTest {
    private final SettableClock clock = new SettableClock();
    private final List<String> pastReads = new ArrayList<>();
    private PastRecords past = (topic, partition, from, to, visitor) -> {
        pastReads.add(topic + " " + from + "-" + to);
        for (long offset = from; offset < to && topic.equals("sensor-readings"); offset++) {
            visitor.visit(key("m1/p"), value(1_000 + offset, offset), marks());
        }
    };
    private final KeptMatches history = new KeptMatches();
    private final LiveHub hub = new LiveHub(
            (matchId, from) -> new StoredTotals(List.of(), List.of()),
            history,
            (topic, partition, from, to, visitor) -> past.read(topic, partition, from, to, visitor),
            1,
            clock);

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void everyReadingIsSentOnceAsItStands() {
        Watcher watcher = watch("m1");

        hub.accept(input -> {
            input.reading(
                    0, 1, key("m1/p"), bytes("{\"seq\":1,\"ts\":1000,\"x\":1.50,\"y\":-0.25,\"hr\":171}"), marks());
            input.reading(0, 2, key("m1/p"), bytes("{\"seq\":2,\"ts\":1040,\"x\":2,\"y\":3}"), marks());
            input.reading(
                    0, 3, key("m1/p"), bytes("{\"seq\":1,\"ts\":1000,\"x\":1.50,\"y\":-0.25,\"hr\":171}"), marks());
        });

        assertThat(watcher.data("positions")).containsExactly("[[\"p\",1000,1.50,-0.25,1],[\"p\",1040,2,3,2]]");
        assertThat(watcher.lastId()).isEqualTo("sensor-readings/0:4,player-metrics/0:0");
    }

    @Test
    void onePollIsOneEventPerMatch() {
        Watcher one = watch("m1");
        Watcher two = watch("m2");

        hub.accept(input -> {
            input.reading(0, 1, key("m1/p"), value(1_000, 1), marks());
            input.reading(0, 2, key("m2/p"), value(1_000, 1), marks());
            input.reading(0, 3, key("m1/q"), value(1_000, 1), marks());
        });

        assertThat(one.data("positions")).containsExactly("[[\"p\",1000,1,2,1],[\"q\",1000,1,2,1]]");
        assertThat(two.data("positions")).containsExactly("[[\"p\",1000,1,2,1]]");
    }

    @Test
    void whatIsNoReadingOfThatPlayerIsNotShown() {
        Watcher watcher = watch("m1");

        hub.accept(input -> {
            input.reading(0, 1, key("m1/?"), bytes("{\"seq\":1"), new ReadingMarks());
            input.reading(0, 2, key("m1/p"), bytes("{\"seq\":1,\"ts\":1000}"), marks());
            input.reading(
                    0, 3, key("m1/p"), bytes("{\"player_id\":\"q\",\"seq\":1,\"ts\":1000,\"x\":1,\"y\":2}"), marks());
            input.reading(0, 4, key("m1/p"), value(1_000, 1), marks().header(EventHeaders.SENDER_PROBLEM, new byte[1]));
            input.reading(0, 5, key("m1"), value(1_000, 1), marks());
        });

        assertThat(watcher.data("positions")).isEmpty();
    }

    @Test
    void aPlayersNameCannotBreakTheStream() {
        Watcher watcher = watch("m1");

        hub.accept(input -> input.reading(0, 1, key("m1/Müller\n\nevent: x"), value(1_000, 1), marks()));
        hub.accept(input -> input.reading(0, 2, key("m1/Müller <b>"), value(1_000, 1), marks()));

        assertThat(watcher.data("positions")).containsExactly("[[\"Müller <b>\",1000,1,2,1]]");
    }

    @Test
    void aControlRecordIsNoReadingButASetup() {
        Watcher watcher = watch("m1");
        MatchSetup changed = setup("m1").withVersion(2);

        hub.accept(input -> input.reading(
                0,
                1,
                key("m1"),
                ByteBuffer.wrap(EventJson.bytes(changed)),
                new ReadingMarks().header(EventHeaders.CONTROL, "match-setup".getBytes(UTF_8))));

        assertThat(watcher.data("setup")).hasSize(2);
        assertThat(hub.match("m1").orElseThrow().setup()).isEqualTo(changed);
    }

    @Test
    void aClientThatComesBackGetsWhatItMissedFromTheRing() {
        Watcher first = watch("m1");
        read(1);
        String position = first.lastId();
        read(2);
        read(3);

        Watcher back = resume("m1", position);

        assertThat(back.data("positions")).containsExactly("[[\"p\",1002,1,2,2]]", "[[\"p\",1003,1,2,3]]");
        assertThat(back.data("reset")).isEmpty();
        assertThat(back.lastId()).isEqualTo("sensor-readings/0:4,player-metrics/0:0");
    }

    @Test
    void whatTheRingLacksIsReadFromTheLog() {
        hub.accept(input -> input.startsAt(0, 100, 20));

        Watcher back = resume("m1", "sensor-readings/0:97,player-metrics/0:20");
        awaitEvent(back, "positions");

        assertThat(back.data("positions"))
                .containsExactly("[[\"p\",1097,1,2,97],[\"p\",1098,1,2,98],[\"p\",1099,1,2,99]]");
        assertThat(pastReads).contains("sensor-readings 97-100");
    }

    @Test
    void aPositionThatCannotBeReadAgainBeginsAnew() {
        past = (topic, partition, from, to, visitor) -> {
            throw new IOException("gone");
        };
        hub.accept(input -> input.startsAt(0, 100, 20));

        Watcher back = resume("m1", "sensor-readings/0:97,player-metrics/0:20");
        awaitEvent(back, "reset");

        assertThat(back.data("totals")).hasSize(1);
        assertThat(back.lastId()).isEqualTo("sensor-readings/0:100,player-metrics/0:20");
    }

    @Test
    void aPositionTooFarBackOrOfAnotherLogBeginsAnew() {
        hub.accept(input -> input.startsAt(0, 1_000_000, 20));

        assertThat(resume("m1", "sensor-readings/0:1,player-metrics/0:1").data("reset"))
                .hasSize(1);
        assertThat(resume("m1", "sensor-readings/0:2000000,player-metrics/0:1").data("reset"))
                .hasSize(1);
        assertThat(resume("m1", "hello").data("reset")).hasSize(1);
        assertThat(pastReads).isEmpty();
    }

    @Test
    void aSlowClientIsCutAndTheOthersGoOn() {
        Watcher slow = watch("m1");
        Watcher quick = watch("m1");
        slow.stall();

        int polls = 0;
        while (slow.failure() == null && polls < 10_000) {
            polls++;
            readMany(polls);
        }

        assertThat(slow.failure()).isNotNull();
        assertThat(slow.aborts()).isPositive();
        assertThat(quick.data("positions")).hasSize(polls);
        assertThat(quick.failure()).isNull();
    }

    @Test
    void aClientThatWasShortlyBusyMissesNothing() {
        Watcher watcher = watch("m1");
        watcher.stall();
        read(1);
        read(2);
        read(3);

        watcher.drain();

        assertThat(watcher.data("positions")).hasSize(3);
    }

    @Test
    void heartRatesGoOnlyToThoseWhoMaySeeThem() {
        Watcher coach = watch("m1");
        Watcher medical = connect("m1", true, null);

        hub.accept(input -> input.second(0, 1, EventJson.bytes(Rows.row("p", 100, 5_000, 10))));
        clock.pass(Duration.ofSeconds(1));
        hub.accept(input -> {});

        assertThat(medical.data("seconds").get(0)).contains("\"hr\":150");
        assertThat(medical.data("totals").get(1)).contains("\"hr\":150").contains("\"hr_mean\":150");
        assertThat(medical.data("setup").get(0)).contains("hr_max");
        assertThat(coach.data("seconds").get(0)).contains("\"distance_mm\":5000");
        assertThat(coach.text()).doesNotContain("\"hr");
    }

    @Test
    void latencyLeavesOutWarmUpAndHistoricReadings() {
        long ingested = clock.millis() * 1_000 - 7_000;
        hub.accept(input -> {
            input.reading(0, 1, key("m1/p"), value(1_000, 1), marks(ingested));
            input.reading(
                    0, 2, key("m1/p"), value(1_040, 2), marks(1).header(EventHeaders.HISTORIC, "true".getBytes(UTF_8)));
            input.reading(
                    0,
                    3,
                    key("_warm-up-1/p"),
                    value(1_040, 2),
                    marks(1).header(EventHeaders.SOURCE, EventHeaders.SOURCE_WARM_UP.getBytes(UTF_8)));
        });

        LatencyMeter.Latency latency = hub.latency().sinceStart();

        assertThat(latency.count()).isEqualTo(1);
        assertThat(latency.max()).isBetween(7.0, 7.1);
    }

    @Test
    void anIntervalOfTheLatencyBeginsWhenItIsReset() {
        hub.accept(input -> input.reading(0, 1, key("m1/p"), value(1_000, 1), marks(clock.millis() * 1_000)));
        hub.latency().resetInterval();

        hub.accept(input -> input.reading(0, 2, key("m1/p"), value(1_040, 2), marks(clock.millis() * 1_000)));

        assertThat(hub.latency().interval().count()).isEqualTo(1);
        assertThat(hub.latency().sinceStart().count()).isEqualTo(2);
    }

    @Test
    void warmUpMatchesAreWorkedOnAndShownNowhere() {
        hub.accept(input -> input.reading(0, 1, key("_warm-up-1/p"), value(1_000, 1), marks()));

        assertThat(hub.list()).isEmpty();
        assertThatThrownBy(() -> connect("_warm-up-1", false, null)).isInstanceOf(ProblemException.class);
    }

    @Test
    void whatTheWarmUpLeftIsForgottenSoon() {
        LiveMatches matches = new LiveMatches(1);
        byte[] key = "_warm-up-1/p".getBytes(UTF_8);
        matches.track(key, 0, key.length, 0);

        matches.forgetIdle(LiveSettings.SENSOR_LIVE_MS + 1);

        assertThat(matches.all()).isEmpty();
    }

    @Test
    void anArchivedMatchIsNoLongerShownLive() {
        Watcher watcher = watch("m1");
        MatchSetup archived = setup("m1").withStatus(MatchSetup.Status.ARCHIVED).withVersion(5);

        hub.accept(input -> input.setup("m1".getBytes(UTF_8), EventJson.bytes(archived)));
        read(1);

        assertThat(watcher.data("positions")).isEmpty();
    }

    @Test
    void healthComesOnceASecond() {
        Watcher watcher = watch("m1");
        read(1);
        watcher.forget();
        clock.pass(Duration.ofMillis(999));
        hub.accept(input -> {});
        int early = watcher.data("health").size();

        clock.pass(Duration.ofMillis(1));
        hub.accept(input -> {});

        assertThat(early).isZero();
        assertThat(watcher.data("health")).hasSize(1);
        assertThat(watcher.data("health").get(0)).contains("\"sensors_live\":1").contains("\"feed\":\"starting\"");
    }

    @Test
    void aMatchThatIsNotKnownCannotBeWatched() {
        assertThatThrownBy(() -> connect("nope", false, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("there is no match \"nope\"");
    }

    @Test
    void closingEndsEveryStream() {
        Watcher watcher = watch("m1");

        hub.close();

        assertThat(watcher.ended()).isTrue();
    }

    @Test
    void anIdleMatchGivesItsMemoryBackAndStaysOnTheList() {
        hub.accept(input -> input.setup("m1".getBytes(UTF_8), EventJson.bytes(setup("m1"))));
        read(1);
        int before = hub.match("m1").orElseThrow().sensorsTotal();
        clock.pass(Duration.ofMillis(LiveSettings.IDLE_MS_MAX + 1));

        hub.accept(input -> {});

        assertThat(before).isEqualTo(2);
        assertThat(hub.match("m1").orElseThrow().setup()).isEqualTo(setup("m1"));
    }

    // --- words for the above ----------------------------------------------------------------------------------------

    private Watcher watch(String matchId) {
        hub.accept(input -> input.setup(matchId.getBytes(UTF_8), EventJson.bytes(setup(matchId))));
        return connect(matchId, false, null);
    }

    private Watcher resume(String matchId, String lastEventId) {
        hub.accept(input -> input.setup(matchId.getBytes(UTF_8), EventJson.bytes(setup(matchId))));
        return connect(matchId, false, lastEventId);
    }

    private Watcher connect(String matchId, boolean medical, @Nullable String lastEventId) {
        Watcher watcher = new Watcher();
        hub.connect(matchId, medical, lastEventId, watcher, watcher, watcher::abort);
        return watcher;
    }

    private void read(long seq) {
        hub.accept(input -> input.reading(0, seq, key("m1/p"), value(1_000 + seq, seq), marks()));
    }

    private void readMany(int poll) {
        hub.accept(input -> {
            for (int i = 0; i < 500; i++) {
                long seq = poll * 500L + i;
                input.reading(0, seq, key("m1/p"), value(1_000 + seq, seq), marks());
            }
        });
    }

    private static void awaitEvent(Watcher watcher, String event) {
        await().until(() -> !watcher.data(event).isEmpty());
    }

    private static MatchSetup setup(String matchId) {
        MatchSetup.Player player =
                new MatchSetup.Player("p", MatchSetup.Side.HOME, "Pat", 7, null, null, List.of("s"), 190, 50);
        MatchSetup.Player other =
                new MatchSetup.Player("q", MatchSetup.Side.AWAY, "Quinn", 8, null, null, List.of(), null, null);
        return new MatchSetup(
                matchId,
                1,
                null,
                "football",
                0,
                MatchSetup.Status.LIVE,
                MatchSetup.Pitch.STANDARD,
                new MatchSetup.Team("Reds", null, null),
                new MatchSetup.Team("Blues", null, null),
                List.of(player, other),
                List.of());
    }

    private static ByteBuffer key(String key) {
        return bytes(key);
    }

    private static ByteBuffer value(long ts, long seq) {
        return bytes("{\"seq\":" + seq + ",\"ts\":" + ts + ",\"x\":1,\"y\":2}");
    }

    private static ByteBuffer bytes(String text) {
        // With something before and behind, as a slice of a fetched batch has.
        byte[] padded = ("##" + text + "##").getBytes(UTF_8);
        return ByteBuffer.wrap(padded, 2, padded.length - 4).slice();
    }

    private ReadingMarks marks() {
        return marks(clock.millis() * 1_000);
    }

    private static ReadingMarks marks(long ingestedAtMicros) {
        return new ReadingMarks()
                .header(EventHeaders.EVENT_ID, "id".getBytes(UTF_8))
                .header(
                        EventHeaders.INGESTED_AT,
                        Long.toString(ingestedAtMicros).getBytes(UTF_8));
    }
}
