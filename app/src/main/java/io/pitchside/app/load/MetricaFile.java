package io.pitchside.app.load;

import static java.util.Objects.requireNonNull;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.MatchSetup.Team;
import io.pitchside.model.tracking.SensorReading;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Metrica Sports' csv: one file per side, one line per frame at 25 Hz, positions as shares of a pitch of 105 x 68 m from
 * its upper left corner (so y is turned round), NaN for who is not on it. The number of the frame is the count of every
 * sensor. The ball stands in both files: its readings of the second file are repeats of the first's. The file knows no
 * date: its seconds count from {@link #DAY_MS}.
 */
final class MetricaFile implements TrackingFile {
    static final String FORMAT = "Metrica csv";
    /** 2000-01-01T00:00Z. */
    static final long DAY_MS = 946_684_800_000L;

    /** Further out is no share of a pitch but another unit. */
    private static final double SHARE_MAX = 2;

    private static final Pattern SIDE_IN_NAME = Pattern.compile("(?i)[ _.-]*(home|away)([ _.-]*team)?");

    private final Path file;
    private final MetricaHeader header;
    private final List<Player> players;
    private final List<Period> periods;
    private final long lines;

    private MetricaFile(Path file, MetricaHeader header, List<Player> players, List<Period> periods, long lines) {
        this.file = file;
        this.header = header;
        this.players = players;
        this.periods = periods;
        this.lines = lines;
    }

    static MetricaFile open(Path file) throws LoadException {
        MetricaHeader header = MetricaHeader.of(file);
        Map<String, Player> players = new LinkedHashMap<>();
        add(header, players);
        for (Path other : Siblings.of(file, Pattern.compile("(?i).*\\.csv(\\.gz)?"))) {
            if (matchName(other).equals(matchName(file)) && otherSide(file, other)) {
                add(MetricaHeader.of(other), players);
            }
        }
        PeriodSpans spans = new PeriodSpans();
        long last = 0;
        try (Lines lines = Lines.of(file)) {
            for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                last = line.number();
                if (line.number() > header.lastLine() && !line.blank()) {
                    Row row = Row.of(line, header.form());
                    row.expect(header.columns());
                    String period = row.text(header.period());
                    long ts = ts(row, header);
                    if (row.usable() && !period.isEmpty()) {
                        spans.add(period, ts);
                    }
                }
            }
        }
        return new MetricaFile(file, header, List.copyOf(players.values()), spans.periods(), last);
    }

    private static void add(MetricaHeader header, Map<String, Player> players) {
        header.tracked().forEach(tracked -> players.putIfAbsent(tracked.playerId(), tracked.player(header.side())));
    }

    private static boolean otherSide(Path file, Path other) {
        boolean home = Siblings.nameOf(file).toLowerCase(Locale.ROOT).contains("home");
        return Siblings.nameOf(other).toLowerCase(Locale.ROOT).contains(home ? "away" : "home");
    }

    private static String matchName(Path file) {
        String name = SIDE_IN_NAME.matcher(MatchNames.ofFile(file)).replaceFirst("");
        return name.isEmpty() ? "metrica" : name;
    }

    /** Meaningless if the row has a problem afterwards. */
    private static long ts(Row row, MetricaHeader header) {
        double seconds = row.number(header.time(), "time");
        if (!(seconds >= 0 && seconds <= 86_400)) {
            row.fail("time is " + Row.quoted(row.text(header.time())) + ", expected seconds from 0 to 86400");
        }
        return DAY_MS + Math.round(seconds * 1000);
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String matchId() {
        return matchName(file);
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
        return new MatchSetup(
                matchId,
                0,
                TrackingLoad.STADIUM,
                "football",
                periods.isEmpty() ? 0 : periods.get(0).start(),
                Status.LIVE,
                Pitch.STANDARD,
                new Team("Home", null, null),
                new Team("Away", null, null),
                players,
                periods);
    }

    @Override
    public LoadItems items(String matchId) throws LoadException {
        return new Items(file, header, matchId);
    }

    /** Metres of a share of the pitch. */
    private static double metres(Row row, int column, String name, double sizeM, boolean turned) {
        double share = row.number(column, name);
        if (Math.abs(share) > SHARE_MAX) {
            row.fail(name + " is " + share + ", expected a share of the pitch from 0 to 1");
        }
        return (turned ? 1 - share : share) * sizeM;
    }

    private static final class Items implements LoadItems {
        private final Lines lines;
        private final MetricaHeader header;
        private final String matchId;
        /** The rest of the current line. */
        private final ArrayDeque<LoadItem> pending = new ArrayDeque<>();

        Items(Path file, MetricaHeader header, String matchId) throws LoadException {
            lines = Lines.of(file);
            this.header = header;
            this.matchId = requireNonNull(matchId, "matchId");
        }

        @Override
        public @Nullable LoadItem next() throws LoadException {
            while (pending.isEmpty()) {
                Lines.Line line = lines.nextFilled();
                if (line == null) {
                    return null;
                }
                if (line.number() > header.lastLine()) {
                    take(line);
                }
            }
            return pending.poll();
        }

        private void take(Lines.Line line) {
            Row row = Row.of(line, header.form());
            row.expect(header.columns());
            long frame = row.count(header.frame(), "frame");
            long ts = ts(row, header);
            BadFields bad = new BadFields();
            bad.add(row.takeProblem());
            if (bad.none()) {
                for (MetricaHeader.Tracked tracked : header.tracked()) {
                    if (!row.absent(tracked.x()) || !row.absent(tracked.y())) {
                        LoadItem.Reading reading =
                                new LoadItem.Reading(line.number(), reading(row, tracked, frame, ts));
                        String problem = row.takeProblem();
                        bad.add(problem);
                        if (problem == null) {
                            pending.add(reading);
                        }
                    }
                }
            }
            bad.addTo(pending, line);
        }

        private SensorReading reading(Row row, MetricaHeader.Tracked tracked, long frame, long ts) {
            String id = tracked.playerId();
            Metres at = new Metres(
                            metres(row, tracked.x(), "x of " + id, Pitch.STANDARD.lengthM(), false),
                            metres(row, tracked.y(), "y of " + id, Pitch.STANDARD.widthM(), true))
                    .rounded();
            return new SensorReading(
                    null, matchId, id, id, frame, ts, at.x(), at.y(), null, null, null, null, null, null, null, null,
                    null);
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
