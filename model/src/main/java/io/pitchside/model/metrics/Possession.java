package io.pitchside.model.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Side;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has the ball, by proximity, once a second: the player nearest to the ball, if he is within {@link #RADIUS_M}, holds
 * it for his team. His team keeps it (a pass on its way) until the nearest player within the radius is one of the other
 * team. While the ball's place is not known, or is outside the lines, nobody has it, and nobody does afterwards until a
 * player is near. Coarser than touches of the ball (DEBS 2013), and made from what every tracking system has. Fed in
 * order of seconds; mutable; not thread-safe.
 */
public final class Possession {
    /** How near a player has to be to the ball, metres. */
    public static final double RADIUS_M = 2.5;
    /** The stretch of {@link Shares#last5MinHomeShare()}, seconds. */
    public static final int RECENT_S = 300;

    private final Pitch pitch;
    private Side holder = Side.NEUTRAL;
    private long homeS;
    private long awayS;
    private long nobodyS;
    /** The last {@link #RECENT_S} seconds that somebody had the ball. */
    private final Deque<Held> recent = new ArrayDeque<>();

    private record Held(long second, Side side) {}

    /** A player's place at the end of a second. */
    public record Placed(Side side, double x, double y) {}

    /**
     * Seconds by side, and shares of the seconds that either had it: 0 to 1, absent where neither did.
     *
     * @param last5MinHomeShare of the {@link #RECENT_S} seconds up to the newest one
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Shares(
            long homeS,
            long awayS,
            long nobodyS,
            @Nullable Double homeShare,
            @JsonProperty("last_5_min_home_share") @Nullable Double last5MinHomeShare) {}

    public Possession(Pitch pitch) {
        this.pitch = pitch;
    }

    /**
     * Counts one second.
     *
     * @param second later than the one before
     * @param ball null where its place is not known
     * @param players of both teams; neutral ones are looked over. Of two that are equally near the first counts
     */
    public void add(long second, @Nullable Point ball, List<Placed> players) {
        holder = ball == null || isOut(ball) ? Side.NEUTRAL : holderOf(ball, players);
        switch (holder) {
            case HOME -> homeS++;
            case AWAY -> awayS++;
            case NEUTRAL -> nobodyS++;
        }
        if (holder != Side.NEUTRAL) {
            recent.addLast(new Held(second, holder));
        }
        while (!recent.isEmpty() && recent.getFirst().second() <= second - RECENT_S) {
            recent.removeFirst();
        }
    }

    private boolean isOut(Point ball) {
        return ball.x() < 0 || ball.x() > pitch.lengthM() || ball.y() < 0 || ball.y() > pitch.widthM();
    }

    private Side holderOf(Point ball, List<Placed> players) {
        double nearest = Double.MAX_VALUE;
        Side side = Side.NEUTRAL;
        for (Placed player : players) {
            double away = ball.distance(new Point(player.x(), player.y()));
            if (player.side() != Side.NEUTRAL && away < nearest) {
                nearest = away;
                side = player.side();
            }
        }
        return nearest <= RADIUS_M ? side : holder;
    }

    /** Who has it in the newest second; neutral for nobody. */
    public Side holder() {
        return holder;
    }

    public Shares shares() {
        long home = recent.stream().filter(held -> held.side() == Side.HOME).count();
        return new Shares(homeS, awayS, nobodyS, share(homeS, homeS + awayS), share(home, recent.size()));
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (Double) ((double) part / whole);
    }
}
