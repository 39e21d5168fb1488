package io.pitchside.app.load;

import static java.util.Objects.requireNonNull;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.MatchSetup.Team;
import io.pitchside.model.tracking.SensorReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * ZXY Sport Tracking: one line per tag and sample, metres with the origin in a corner. The tag stands for the player,
 * the number of the line for the sensor's count.
 */
final class ZxyFile implements TrackingFile {
    static final String FORMAT = "ZXY";
    /** Column names of the files that are around. */
    private static final String[] TIME = {"t", "timestamp", "time"};

    private static final String[] TAG = {"id", "tag_id", "tagid"};
    private static final String[] X = {"x", "x_pos"};
    private static final String[] Y = {"y", "y_pos"};
    private static final String[] SPEED = {"speed"};
    private static final Header USUAL =
            Header.of(List.of("t", "id", "x", "y", "heading", "direction", "energy", "speed", "total_distance"));
    private static final int TAG_CHARS_MAX = 10;

    private final Path file;
    private final Columns columns;
    private final long lines;
    private final long firstTs;
    private final List<Player> players;

    private ZxyFile(Path file, Columns columns, long lines, long firstTs, List<Player> players) {
        this.file = file;
        this.columns = columns;
        this.lines = lines;
        this.firstTs = firstTs;
        this.players = players;
    }

    /** Where what is needed stands; {@code headerLine} is 0 for a file without a header. */
    private record Columns(long headerLine, CsvForm form, int count, int time, int tag, int x, int y, int speed) {
        static Columns of(Header header, long headerLine) {
            return new Columns(
                    headerLine,
                    header.form(),
                    header.size(),
                    header.indexOf(TIME),
                    header.indexOf(TAG),
                    header.indexOf(X),
                    header.indexOf(Y),
                    header.indexOf(SPEED));
        }
    }

    /** Whether these are the column names of such a file. */
    static boolean recognises(Header header) {
        Columns columns = Columns.of(header, 1);
        return columns.time >= 0 && columns.tag >= 0 && (columns.x >= 0 || columns.y >= 0);
    }

    /** Whether a first line is already a sample, in the usual order of columns. */
    static boolean recognises(Row first) {
        if (first.fields().size() != USUAL.size()) {
            return false;
        }
        Columns usual = Columns.of(USUAL, 0);
        reading(first, usual, 1, "match");
        return first.takeProblem() == null;
    }

    /** A file that names its columns. */
    static ZxyFile open(Path file, Header header, long headerLine) throws LoadException {
        return open(file, Columns.of(header, headerLine));
    }

    /** A file without a header, or with one that is broken: the columns stand in the usual order. */
    static ZxyFile openHeadless(Path file) throws LoadException {
        return open(file, Columns.of(USUAL, 0));
    }

    private static ZxyFile open(Path file, Columns columns) throws LoadException {
        if (columns.x < 0 || columns.y < 0) {
            throw LoadException.wrongData(file + ": the header has no column " + (columns.x < 0 ? "x" : "y")
                    + "; a ZXY file needs t, id, x and y");
        }
        SortedSet<Integer> tags = new TreeSet<>();
        long firstTs = 0;
        long lines = 0;
        try (Items items = new Items(file, columns, "survey")) {
            for (LoadItem item = items.next(); item != null; item = items.next()) {
                if (item instanceof LoadItem.Reading one) {
                    firstTs = firstTs == 0 ? one.reading().ts() : firstTs;
                    if (tags.size() < MatchSetup.PLAYERS_MAX) {
                        tags.add(Integer.valueOf(one.reading().playerId()));
                    }
                }
                lines = item.line();
            }
        }
        return new ZxyFile(file, columns, lines, firstTs, players(tags));
    }

    private static List<Player> players(SortedSet<Integer> tags) {
        List<Player> players = new ArrayList<>();
        for (Integer tag : tags) {
            String id = tag.toString();
            players.add(new Player(id, Side.HOME, "Tag " + id, null, null, null, List.of(id), null, null));
        }
        return List.copyOf(players);
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String matchId() {
        return MatchNames.ofFile(file);
    }

    @Override
    public long lines() {
        return lines;
    }

    @Override
    public MatchSetup setup(String matchId) {
        return new MatchSetup(
                matchId,
                0,
                TrackingLoad.STADIUM,
                "football",
                firstTs,
                Status.LIVE,
                Pitch.STANDARD,
                new Team("Home", null, null),
                new Team("Away", null, null),
                players,
                List.of());
    }

    @Override
    public LoadItems items(String matchId) throws LoadException {
        return new Items(file, columns, matchId);
    }

    /** The reading of a line; meaningless if the row has a problem afterwards. */
    private static SensorReading reading(Row row, Columns columns, long line, String matchId) {
        long ts = row.time(columns.time, "t");
        long tag = row.count(columns.tag, "id");
        String id = Long.toString(tag);
        if (id.length() >= TAG_CHARS_MAX) {
            row.fail("id is no tag number: " + id);
        }
        double x = row.number(columns.x, "x");
        double y = row.number(columns.y, "y");
        Double speed = columns.speed < 0 || row.empty(columns.speed) ? null : row.number(columns.speed, "speed");
        return new SensorReading(
                null, matchId, id, id, line, ts, x, y, null, speed, null, null, null, null, null, null, null);
    }

    private static final class Items implements LoadItems {
        private final Lines lines;
        private final Columns columns;
        private final String matchId;

        Items(Path file, Columns columns, String matchId) throws LoadException {
            lines = Lines.of(file);
            this.columns = columns;
            this.matchId = requireNonNull(matchId, "matchId");
        }

        @Override
        public @Nullable LoadItem next() throws LoadException {
            Lines.Line line = lines.next();
            while (line != null && (line.blank() || line.number() == columns.headerLine)) {
                line = lines.next();
            }
            return line == null ? null : item(line);
        }

        private LoadItem item(Lines.Line line) {
            Row row = Row.of(line, columns.form);
            row.expect(columns.count);
            SensorReading reading = row.usable() ? reading(row, columns, line.number(), matchId) : null;
            String problem = row.problem();
            if (reading == null || problem != null) {
                return new LoadItem.BadLine(line.number(), String.valueOf(problem), line.bytes());
            }
            return new LoadItem.Reading(line.number(), reading);
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
