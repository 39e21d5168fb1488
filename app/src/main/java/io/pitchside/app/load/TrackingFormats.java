package io.pitchside.app.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells by what is in it which format a file has; its name only helps where the content is damaged. */
public final class TrackingFormats {
    private static final String TRACAB_NAME = "tracking_data";
    private static final String KNOWN = "known are ZXY (a csv with the columns t,id,x,y), Tracab/databallpy (a folder"
            + " with tracking_data.csv, columns frame,ball_x,ball_y,datetime,home_1_x,…), Catapult GNSS (a csv with"
            + " Timestamp,Longitude,Latitude), Metrica csv (three header lines, the third Period,Frame,Time [s],…),"
            + " FIFA EPTS (a text and its metadata in XML), TCX and GPX; each of them gzipped or not";

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
        if (isXml(first)) {
            return openXml(file);
        }
        Header header = Header.of(first);
        if (TracabFile.recognises(header)) {
            return TracabFile.open(file, header, first.number());
        }
        if (ZxyFile.recognises(header)) {
            return ZxyFile.open(file, header, first.number());
        }
        Row row = Row.of(first, header.form());
        if (MetricaHeader.recognises(header) || MetricaHeader.recognises(row)) {
            return MetricaFile.open(file);
        }
        if (GnssFile.recognises(header)) {
            return GnssFile.open(file, header, first.number());
        }
        String name = MatchNames.ofFile(file).toLowerCase(Locale.ROOT);
        if (name.startsWith(TRACAB_NAME)) {
            throw LoadException.wrongData(file + ": line " + first.number() + " does not name the columns of a Tracab"
                    + " file (frame,ball_x,ball_y,datetime,home_1_x,…), so nothing in it can be told apart");
        }
        if (name.startsWith("zxy") || ZxyFile.recognises(row)) {
            return ZxyFile.openHeadless(file);
        }
        if (EptsFile.recognises(first)) {
            return EptsFile.openText(file);
        }
        throw LoadException.wrongCall(file + ": the format cannot be told; " + KNOWN);
    }

    /** Whether a document begins so, in any of the encodings that XML may have. */
    private static boolean isXml(Lines.Line first) {
        for (byte b : first.bytes()) {
            boolean mark = b < 0;
            boolean blank = b == ' ' || b == '\t' || b == 0;
            if (!mark && !blank) {
                return b == '<';
            }
        }
        return false;
    }

    private static TrackingFile openXml(Path file) throws LoadException {
        String root = root(file);
        Optional<TrackpointKind> kind = TrackpointKind.ofRoot(root);
        if (kind.isPresent()) {
            return TrackpointFile.open(file, kind.get());
        }
        if (EptsMetadata.recognises(XmlElement.read(file))) {
            return EptsFile.openMetadata(file);
        }
        throw LoadException.wrongCall(
                file + ": XML with the outermost element " + root + " is no recording that is known; " + KNOWN);
    }

    private static String root(Path file) throws LoadException {
        try (XmlStream xml = XmlStream.of(file)) {
            xml.next();
            return xml.name();
        } catch (XmlBroken e) {
            throw LoadException.wrongData(file + ": line " + e.line() + ": " + e.problem());
        }
    }

    private static Lines.@Nullable Line firstLine(Path file) throws LoadException {
        try (Lines lines = Lines.of(file)) {
            return lines.nextFilled();
        }
    }
}
