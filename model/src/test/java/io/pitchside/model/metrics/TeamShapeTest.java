package io.pitchside.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.MatchSetup.Status;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TeamShapeTest {
    @Test
    void aRectangleWithPlayersInsideIsItsCorners() {
        TeamShape shape = TeamShape.of(List.of(
                        new Point(20, 10),
                        new Point(60, 10),
                        new Point(60, 50),
                        new Point(20, 50),
                        new Point(40, 30),
                        new Point(30, 20)))
                .orElseThrow();

        assertThat(shape.centroid().get(0)).isCloseTo(230 / 6.0, within(1e-9));
        assertThat(shape.centroid().get(1)).isCloseTo(170 / 6.0, within(1e-9));
        assertThat(shape.depthM()).isEqualTo(40);
        assertThat(shape.widthM()).isEqualTo(40);
        assertThat(shape.areaM2()).isEqualTo(1_600);
        assertThat(shape.players()).isEqualTo(6);
    }

    @Test
    void widthIsAcrossAndDepthAlongThePitch() {
        TeamShape shape =
                TeamShape.of(List.of(new Point(10, 5), new Point(90, 25))).orElseThrow();

        assertThat(shape.depthM()).isEqualTo(80);
        assertThat(shape.widthM()).isEqualTo(20);
    }

    @Test
    void twoPlayersHaveNoAreaAndThreeInARowHaveZero() {
        assertThat(TeamShape.of(List.of(new Point(1, 1), new Point(2, 2)))
                        .orElseThrow()
                        .areaM2())
                .isNull();
        assertThat(TeamShape.hullArea(List.of(new Point(1, 1), new Point(2, 2), new Point(5, 5))))
                .isZero();
        assertThat(TeamShape.hullArea(List.of(new Point(1, 1), new Point(1, 1), new Point(1, 1))))
                .isZero();
        assertThat(TeamShape.of(List.of())).isEmpty();
    }

    @Test
    void theAreaOfATriangleIsHalfItsBaseTimesItsHeight() {
        assertThat(TeamShape.hullArea(List.of(new Point(0, 0), new Point(10, 0), new Point(3, 8))))
                .isEqualTo(40);
    }

    @Test
    void aRegularHexagonHasItsTextbookArea() {
        List<Point> hexagon = IntStream.range(0, 6)
                .mapToObj(i -> new Point(50 + 10 * Math.cos(i * Math.PI / 3), 30 + 10 * Math.sin(i * Math.PI / 3)))
                .toList();

        assertThat(TeamShape.hullArea(hexagon)).isCloseTo(150 * Math.sqrt(3), within(1e-9));
    }

    @Test
    void theGoalkeeperAndTheBallAreNotMembers() {
        MatchSetup setup = new MatchSetup(
                "m",
                1,
                null,
                "football",
                0,
                Status.LIVE,
                MatchSetup.Pitch.STANDARD,
                new MatchSetup.Team("A", null, null),
                new MatchSetup.Team("B", null, null),
                List.of(
                        player("h1", Side.HOME, "goalkeeper"),
                        player("h2", Side.HOME, null),
                        player("a2", Side.AWAY, "forward"),
                        player(MatchSetup.BALL, Side.NEUTRAL, null)),
                List.of());

        assertThat(TeamShape.members(setup, Side.HOME)).containsExactly("h2");
        assertThat(TeamShape.members(setup, Side.AWAY)).containsExactly("a2");
    }

    private static Player player(String id, Side side, @Nullable String role) {
        return new Player(id, side, null, null, role, null, List.of(), null, null);
    }
}
