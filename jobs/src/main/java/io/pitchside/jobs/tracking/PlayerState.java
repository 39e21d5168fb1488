package io.pitchside.jobs.tracking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** One player of one match: sensors, sorted by name, track and alerts. Not thread-safe. */
final class PlayerState {
    /** A person wears a handful; more is somebody making names up. */
    static final int SENSORS_MAX = 16;

    private SensorState[] sensors = new SensorState[0];
    final PlayerTrack track;
    final PlayerAlerts alerts;
    /** Not part of the state: the match's set-up says it. */
    HeartProfile profile = HeartProfile.UNKNOWN;

    PlayerState() {
        this(new PlayerTrack(), new PlayerAlerts());
    }

    private PlayerState(PlayerTrack track, PlayerAlerts alerts) {
        this.track = track;
        this.alerts = alerts;
    }

    /** The rank of the sensor of that name (a slice of {@code bytes}), or -1 if it is not known yet. */
    int sensorRank(byte[] bytes, int from, int to) {
        for (int rank = 0; rank < sensors.length; rank++) {
            byte[] name = sensors[rank].nameBytes;
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return rank;
            }
        }
        return -1;
    }

    SensorState sensor(int rank) {
        return sensors[rank];
    }

    int sensorCount() {
        return sensors.length;
    }

    /** Adds a sensor in its place by name; the ranks of those behind it rise. */
    int addSensor(String name) {
        int rank = 0;
        while (rank < sensors.length && sensors[rank].name.compareTo(name) < 0) {
            rank++;
        }
        SensorState[] grown = new SensorState[sensors.length + 1];
        System.arraycopy(sensors, 0, grown, 0, rank);
        System.arraycopy(sensors, rank, grown, rank + 1, sensors.length - rank);
        grown[rank] = new SensorState(name);
        sensors = grown;
        track.shiftSensorRanks(rank);
        for (int later = rank + 1; later < sensors.length; later++) {
            Reading waiting = sensors[later].candidate;
            if (waiting != null) {
                sensors[later].candidate = waiting.withRank(later);
            }
        }
        return rank;
    }

    PlayerState copy() {
        PlayerState copy = new PlayerState(track.copy(), alerts.copy());
        copy.profile = profile;
        copy.sensors = new SensorState[sensors.length];
        for (int rank = 0; rank < sensors.length; rank++) {
            copy.sensors[rank] = sensors[rank].copy();
        }
        return copy;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(sensors.length);
        for (SensorState sensor : sensors) {
            sensor.writeTo(out);
        }
        track.writeTo(out);
        alerts.writeTo(out);
    }

    static PlayerState readFrom(DataInput in) throws IOException {
        SensorState[] sensors = new SensorState[in.readInt()];
        for (int rank = 0; rank < sensors.length; rank++) {
            sensors[rank] = SensorState.readFrom(in);
        }
        PlayerState player = new PlayerState(PlayerTrack.readFrom(in), PlayerAlerts.readFrom(in));
        player.sensors = sensors;
        return player;
    }
}
