package io.pitchside.stores.timeseries;

import static io.pitchside.stores.timeseries.Events.MS;
import static io.pitchside.stores.timeseries.Events.SECOND;
import static io.pitchside.stores.timeseries.Events.alert;
import static io.pitchside.stores.timeseries.Events.bareReading;
import static io.pitchside.stores.timeseries.Events.bareSecond;
import static io.pitchside.stores.timeseries.Events.letter;
import static io.pitchside.stores.timeseries.Events.reading;
import static io.pitchside.stores.timeseries.Events.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.LedgerRow;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.MetricDefinition;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.PlayerSums.Part;
import io.pitchside.model.tracking.SetupApplied;
import io.pitchside.stores.timeseries.TimeSeriesStore.PlayerDay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the platform expects of a time-series store, whichever product it is: one subclass each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TimeSeriesContract {
    @TempDir
    Path folder;

    StoreUnderTest tested;

    /** An empty store; its files may be in the folder. */
    abstract StoreUnderTest open(Path own) throws Exception;

    /** A store of its own that acknowledged that many readings of match m1, was killed, and came back. */
    abstract StoreUnderTest killedAfter(Path own, int readings) throws Exception;

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        tested = open(shared);
    }

    @AfterAll
    void stop() throws Exception {
        if (tested != null) {
            tested.close();
        }
    }

    /** Fixed seeds, and a fresh one; {@code -Dpitchside.seed} replays one. */
    static LongStream seeds() {
        Long named = Long.getLong("pitchside.seed");
        return named != null ? LongStream.of(named) : LongStream.of(1, 2, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyTextComesBackAsItWasWritten(long seed) throws Exception {
        Random random = new Random(seed);
        String match = text(random, 1) + seed;
        List<Alert> expected = IntStream.range(0, 500)
                .mapToObj(i -> new Alert(
                        text(random, 1),
                        text(random, 1),
                        match,
                        text(random, 1),
                        text(random, 1),
                        MS + i,
                        null,
                        null,
                        null,
                        false,
                        text(random, 0)))
                .toList();

        tested.writeAndSettle(expected.toArray());

        List<Alert> found = new ArrayList<>(tested.store().alerts(match, 1_000));
        java.util.Collections.reverse(found);
        assertThat(found)
                .as("replay: -Dit.test=%s -Dpitchside.seed=%d", getClass().getSimpleName(), seed)
                .containsExactlyElementsOf(expected);
    }

    private static String text(Random random, int lengthMin) {
        String signs = " ,=\\\"'\n\r\t;#/%$\u0001\u007fäß€漢😀ab01";
        StringBuilder text = new StringBuilder();
        int length = lengthMin + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            int at = random.nextInt(signs.codePointCount(0, signs.length()));
            text.appendCodePoint(signs.codePointAt(signs.offsetByCodePoints(0, at)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o'neill'; --",
                "a \"b\"",
                "comma, and = and space",
                "back\\slash\\",
                "50%25",
                "%0A",
                "漢😀",
                "line\nbreak\r\n",
                "'",
                "\\'",
                "/x.*/",
                "$1"
            })
    void namesAreOnlyNames(String name) throws Exception {
        AcceptedReading reading = reading(name, name, 7, MS);
        PlayerSecond second = second(name, name, SECOND, 5, 9);
        Alert alert = alert(name, name, MS);
        AlertAcknowledgement seen = new AlertAcknowledgement(alert.eventId(), name, "coach", MS + 1);
        SetupApplied setup = new SetupApplied(name, MS, "{\"name\":\"" + name + "\"}", 0, 3);
        DeadLetter letter = letter(name, 0, 3, new byte[] {1});

        tested.writeAndSettle(reading, second, alert, seen, setup, letter);

        TimeSeriesStore store = tested.store();
        assertThat(store.reading(name, "t-" + name, MS, 7)).contains(reading);
        assertThat(store.seconds(name, 0, Long.MAX_VALUE)).containsExactly(second);
        assertThat(store.sums(name, Long.MAX_VALUE))
                .extracting(PlayerSums::playerId)
                .containsExactly(name);
        assertThat(store.days(name)).extracting(PlayerDay::matchId).containsExactly(name);
        assertThat(store.alerts(name, 10)).containsExactly(alert);
        assertThat(store.acknowledgements(name)).containsExactly(seen);
        assertThat(store.setups(name)).containsExactly(setup);
        assertThat(store.deadLetter(name, 0, 3)).isPresent();
        assertThat(store.matches()).contains(name);
    }

    @Test
    void writingAgainChangesNothingAndTheNewestRevisionWins() throws Exception {
        PlayerSecond first = second("again", "p1", SECOND, 1_000, 5);
        PlayerSecond corrected = second("again", "p1", SECOND, 1_234, 8);

        tested.writeAndSettle(first, first, second("again", "p1", SECOND + 1, 7, 6));
        tested.writeAndSettle(first);
        tested.writeAndSettle(corrected);
        tested.writeAndSettle(corrected);

        assertThat(tested.store().seconds("again", SECOND, SECOND + 1)).containsExactly(corrected);
        PlayerSums sums = tested.store().sums("again", SECOND + 2).get(0);
        assertThat(sums.sum(Part.DISTANCE_MM)).isEqualTo(1_241);
        assertThat(sums.seconds()).isEqualTo(2);
        assertThat(sums.revision()).isEqualTo(8);
    }

    @Test
    void ofTwoRevisionsInOnePostTheLastWins() throws Exception {
        tested.writeAndSettle(second("one-post", "p1", SECOND, 1, 1), second("one-post", "p1", SECOND, 2, 2));

        assertThat(tested.store().seconds("one-post", 0, Long.MAX_VALUE))
                .containsExactly(second("one-post", "p1", SECOND, 2, 2));
    }

    @Test
    void aNewerRevisionWithoutAValueTakesTheOlderOnesAway() throws Exception {
        tested.writeAndSettle(second("nulls", "p1", SECOND, 10, 1), second("nulls", "p1", SECOND + 1, 20, 2));
        PlayerSecond bare = bareSecond("nulls", "p1", SECOND, 11, 3);

        tested.writeAndSettle(bare);

        assertThat(tested.store().seconds("nulls", SECOND, SECOND + 1)).containsExactly(bare);
        PlayerSums sums = tested.store().sums("nulls", SECOND + 2).get(0);
        assertThat(sums.sum(Part.HR)).isEqualTo(155);
        assertThat(sums.count(Part.HR)).isEqualTo(1);
        assertThat(sums.count(Part.HR_ZONE5_MS)).isEqualTo(1);
        assertThat(sums.sum(Part.LOAD_MICRO)).isEqualTo(70_000);
        assertThat(sums.count(Part.DISTANCE_MM)).isEqualTo(2);

        tested.writeAndSettle(second("nulls", "p1", SECOND, 12, 4));

        assertThat(tested.store().sums("nulls", SECOND + 2).get(0).count(Part.HR))
                .isEqualTo(2);
    }

    @Test
    void sumsAreOverTheSecondsBeforeTheGivenOne() throws Exception {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            PlayerSecond known = second("totals", "p1", SECOND + i, 1_000 + i, 100 - i);
            rows.add(i < 5 ? known : bareSecond("totals", "p1", SECOND + i, 1_000 + i, 100 - i));
        }
        rows.add(bareSecond("totals", "p2", SECOND, 7, 3));
        rows.add(bareSecond("totals", "p3", SECOND + 9, 7, 4));
        tested.writeAndSettle(rows.toArray());

        List<PlayerSums> sums = tested.store().sums("totals", SECOND + 9);

        assertThat(sums).extracting(PlayerSums::playerId).containsExactly("p1", "p2", "p3");
        PlayerSums expected = new PlayerSums("p1");
        rows.subList(0, 9).forEach(row -> expected.add((PlayerSecond) row));
        expected.addRest(0, 0, 0, SECOND + 9, 100);
        assertThat(sums.get(0))
                .usingRecursiveComparison()
                .ignoringFields("definitionVersion", "counts")
                .isEqualTo(expected);
        for (Part part : Part.values()) {
            assertThat(sums.get(0).count(part)).as("%s", part).isEqualTo(expected.count(part));
        }
        assertThat(sums.get(1).totals(null, null, 0, null).hrMean()).isNull();
        assertThat(sums.get(2).seconds()).isZero();
        assertThat(sums.get(2).sum(Part.DISTANCE_MM)).isZero();
        assertThat(sums.get(2).newestSecond()).isEqualTo(SECOND + 9);
        assertThat(sums.get(2).revision()).isEqualTo(4);
        assertThat(tested.store().sums("totals", Long.MAX_VALUE).get(2).seconds())
                .isEqualTo(1);
        assertThat(tested.store().sums("nowhere", SECOND)).isEmpty();
    }

    @Test
    void secondsComeInOrderOfTimeAndPlayer() throws Exception {
        List<PlayerSecond> rows = new ArrayList<>();
        for (int i = 9; i >= 0; i--) {
            rows.add(second("seconds", "p2", SECOND + i, i, 1));
            rows.add(second("seconds", "p10", SECOND + i, i, 1));
        }
        tested.writeAndSettle(rows.toArray());

        assertThat(tested.store().seconds("seconds", SECOND + 7, SECOND + 9))
                .extracting(row -> row.second() - SECOND + row.playerId())
                .containsExactly("7p10", "7p2", "8p10", "8p2");
    }

    @Test
    void largeNumbersAreExact() throws Exception {
        long large = Long.MAX_VALUE - 1;
        PlayerSecond second = second("large", "p1", SECOND, large, large);
        AcceptedReading reading = reading("large", "p1", large, MS, large - 1);

        tested.writeAndSettle(second, reading);

        assertThat(tested.store().seconds("large", 0, Long.MAX_VALUE)).containsExactly(second);
        assertThat(tested.store().sums("large", Long.MAX_VALUE).get(0).sum(Part.DISTANCE_MM))
                .isEqualTo(large);
        assertThat(tested.store().reading("large", "t-p1", MS, large)).contains(reading);
    }

    @Test
    void readingsOfOneMillisecondStayApartAndARepeatChangesNothing() throws Exception {
        AcceptedReading first = reading("repeat", "p1", 0, MS);
        AcceptedReading second = bareReading("repeat", "p1", 1, MS);
        AcceptedReading other = reading("repeat", "p2", 0, MS, 9);
        long before = tested.store().readings();

        tested.writeAndSettle(first, second, other);
        tested.writeAndSettle(first, second, other);

        assertThat(tested.store().readings() - before).isEqualTo(3);
        assertThat(tested.store().reading("repeat", "t-p1", MS, 0)).contains(first);
        assertThat(tested.store().reading("repeat", "t-p1", MS, 1)).contains(second);
        assertThat(tested.store().reading("repeat", "t-p2", MS, 0)).contains(other);
        assertThat(tested.store().reading("repeat", "t-p1", MS, 2)).isEmpty();
        assertThat(tested.store().reading("repeat", "t-p1", MS + 1, 0)).isEmpty();
    }

    @Test
    void readingsComeByTimeWithinTheGivenOne() throws Exception {
        List<AcceptedReading> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(reading("by-time", i % 2 == 0 ? "p1" : "p2", 500 - i, MS + i * 50L));
        }
        java.util.Collections.shuffle(rows, new Random(3));
        tested.writeAndSettle(rows.toArray());

        List<AcceptedReading> found = new ArrayList<>();
        tested.store().readings("by-time", MS + 500, MS + 1_500, 1_000, found::add);
        List<AcceptedReading> cut = new ArrayList<>();
        tested.store().readings("by-time", 0, Long.MAX_VALUE / 1_000_000, 7, cut::add);

        assertThat(found)
                .extracting(AcceptedReading::ts)
                .containsExactlyElementsOf(
                        LongStream.range(10, 30).mapToObj(i -> MS + i * 50).toList());
        assertThat(found).allSatisfy(one -> assertThat(rows).contains(one));
        assertThat(cut).hasSize(7);
    }

    @Test
    void readingsComeInTheOrderOfTheLogLateOnesToo() throws Exception {
        List<AcceptedReading> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            // Every tenth is minutes late, every seventh ahead.
            long ts = MS + i * 1_000L - (i % 10 == 0 ? 180_000 : 0) + (i % 7 == 0 ? 2_000 : 0);
            rows.add(reading("by-offset", "p" + i % 3, i, ts, 5_000 + i * 3L));
        }
        List<Object> shuffled = new ArrayList<>(rows);
        java.util.Collections.shuffle(shuffled, new Random(5));
        tested.writeAndSettle(shuffled.toArray());
        tested.writeAndSettle(reading("other", "p1", 1, MS, 5_001));

        List<AcceptedReading> found = new ArrayList<>();
        tested.store().readingsInLogOrder("by-offset", found::add);

        assertThat(found).containsExactlyElementsOf(rows);
        tested.store().readingsInLogOrder("nowhere", one -> {
            throw new AssertionError("there is none, but " + one);
        });
    }

    @Test
    void readingsAreCountedByPositionInTheLog() throws Exception {
        AcceptedReading one = reading("counted", "p1", 1, MS, 700_000);
        AcceptedReading two = reading("counted", "p1", 2, MS, 700_001);

        tested.writeAndSettle(one, two);

        assertThat(tested.store().readings(1, 700_000, 700_002)).isEqualTo(2);
        assertThat(tested.store().readings(1, 700_001, 700_002)).isEqualTo(1);
        assertThat(tested.store().readings(0, 700_000, 700_002)).isZero();
    }

    @Test
    void whatTheReceiverThrowsReachesTheCaller() throws Exception {
        tested.writeAndSettle(reading("thrown", "p1", 1, MS));

        assertThatThrownBy(() -> tested.store().readings("thrown", MS, MS + 1, 10, one -> {
                    throw new java.io.IOException("full");
                }))
                .hasMessage("full");
    }

    @Test
    void aPlayersDaysAreHisMatchesInOrder() throws Exception {
        long day = 86_400;
        tested.writeAndSettle(
                second("late", "days", SECOND + 2 * day, 5, 1),
                second("early", "days", SECOND, 3, 1),
                second("early", "days", SECOND + 1, 4, 2),
                second("early", "another", SECOND - day, 100, 2));

        List<PlayerDay> days = tested.store().days("days");

        assertThat(days).extracting(PlayerDay::matchId).containsExactly("early", "late");
        assertThat(days).extracting(PlayerDay::day).containsExactly(SECOND / day, SECOND / day + 2);
        assertThat(days)
                .extracting(one -> one.sums().sum(Part.DISTANCE_MM), one -> one.sums()
                        .newestSecond())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(7L, SECOND + 1),
                        org.assertj.core.groups.Tuple.tuple(5L, SECOND + 2 * day));
        assertThat(days.get(0).sums().playerId()).isEqualTo("days");
        assertThat(tested.store().days("nobody")).isEmpty();
    }

    @Test
    void anAlertThatIsOverIsOneRow() throws Exception {
        Alert first = alert("alerts", "p1", MS);
        Alert other = alert("alerts", "p2", MS);
        Alert third = alert("alerts", "p1", MS + 5);
        Alert platform = new Alert("ops", "lag", "", null, "sink", MS + 9, null, null, null, false, "");
        tested.writeAndSettle(first, other, third, platform);

        tested.writeAndSettle(first.cleared(MS + 700));

        assertThat(tested.store().alerts("alerts", 10))
                .containsExactlyInAnyOrder(third, first.cleared(MS + 700), other);
        assertThat(tested.store().alerts("alerts", 1)).containsExactly(third);
        assertThat(tested.store().alerts("", TimeSeriesStore.ALERTS_MAX)).contains(platform, third);
    }

    @Test
    void acknowledgementsComeOldestFirst() throws Exception {
        AlertAcknowledgement second = new AlertAcknowledgement("b", "acks", "coach", MS + 5);
        AlertAcknowledgement first = new AlertAcknowledgement("a", "acks", "medical", MS);
        AlertAcknowledgement same = new AlertAcknowledgement("c", "acks", "medical", MS + 5);
        AlertAcknowledgement none = new AlertAcknowledgement("d", "", "admin", MS + 6);

        tested.writeAndSettle(second, first, same, none);
        tested.writeAndSettle(second);

        List<AlertAcknowledgement> found = tested.store().acknowledgements("acks");
        assertThat(found).containsExactlyInAnyOrder(first, second, same);
        assertThat(found.get(0)).isEqualTo(first);
        assertThat(tested.store().acknowledgements("")).contains(first, second, same, none);
    }

    @Test
    void setUpsComeInTheOrderOfTheLog() throws Exception {
        SetupApplied late = new SetupApplied("setups", MS, "{\"a\":\"ü\\\"\"}", 0, 20);
        SetupApplied early = new SetupApplied("setups", MS + 1, "{}", 0, 10);

        tested.writeAndSettle(late, early);

        assertThat(tested.store().setups("setups")).containsExactly(early, late);
    }

    @Test
    void definitionsAreKept() throws Exception {
        MetricDefinition second = new MetricDefinition("contract-2", "{\"zones\":[1,2]}", MS + 1);
        MetricDefinition first = new MetricDefinition("contract-1", "{}", MS);

        tested.writeAndSettle(second, first, second);

        assertThat(tested.store().definitions()).containsExactly(first, second);
    }

    @Test
    void theLedgerIsAbsolute() throws Exception {
        LedgerRow older = new LedgerRow("contract", "mqtt", 1, MS, 10, 6, 2, 1, 1, 1, 3, 813, 800);
        LedgerRow newer = new LedgerRow("contract", "mqtt", 1, MS, 12, 8, 2, 1, 1, 1, 3, 815, 800);
        LedgerRow http = new LedgerRow("contract", "http", 1, MS, 1, 1, 0, 0, 0, 0, 0, 815, 800);
        LedgerRow zero = new LedgerRow("contract", "mqtt", 0, MS + 60_000, 1, 1, 0, 0, 0, 0, 0, 1, 0);

        tested.writeAndSettle(older, zero, http);
        tested.writeAndSettle(newer);

        assertThat(tested.store().ledger("contract")).containsExactly(zero, http, newer);
        assertThat(tested.store().ledger("other")).isEmpty();
    }

    @Test
    void deadLettersComeNewestFirstWithTheirBytes() throws Exception {
        byte[] payload = {0, 1, (byte) 0xff, '"', '\n'};
        long before = tested.store().deadLetterCount();
        DeadLetter[] letters = IntStream.range(0, 3)
                .mapToObj(i -> new DeadLetter(
                        "tracking", "mqtt", "invalid-json", "", "letters", 1, 40L + i, i - 1, "", payload, MS * 2 + i))
                .toArray(DeadLetter[]::new);
        // Of the same moment, and as large as they come.
        DeadLetter large = letter("letters", 2, 40, new byte[DeadLetter.PAYLOAD_BYTES_MAX]);
        DeadLetter next = letter("letters", 2, 41, new byte[0]);

        tested.writeAndSettle((Object[]) letters);
        tested.writeAndSettle(large, next, large);

        TimeSeriesStore store = tested.store();
        assertThat(store.deadLetters(2)).extracting(DeadLetter::offset).containsExactly(42L, 41L);
        assertThat(store.deadLetter("letters", 1, 40))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(letters[0]);
        assertThat(store.deadLetter("letters", 2, 40))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(large);
        assertThat(store.deadLetter("letters", 0, 41)).isEmpty();
        assertThat(store.deadLetterCount() - before).isEqualTo(5);
    }

    @Test
    void warmUpRowsAreInNoAnswer() throws Exception {
        LineProtocol body = tested.body();
        tested.add(body, reading("_warm-up-1", "p1", 1, MS), true);
        tested.add(body, second("_warm-up-1", "p1", SECOND, 5, 1), true);
        long before = tested.store().readings();

        tested.writer().write(body, 0, body.rows());
        tested.settle();

        assertThat(tested.store().matches()).doesNotContain("_warm-up-1");
        assertThat(tested.store().readings()).isEqualTo(before);
        assertThat(tested.store().sums("_warm-up-1", Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void aManyRowedAnswerIsComplete() throws Exception {
        int rows = 25_000;
        LineProtocol body = tested.body();
        for (int i = 0; i < rows; i++) {
            tested.add(body, bareReading("many", "p1", i, MS + i * 40L), false);
        }
        tested.writer().write(body, 0, body.rows());
        tested.settle();

        long[] next = {0};
        tested.store().readingsInLogOrder("many", one -> assertThat(one.seq()).isEqualTo(next[0]++));

        assertThat(next[0]).isEqualTo(rows);
    }

    @Test
    void openingAgainChangesNothing() throws Exception {
        tested.writeAndSettle(reading("opened", "p1", 1, MS));

        OpenedStore opened = OpenedStore.open(tested.kind(), tested.address(), "contract");

        assertThat(opened.store().reading("opened", "t-p1", MS, 1)).isPresent();
        assertThat(StoreKind.detect(tested.address())).isEqualTo(tested.kind());
    }

    @Test
    void aWrongPasswordIsNamedAsSuch() {
        TimeSeriesAddress wrong = new TimeSeriesAddress(tested.address().url(), "tests", "guess");

        assertThatThrownBy(() -> OpenedStore.open(tested.kind(), wrong, "contract"))
                .isInstanceOf(StoreAccessException.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining("guess");
    }

    @Test
    void aStoreThatIsNotThereIsUnavailable() throws Exception {
        int port;
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        TimeSeriesAddress nowhere = new TimeSeriesAddress(java.net.URI.create("http://127.0.0.1:" + port), "a", "b");

        assertThatThrownBy(() -> OpenedStore.open(tested.kind(), nowhere, "contract"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("127.0.0.1:" + port);
        assertThatThrownBy(() -> StoreKind.detect(nowhere)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAKill(@TempDir Path own) throws Exception {
        try (StoreUnderTest back = killedAfter(own, 1_000)) {
            back.settle();
            assertThat(back.store().readings()).isEqualTo(1_000);
        }
    }
}
