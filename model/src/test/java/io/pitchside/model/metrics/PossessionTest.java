package io.pitchside.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.metrics.Possession.Placed;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class PossessionTest {
    private static final Placed HOME = new Placed(Side.HOME, 50, 30);
    private static final Placed AWAY = new Placed(Side.AWAY, 60, 30);
    private static final List<Placed> PLAYERS = List.of(HOME, AWAY);

    private final Possession possession = new Possession(Pitch.STANDARD);

    @Test
    void theNearestWithinTheRadiusHasIt() {
        possession.add(1, new Point(52.5, 30), PLAYERS);

        assertThat(possession.holder()).isEqualTo(Side.HOME);
    }

    @Test
    void nobodyHasItBeforeSomebodyIsNear() {
        possession.add(1, new Point(52.51, 30), PLAYERS);

        assertThat(possession.holder()).isEqualTo(Side.NEUTRAL);
        assertThat(possession.shares()).isEqualTo(new Possession.Shares(0, 0, 1, null, null));
    }

    @Test
    void aTeamKeepsItWhileTheBallIsOnItsWay() {
        possession.add(1, new Point(50, 30), PLAYERS);
        possession.add(2, new Point(55, 30), PLAYERS);
        possession.add(3, new Point(59, 30), PLAYERS);
        possession.add(4, new Point(55, 30), PLAYERS);

        assertThat(possession.holder()).isEqualTo(Side.AWAY);
        assertThat(possession.shares()).isEqualTo(new Possession.Shares(2, 2, 0, 0.5, 0.5));
    }

    @Test
    void aBallOutOfThePitchOrNotKnownEndsIt() {
        possession.add(1, new Point(50, 30), PLAYERS);
        possession.add(2, new Point(50, 68.1), PLAYERS);
        possession.add(3, new Point(55, 30), PLAYERS);
        possession.add(4, null, PLAYERS);

        assertThat(possession.shares()).isEqualTo(new Possession.Shares(1, 0, 3, 1.0, 1.0));
    }

    @Test
    void aRefereeHasNoBall() {
        possession.add(1, new Point(55, 30), List.of(HOME, AWAY, new Placed(Side.NEUTRAL, 55, 30)));

        assertThat(possession.holder()).isEqualTo(Side.NEUTRAL);
    }

    @Test
    void ofTwoPlayersTheNearerHasIt() {
        possession.add(1, new Point(51, 30), List.of(HOME, new Placed(Side.AWAY, 51.5, 30)));

        assertThat(possession.holder()).isEqualTo(Side.AWAY);
    }

    @Test
    void theRecentShareForgetsWhatIsOlderThanFiveMinutes() {
        for (int second = 1; second <= 400; second++) {
            possession.add(second, second <= 200 ? new Point(50, 30) : new Point(60, 30), PLAYERS);
        }

        // Of the last 300 seconds, 101 to 400, home had 101 to 200.
        assertThat(possession.shares().homeShare()).isEqualTo(0.5);
        assertThat(possession.shares().last5MinHomeShare()).isEqualTo(100 / 300.0);
    }
}
