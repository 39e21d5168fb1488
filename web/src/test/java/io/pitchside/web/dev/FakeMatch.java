package io.pitchside.web.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.event.EventHeaders;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.MatchSetup.Team;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.web.live.LiveInput;
import io.pitchside.web.live.ReadingMarks;
import io.pitchside.web.live.TotalsStore.StoredTotals;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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

    private final String id;
    private final Random random;
    private final List<FakeRunner> runners = new ArrayList<>();
    private final FakeRunner ball;
    private @Nullable FakeRunner chaser;
    private final MatchSetup setup;
    private final ReadingMarks marks = new ReadingMarks();
    private final List<PlayerSecond> past = new ArrayList<>();
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
            long nowMs,
            long seed) {
        this.id = id;
        random = new Random(seed);
        Player ballPlayer = new Player(MatchSetup.BALL, Side.NEUTRAL, "Ball", null, null, null, List.of(), null, null);
        ball = new FakeRunner(ballPlayer, 52.5, 34);
        List<Player> players = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            players.add(player("h" + (i + 1), Side.HOME, HOME[i], i + 1));
            players.add(player("a" + (i + 1), Side.AWAY, AWAY[i], i == 10 ? 99 : i + 1));
        }
        for (Player player : players) {
            int place = Integer.parseInt(player.playerId().substring(1)) - 1;
            runners.add(new FakeRunner(player, FORMATION[place][0], FORMATION[place][1]));
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
                List.of(new Period("first half", kickOff, kickOff + 47 * 60_000L)));
        runBefore(kickOff, nowMs);
    }

    private static Player player(String id, Side side, String name, int shirt) {
        return new Player(id, side, name, shirt, shirt == 1 ? "goalkeeper" : null, null, List.of("tag-" + id), 195, 52);
    }

    MatchSetup setup() {
        return setup;
    }

    /** One frame, and once a second the rows of the second before. */
    void frame(LiveInput input, long nowMs) {
        step(FRAME_MS / 1e3);
        seq++;
        for (FakeRunner runner : runners) {
            send(input, runner, nowMs);
        }
        send(input, ball, nowMs);
        long second = nowMs / 1000;
        if (second != lastSecond) {
            endSecond(lastSecond).forEach(row -> input.second(0, rows++, EventJson.bytes(row)));
            lastSecond = second;
        }
    }

    private void moveBall(double seconds) {
        FakeRunner owner = chaser;
        if (owner == null || random.nextDouble() < seconds / 2.4) {
            owner = runners.get(random.nextInt(runners.size()));
            chaser = owner;
        }
        double dx = owner.x + 3 * random.nextGaussian() - ball.x;
        double dy = owner.y + 3 * random.nextGaussian() - ball.y;
        double away = Math.max(0.5, Math.hypot(dx, dy));
        double wish = Math.min(16, away * 2);
        double gain = Math.min(1, seconds * 3);
        ball.vx += (dx / away * wish - ball.vx) * gain;
        ball.vy += (dy / away * wish - ball.vy) * gain;
        ball.move(seconds);
        ball.x = Math.max(-1, Math.min(106, ball.x));
        ball.y = Math.max(-1, Math.min(69, ball.y));
    }

    private void send(LiveInput input, FakeRunner runner, long nowMs) {
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

    // --- what the store would hold ----------------------------------------------------------------------------------

    private void runBefore(long fromMs, long toMs) {
        for (long second = fromMs / 1_000; second < toMs / 1_000; second++) {
            for (int part = 0; part < 5; part++) {
                step(0.2);
            }
            endSecond(second);
        }
        lastSecond = toMs / 1_000;
    }

    private void step(double seconds) {
        moveBall(seconds);
        for (FakeRunner runner : runners) {
            runner.step(seconds, ball, runner == chaser, random);
        }
    }

    /** The rows of the second that is over. */
    private List<PlayerSecond> endSecond(long second) {
        List<PlayerSecond> ended = new ArrayList<>();
        for (FakeRunner runner : runners) {
            ended.add(runner.row(id, second, offset, random.nextInt(400) == 0));
        }
        ended.add(ball.row(id, second, offset, false));
        synchronized (past) {
            past.addAll(ended);
        }
        return ended;
    }

    /** All rows with {@code from <= second < to}, by second. */
    List<PlayerSecond> seconds(long from, long to) {
        synchronized (past) {
            return past.stream()
                    .filter(row -> row.second() >= from && row.second() < to)
                    .toList();
        }
    }

    List<PlayerSums> sums(long before) {
        Map<String, PlayerSums> sums = new TreeMap<>();
        for (PlayerSecond row : seconds(0, Long.MAX_VALUE)) {
            PlayerSums of = sums.computeIfAbsent(row.playerId(), PlayerSums::new);
            if (row.second() < before) {
                of.add(row);
            }
            of.addRest(0, 0, 0, row.second(), row.revision());
        }
        return List.copyOf(sums.values());
    }

    StoredTotals stored(long fromSecond) {
        return new StoredTotals(sums(fromSecond), seconds(fromSecond, Long.MAX_VALUE));
    }
}
