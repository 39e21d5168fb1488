package io.pitchside.app.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The three header lines of a Metrica csv file: the teams, the shirts, and the names of the columns. A player has two
 * columns, named once: x under the name, y behind it. Immutable.
 *
 * @param lastLine number of the third of them
 * @param columns how many a line has
 */
record MetricaHeader(
        long lastLine, CsvForm form, int columns, int period, int frame, int time, Side side, List<Tracked> tracked) {
    private static final String[] TIME = {"time [s]", "time (s)", "time_s", "time"};
    private static final int LINES = 3;
    private static final int FIRST_PLAYER = 3;

    /** Whose positions stand in a pair of columns. */
    record Tracked(String playerId, @Nullable Integer shirt, int x, int y) {
        Player player(Side side) {
            boolean ball = playerId.equals(MatchSetup.BALL);
            return new Player(
                    playerId,
                    ball ? Side.NEUTRAL : side,
                    ball ? "Ball" : null,
                    shirt,
                    null,
                    null,
                    List.of(playerId),
                    null,
                    null);
        }
    }

    /** Whether this is the line that names the columns. */
    static boolean recognises(Header header) {
        return header.has("period", "frame") && header.indexOf(TIME) >= 0;
    }

    /** Whether a file's first line is the first of the three. */
    static boolean recognises(Row first) {
        List<String> fields = first.fields();
        return fields.size() > FIRST_PLAYER
                && fields.subList(0, FIRST_PLAYER).stream().allMatch(String::isBlank)
                && fields.stream().anyMatch(field -> !field.isBlank());
    }

    /** @throws LoadException naming line and column, if one of the three lines is not what it should be */
    static MetricaHeader of(Path file) throws LoadException {
        List<Lines.Line> three = new ArrayList<>();
        try (Lines lines = Lines.of(file)) {
            Lines.Line line = lines.nextFilled();
            while (line != null && three.size() < LINES) {
                three.add(line);
                line = lines.nextFilled();
            }
        }
        if (three.size() < LINES) {
            throw LoadException.wrongData(file + ": it ends within its three header lines");
        }
        CsvForm form = CsvForm.of(new String(three.get(2).bytes(), UTF_8));
        Row teams = Row.of(three.get(0), form);
        Row shirts = Row.of(three.get(1), form);
        Header names = Header.of(three.get(2));
        long line = three.get(2).number();
        if (!recognises(names)) {
            throw LoadException.wrongData(
                    file + ": line " + line + " is the third of the header, so its columns must be"
                            + " Period, Frame, Time [s] and the players; it begins with "
                            + Row.quoted(String.join(String.valueOf(form.separator()), names.names())));
        }
        Side side = side(file, three.get(0).number(), teams);
        List<Tracked> tracked = tracked(file, line, names, shirts, side);
        int columns = tracked.stream().mapToInt(Tracked::y).max().orElse(FIRST_PLAYER - 1) + 1;
        return new MetricaHeader(
                line,
                form,
                columns,
                names.indexOf("period"),
                names.indexOf("frame"),
                names.indexOf(TIME),
                side,
                tracked);
    }

    private static Side side(Path file, long line, Row teams) throws LoadException {
        for (int column = 0; column < teams.fields().size(); column++) {
            String team = teams.text(column).toLowerCase(Locale.ROOT);
            if (team.equals("home") || team.equals("away")) {
                return Side.ofCode(team);
            }
        }
        String name = Siblings.nameOf(file).toLowerCase(Locale.ROOT);
        boolean home = name.contains("home");
        if (home == name.contains("away")) {
            throw LoadException.wrongData(file + ": line " + line + ", column " + (FIRST_PLAYER + 1)
                    + ": expected Home or Away, found " + Row.quoted(teams.text(FIRST_PLAYER))
                    + ", and the file's name does not say it either");
        }
        return home ? Side.HOME : Side.AWAY;
    }

    private static List<Tracked> tracked(Path file, long line, Header names, Row shirts, Side side)
            throws LoadException {
        List<Tracked> tracked = new ArrayList<>();
        int column = FIRST_PLAYER;
        while (column < names.size()) {
            String name = names.names().get(column);
            if (name.isEmpty() && column == names.size() - 1) {
                break;
            }
            boolean second = !name.isEmpty()
                    && column + 1 < names.size()
                    && !names.names().get(column + 1).isEmpty();
            if (name.isEmpty() || second) {
                throw LoadException.wrongData(file + ": line " + line + ", column " + (column + (second ? 2 : 1))
                        + ": every second column names a player (Player25,,Player15,,…,Ball,), found "
                        + Row.quoted(names.names().get(column + (second ? 1 : 0))));
            }
            tracked.add(tracked(name, shirts.text(column), side, column));
            column += 2;
        }
        if (tracked.stream().map(Tracked::playerId).distinct().count() < tracked.size()) {
            throw LoadException.wrongData(file + ": line " + line + ": a player stands in it twice");
        }
        if (tracked.size() > MatchSetup.PLAYERS_MAX / 2) {
            throw LoadException.wrongData(file + ": line " + line + ": " + tracked.size() + " players, at most "
                    + MatchSetup.PLAYERS_MAX / 2);
        }
        return List.copyOf(tracked);
    }

    private static Tracked tracked(String name, String shirtText, Side side, int column) {
        if (name.equals(MatchSetup.BALL)) {
            return new Tracked(MatchSetup.BALL, null, column, column + 1);
        }
        String digits = shirtText.isEmpty() ? name.replaceAll("\\D", "") : shirtText;
        Integer shirt = digits.matches("\\d{1,3}") ? Integer.valueOf(digits) : null;
        String id = MatchNames.id(side.code() + "_" + (shirt == null ? name : shirt.toString()));
        return new Tracked(id, shirt, column, column + 1);
    }
}
