package io.pitchside.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/**
 * A sensor: measures its wearer with a few centimetres of error, counts its samples, and falls silent for a moment now
 * and then; what it measured meanwhile is lost, and the gap in its count says so. Not thread-safe.
 */
final class Tag {
    /** Errors of neighbouring samples are alike: the position wanders around the true one. */
    private static final double NOISE_KEPT_PER_S = 0.12;

    private static final double NOISE_M = 0.03;
    private static final double JITTER_M = 0.004;

    private final String playerId;
    private final String sensorId;
    /** The part of a reading that never changes. */
    final byte[] prefix;

    private final Dice dice;
    /** Null for the ball's tag. */
    private final @Nullable Athlete wearer;

    private boolean on;
    private long seq;
    private double noiseX;
    private double noiseY;
    private long silentUntilMs;

    Tag(String playerId, String sensorId, @Nullable Athlete wearer, Dice dice) {
        this.playerId = playerId;
        this.sensorId = sensorId;
        this.wearer = wearer;
        this.dice = dice;
        prefix = ("{\"player_id\":\"" + playerId + "\",\"sensor_id\":\"" + sensorId + "\",\"seq\":").getBytes(US_ASCII);
    }

    String playerId() {
        return playerId;
    }

    String sensorId() {
        return sensorId;
    }

    @Nullable
    Athlete wearer() {
        return wearer;
    }

    void switchOn(boolean newOn) {
        on = newOn;
    }

    /** Takes a sample into the frame. */
    void measure(MatchFrame frame, int index, Ball ball, double dtS, double dropoutsPerHour) {
        frame.sending[index] = false;
        if (!on) {
            return;
        }
        double kept = 1 - dtS / NOISE_KEPT_PER_S * 0.2;
        double fresh = Math.sqrt(1 - kept * kept) * NOISE_M;
        noiseX = noiseX * kept + dice.bell() * fresh;
        noiseY = noiseY * kept + dice.bell() * fresh;
        if (dice.happens(dropoutsPerHour * dtS / 3600)) {
            silentUntilMs = frame.at + (long) dice.between(150, 2200);
        }
        long number = seq++;
        if (frame.at < silentUntilMs) {
            return;
        }
        frame.sending[index] = true;
        frame.seq[index] = number;
        frame.ts[index] = frame.at;
        Athlete athlete = wearer;
        double trueX = athlete == null ? ball.x : athlete.x;
        double trueY = athlete == null ? ball.y : athlete.y;
        double trueSpeed = athlete == null ? ball.speedMps() : athlete.speedMps();
        frame.x[index] = trueX + noiseX + dice.bell() * JITTER_M;
        frame.y[index] = trueY + noiseY + dice.bell() * JITTER_M;
        frame.z[index] = athlete == null ? ball.z : MatchFrame.ABSENT;
        frame.speed[index] = Math.max(0, trueSpeed + dice.bell() * 0.04);
        frame.hr[index] = athlete == null ? 0 : (int) Math.rint(athlete.heart.bpm() + dice.bell() * 0.5);
    }
}
