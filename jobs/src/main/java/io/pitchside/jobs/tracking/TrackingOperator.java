package io.pitchside.jobs.tracking;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.topic.Topics;
import io.pitchside.model.tracking.AlertRules;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.SetupApplied;
import io.pitchside.model.tracking.TrackingRules;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The Flink shell around {@link TrackingCore}: keeps the {@link MatchState} per match, hands records over, flushes
 * players whose stream has stopped, and gives out the ledger's deltas just before each checkpoint's barrier.
 */
final class TrackingOperator extends AbstractStreamOperator<Outbound>
        implements OneInputStreamOperator<Inbound, Outbound>, Triggerable<String, VoidNamespace>, TrackingCore.Results {
    static final OutputTag<LedgerDelta> LEDGER = new OutputTag<>("ledger", Types.POJO(LedgerDelta.class));

    private static final long serialVersionUID = 1;
    private static final long MINUTE_US = 60_000_000L;

    private final TrackingRules rules;
    private final AlertRules alertRules;
    private final long idleFlushMs;

    private transient TrackingCore core;
    private transient ValueState<MatchState> state;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Map<String, LedgerDelta> deltas;
    private transient @Nullable LedgerDelta lastDelta;
    private transient StreamRecord<Outbound> out;
    private transient Inbound flushed;

    TrackingOperator(TrackingRules rules, AlertRules alertRules, long idleFlushMs) {
        this.rules = rules;
        this.alertRules = alertRules;
        this.idleFlushMs = idleFlushMs;
    }

    @Override
    public void open() throws Exception {
        super.open();
        core = new TrackingCore(rules, alertRules);
        state = getPartitionedState(new ValueStateDescriptor<>("match", new MatchStateSerializer()));
        timers = getInternalTimerService("idle", VoidNamespaceSerializer.INSTANCE, this);
        deltas = new HashMap<>();
        out = new StreamRecord<>(new Outbound());
        flushed = new Inbound();
    }

    @Override
    public void processElement(StreamRecord<Inbound> element) throws Exception {
        Inbound record = element.getValue();
        MatchState match = state.value();
        if (match == null) {
            match = new MatchState();
            state.update(match);
        }
        TrackingCore.Outcome outcome = core.process(match, record, this);
        delta(record).count(outcome, record.offset);
        if (outcome == TrackingCore.Outcome.UNIQUE) {
            PlayerState player = match.players().get(record.playerId);
            long now = timers.currentProcessingTime();
            if (player != null) {
                player.track.touchedAt(now);
            }
            if (!match.timerSet) {
                match.timerSet = true;
                timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, now + idleFlushMs);
            }
        }
    }

    /** Processing time decides only when an unfinished second is shown early, never what it says in the end. */
    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        MatchState match = state.value();
        if (match == null) {
            return;
        }
        String matchId = timer.getKey();
        long now = timers.currentProcessingTime();
        boolean open = false;
        flushed.partition = match.partition;
        flushed.offset = match.lastOffset;
        for (Map.Entry<String, PlayerState> entry : match.players().entrySet()) {
            PlayerTrack track = entry.getValue().track;
            if (!track.unflushed()) {
                continue;
            }
            if (now - track.touchedAt() >= idleFlushMs) {
                flushed.key = (matchId + "/" + entry.getKey()).getBytes(StandardCharsets.UTF_8);
                core.flush(match, matchId, entry.getKey(), entry.getValue(), flushed, this);
            } else {
                open = true;
            }
        }
        match.timerSet = open;
        if (open) {
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, now + idleFlushMs);
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("no event time timers are registered");
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        for (LedgerDelta delta : deltas.values()) {
            output.collect(LEDGER, new StreamRecord<>(delta));
        }
        deltas.clear();
        lastDelta = null;
    }

    @Override
    public void reading(Inbound record, byte[] acceptedJson) {
        emit(Topics.READINGS, record, record.key, acceptedJson);
    }

    @Override
    public void second(PlayerSecond second, Inbound record) {
        byte[] key = record.control
                ? (second.matchId() + "/" + second.playerId()).getBytes(StandardCharsets.UTF_8)
                : record.key;
        emit(Topics.PLAYER_METRICS, record, key, EventJson.bytes(second));
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        emitUnplaced(Topics.DEAD_LETTERS, letter.eventId(), letter);
    }

    @Override
    public void alert(Alert alert) {
        emitUnplaced(Topics.ALERTS, alert.eventId(), alert);
    }

    @Override
    public void setup(Inbound record, SetupApplied applied) {
        emitUnplaced(Topics.SETUP_HISTORY, applied.eventId(), applied);
    }

    private void emit(String topic, Inbound record, byte[] key, byte[] value) {
        // All topics of the pipeline that carry a match have the same partitions: what came from one goes to the same.
        Outbound outbound = Outbound.of(topic, record.partition, key, value);
        if (!record.source.isEmpty()) {
            outbound.source = record.source;
            outbound.ingestedAtUs = record.ingestedAtUs;
        }
        output.collect(out.replace(outbound));
    }

    private void emitUnplaced(String topic, String id, Object event) {
        output.collect(
                out.replace(Outbound.of(topic, -1, id.getBytes(StandardCharsets.UTF_8), EventJson.bytes(event))));
    }

    private LedgerDelta delta(Inbound record) {
        long minute = Math.floorDiv(record.ingestedAtUs, MINUTE_US) * (MINUTE_US / 1000);
        LedgerDelta last = lastDelta;
        if (last != null
                && last.partition == record.partition
                && last.minute == minute
                && last.source.equals(record.source)) {
            return last;
        }
        LedgerDelta current = deltas.computeIfAbsent(
                record.source + "/" + record.partition + "/" + minute,
                id -> new LedgerDelta(record.partition, record.source, minute, record.offset));
        lastDelta = current;
        return current;
    }
}
