package io.pitchside.model.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a team stands at one moment, without its goalkeeper (Frencken 2011; Clemente 2013): the centroid is the mean
 * position, the width the extent across the pitch, the depth the extent along it, the surface area that of the convex
 * hull. Metres and square metres.
 *
 * @param centroid x and y
 * @param areaM2 absent with fewer than {@link #AREA_PLAYERS_MIN} players
 * @param players how many are in it
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TeamShape(
        List<Double> centroid,
        double widthM,
        double depthM,
        @Nullable Double areaM2,
        int players) {
    /** Two points have no area. */
    public static final int AREA_PLAYERS_MIN = 3;

    private static final String GOALKEEPER = "goalkeeper";

    public TeamShape {
        centroid = List.copyOf(centroid);
    }

    /** The players of a side whose positions make its shape: all but goalkeepers. */
    public static Set<String> members(MatchSetup setup, Side side) {
        return setup.players().stream()
                .filter(player -> player.team() == side && !GOALKEEPER.equals(player.role()))
                .map(Player::playerId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The shape of these players; empty where there are none. */
    public static Optional<TeamShape> of(Collection<Point> players) {
        if (players.isEmpty()) {
            return Optional.empty();
        }
        double sumX = 0;
        double sumY = 0;
        double minX = Double.MAX_VALUE;
        double maxX = -Double.MAX_VALUE;
        double minY = Double.MAX_VALUE;
        double maxY = -Double.MAX_VALUE;
        for (Point player : players) {
            sumX += player.x();
            sumY += player.y();
            minX = Math.min(minX, player.x());
            maxX = Math.max(maxX, player.x());
            minY = Math.min(minY, player.y());
            maxY = Math.max(maxY, player.y());
        }
        int count = players.size();
        return Optional.of(new TeamShape(
                List.of(sumX / count, sumY / count),
                maxY - minY,
                maxX - minX,
                count < AREA_PLAYERS_MIN ? null : (Double) hullArea(players),
                count));
    }

    /** Area of the convex hull (Andrew's monotone chain, then the shoelace formula), square metres. */
    static double hullArea(Collection<Point> points) {
        List<Point> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y));
        List<Point> hull = new ArrayList<>(2 * sorted.size());
        sorted.forEach(point -> turn(hull, 0, point));
        int lower = hull.size() - 1;
        for (int i = sorted.size() - 2; i >= 0; i--) {
            turn(hull, lower, sorted.get(i));
        }
        double twice = 0;
        for (int i = 0; i + 1 < hull.size(); i++) {
            Point a = hull.get(i);
            Point b = hull.get(i + 1);
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return Math.abs(twice) / 2;
    }

    /** Adds a point, after taking back those behind {@code fixed} that would make the chain turn right. */
    private static void turn(List<Point> chain, int fixed, Point next) {
        while (chain.size() - fixed >= 2
                && cross(chain.get(chain.size() - 2), chain.get(chain.size() - 1), next) <= 0) {
            chain.remove(chain.size() - 1);
        }
        chain.add(next);
    }

    private static double cross(Point origin, Point a, Point b) {
        return (a.x() - origin.x()) * (b.y() - origin.y()) - (a.y() - origin.y()) * (b.x() - origin.x());
    }
}
