package io.pitchside.jobs.tracking;

import io.pitchside.model.tracking.AlertRules;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the alert rules know of one player, and which alerts are raised.
 *
 * <p>The rules look at each second once, when it closes for the first time and is newer than all before. A late reading
 * corrects the numbers, but it never raises an alert after the fact and never takes one back: what people were told
 * stays told. So the log alone decides, and a replay in the order of offsets decides alike. Not thread-safe.
 */
final class PlayerAlerts {
    private static final long NONE = Long.MIN_VALUE;
    private static final int SPRINT_ZONE = 4;

    /** An alert that is not over: when it was raised, what was measured, and what it was compared with. */
    record Raised(long at, double value, double threshold) {}

    /** Where decisions go. */
    interface Sink {
        /** @param clearedAt absent when the alert is raised now */
        void alert(PlayerRule rule, Raised raised, @Nullable Long clearedAt);
    }

    private final Map<PlayerRule, Raised> raised = new EnumMap<>(PlayerRule.class);
    private long newestSecond = NONE;
    private long heartRateSecond = NONE;
    private long heartRateHighSince = NONE;
    private long positionSeconds;
    private @Nullable SprintWindows sprints;
    private long positionSecond = NONE;
    private double firstX;
    private double firstY;
    private boolean moved;
    private double anchorX;
    private double anchorY;
    private long anchorSince;

    /**
     * Looks at a second that has just closed for the first time.
     *
     * @param live whether the match was being played in it
     * @param heartRateGapS heart rates further apart are not continuous
     */
    void second(AlertRules rules, HeartProfile profile, boolean live, long heartRateGapS, SecondSums sums, Sink sink) {
        if (sums.second() <= newestSecond) {
            return;
        }
        newestSecond = sums.second();
        if (sums.hasHeartRate() && profile.knowsMaximum()) {
            heartRate(rules, profile, heartRateGapS, sums, sink);
        }
        if (sums.hasPosition()) {
            sprints(rules, sums, sink);
            position(rules, live, sums, sink);
        }
    }

    private void heartRate(AlertRules rules, HeartProfile profile, long gapS, SecondSums sums, Sink sink) {
        long second = sums.second();
        double rate = sums.heartRate();
        double threshold = rules.heartRateShare() * profile.hrMax();
        if (heartRateHighSince != NONE && second - heartRateSecond > gapS) {
            heartRateHighSince = NONE;
        }
        heartRateSecond = second;
        if (rate < threshold) {
            heartRateHighSince = NONE;
        } else if (heartRateHighSince == NONE) {
            heartRateHighSince = second;
        }
        boolean longEnough =
                heartRateHighSince != NONE && (second + 1 - heartRateHighSince) * 1000 >= rules.heartRateMsMin();
        boolean over = rate < rules.heartRateClearShare() * profile.hrMax();
        decide(PlayerRule.HEART_RATE_HIGH, longEnough, over, endOf(second), rate, threshold, sink);
    }

    private void sprints(AlertRules rules, SecondSums sums, Sink sink) {
        positionSeconds++;
        long mm = sums.zoneMm(SPRINT_ZONE);
        int windowS = (int) (rules.sprintWindowMs() / 1000);
        SprintWindows windows = sprints;
        if (windows == null || !windows.has(windowS)) {
            if (mm == 0 && windows == null) {
                return;
            }
            windows = new SprintWindows(windowS, sums.second());
            sprints = windows;
        }
        windows.add(sums.second(), mm);
        double metres = windows.recentMm() / 1e3;
        double threshold = Math.max(rules.sprintFloorM(), rules.sprintFactor() * windows.earlierMmMax() / 1e3);
        boolean high = positionSeconds * 1000 >= rules.sprintDataMsMin() && metres > threshold;
        Raised before = raised.get(PlayerRule.SPRINT_LOAD_HIGH);
        // The window that raised it becomes an earlier one in time: what counts is the threshold that it passed.
        boolean over = before != null && metres < rules.sprintClearShare() * before.threshold();
        decide(PlayerRule.SPRINT_LOAD_HIGH, high, over, endOf(sums.second()), metres, threshold, sink);
    }

    /** Goalkeepers too: nobody stands within five centimetres for half a minute, and a tag that hangs does. */
    private void position(AlertRules rules, boolean live, SecondSums sums, Sink sink) {
        long second = sums.second();
        boolean first = positionSecond == NONE;
        if (first) {
            firstX = sums.x();
            firstY = sums.y();
        }
        moved |= distance(sums, firstX, firstY) > rules.frozenMovedM();
        boolean still = !first && distance(sums, anchorX, anchorY) <= rules.frozenM();
        boolean pause = !first && (second - positionSecond) * 1000 > rules.silentMs();
        if (!still) {
            anchorX = sums.x();
            anchorY = sums.y();
        }
        if (!still || pause || !live) {
            anchorSince = second;
        }
        positionSecond = second;
        double stillS = second - anchorSince;
        boolean frozen = moved && live && stillS * 1000 >= rules.frozenMs();
        decide(PlayerRule.POSITION_FROZEN, frozen, !still, endOf(second), stillS, rules.frozenMs() / 1e3, sink);
    }

    private static double distance(SecondSums sums, double x, double y) {
        double dx = sums.x() - x;
        double dy = sums.y() - y;
        return Math.sqrt(dx * dx + dy * dy);
    }

    private static long endOf(long second) {
        return (second + 1) * 1000;
    }

    /** Compares the newest reading of the player with the match's clock. */
    void silence(AlertRules rules, long clock, long silentMs, Sink sink) {
        boolean silent = silentMs > rules.silentMs();
        decide(PlayerRule.SENSOR_SILENT, silent, false, clock, silentMs / 1e3, rules.silentMs() / 1e3, sink);
    }

    boolean silent() {
        return raised.containsKey(PlayerRule.SENSOR_SILENT);
    }

    /** Readings are back. */
    void heard(long clock, Sink sink) {
        clear(PlayerRule.SENSOR_SILENT, clock, sink);
    }

    /** The match is over, and with it all that was raised. */
    void over(long clock, Sink sink) {
        for (PlayerRule rule : PlayerRule.values()) {
            clear(rule, clock, sink);
        }
    }

    private void decide(
            PlayerRule rule, boolean raise, boolean clear, long at, double value, double threshold, Sink sink) {
        if (raised.containsKey(rule)) {
            if (clear) {
                clear(rule, at, sink);
            }
        } else if (raise) {
            Raised now = new Raised(at, value, threshold);
            raised.put(rule, now);
            sink.alert(rule, now, null);
        }
    }

    private void clear(PlayerRule rule, long at, Sink sink) {
        Raised before = raised.remove(rule);
        if (before != null) {
            sink.alert(rule, before, Math.max(at, before.at()));
        }
    }

    PlayerAlerts copy() {
        PlayerAlerts copy = new PlayerAlerts();
        copy.raised.putAll(raised);
        copy.newestSecond = newestSecond;
        copy.heartRateSecond = heartRateSecond;
        copy.heartRateHighSince = heartRateHighSince;
        copy.positionSeconds = positionSeconds;
        SprintWindows windows = sprints;
        copy.sprints = windows == null ? null : windows.copy();
        copy.positionSecond = positionSecond;
        copy.firstX = firstX;
        copy.firstY = firstY;
        copy.moved = moved;
        copy.anchorX = anchorX;
        copy.anchorY = anchorY;
        copy.anchorSince = anchorSince;
        return copy;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(raised.size());
        for (Map.Entry<PlayerRule, Raised> each : raised.entrySet()) {
            out.writeUTF(each.getKey().code());
            out.writeLong(each.getValue().at());
            out.writeDouble(each.getValue().value());
            out.writeDouble(each.getValue().threshold());
        }
        out.writeLong(newestSecond);
        out.writeLong(heartRateSecond);
        out.writeLong(heartRateHighSince);
        out.writeLong(positionSeconds);
        SprintWindows.write(sprints, out);
        out.writeLong(positionSecond);
        out.writeDouble(firstX);
        out.writeDouble(firstY);
        out.writeBoolean(moved);
        out.writeDouble(anchorX);
        out.writeDouble(anchorY);
        out.writeLong(anchorSince);
    }

    static PlayerAlerts readFrom(DataInput in) throws IOException {
        PlayerAlerts alerts = new PlayerAlerts();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            PlayerRule rule = PlayerRule.ofCode(in.readUTF());
            alerts.raised.put(rule, new Raised(in.readLong(), in.readDouble(), in.readDouble()));
        }
        alerts.newestSecond = in.readLong();
        alerts.heartRateSecond = in.readLong();
        alerts.heartRateHighSince = in.readLong();
        alerts.positionSeconds = in.readLong();
        alerts.sprints = SprintWindows.read(in);
        alerts.positionSecond = in.readLong();
        alerts.firstX = in.readDouble();
        alerts.firstY = in.readDouble();
        alerts.moved = in.readBoolean();
        alerts.anchorX = in.readDouble();
        alerts.anchorY = in.readDouble();
        alerts.anchorSince = in.readLong();
        return alerts;
    }
}
