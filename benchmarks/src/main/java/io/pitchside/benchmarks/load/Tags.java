package io.pitchside.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.MatchSetup.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tags of one match: two teams of eleven, two referees and the ball, known by number here and by id outside. */
public final class Tags {
    public static final int COUNT = 25;
    public static final int BALL = COUNT - 1;
    private static final int TEAM = 11;
    private static final byte[] BALL_ID = MatchSetup.BALL.getBytes(US_ASCII);

    private Tags() {}

    /** The player id of a tag: {@code p01} to {@code p24}, {@code ball}. */
    public static String id(int tag) {
        return tag == BALL ? MatchSetup.BALL : "p" + (tag + 1) / 10 + (tag + 1) % 10;
    }

    /** The tag whose player id stands in {@code bytes[from, to)}; -1 where it is none of ours. */
    public static int ofId(byte[] bytes, int from, int to) {
        if (to - from == 3 && bytes[from] == 'p') {
            int number = (bytes[from + 1] - '0') * 10 + bytes[from + 2] - '0';
            return number >= 1 && number < COUNT && bytes[from + 2] >= '0' && bytes[from + 2] <= '9' ? number - 1 : -1;
        }
        return Arrays.equals(bytes, from, to, BALL_ID, 0, BALL_ID.length) ? BALL : -1;
    }

    /** The set-up of a match with these tags. */
    public static MatchSetup setup(String stadiumId, String matchId) {
        List<Player> players = new ArrayList<>();
        for (int tag = 0; tag < COUNT; tag++) {
            boolean ball = tag == BALL;
            Side side = tag < TEAM ? Side.HOME : tag < 2 * TEAM ? Side.AWAY : Side.NEUTRAL;
            @Nullable Integer shirt = tag < 2 * TEAM ? tag % TEAM + 1 : null;
            @Nullable Integer hrMax = ball ? null : 195;
            @Nullable Integer hrRest = ball ? null : 50;
            players.add(new Player(id(tag), side, null, shirt, null, null, List.of(sensor(tag)), hrMax, hrRest));
        }
        return new MatchSetup(
                matchId,
                0,
                stadiumId,
                "football",
                0,
                Status.LIVE,
                Pitch.STANDARD,
                new Team("Home", null, null),
                new Team("Away", null, null),
                players,
                List.of());
    }

    static String sensor(int tag) {
        return "tag-" + id(tag);
    }
}
