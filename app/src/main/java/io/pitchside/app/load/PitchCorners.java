package io.pitchside.app.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The corners of the pitch beside a GNSS recording: a csv file with "pitch" in its name, a column for longitude, one for
 * latitude, and four lines.
 */
final class PitchCorners {
    private static final Pattern NAME = Pattern.compile("(?i).*pitch.*\\.(csv|txt)(\\.gz)?");

    private PitchCorners() {}

    /** The file with the corners; null if there is none. */
    static @Nullable Path beside(Path recording) throws LoadException {
        List<Path> found = new ArrayList<>();
        for (Path file : Siblings.of(recording, NAME)) {
            Header header = header(file);
            if (header != null && header.indexOf(GnssFile.TIME) < 0 && GnssFile.hasPosition(header)) {
                found.add(file);
            }
        }
        if (found.size() > 1) {
            throw LoadException.wrongData(recording + ": " + found.get(0) + " and " + Siblings.nameOf(found.get(1))
                    + " both hold pitch corners; leave only the one of this recording beside it");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private static @Nullable Header header(Path file) throws LoadException {
        try (Lines lines = Lines.of(file)) {
            Lines.Line first = lines.nextFilled();
            return first == null ? null : Header.of(first);
        }
    }

    static PitchGround ground(Path file) throws LoadException {
        List<Fix> corners = new ArrayList<>();
        try (Lines lines = Lines.of(file)) {
            Lines.Line first = lines.nextFilled();
            Header header = first == null ? Header.of(List.of()) : Header.of(first);
            for (Lines.Line line = lines.nextFilled(); line != null; line = lines.nextFilled()) {
                Row row = Row.of(line, header.form());
                Fix corner = row.fix(header.indexOf(GnssFile.LATITUDE), header.indexOf(GnssFile.LONGITUDE));
                if (!row.usable()) {
                    throw LoadException.wrongData(file + ": line " + line.number() + ": " + row.problem());
                }
                // Some close the ring by naming the first corner again.
                if (corners.size() < PitchGround.CORNERS || !corner.equals(corners.get(0))) {
                    corners.add(corner);
                }
                if (corners.size() > PitchGround.CORNERS) {
                    break;
                }
            }
        }
        try {
            return PitchGround.of(corners);
        } catch (IllegalArgumentException e) {
            throw LoadException.wrongData(file + ": " + e.getMessage(), e);
        }
    }
}
