package io.pitchside.app.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.pitchside.app.load.EptsMetadata.Channel;
import io.pitchside.app.load.EptsMetadata.Measure;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.SensorReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * FIFA's standard transfer format for tracking: a text with one line per frame, and metadata in XML that says how the
 * lines are written. Positions are shares of the pitch from its upper left corner (so y is turned round), NaN for who is
 * not on it; the number of the frame is the count of every sensor. Immutable.
 */
final class EptsFile implements TrackingFile {
    static final String FORMAT = "FIFA EPTS";

    private static final Pattern METADATA_NAME = Pattern.compile("(?i).*\\.xml(\\.gz)?");
    private static final Pattern TEXT_NAME = Pattern.compile("(?i).*\\.(txt|csv|dat)(\\.gz)?");
    private static final Pattern LINE = Pattern.compile("\\uFEFF?\\s*\\d{1,12}\\s*[:;|].*");
    private static final Pattern FRAME = Pattern.compile("\\s*(\\d{1,12})\\b");
    private static final String NOT_DESCRIBED = " is described by no DataFormatSpecification";
    private static final int SNIFF_BYTES = 4 * 1024 * 1024;
    /** Further out is no share of a pitch but another unit. */
    private static final double SHARE_MAX = 2;

    private final Path file;
    private final EptsMetadata metadata;
    private final long lines;

    private EptsFile(Path file, EptsMetadata metadata, long lines) {
        this.file = file;
        this.metadata = metadata;
        this.lines = lines;
    }

    /** Whether a first line can be one of such a text; its metadata decides. */
    static boolean recognises(Lines.Line first) {
        return LINE.matcher(text(first)).matches();
    }

    private static String text(Lines.Line line) {
        String text = new String(line.bytes(), UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** @throws LoadException if there is no metadata beside it, or none that can be read */
    static EptsFile openText(Path text) throws LoadException {
        List<Path> found = new ArrayList<>();
        for (Path candidate : Siblings.of(text, METADATA_NAME)) {
            if (looksLikeMetadata(candidate)) {
                found.add(candidate);
            }
        }
        Path nearest = Siblings.nearest(text, found);
        if (nearest == null) {
            throw LoadException.wrongData(text + ": it looks like the text of a FIFA EPTS recording; "
                    + (found.isEmpty()
                            ? "the metadata (.xml with DataFormatSpecification) must lie beside it"
                            : found.size() + " metadata files lie beside it, leave only its own"));
        }
        return open(text, EptsMetadata.of(nearest));
    }

    /** @throws LoadException if there is no text beside it that is written so */
    static EptsFile openMetadata(Path file) throws LoadException {
        EptsMetadata metadata = EptsMetadata.of(file);
        List<Path> found = new ArrayList<>();
        for (Path candidate : Siblings.of(file, TEXT_NAME)) {
            if (describes(metadata, candidate)) {
                found.add(candidate);
            }
        }
        Path nearest = Siblings.nearest(file, found);
        if (nearest == null) {
            throw LoadException.wrongData(file + ": it is the metadata of a FIFA EPTS recording; "
                    + (found.isEmpty()
                            ? "the text (.txt) that it describes must lie beside it"
                            : found.size() + " texts that it could describe lie beside it, name the right one"));
        }
        return open(nearest, metadata);
    }

    private static boolean describes(EptsMetadata metadata, Path candidate) throws LoadException {
        try (Lines lines = Lines.of(candidate)) {
            Lines.Line first = lines.nextFilled();
            if (first == null || !recognises(first)) {
                return false;
            }
            String text = text(first);
            return metadata.frames().stream().anyMatch(format -> {
                Row row = format.row(text);
                return format.has(row.count(format.frameColumn(), "frame")) && row.usable();
            });
        }
    }

    private static boolean looksLikeMetadata(Path file) throws LoadException {
        try (InputStream in = Lines.stream(file)) {
            return new String(in.readNBytes(SNIFF_BYTES), UTF_8)
                    .toLowerCase(Locale.ROOT)
                    .contains("dataformatspecification");
        } catch (IOException e) {
            throw LoadException.wrongData(file + " cannot be read to its end: " + e.getMessage(), e);
        }
    }

    private static EptsFile open(Path text, EptsMetadata metadata) throws LoadException {
        long last = 0;
        try (Lines lines = Lines.of(text)) {
            for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                last = line.number();
            }
        }
        return new EptsFile(text, metadata, last);
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
        MatchSetup setup = new MatchSetup(
                matchId,
                0,
                TrackingLoad.STADIUM,
                "football",
                metadata.periods().isEmpty()
                        ? metadata.startMs()
                        : metadata.periods().get(0).start(),
                Status.LIVE,
                metadata.pitch(),
                metadata.home(),
                metadata.away(),
                metadata.players(),
                metadata.periods());
        long intervalMs = Math.round(1000 / metadata.frameRateHz());
        return intervalMs <= 100 ? setup : setup.withSamplingMs((int) Math.min(intervalMs, MatchSetup.SAMPLING_MS_MAX));
    }

    @Override
    public LoadItems items(String matchId) throws LoadException {
        return new Items(file, metadata, matchId);
    }

    /** Where somebody's channels stand in a line; -1 for those that do not. */
    private static final class Slot {
        final String playerId;
        final Map<Measure, Integer> columns = new EnumMap<>(Measure.class);

        Slot(String playerId) {
            this.playerId = playerId;
        }

        int column(Measure measure) {
            return columns.getOrDefault(measure, -1);
        }
    }

    /** One way to write lines, with the slots that are in them. */
    private record Format(EptsFrames frames, List<Slot> slots) {
        static Format of(EptsFrames frames, List<Channel> channels) {
            Map<String, Slot> slots = new LinkedHashMap<>();
            for (Channel channel : channels) {
                int column = channel.column(frames);
                if (column >= 0 && channel.measure() != Measure.OTHER) {
                    Slot slot = slots.computeIfAbsent(channel.playerId(), Slot::new);
                    slot.columns.put(channel.measure(), column);
                }
            }
            return new Format(
                    frames,
                    slots.values().stream()
                            .filter(slot -> slot.column(Measure.X) >= 0 && slot.column(Measure.Y) >= 0)
                            .toList());
        }
    }

    private static final class Items implements LoadItems {
        private final Lines lines;
        private final EptsMetadata metadata;
        private final List<Format> formats;
        private final String matchId;
        /** The rest of the current line. */
        private final ArrayDeque<LoadItem> pending = new ArrayDeque<>();

        Items(Path file, EptsMetadata metadata, String matchId) throws LoadException {
            lines = Lines.of(file);
            this.metadata = metadata;
            formats = metadata.frames().stream()
                    .map(frames -> Format.of(frames, metadata.channels()))
                    .toList();
            this.matchId = requireNonNull(matchId, "matchId");
        }

        @Override
        public @Nullable LoadItem next() throws LoadException {
            while (pending.isEmpty()) {
                Lines.Line line = lines.nextFilled();
                if (line == null) {
                    return null;
                }
                take(line);
            }
            return pending.poll();
        }

        /** The first way of writing that fits the line; where none does, the first that is for its frame tells why. */
        private void take(Lines.Line line) {
            BadFields bad = new BadFields();
            String text = text(line);
            Matcher number = FRAME.matcher(text);
            long begins = number.lookingAt() ? Long.parseLong(number.group(1)) : -1;
            String problem = line.cut() ? "is longer than " + Lines.LINE_BYTES_MAX + " bytes" : null;
            for (Format format : problem == null ? formats : List.<Format>of()) {
                if (begins >= 0 && format.frames.frameColumn() == 0 && !format.frames.has(begins)) {
                    continue;
                }
                Row row = format.frames.row(text);
                long frame = row.count(format.frames.frameColumn(), "frame");
                if (row.usable() && !format.frames.has(frame)) {
                    row.fail("frame " + frame + NOT_DESCRIBED);
                }
                if (row.usable()) {
                    take(line, format, row, frame, bad);
                    bad.addTo(pending, line);
                    return;
                }
                problem = problem == null ? row.takeProblem() : problem;
            }
            bad.add(problem == null ? "frame " + begins + NOT_DESCRIBED : problem);
            bad.addTo(pending, line);
        }

        private void take(Lines.Line line, Format format, Row row, long frame, BadFields bad) {
            for (Slot slot : format.slots) {
                if (!row.absent(slot.column(Measure.X)) || !row.absent(slot.column(Measure.Y))) {
                    SensorReading reading = reading(row, slot, frame);
                    String problem = row.takeProblem();
                    bad.add(problem);
                    if (problem == null) {
                        pending.add(new LoadItem.Reading(line.number(), reading));
                    }
                }
            }
        }

        private SensorReading reading(Row row, Slot slot, long frame) {
            String id = slot.playerId;
            double x = share(row, slot.column(Measure.X), "x of " + id);
            double y = share(row, slot.column(Measure.Y), "y of " + id);
            Metres at = new Metres(
                            x * metadata.pitch().lengthM(),
                            (1 - y) * metadata.pitch().widthM())
                    .rounded();
            Double z = optional(row, slot.column(Measure.Z), "z of " + id);
            Double hr = optional(row, slot.column(Measure.HEART_RATE), "heart rate of " + id);
            if (hr != null && !(hr >= 0 && hr <= 300)) {
                row.fail("heart rate of " + id + " is outside 0 to 300 beats per minute");
            }
            return new SensorReading(
                    null,
                    matchId,
                    id,
                    id,
                    frame,
                    metadata.time(frame),
                    at.x(),
                    at.y(),
                    z,
                    null,
                    hr == null || hr == 0 ? null : (int) Math.rint(hr),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        private static double share(Row row, int column, String name) {
            double share = row.number(column, name);
            if (Math.abs(share) > SHARE_MAX) {
                row.fail(name + " is " + share + ", expected a share of the pitch from 0 to 1");
            }
            return share;
        }

        private static @Nullable Double optional(Row row, int column, String name) {
            return column < 0 || row.absent(column) ? null : row.number(column, name);
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
