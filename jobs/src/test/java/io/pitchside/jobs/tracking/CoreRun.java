package io.pitchside.jobs.tracking;

import io.pitchside.jobs.tracking.TrackingCore.Outcome;
import io.pitchside.model.event.Alert;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.SetupApplied;
import io.pitchside.model.tracking.TrackingRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The core with a log in front and the newest row of every second behind: what a test drives. */
final class CoreRun implements TrackingCore.Results {
    static final String MATCH = "m1";

    /** One reading as a test writes it down; not a number is left out. */
    record Sample(
            String player,
            String sensor,
            long seq,
            long ts,
            double x,
            double y,
            int hr,
            double ax,
            double ay,
            double az) {
        Sample(String player, long seq, long ts, double x, double y, int hr) {
            this(player, "s-" + player, seq, ts, x, y, hr, Double.NaN, Double.NaN, Double.NaN);
        }

        /** Heart rate alone, of a strap of its own. */
        static Sample heart(String player, long seq, long ts, int hr) {
            return new Sample(
                    player, "h-" + player, seq, ts, Double.NaN, Double.NaN, hr, Double.NaN, Double.NaN, Double.NaN);
        }

        String json() {
            StringBuilder json = new StringBuilder(
                    String.format(Locale.ROOT, "{\"sensor_id\":\"%s\",\"seq\":%d,\"ts\":%d", sensor, seq, ts));
            append(json, "x", x);
            append(json, "y", y);
            if (hr > 0) {
                json.append(",\"hr\":").append(hr);
            }
            append(json, "ax", ax);
            append(json, "ay", ay);
            append(json, "az", az);
            return json.append('}').toString();
        }

        private static void append(StringBuilder json, String name, double value) {
            if (!Double.isNaN(value)) {
                json.append(String.format(Locale.ROOT, ",\"%s\":%.4f", name, value));
            }
        }
    }

    final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    final Map<String, PlayerSecond> rows = new TreeMap<>();
    final List<DeadLetter> deadLetters = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    final List<SetupApplied> setups = new ArrayList<>();
    final List<String> accepted = new ArrayList<>();
    int rowsGivenOut;

    private final TrackingCore core;
    private MatchState match = new MatchState();
    private long offset;
    private boolean historic = true;
    private long ingestedAtMs;

    CoreRun(TrackingRules rules) {
        core = new TrackingCore(rules);
    }

    /** A match of one player {@code p} whose heart is known, with these periods; the default rules. */
    static CoreRun of(String sex, Period... periods) {
        CoreRun run = new CoreRun(TrackingRules.DEFAULT);
        run.control(setup(1, Status.LIVE, List.of(player("p", sex)), List.of(periods)));
        return run;
    }

    /** Maximum 200, at rest 50. */
    static Player player(String id, String sex) {
        return new Player(id, Side.HOME, null, null, null, sex, List.of(), 200, 50);
    }

    static MatchSetup setup(long version, Status status, List<Player> players, List<Period> periods) {
        return new MatchSetup(
                MATCH,
                version,
                null,
                "football",
                0,
                status,
                MatchSetup.Pitch.STANDARD,
                new MatchSetup.Team("A", null, null),
                new MatchSetup.Team("B", null, null),
                players,
                periods);
    }

    CoreRun live(long receivedAtMs) {
        historic = false;
        ingestedAtMs = receivedAtMs;
        return this;
    }

    Outcome send(Sample sample) {
        return send(sample.player(), sample.json());
    }

    Outcome send(String player, String json) {
        Inbound record = record(player);
        record.value = json.getBytes(StandardCharsets.UTF_8);
        return process(record);
    }

    Outcome control(MatchSetup setup) {
        Inbound record = record("");
        record.key = MATCH.getBytes(StandardCharsets.UTF_8);
        record.control = true;
        record.value = EventJson.bytes(setup);
        return process(record);
    }

    private Outcome process(Inbound record) {
        Outcome outcome = core.process(match, record, this);
        outcomes.merge(outcome, 1, Integer::sum);
        return outcome;
    }

    private Inbound record(String player) {
        Inbound record = new Inbound();
        record.matchId = MATCH;
        record.playerId = player;
        record.key = (MATCH + "/" + player).getBytes(StandardCharsets.UTF_8);
        record.offset = offset++;
        record.ingestedAtUs = ingestedAtMs * 1000;
        record.historic = historic;
        record.source = "test";
        return record;
    }

    CoreRun flush() {
        core.flush(match, MATCH, record("x"), this);
        return this;
    }

    /** What a kill and a restore do to the state. */
    void restart() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            match.writeTo(new DataOutputStream(bytes));
            match = MatchState.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void copyState() {
        match = match.copy();
    }

    int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** The rows without what may differ between orders: the revision. */
    Map<String, PlayerSecond> values() {
        Map<String, PlayerSecond> values = new TreeMap<>();
        rows.forEach((key, row) -> values.put(key, withoutRevision(row)));
        return values;
    }

    long sum(String player, ToLongFunction<PlayerSecond> part) {
        return rows.values().stream()
                .filter(row -> row.playerId().equals(player))
                .mapToLong(part)
                .sum();
    }

    PlayerSecond row(String player, long second) {
        PlayerSecond row = rows.get(player + "/" + second);
        if (row == null) {
            throw new AssertionError("no row for " + player + " in second " + second + "; there are " + rows.keySet());
        }
        return row;
    }

    static PlayerSecond withoutRevision(PlayerSecond row) {
        return row.withRevision(0);
    }

    @Override
    public void reading(Inbound record, byte[] acceptedJson) {
        accepted.add(new String(acceptedJson, StandardCharsets.UTF_8));
    }

    @Override
    public void second(PlayerSecond second, Inbound record) {
        rowsGivenOut++;
        PlayerSecond before = rows.put(second.playerId() + "/" + second.second(), second);
        if (before != null && before.revision() > second.revision()) {
            throw new AssertionError("revision went back from " + before.revision() + " to " + second.revision());
        }
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        deadLetters.add(letter);
    }

    @Override
    public void alert(Alert alert) {
        alerts.add(alert);
    }

    @Override
    public void setup(Inbound record, SetupApplied applied) {
        setups.add(applied);
    }
}
