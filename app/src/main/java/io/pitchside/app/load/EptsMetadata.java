package io.pitchside.app.load;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.MatchSetup.Team;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a FIFA EPTS recording: who played where, how often frames come, and how the text beside it is written.
 * Immutable.
 *
 * @param startMs time of frame {@link #firstFrame}, epoch milliseconds
 * @param channels of the players and the ball
 * @param frames in the order of the file
 */
record EptsMetadata(
        double frameRateHz,
        long startMs,
        long firstFrame,
        Pitch pitch,
        Team home,
        Team away,
        List<Player> players,
        List<Period> periods,
        List<Channel> channels,
        List<EptsFrames> frames) {
    private static final double FRAME_RATE_MAX = 1_000;
    private static final String[] PERIODS = {"first_half", "second_half", "first_extra_half", "second_extra_half"};

    /** What a channel measures. */
    enum Measure {
        X,
        Y,
        Z,
        HEART_RATE,
        /**
         * Nothing that a reading has room for, and speed: it is computed from the same positions, and the recordings that
         * are around declare km/h and write m/s.
         */
        OTHER;

        static Measure of(String channelId, String name) {
            return switch (name.isEmpty() ? channelId : name) {
                case "x", "position_x" -> X;
                case "y", "position_y" -> Y;
                case "z", "position_z" -> Z;
                case "hr", "heart_rate", "heartrate" -> HEART_RATE;
                default -> OTHER;
            };
        }
    }

    /**
     * One channel of one player, or of the ball.
     *
     * @param playerChannelId how the data format calls it; null for the ball
     */
    record Channel(String playerId, @Nullable String playerChannelId, String channelId, Measure measure) {
        /** Where it stands in a line; -1 where it does not. */
        int column(EptsFrames format) {
            return playerChannelId == null ? format.ballColumn(channelId) : format.playerColumn(playerChannelId);
        }
    }

    /** Whether this is the outermost element of such metadata. */
    static boolean recognises(XmlElement root) {
        return root.child("dataformatspecifications") != null
                || root.all("dataformatspecification").findAny().isPresent();
    }

    static EptsMetadata of(Path file) throws LoadException {
        try {
            return of(XmlElement.read(file));
        } catch (IllegalArgumentException e) {
            throw LoadException.wrongData(file + ": " + e.getMessage(), e);
        }
    }

    private static EptsMetadata of(XmlElement root) {
        XmlElement metadata = root.child("metadata") == null ? root : required(root, "metadata");
        XmlElement global = required(metadata, "globalconfig");
        XmlElement session = metadata.all("session").findFirst().orElse(metadata);
        double rate = rate(global);
        List<EptsFrames> frames =
                root.all("dataformatspecification").map(EptsFrames::of).toList();
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("there is no DataFormatSpecification in it");
        }
        long start = start(session);
        long firstFrame = frames.get(0).firstFrame();
        Map<String, Side> sides = sides(metadata);
        Map<String, String> ids = new HashMap<>();
        List<Player> players = players(metadata, sides, ids);
        return new EptsMetadata(
                rate,
                start,
                firstFrame,
                pitch(session),
                team(metadata, sides, Side.HOME),
                team(metadata, sides, Side.AWAY),
                players,
                periods(global, start, firstFrame, rate),
                channels(metadata, ids),
                frames);
    }

    private static XmlElement required(XmlElement parent, String name) {
        XmlElement child = parent.child(name);
        if (child == null) {
            throw new IllegalArgumentException(
                    "line " + parent.line() + ": " + parent.name() + " has no element " + name);
        }
        return child;
    }

    private static double number(String text, String name) {
        Row row = Row.ofFields(List.of(text));
        double value = row.number(0, name);
        if (!row.usable()) {
            throw new IllegalArgumentException(String.valueOf(row.problem()));
        }
        return value;
    }

    private static double rate(XmlElement global) {
        double rate = number(global.textAt("framerate"), "FrameRate");
        if (!(rate > 0 && rate <= FRAME_RATE_MAX)) {
            throw new IllegalArgumentException(
                    "FrameRate is " + rate + ", expected frames per second up to " + FRAME_RATE_MAX);
        }
        return rate;
    }

    private static long start(XmlElement session) {
        Row row = Row.ofFields(List.of(session.textAt("start")));
        long start = row.time(0, "Start of the session");
        if (!row.usable()) {
            throw new IllegalArgumentException("line " + session.line() + ": " + row.problem());
        }
        return start;
    }

    private static Pitch pitch(XmlElement session) {
        XmlElement size = session.child("fieldsize");
        return size == null
                ? Pitch.STANDARD
                : new Pitch(
                        number(size.textAt("width"), "Width of the FieldSize"),
                        number(size.textAt("height"), "Height of the FieldSize"));
    }

    /** The sides of the teams by their ids. */
    private static Map<String, Side> sides(XmlElement metadata) {
        Map<String, Side> sides = new HashMap<>();
        metadata.all("score").findFirst().ifPresent(score -> {
            sides.put(score.attribute("idlocalteam"), Side.HOME);
            sides.put(score.attribute("idvisitingteam"), Side.AWAY);
        });
        if (sides.isEmpty()) {
            // Where nobody says who is at home, the first team is.
            metadata.all("team")
                    .limit(2)
                    .forEach(team -> sides.put(team.attribute("id"), sides.isEmpty() ? Side.HOME : Side.AWAY));
        }
        return sides;
    }

    private static Team team(XmlElement metadata, Map<String, Side> sides, Side side) {
        String name = metadata.all("team")
                .filter(team -> sides.get(team.attribute("id")) == side)
                .map(team -> team.textAt("name"))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(side == Side.HOME ? "Home" : "Away");
        return new Team(name, null, null);
    }

    /** @param ids filled with our id of each of theirs */
    private static List<Player> players(XmlElement metadata, Map<String, Side> sides, Map<String, String> ids) {
        List<Player> players = new ArrayList<>();
        for (XmlElement player : metadata.all("player").toList()) {
            String id = MatchNames.id(player.attribute("id"));
            if (id.isEmpty() || id.equals(MatchSetup.BALL) || ids.put(player.attribute("id"), id) != null) {
                throw new IllegalArgumentException("line " + player.line() + ": the id of player "
                        + Row.quoted(player.attribute("id")) + " is missing, stands twice or is the ball's");
            }
            String shirt = player.textAt("shirtnumber");
            String name = player.textAt("name");
            players.add(new Player(
                    id,
                    sides.getOrDefault(player.attribute("teamid"), Side.NEUTRAL),
                    name.isEmpty() ? null : name,
                    shirt.matches("\\d{1,3}") ? Integer.valueOf(shirt) : null,
                    null,
                    null,
                    List.of(id),
                    null,
                    null));
        }
        players.add(new Player(
                MatchSetup.BALL, Side.NEUTRAL, "Ball", null, null, null, List.of(MatchSetup.BALL), null, null));
        return players;
    }

    private static List<Period> periods(XmlElement global, long start, long firstFrame, double rate) {
        Map<String, String> parameters = global.providerParameters();
        List<Period> periods = new ArrayList<>();
        for (String name : PERIODS) {
            String first = parameters.getOrDefault(name + "_start", "");
            String last = parameters.getOrDefault(name + "_end", "");
            if (first.matches("\\d{1,12}") && last.matches("\\d{1,12}")) {
                long from = time(Long.parseLong(first), start, firstFrame, rate);
                // The parameter names the last frame; a period ends behind it.
                long to = time(Long.parseLong(last), start, firstFrame, rate) + 1;
                periods.add(new Period(Integer.toString(periods.size() + 1), from, to));
            }
        }
        return periods;
    }

    private static long time(long frame, long start, long firstFrame, double rate) {
        return start + Math.round((frame - firstFrame) * 1000 / rate);
    }

    /** The time of a frame, epoch milliseconds. */
    long time(long frame) {
        return time(frame, startMs, firstFrame, frameRateHz);
    }

    private static List<Channel> channels(XmlElement metadata, Map<String, String> ids) {
        Map<String, XmlElement> known = new HashMap<>();
        metadata.all("channel").forEach(channel -> known.putIfAbsent(channel.attribute("id"), channel));
        List<Channel> channels = new ArrayList<>();
        for (XmlElement ref : metadata.all("playerchannel").toList()) {
            XmlElement channel = known.get(ref.attribute("channelid"));
            String player = ids.get(ref.attribute("playerid"));
            if (channel == null || player == null) {
                throw new IllegalArgumentException("line " + ref.line() + ": PlayerChannel "
                        + Row.quoted(ref.attribute("id")) + " names an unknown "
                        + (channel == null ? "channel" : "player"));
            }
            channels.add(channel(player, ref.attribute("id"), channel));
        }
        known.values().forEach(channel -> channels.add(channel(MatchSetup.BALL, null, channel)));
        return channels;
    }

    private static Channel channel(String playerId, @Nullable String playerChannelId, XmlElement channel) {
        String id = channel.attribute("id");
        Measure measure =
                Measure.of(id.toLowerCase(Locale.ROOT), channel.textAt("name").toLowerCase(Locale.ROOT));
        String unit = channel.textAt("unit").toLowerCase(Locale.ROOT);
        boolean position = measure == Measure.X || measure == Measure.Y;
        if (position && !unit.equals("normalized") && !unit.equals("normalised")) {
            // Metres could count from the centre spot or from a corner; a guess would put everybody elsewhere.
            throw new IllegalArgumentException("line " + channel.line() + ": channel " + Row.quoted(id) + " is in "
                    + Row.quoted(unit) + ", positions are read where they are \"normalized\"");
        }
        boolean heightInMetres = measure != Measure.Z || unit.equals("m");
        return new Channel(playerId, playerChannelId, id, heightInMetres ? measure : Measure.OTHER);
    }
}
