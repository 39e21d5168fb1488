package io.pitchside.web.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.event.EventHeaders;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.MatchSetup.Team;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.web.live.LiveInput;
import io.pitchside.web.live.ReadingMarks;
import io.pitchside.web.live.TotalsStore.PlayerSums;
import io.pitchside.web.live.TotalsStore.StoredTotals;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** 22 players and a ball who run about, seeded. Only good for looking at; the simulator is another module. */
final class FakeMatch {
    private static final int FRAME_MS = 40;
    private static final double[][] FORMATION = {
        {6, 34}, {22, 10}, {19, 26}, {19, 42}, {22, 58}, {36, 22}, {33, 34}, {36, 46}, {50, 14}, {54, 34}, {50, 54}
    };
    private static final String[] HOME = {
        "Amari Okoye",
        "Jonas Weber",
        "Luca Ferretti",
        "Tomás Rivas",
        "Ben Whitcombe",
        "Idris Diallo",
        "Kenji Mori",
        "Mateo Silva",
        "Oskar Lind",
        "Rafael Costa",
        "Samir Haddad"
    };
    private static final String[] AWAY = {
        "Pavel Novák",
        "Émile Fontaine",
        "Dario Petrović",
        "Sean Gallagher",
        "Viktor Hansen",
        "Yusuf Demir",
        "Noah van den Berg",
        "Andreas Papadopoulos-Ioannidis",
        "Leo Marchetti",
        "Kofi Mensah",
        "Hugo Sørensen"
    };

    private final class Runner {
        final Player player;
        final double homeX;
        final double homeY;
        double x;
        double y;
        double vx;
        double vy;
        double pace;
        double distance;
        double zone4;
        double zone5;
        double max;
        double hr = 120;
        int sprints;
        boolean sprinting;

        Runner(Player player, double homeX, double homeY) {
            this.player = player;
            this.homeX = homeX;
            this.homeY = homeY;
            x = homeX;
            y = homeY;
            pace = 3;
        }

        void step(double seconds) {
            double pull = player.team() == Side.AWAY ? 105 - homeX : homeX;
            double targetX = 0.55 * pull + 0.45 * ball.x;
            double targetY = 0.6 * homeY + 0.4 * ball.y;
            if (this == chaser) {
                targetX = ball.x;
                targetY = ball.y;
            }
            double dx = targetX - x;
            double dy = targetY - y;
            double away = Math.max(0.1, Math.hypot(dx, dy));
            if (random.nextInt(120) == 0) {
                pace = 1 + 8 * random.nextDouble() * random.nextDouble();
            }
            double wish = Math.min(away, this == chaser ? 8.2 : pace);
            vx += (dx / away * wish - vx) * seconds * 1.4 + random.nextGaussian() * 0.05;
            vy += (dy / away * wish - vy) * seconds * 1.4 + random.nextGaussian() * 0.05;
            x += vx * seconds;
            y += vy * seconds;
            double speed = Math.hypot(vx, vy);
            distance += speed * seconds;
            max = Math.max(max, speed);
            if (speed >= 20 / 3.6) {
                zone4 += speed * seconds;
            }
            if (speed >= 25 / 3.6) {
                zone5 += speed * seconds;
            }
            if (speed >= 7 && !sprinting) {
                sprints++;
                sprinting = true;
            } else if (speed < 5.5) {
                sprinting = false;
            }
            hr += (118 + 8.5 * speed - hr) * seconds * 0.05;
        }
    }

    private final String id;
    private final Random random;
    private final List<Runner> runners = new ArrayList<>();
    private final Runner ball;
    private @Nullable Runner chaser;
    private final MatchSetup setup;
    private final ReadingMarks marks = new ReadingMarks();
    private long seq;
    private long offset = 1_000;
    private long rows = 500;
    private long lastSecond = -1;

    FakeMatch(
            String id,
            String home,
            String away,
            @Nullable String homeColour,
            @Nullable String awayColour,
            long kickOff,
            long seed) {
        this.id = id;
        random = new Random(seed);
        Player ballPlayer = new Player(MatchSetup.BALL, Side.NEUTRAL, "Ball", null, null, null, List.of(), null, null);
        ball = new Runner(ballPlayer, 52.5, 34);
        List<Player> players = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            players.add(player("h" + (i + 1), Side.HOME, HOME[i], i + 1));
            players.add(player("a" + (i + 1), Side.AWAY, AWAY[i], i == 10 ? 99 : i + 1));
        }
        for (Player player : players) {
            int place = Integer.parseInt(player.playerId().substring(1)) - 1;
            runners.add(new Runner(player, FORMATION[place][0], FORMATION[place][1]));
        }
        players.add(ballPlayer);
        setup = new MatchSetup(
                id,
                1,
                "north",
                "football",
                kickOff,
                Status.LIVE,
                Pitch.STANDARD,
                new Team(home, home.substring(0, 3).toUpperCase(Locale.ROOT), homeColour),
                new Team(away, away.substring(0, 3).toUpperCase(Locale.ROOT), awayColour),
                players,
                List.of());
    }

    private static Player player(String id, Side side, String name, int shirt) {
        return new Player(id, side, name, shirt, shirt == 1 ? "goalkeeper" : null, null, List.of("tag-" + id), 195, 52);
    }

    MatchSetup setup() {
        return setup;
    }

    /** One frame, and once a second the rows of the second before. */
    void frame(LiveInput input, long nowMs) {
        moveBall(FRAME_MS / 1e3);
        for (Runner runner : runners) {
            runner.step(FRAME_MS / 1e3);
        }
        seq++;
        for (Runner runner : runners) {
            send(input, runner, nowMs);
        }
        send(input, ball, nowMs);
        long second = nowMs / 1000;
        if (second != lastSecond) {
            if (lastSecond >= 0) {
                for (Runner runner : runners) {
                    input.second(0, rows++, EventJson.bytes(row(runner, lastSecond)));
                }
            }
            lastSecond = second;
        }
    }

    private void moveBall(double seconds) {
        Runner owner = chaser;
        if (owner == null || random.nextInt(60) == 0) {
            owner = runners.get(random.nextInt(runners.size()));
            chaser = owner;
        }
        double dx = owner.x + 3 * random.nextGaussian() - ball.x;
        double dy = owner.y + 3 * random.nextGaussian() - ball.y;
        double away = Math.max(0.5, Math.hypot(dx, dy));
        double wish = Math.min(16, away * 2);
        ball.vx += (dx / away * wish - ball.vx) * seconds * 3;
        ball.vy += (dy / away * wish - ball.vy) * seconds * 3;
        ball.x = Math.max(-1, Math.min(106, ball.x + ball.vx * seconds));
        ball.y = Math.max(-1, Math.min(69, ball.y + ball.vy * seconds));
    }

    private void send(LiveInput input, Runner runner, long nowMs) {
        String playerId = runner.player.playerId();
        String json = String.format(
                Locale.ROOT,
                "{\"seq\":%d,\"ts\":%d,\"x\":%.2f,\"y\":%.2f,\"hr\":%d}",
                seq,
                nowMs,
                runner.x,
                runner.y,
                Math.round(runner.hr));
        marks.clear()
                .header(EventHeaders.EVENT_ID, playerId.getBytes(UTF_8))
                .header(EventHeaders.INGESTED_AT, Long.toString(nowMs * 1000).getBytes(UTF_8));
        input.reading(
                0,
                offset++,
                ByteBuffer.wrap((id + "/" + playerId).getBytes(UTF_8)),
                ByteBuffer.wrap(json.getBytes(UTF_8)),
                marks);
    }

    private PlayerSecond row(Runner runner, long second) {
        long distance = Math.round(runner.distance * 1000);
        long zone4 = Math.round((runner.zone4 - runner.zone5) * 1000);
        long zone5 = Math.round(runner.zone5 * 1000);
        int sprints = runner.sprints;
        runner.sprints = 0;
        runner.distance = 0;
        runner.zone4 = 0;
        runner.zone5 = 0;
        double max = runner.max;
        runner.max = 0;
        return new PlayerSecond(
                id,
                runner.player.playerId(),
                second,
                runner.x,
                runner.y,
                Math.hypot(runner.vx, runner.vy),
                max,
                1,
                -1,
                distance,
                distance - zone4 - zone5,
                0,
                0,
                zone4,
                zone5,
                1000,
                0,
                0,
                0,
                0,
                sprints,
                (int) Math.round(runner.hr),
                25,
                0,
                0,
                "v1",
                offset,
                0);
    }

    /** What the store would hold of the first hour. */
    StoredTotals stored() {
        List<PlayerSums> sums = new ArrayList<>();
        Random past = new Random(7);
        for (Runner runner : runners) {
            long distance = 5_500_000L + past.nextInt(2_400_000);
            long hsr = 180_000L + past.nextInt(420_000);
            long sprint = hsr / 4;
            sums.add(new PlayerSums(
                    runner.player.playerId(),
                    3_800,
                    distance,
                    distance / 2,
                    distance / 4,
                    distance / 4 - hsr,
                    hsr - sprint,
                    sprint,
                    4 + past.nextInt(14),
                    7.4 + past.nextDouble() * 2,
                    3_800L * 152,
                    3_800,
                    178 + past.nextInt(14),
                    95_000,
                    past.nextInt(5) == 0 ? 2_400 : 0,
                    0,
                    lastSecond,
                    offset));
        }
        return new StoredTotals(sums, List.of());
    }
}
