package io.pitchside.jobs.tracking;

import io.pitchside.jobs.tracking.TrackingCore.Outcome;
import io.pitchside.model.event.Alert;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerSecond;
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

/** The core with a log in front and the newest row of every second behind: what a test drives. */
final class CoreRun implements TrackingCore.Results {
    static final String MATCH = "m1";

    /** One reading as a test writes it down. */
    record Sample(String player, long seq, long ts, double x, double y, int hr) {
        String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"sensor_id\":\"s-%s\",\"seq\":%d,\"ts\":%d,\"x\":%.4f,\"y\":%.4f%s}",
                    player,
                    seq,
                    ts,
                    x,
                    y,
                    hr > 0 ? ",\"hr\":" + hr : "");
        }
    }

    final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    final Map<String, PlayerSecond> rows = new TreeMap<>();
    final List<DeadLetter> deadLetters = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
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

    PlayerSecond row(String player, long second) {
        PlayerSecond row = rows.get(player + "/" + second);
        if (row == null) {
            throw new AssertionError("no row for " + player + " in second " + second + "; there are " + rows.keySet());
        }
        return row;
    }

    static PlayerSecond withoutRevision(PlayerSecond row) {
        return new PlayerSecond(
                row.matchId(),
                row.playerId(),
                row.second(),
                row.x(),
                row.y(),
                row.speedMps(),
                row.speedMaxMps(),
                row.accelerationMaxMps2(),
                row.accelerationMinMps2(),
                row.distanceMm(),
                row.zone1Mm(),
                row.zone2Mm(),
                row.zone3Mm(),
                row.zone4Mm(),
                row.zone5Mm(),
                row.zone1Ms(),
                row.zone2Ms(),
                row.zone3Ms(),
                row.zone4Ms(),
                row.zone5Ms(),
                row.sprints(),
                row.hr(),
                row.readings(),
                row.missingMs(),
                row.repaired(),
                row.definitionVersion(),
                0,
                row.partition());
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
}
