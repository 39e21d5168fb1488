package io.pitchside.simulator;

import static java.util.Objects.requireNonNull;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.MatchSetup.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A football match from a seed, moved on frame by frame by its own virtual clock: two halves with a break, two teams of
 * eleven and their substitutes, a ball. The same plan gives the same frames. Not thread-safe.
 */
public final class FootballMatch {
    private enum Stage {
        FIRST_HALF,
        BREAK,
        SECOND_HALF,
        OVER
    }

    /** The players come out this long before the second half. */
    private static final double BACK_OUT_S = 70;

    private final MatchPlan plan;
    private final MatchSetup setup;
    private final Situation situation;
    private final Play play;
    private final Substitutions substitutions;
    private final Tag[] tags;
    private final double firstEndS;
    private final double secondStartS;
    private final double secondEndS;
    private final int framesPerTick;

    private Stage stage = Stage.FIRST_HALF;
    private boolean backOut;
    private long frames;

    private FootballMatch(MatchPlan plan) {
        this.plan = plan;
        Dice teams = new Dice(plan.seed(), "teams");
        Names names = new Names(new Dice(plan.seed(), "names"));
        Pitch pitch = Pitch.STANDARD;
        Formation[] formations = Formation.values();
        int homeFormation = teams.below(formations.length);
        int awayFormation = (homeFormation + 1 + teams.below(formations.length - 1)) % formations.length;
        Squad home = new Squad(Side.HOME, formations[homeFormation], pitch.lengthM(), pitch.widthM(), names, teams);
        Squad away = new Squad(Side.AWAY, formations[awayFormation], pitch.lengthM(), pitch.widthM(), names, teams);
        away.attack(false);
        double halfS = plan.half().toMillis() / 1000.0;
        double added = plan.half().toMinutes() >= 20 ? 60 : 0;
        firstEndS = halfS + added * (1 + teams.below(3));
        secondStartS = firstEndS + plan.interval().toMillis() / 1000.0;
        secondEndS = secondStartS + halfS + added * (2 + teams.below(4));
        tags = tags(home, away);
        setup = setup(pitch, home, away, names);
        situation = new Situation(pitch, home, away);
        play = new Play(situation, new Dice(plan.seed(), "play"));
        substitutions = new Substitutions(
                situation, plan.substitutions(), secondStartS, secondEndS, new Dice(plan.seed(), "substitutions"));
        framesPerTick = plan.hz() / Play.TICKS_PER_SECOND;
        lineUp(home);
        lineUp(away);
        play.kickOff(home, 2);
    }

    public static FootballMatch of(MatchPlan plan) {
        return new FootballMatch(requireNonNull(plan, "plan"));
    }

    public MatchPlan plan() {
        return plan;
    }

    /** Who plays, with which tags; the status is live. Does not change while the match goes on. */
    public MatchSetup setup() {
        return setup;
    }

    /** A frame of this match to hand to {@link #next}. */
    public MatchFrame newFrame() {
        return new MatchFrame(tags);
    }

    /** Goals so far. */
    public int goals(Side side) {
        return switch (side) {
            case HOME -> play.goals(situation.home);
            case AWAY -> play.goals(situation.away);
            case NEUTRAL -> throw new IllegalArgumentException("only home and away score");
        };
    }

    /** Virtual time at which the match is over, epoch milliseconds. */
    public long endsAt() {
        return plan.kickOff() + Math.round(secondEndS * 1000);
    }

    /**
     * Moves the match on by one frame and fills it with what the tags measured.
     *
     * @return false when the match is over; the frame is left as it was
     */
    public boolean next(MatchFrame frame) {
        long elapsedMs = frames * plan.frameMs();
        situation.nowS = elapsedMs / 1000.0;
        changeStage();
        if (stage == Stage.OVER) {
            return false;
        }
        if (frames % framesPerTick == 0) {
            tick();
        }
        double dtS = plan.frameMs() / 1000.0;
        play.step(dtS);
        frame.at = plan.kickOff() + elapsedMs;
        for (int i = 0; i < tags.length; i++) {
            tags[i].measure(frame, i, situation.ball, dtS, plan.dropoutsPerHour());
        }
        frames++;
        return true;
    }

    private void tick() {
        play.tick();
        if (stage == Stage.SECOND_HALF && substitutions.tick(play)) {
            switchTags();
        }
    }

    private void changeStage() {
        double nowS = situation.nowS;
        if (stage == Stage.FIRST_HALF && nowS >= firstEndS) {
            stage = Stage.BREAK;
            play.halfTime();
            // The teams change ends.
            situation.home.attack(false);
            situation.away.attack(true);
        }
        if (stage == Stage.BREAK && !backOut && nowS >= secondStartS - BACK_OUT_S) {
            backOut = true;
            play.kickOff(situation.away, secondStartS + 2 - nowS);
        }
        if (stage == Stage.BREAK && nowS >= secondStartS) {
            stage = Stage.SECOND_HALF;
        }
        if (stage == Stage.SECOND_HALF && nowS >= secondEndS) {
            stage = Stage.OVER;
        }
    }

    private void lineUp(Squad squad) {
        for (Athlete athlete : squad.active) {
            double u = athlete.keeper() ? 5 : 17 + athlete.slot.depth() * 31;
            athlete.put(squad.x(u), squad.y(68 * (0.5 + (athlete.slot.width() - 0.5) * 0.86)));
        }
        switchTags();
    }

    private void switchTags() {
        for (Tag tag : tags) {
            tag.switchOn(tag.wearer() == null || onPitch(tag.wearer()));
        }
    }

    private boolean onPitch(Athlete athlete) {
        for (Athlete active : situation.squadOf(athlete).active) {
            if (active == athlete) {
                return true;
            }
        }
        return false;
    }

    private Tag[] tags(Squad home, Squad away) {
        List<Tag> all = new ArrayList<>();
        for (Squad squad : List.of(home, away)) {
            for (Athlete athlete : everybody(squad)) {
                String playerId = playerId(athlete);
                all.add(new Tag(playerId, sensorId(athlete), athlete, new Dice(plan.seed(), "tag " + playerId)));
            }
        }
        all.add(new Tag(MatchSetup.BALL, "tag-99", null, new Dice(plan.seed(), "tag ball")));
        return all.toArray(new Tag[0]);
    }

    private static List<Athlete> everybody(Squad squad) {
        List<Athlete> all = new ArrayList<>(List.of(squad.active));
        all.addAll(squad.bench);
        return all;
    }

    private static String playerId(Athlete athlete) {
        return athlete.side.code() + "_" + athlete.shirt;
    }

    private static String sensorId(Athlete athlete) {
        int number = athlete.shirt + (athlete.side == Side.HOME ? 0 : 50);
        return String.format(Locale.ROOT, "tag-%02d", number);
    }

    private MatchSetup setup(Pitch pitch, Squad home, Squad away, Names names) {
        List<Player> players = new ArrayList<>();
        for (Squad squad : List.of(home, away)) {
            for (Athlete athlete : everybody(squad)) {
                players.add(new Player(
                        playerId(athlete),
                        athlete.side,
                        athlete.name,
                        athlete.shirt,
                        squad.bench.contains(athlete) ? "substitute" : athlete.slot.role(),
                        null,
                        List.of(sensorId(athlete)),
                        (int) athlete.heart.maxBpm(),
                        (int) athlete.heart.restBpm()));
            }
        }
        players.add(new Player(MatchSetup.BALL, Side.NEUTRAL, "Ball", null, null, null, List.of("tag-99"), null, null));
        String[] colours = names.colours();
        long kickOff = plan.kickOff();
        List<Period> periods = List.of(
                new Period("1", kickOff, kickOff + Math.round(firstEndS * 1000)),
                new Period("2", kickOff + Math.round(secondStartS * 1000), kickOff + Math.round(secondEndS * 1000)));
        return new MatchSetup(
                plan.matchId(),
                0,
                plan.stadiumId(),
                "football",
                kickOff,
                Status.LIVE,
                pitch,
                team(names.club(), colours[0]),
                team(names.club(), colours[1]),
                players,
                periods);
    }

    private static Team team(String name, String colour) {
        return new Team(name, name.substring(0, 3).toUpperCase(Locale.ROOT), colour);
    }
}
