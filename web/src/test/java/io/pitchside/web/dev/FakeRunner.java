package io.pitchside.web.dev;

import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.PlayerSecond;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One player (or the ball) who runs about, and what he did in the second that is under way. */
final class FakeRunner {
    private static final double[] ZONES_KMH = {7, 15, 20, 25};

    final Player player;
    final double homeX;
    final double homeY;
    double x;
    double y;
    double vx;
    double vy;
    double hr = 120;
    private double pace = 3;
    private double tired;
    private boolean sprinting;
    // Of the second under way.
    private final double[] zoneM = new double[5];
    private final double[] zoneS = new double[5];
    private double speedMax;
    private double speedBefore;
    private double hmld;
    private double energy;
    private int sprints;

    FakeRunner(Player player, double homeX, double homeY) {
        this.player = player;
        this.homeX = homeX;
        this.homeY = homeY;
        x = homeX;
        y = homeY;
    }

    void step(double seconds, FakeRunner ball, boolean chases, Random random) {
        double pull = player.team() == Side.AWAY ? 105 - homeX : homeX;
        double targetX = chases ? ball.x : 0.55 * pull + 0.45 * ball.x;
        double targetY = chases ? ball.y : 0.6 * homeY + 0.4 * ball.y;
        double dx = targetX - x;
        double dy = targetY - y;
        double away = Math.max(0.1, Math.hypot(dx, dy));
        if (random.nextDouble() < seconds / 5) {
            pace = 1 + 8 * random.nextDouble() * random.nextDouble();
        }
        double wish = Math.min(away, chases ? 8.2 : pace);
        double gain = Math.min(1, seconds * 1.4);
        vx += (dx / away * wish - vx) * gain + random.nextGaussian() * 0.05;
        vy += (dy / away * wish - vy) * gain + random.nextGaussian() * 0.05;
        move(seconds);
    }

    void move(double seconds) {
        x += vx * seconds;
        y += vy * seconds;
        double speed = Math.hypot(vx, vy);
        int zone = 0;
        while (zone < ZONES_KMH.length && speed * 3.6 >= ZONES_KMH[zone]) {
            zone++;
        }
        zoneM[zone] += speed * seconds;
        zoneS[zone] += seconds;
        speedMax = Math.max(speedMax, speed);
        energy += speed * seconds * (4.2 + 0.35 * speed);
        if (speed > 5.5) {
            hmld += speed * seconds;
        }
        if (speed >= 7 && !sprinting) {
            sprints++;
            sprinting = true;
        } else if (speed < 5.5) {
            sprinting = false;
        }
        tired = Math.min(9, tired + seconds / 700);
        hr += (112 + tired + 9.5 * speed - hr) * Math.min(1, seconds * 0.05);
    }

    /** The second that ends now, and begins the next one. */
    PlayerSecond row(String matchId, long second, long revision, boolean missing) {
        boolean isBall = player.team() == Side.NEUTRAL;
        double speed = Math.hypot(vx, vy);
        double acceleration = speed - speedBefore;
        speedBefore = speed;
        int hrZone = (int) Math.max(-1, Math.min(4, Math.floor(hr / 195 * 10) - 5));
        double reserve = (hr - 52) / (195 - 52);
        PlayerSecond row = new PlayerSecond(
                matchId,
                player.playerId(),
                second,
                Math.rint(x * 100) / 100,
                Math.rint(y * 100) / 100,
                speed,
                speedMax,
                Math.max(0, 2 * acceleration),
                Math.min(0, 2 * acceleration),
                sum(zoneM),
                mm(zoneM[0]),
                mm(zoneM[1]),
                mm(zoneM[2]),
                mm(zoneM[3]),
                mm(zoneM[4]),
                mm(zoneS[0]),
                mm(zoneS[1]),
                mm(zoneS[2]),
                mm(zoneS[3]),
                mm(zoneS[4]),
                sprints,
                acceleration > 1.5 ? 1 : 0,
                acceleration < -1.5 ? 1 : 0,
                mm(hmld),
                mm(Math.max(0, hmld - 2)),
                mm(energy),
                isBall ? null : (Long) Math.round(1e4 + 3e4 * Math.abs(acceleration)),
                isBall ? null : (Integer) (int) Math.round(hr),
                zone(isBall, hrZone, 0),
                zone(isBall, hrZone, 1),
                zone(isBall, hrZone, 2),
                zone(isBall, hrZone, 3),
                zone(isBall, hrZone, 4),
                isBall ? null : (Long) Math.round(1e6 / 60 * reserve * 0.64 * Math.exp(1.92 * reserve)),
                missing ? 13 : 25,
                missing ? 480 : 0,
                0,
                "tracking-2.fifa",
                revision,
                0);
        Arrays.fill(zoneM, 0);
        Arrays.fill(zoneS, 0);
        speedMax = 0;
        hmld = 0;
        energy = 0;
        sprints = 0;
        return row;
    }

    private static @Nullable Long zone(boolean isBall, int hrZone, int zone) {
        return isBall ? null : (Long) (hrZone == zone ? 1_000L : 0L);
    }

    private static long sum(double[] metres) {
        return Arrays.stream(metres).mapToLong(FakeRunner::mm).sum();
    }

    private static long mm(double value) {
        return Math.round(value * 1_000);
    }
}
