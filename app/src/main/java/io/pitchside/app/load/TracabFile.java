package io.pitchside.app.load;

import static java.util.Objects.requireNonNull;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.SensorReading;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tracab optical tracking as databallpy saves it: one line per frame, two columns per player and three for the ball, in
 * metres from the centre spot. The origin moves to the corner, the number of the frame becomes the count of every
 * sensor; an empty field means that somebody is not on the pitch.
 */
final class TracabFile implements TrackingFile {
    static final String FORMAT = "Tracab";
    private static final String PLAYER_COLUMN = "(home|away)_\\d{1,3}_x";
    /** Sums of positions and half the pitch are exact to the micrometre; what a double adds behind that is noise. */
    private static final double PER_MICROMETRE = 1e6;

    private final Path file;
    private final Columns columns;
    private final TracabSheets sheets;
    private final List<Period> periods;
    private final long lines;

    private TracabFile(Path file, Columns columns, TracabSheets sheets, List<Period> periods, long lines) {
        this.file = file;
        this.columns = columns;
        this.sheets = sheets;
        this.periods = periods;
        this.lines = lines;
    }

    /** @param z -1 for players */
    private record Tracked(String playerId, String xName, int x, String yName, int y, int z) {}

    /** @param period -1 where the file does not say which period a frame belongs to */
    private record Columns(
            long headerLine, CsvForm form, int count, int frame, int time, int period, List<Tracked> tracked) {
        static Columns of(Header header, long headerLine) {
            List<Tracked> tracked = new ArrayList<>();
            tracked.add(new Tracked(
                    MatchSetup.BALL,
                    "ball_x",
                    header.indexOf("ball_x"),
                    "ball_y",
                    header.indexOf("ball_y"),
                    header.indexOf("ball_z")));
            for (String name : header.names()) {
                String id = name.matches(PLAYER_COLUMN) ? name.substring(0, name.length() - 2) : "";
                if (!id.isEmpty() && header.has(id + "_y")) {
                    tracked.add(new Tracked(id, name, header.indexOf(name), id + "_y", header.indexOf(id + "_y"), -1));
                }
            }
            return new Columns(
                    headerLine,
                    header.form(),
                    header.size(),
                    header.indexOf("frame"),
                    header.indexOf("datetime"),
                    header.indexOf("period_id"),
                    List.copyOf(tracked));
        }
    }

    /** Whether these are the column names of such a file. */
    static boolean recognises(Header header) {
        return header.has("frame", "ball_x", "ball_y");
    }

    static TracabFile open(Path file, Header header, long headerLine) throws LoadException {
        if (!header.has("datetime")) {
            throw LoadException.wrongData(file + ": the header has no column datetime; a Tracab file needs frame,"
                    + " datetime, ball_x, ball_y and the columns of the players (home_7_x, home_7_y)");
        }
        Columns columns = Columns.of(header, headerLine);
        if (columns.tracked.size() > MatchSetup.PLAYERS_MAX) {
            throw LoadException.wrongData(
                    file + ": " + columns.tracked.size() + " players, at most " + MatchSetup.PLAYERS_MAX);
        }
        TracabSheets sheets = TracabSheets.beside(file);
        Survey survey = Survey.of(file, columns);
        List<Period> periods = sheets.periods().isEmpty() ? survey.periods : sheets.periods();
        return new TracabFile(file, columns, sheets, periods, survey.lines);
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String matchId() {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder == null ? MatchNames.ofFile(file) : MatchNames.ofFolder(folder);
    }

    @Override
    public long lines() {
        return lines;
    }

    @Override
    public MatchSetup setup(String matchId) {
        List<Player> players = new ArrayList<>();
        for (Tracked tracked : columns.tracked) {
            players.add(
                    tracked.playerId.equals(MatchSetup.BALL)
                            ? new Player(
                                    MatchSetup.BALL,
                                    Side.NEUTRAL,
                                    "Ball",
                                    null,
                                    null,
                                    null,
                                    List.of(MatchSetup.BALL),
                                    null,
                                    null)
                            : sheets.player(tracked.playerId));
        }
        return new MatchSetup(
                matchId,
                0,
                TrackingLoad.STADIUM,
                "football",
                periods.isEmpty() ? 0 : periods.get(0).start(),
                Status.LIVE,
                sheets.pitch(),
                sheets.home(),
                sheets.away(),
                players,
                periods);
    }

    @Override
    public LoadItems items(String matchId) throws LoadException {
        return new Items(file, columns, sheets, matchId);
    }

    /** What one look through the whole file tells: its length, and when each period was played. */
    private static final class Survey {
        long lines;
        List<Period> periods = List.of();

        static Survey of(Path file, Columns columns) throws LoadException {
            Survey survey = new Survey();
            PeriodSpans spans = new PeriodSpans();
            try (Lines lines = Lines.of(file)) {
                for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                    survey.lines = line.number();
                    if (line.number() != columns.headerLine && columns.period >= 0 && !line.blank()) {
                        span(Row.of(line, columns.form), columns, spans);
                    }
                }
            }
            survey.periods = spans.periods();
            return survey;
        }

        private static void span(Row row, Columns columns, PeriodSpans spans) {
            row.expect(columns.count);
            long period = row.count(columns.period, "period_id");
            long ts = row.time(columns.time, "datetime");
            if (row.usable()) {
                spans.add(Long.toString(period), ts);
            }
        }
    }

    private static final class Items implements LoadItems {
        private final Lines lines;
        private final Columns columns;
        private final double halfLengthM;
        private final double halfWidthM;
        private final String matchId;
        /** The rest of the current line. */
        private final ArrayDeque<LoadItem> pending = new ArrayDeque<>();

        Items(Path file, Columns columns, TracabSheets sheets, String matchId) throws LoadException {
            lines = Lines.of(file);
            this.columns = columns;
            halfLengthM = sheets.pitch().lengthM() / 2;
            halfWidthM = sheets.pitch().widthM() / 2;
            this.matchId = requireNonNull(matchId, "matchId");
        }

        @Override
        public @Nullable LoadItem next() throws LoadException {
            while (pending.isEmpty()) {
                Lines.Line line = lines.next();
                if (line == null) {
                    return null;
                }
                if (!line.blank() && line.number() != columns.headerLine) {
                    take(line);
                }
            }
            return pending.poll();
        }

        private void take(Lines.Line line) {
            Row row = Row.of(line, columns.form);
            row.expect(columns.count);
            long frame = row.count(columns.frame, "frame");
            long ts = row.time(columns.time, "datetime");
            String problem = row.problem();
            if (problem == null) {
                problem = takePlayers(row, line.number(), frame, ts);
            }
            if (problem != null) {
                pending.add(new LoadItem.BadLine(line.number(), problem, line.bytes()));
            }
        }

        /** One bad field costs one reading; the others of the frame are kept, and the line is reported once. */
        private @Nullable String takePlayers(Row row, long line, long frame, long ts) {
            String first = null;
            int more = 0;
            for (Tracked tracked : columns.tracked) {
                SensorReading reading = reading(row, tracked, frame, ts);
                String problem = row.takeProblem();
                if (problem == null && reading != null) {
                    pending.add(new LoadItem.Reading(line, reading));
                } else if (problem != null) {
                    more += first == null ? 0 : 1;
                    first = first == null ? problem : first;
                }
            }
            return first == null || more == 0 ? first : first + " (and " + more + " more)";
        }

        /** Null for who is not on the pitch. */
        private @Nullable SensorReading reading(Row row, Tracked tracked, long frame, long ts) {
            if (row.empty(tracked.x) && row.empty(tracked.y)) {
                return null;
            }
            double x = row.number(tracked.x, tracked.xName) + halfLengthM;
            double y = row.number(tracked.y, tracked.yName) + halfWidthM;
            Double z = tracked.z < 0 || row.empty(tracked.z) ? null : row.number(tracked.z, tracked.playerId + "_z");
            return new SensorReading(
                    null,
                    matchId,
                    tracked.playerId,
                    tracked.playerId,
                    frame,
                    ts,
                    rounded(x),
                    rounded(y),
                    z,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        private static double rounded(double metres) {
            return Math.rint(metres * PER_MICROMETRE) / PER_MICROMETRE;
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
