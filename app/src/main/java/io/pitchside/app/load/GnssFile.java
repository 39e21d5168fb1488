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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Raw positions of a GNSS vest as Catapult exports them: one file per player, latitude and longitude ten times a second,
 * days since 1899-12-30 as time. The corners of the pitch beside it make metres on the pitch of them; without corners they
 * are metres east and north of the session's first fix. The file's name stands for the player, the tenth of a second of the day for
 * the sensor's count: so samples that are missing are missing numbers.
 */
final class GnssFile implements TrackingFile {
    static final String FORMAT = "Catapult GNSS";

    static final String[] TIME = {"timestamp", "time", "datetime", "excel time"};
    static final String[] LATITUDE = {"latitude", "lat"};
    static final String[] LONGITUDE = {"longitude", "lon", "lng", "long"};
    /** Corners and recording of one session do not lie further apart. */
    static final double CORNERS_M_MAX = 5_000;

    private static final Pattern RECORDING = Pattern.compile("(?i).*\\.(csv|txt)(\\.gz)?");
    /** Recordings of one folder that start further apart are of another session. */
    private static final long SESSION_MS_MAX = 12 * 3_600_000L;

    private static final long SLOT_MS = 100;
    private static final long SLOTS_PER_DAY = 86_400_000 / SLOT_MS;

    private final Path file;
    private final Columns columns;
    private final Ground ground;
    private final String format;
    private final Pitch pitch;
    private final long lines;
    private final long kickOff;
    private final List<String> playerIds;

    private GnssFile(
            Path file,
            Columns columns,
            Ground ground,
            String format,
            Pitch pitch,
            long lines,
            long kickOff,
            List<String> playerIds) {
        this.file = file;
        this.columns = columns;
        this.ground = ground;
        this.format = format;
        this.pitch = pitch;
        this.lines = lines;
        this.kickOff = kickOff;
        this.playerIds = playerIds;
    }

    private record Columns(long headerLine, CsvForm form, int count, int time, int latitude, int longitude) {
        static Columns of(Header header, long headerLine) {
            return new Columns(
                    headerLine,
                    header.form(),
                    header.size(),
                    header.indexOf(TIME),
                    header.indexOf(LATITUDE),
                    header.indexOf(LONGITUDE));
        }
    }

    /** A sample that is in order. */
    private record Sample(long ts, Fix fix) {}

    static boolean hasPosition(Header header) {
        return header.indexOf(LATITUDE) >= 0 && header.indexOf(LONGITUDE) >= 0;
    }

    /** Whether these are the column names of such a file, perhaps with one missing. */
    static boolean recognises(Header header) {
        boolean lat = header.indexOf(LATITUDE) >= 0;
        boolean lon = header.indexOf(LONGITUDE) >= 0;
        return (lat && lon) || (header.indexOf(TIME) >= 0 && (lat || lon));
    }

    static GnssFile open(Path file, Header header, long headerLine) throws LoadException {
        Columns columns = Columns.of(header, headerLine);
        checkColumns(file, columns);
        Survey survey = Survey.of(file, columns);
        Path corners = PitchCorners.beside(file);
        Sample first = survey.first;
        SortedMap<String, Sample> session = session(file, first);
        Sample earliest = session.values().stream()
                .min(Comparator.comparingLong(Sample::ts))
                .orElse(new Sample(0, new Fix(0, 0)));
        // One origin for all players of a session.
        Ground ground = TangentPlane.touching(earliest.fix);
        Pitch pitch = Pitch.STANDARD;
        String format = FORMAT + " (no pitch corners beside it: metres from the session's first fix)";
        if (corners != null) {
            PitchGround surveyed = PitchCorners.ground(corners);
            checkNear(file, corners, surveyed, first);
            ground = surveyed;
            pitch = surveyed.pitch();
            format = String.format(
                    Locale.ROOT,
                    "%s (pitch %.2f x %.2f m of %s, corners fit within %.2f m)",
                    FORMAT,
                    pitch.lengthM(),
                    pitch.widthM(),
                    Siblings.nameOf(corners),
                    surveyed.residualM());
        }
        List<String> playerIds = session.isEmpty() ? List.of(MatchNames.ofFile(file)) : List.copyOf(session.keySet());
        return new GnssFile(file, columns, ground, format, pitch, survey.lines, earliest.ts, playerIds);
    }

    private static void checkColumns(Path file, Columns columns) throws LoadException {
        String missing = columns.time < 0 ? "Timestamp" : columns.latitude < 0 ? "Latitude" : "Longitude";
        if (columns.time < 0 || columns.latitude < 0 || columns.longitude < 0) {
            throw LoadException.wrongData(file + ": line " + columns.headerLine + " names no column " + missing
                    + "; a GNSS recording needs Timestamp, Longitude and Latitude"
                    + (columns.time < 0
                            ? " (pitch corners are read by themselves with the recording beside them)"
                            : ""));
        }
    }

    private static void checkNear(Path file, Path corners, PitchGround surveyed, @Nullable Sample first)
            throws LoadException {
        if (first != null) {
            double away = surveyed.at(first.fix).distanceTo(new Metres(0, 0));
            if (away > CORNERS_M_MAX) {
                throw LoadException.wrongData(file + ": it starts " + Math.round(away / 1000) + " km from the pitch of "
                        + corners + "; take the corners of another place away");
            }
        }
    }

    /** Who was recorded in the same session, and from when on: this file, and those beside it of the same hours. */
    private static SortedMap<String, Sample> session(Path file, @Nullable Sample first) throws LoadException {
        SortedMap<String, Sample> session = new TreeMap<>();
        if (first == null) {
            return session;
        }
        session.put(MatchNames.ofFile(file), first);
        for (Path other : Siblings.of(file, RECORDING)) {
            Sample start = session.size() < MatchSetup.PLAYERS_MAX ? start(other) : null;
            if (start != null && Math.abs(start.ts - first.ts) <= SESSION_MS_MAX) {
                session.putIfAbsent(MatchNames.ofFile(other), start);
            }
        }
        return session;
    }

    /** The first sample of a file; null if it is no such recording or is broken: it will be told when it is loaded. */
    private static @Nullable Sample start(Path file) {
        try (Lines lines = Lines.of(file)) {
            Lines.Line first = lines.nextFilled();
            Columns columns = first == null ? null : Columns.of(Header.of(first), first.number());
            Lines.Line second = lines.nextFilled();
            if (columns == null
                    || second == null
                    || columns.time < 0
                    || columns.latitude < 0
                    || columns.longitude < 0) {
                return null;
            }
            Row row = Row.of(second, columns.form);
            Sample sample = sample(row, columns);
            return row.usable() ? sample : null;
        } catch (LoadException e) {
            return null;
        }
    }

    /** Meaningless if the row has a problem afterwards. */
    private static Sample sample(Row row, Columns columns) {
        row.expect(columns.count);
        if (!row.usable()) {
            return new Sample(0, new Fix(0, 0));
        }
        long ts = row.spreadsheetTime(columns.time, "timestamp");
        Fix fix = row.fix(columns.latitude, columns.longitude);
        if (fix.none()) {
            row.fail("latitude and longitude are 0: the receiver had no fix");
        }
        return new Sample(ts, fix);
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public String matchId() {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder == null || folder.getFileName() == null ? MatchNames.ofFile(file) : MatchNames.ofFolder(folder);
    }

    @Override
    public boolean partOfMatch() {
        return true;
    }

    @Override
    public long lines() {
        return lines;
    }

    @Override
    public MatchSetup setup(String matchId) {
        List<Player> players = new ArrayList<>();
        for (String id : playerIds) {
            players.add(new Player(id, Side.HOME, null, null, null, null, List.of(id), null, null));
        }
        return new MatchSetup(
                matchId,
                0,
                TrackingLoad.STADIUM,
                "football",
                kickOff,
                Status.LIVE,
                pitch,
                new Team("Home", null, null),
                new Team("Away", null, null),
                players,
                List.of());
    }

    @Override
    public LoadItems items(String matchId) throws LoadException {
        return new Items(file, columns, ground, matchId);
    }

    /** What one look through the whole file tells. */
    private static final class Survey {
        long lines;

        @Nullable
        Sample first;

        static Survey of(Path file, Columns columns) throws LoadException {
            Survey survey = new Survey();
            try (Lines lines = Lines.of(file)) {
                for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                    survey.lines = line.number();
                    if (survey.first == null && !line.blank() && line.number() != columns.headerLine) {
                        Row row = Row.of(line, columns.form);
                        Sample sample = sample(row, columns);
                        survey.first = row.usable() ? sample : null;
                    }
                }
            }
            return survey;
        }
    }

    private static final class Items implements LoadItems {
        private final Lines lines;
        private final Columns columns;
        private final Ground ground;
        private final String matchId;
        private final String playerId;

        Items(Path file, Columns columns, Ground ground, String matchId) throws LoadException {
            lines = Lines.of(file);
            this.columns = columns;
            this.ground = ground;
            this.matchId = requireNonNull(matchId, "matchId");
            playerId = MatchNames.ofFile(file);
        }

        @Override
        public @Nullable LoadItem next() throws LoadException {
            Lines.Line line = lines.nextFilled();
            while (line != null && line.number() == columns.headerLine) {
                line = lines.nextFilled();
            }
            return line == null ? null : item(line);
        }

        private LoadItem item(Lines.Line line) {
            Row row = Row.of(line, columns.form);
            Sample sample = sample(row, columns);
            String problem = row.problem();
            if (problem != null) {
                return new LoadItem.BadLine(line.number(), problem, line.bytes());
            }
            Metres at = ground.at(sample.fix).rounded();
            long slot = Math.floorMod(Math.floorDiv(sample.ts + SLOT_MS / 2, SLOT_MS), SLOTS_PER_DAY);
            return new LoadItem.Reading(
                    line.number(),
                    new SensorReading(
                            null,
                            matchId,
                            playerId,
                            playerId,
                            slot,
                            sample.ts,
                            at.x(),
                            at.y(),
                            null,
                            null,
                            null,
                            sample.fix.lat(),
                            sample.fix.lon(),
                            null,
                            null,
                            null,
                            null));
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
