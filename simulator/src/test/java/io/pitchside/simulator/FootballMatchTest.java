package io.pitchside.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.MatchSetup.Status;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FootballMatchTest {
    @ParameterizedTest
    @ValueSource(ints = {5, 10, 20, 25, 40, 50, 100})
    void everyTagOfThePitchSendsInEveryFrame(int hz) {
        FootballMatch match = FootballMatch.of(Plans.brief(1).withHz(hz));
        MatchFrame frame = match.newFrame();
        long frames = 0;

        while (match.next(frame)) {
            assertThat(sending(frame)).hasSize(23);
            assertThat(frame.at()).isEqualTo(Plans.KICK_OFF + frames * 1000 / hz);
            frames++;
        }

        assertThat(frames).isEqualTo((2 * 120 + 30) * (long) hz);
        assertThat(match.endsAt()).isEqualTo(Plans.KICK_OFF + 270_000);
    }

    @Test
    void playersMoveLikeHumansAndStayAroundThePitch() {
        Survey survey = Survey.of(FootballMatch.of(Plans.whole(7).withDropoutsPerHour(0)));

        assertThat(survey.speedMpsMax).isBetween(7.0, 9.6);
        assertThat(survey.accelerationMps2Max).isLessThan(6.5);
        assertThat(survey.xMin).isGreaterThan(-7);
        assertThat(survey.xMax).isLessThan(112);
        assertThat(survey.yMin).isGreaterThan(-11);
        assertThat(survey.yMax).isLessThan(73);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void playersRunAsFarAsPlayersDo(long seed) {
        FootballMatch match = FootballMatch.of(Plans.whole(seed));

        Survey survey = Survey.of(match);

        assertThat(survey.metresPerMinute()).as("seed %d", seed).isBetween(100.0, 130.0);
        assertThat(survey.sprints).as("seed %d", seed).isBetween(60, 800);
        assertThat(match.goals(Side.HOME) + match.goals(Side.AWAY))
                .as("seed %d", seed)
                .isBetween(0, 15);
    }

    @Test
    void heartsFollowTheLoadAndRecoverAtHalfTime() {
        FootballMatch match = FootballMatch.of(Plans.whole(3));
        List<Period> periods = match.setup().periods();
        MatchFrame frame = match.newFrame();
        double lateInFirstHalf = 0;
        double endOfBreak = 0;

        while (match.next(frame)) {
            if (frame.at() == periods.get(0).end() - 60_000) {
                lateInFirstHalf = hrMean(frame);
            } else if (frame.at() == periods.get(1).start() - 120_000) {
                endOfBreak = hrMean(frame);
            }
        }

        assertThat(lateInFirstHalf).isBetween(145.0, 185.0);
        assertThat(endOfBreak).isBetween(70.0, 110.0);
    }

    @Test
    void substitutesReplacePlayersAndTheirTagsGoQuiet() {
        FootballMatch match = FootballMatch.of(Plans.whole(1).withDropoutsPerHour(0));
        MatchFrame frame = match.newFrame();
        match.next(frame);
        Set<String> first = sending(frame);
        Set<String> ever = new HashSet<>(first);
        while (match.next(frame)) {
            Set<String> now = sending(frame);
            assertThat(now).hasSize(23);
            ever.addAll(now);
        }

        Set<String> last = sending(frame);

        assertThat(ever).hasSize(23 + 6);
        Set<String> gone = new HashSet<>(first);
        gone.removeAll(last);
        assertThat(gone).hasSize(6).doesNotContain("home_1", "away_1", MatchSetup.BALL);
    }

    @Test
    void aTagThatFallsSilentLeavesAGapInItsCount() {
        FootballMatch match = FootballMatch.of(Plans.brief(5).withDropoutsPerHour(200));
        MatchFrame frame = match.newFrame();
        long[] next = new long[match.newFrame().tags()];
        long missing = 0;

        while (match.next(frame)) {
            for (int tag = 0; tag < frame.tags(); tag++) {
                if (frame.sending(tag)) {
                    missing += frame.seq(tag) - next[tag];
                    next[tag] = frame.seq(tag) + 1;
                }
            }
        }

        assertThat(missing).isPositive();
        assertThat(next[next.length - 1]).isEqualTo(270 * 20);
    }

    @Test
    void theSetUpNamesEverybodyOnce() {
        MatchSetup setup = FootballMatch.of(Plans.whole(11)).setup();

        assertThat(setup.status()).isEqualTo(Status.LIVE);
        assertThat(setup.players()).hasSize(2 * 18 + 1);
        assertThat(setup.players().stream().map(Player::name)).doesNotHaveDuplicates();
        assertThat(setup.players().stream().flatMap(player -> player.sensors().stream()))
                .hasSize(37)
                .doesNotHaveDuplicates();
        assertThat(setup.home().name()).isNotEqualTo(setup.away().name());
        assertThat(setup.home().colour()).isNotEqualTo(setup.away().colour());
        assertThat(setup.periods()).hasSize(2);
        assertThat(setup.periods().get(0).start()).isEqualTo(Plans.KICK_OFF);
        assertThat(setup.players().stream().filter(player -> "goalkeeper".equals(player.role())))
                .hasSize(2);
    }

    @Test
    void aPlanWithAnImpossibleRateIsRefused() {
        MatchPlan plan = Plans.brief(1);

        assertThatThrownBy(() -> plan.withHz(7)).hasMessageContaining("allowed are [5, 10, 20");
    }

    private static Set<String> sending(MatchFrame frame) {
        Set<String> ids = new HashSet<>();
        for (int tag = 0; tag < frame.tags(); tag++) {
            if (frame.sending(tag)) {
                ids.add(frame.playerId(tag));
            }
        }
        return ids;
    }

    private static double hrMean(MatchFrame frame) {
        return Arrays.stream(frame.hr).filter(hr -> hr > 0).average().orElse(0);
    }

    /** What a whole match looks like, from the true bodies, between the whistles. */
    private static final class Survey {
        double speedMpsMax;
        double accelerationMps2Max;
        double xMin;
        double xMax;
        double yMin;
        double yMax;
        double metres;
        double seconds;
        int sprints;

        static Survey of(FootballMatch match) {
            Survey survey = new Survey();
            MatchFrame frame = match.newFrame();
            double dtS = match.plan().frameMs() / 1000.0;
            double[] vx = new double[frame.tags()];
            double[] vy = new double[frame.tags()];
            boolean[] sprinting = new boolean[frame.tags()];
            while (match.next(frame)) {
                boolean playing = match.setup().periods().stream()
                        .anyMatch(period -> frame.at() >= period.start() && frame.at() < period.end());
                for (int tag = 0; tag < frame.tags(); tag++) {
                    Athlete athlete = frame.tags[tag].wearer();
                    if (athlete == null || !frame.sending(tag)) {
                        continue;
                    }
                    double speed = athlete.speedMps();
                    double acceleration = Math.hypot(athlete.vx - vx[tag], athlete.vy - vy[tag]) / dtS;
                    vx[tag] = athlete.vx;
                    vy[tag] = athlete.vy;
                    survey.speedMpsMax = Math.max(survey.speedMpsMax, speed);
                    survey.accelerationMps2Max = Math.max(survey.accelerationMps2Max, acceleration);
                    survey.xMin = Math.min(survey.xMin, frame.x(tag));
                    survey.xMax = Math.max(survey.xMax, frame.x(tag));
                    survey.yMin = Math.min(survey.yMin, frame.y(tag));
                    survey.yMax = Math.max(survey.yMax, frame.y(tag));
                    if (playing) {
                        survey.metres += speed * dtS;
                        survey.seconds += dtS;
                    }
                    survey.sprints += speed >= 7 && !sprinting[tag] ? 1 : 0;
                    sprinting[tag] = speed >= 7 || (sprinting[tag] && speed >= 5.5);
                }
            }
            return survey;
        }

        double metresPerMinute() {
            return metres / seconds * 60;
        }
    }
}
