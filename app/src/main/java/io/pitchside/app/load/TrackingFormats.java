package io.pitchside.app.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells by its columns and its name which format a file has. */
public final class TrackingFormats {
    private static final String TRACAB_NAME = "tracking_data";
    private static final String KNOWN = "known are ZXY (a .csv or .csv.gz with the columns t,id,x,y) and"
            + " Tracab/databallpy (a folder with tracking_data.csv or .csv.gz, columns frame,ball_x,ball_y,datetime,"
            + "home_1_x,…)";

    private TrackingFormats() {}

    /**
     * Opens a recording and reads it through once.
     *
     * @param path a file, or a folder that holds a Tracab recording
     * @throws LoadException if there is no such file, its format is not known or it cannot be read to its end
     */
    public static TrackingFile open(Path path) throws LoadException {
        if (Files.isDirectory(path)) {
            return openFile(inFolder(path));
        }
        if (!Files.exists(path)) {
            throw LoadException.wrongCall(path + ": there is no such file");
        }
        return openFile(path);
    }

    private static Path inFolder(Path folder) throws LoadException {
        for (String ending : new String[] {".csv", ".csv.gz"}) {
            Path file = folder.resolve(TRACAB_NAME + ending);
            if (Files.exists(file)) {
                return file;
            }
        }
        throw LoadException.wrongCall(folder + ": the folder holds no " + TRACAB_NAME + ".csv or .csv.gz; " + KNOWN);
    }

    private static TrackingFile openFile(Path file) throws LoadException {
        Lines.Line first = firstLine(file);
        if (first == null) {
            throw LoadException.wrongData(file + " is empty");
        }
        Row row = Row.of(first);
        Header header = Header.of(row.fields());
        if (TracabFile.recognises(header)) {
            return TracabFile.open(file, header, first.number());
        }
        if (ZxyFile.recognises(header)) {
            return ZxyFile.open(file, header, first.number());
        }
        String name = MatchNames.ofFile(file).toLowerCase(Locale.ROOT);
        if (name.startsWith(TRACAB_NAME)) {
            throw LoadException.wrongData(file + ": line " + first.number() + " does not name the columns of a Tracab"
                    + " file (frame,ball_x,ball_y,datetime,home_1_x,…), so nothing in it can be told apart");
        }
        if (name.startsWith("zxy") || ZxyFile.recognises(row)) {
            return ZxyFile.openHeadless(file);
        }
        throw LoadException.wrongCall(file + ": the format cannot be told; " + KNOWN);
    }

    private static Lines.@Nullable Line firstLine(Path file) throws LoadException {
        try (Lines lines = Lines.of(file)) {
            Lines.Line line = lines.next();
            while (line != null && line.blank()) {
                line = lines.next();
            }
            return line;
        }
    }
}
