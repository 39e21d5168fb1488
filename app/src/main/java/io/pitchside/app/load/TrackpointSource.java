package io.pitchside.app.load;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a watch's file says beside its points: the sport, and which device it was. Not thread-safe. */
final class TrackpointSource {
    private @Nullable String sport;
    private @Nullable String device;
    private @Nullable String deviceName;

    /** An element outside the points started or ended. */
    void take(XmlStream xml, XmlStream.Event event) {
        if (event == XmlStream.Event.START) {
            if (xml.name().equals("activity") && sport == null) {
                sport = xml.attribute("sport");
            }
            return;
        }
        String parent = xml.path().isEmpty() ? "" : xml.path().getLast();
        String text = xml.text();
        if (parent.equals("creator") && xml.name().equals("unitid") && text.matches("[1-9]\\d{0,19}")) {
            device = text;
        } else if (parent.equals("creator") && xml.name().equals("name") && !text.isEmpty()) {
            deviceName = text;
        } else if (parent.equals("trk") && xml.name().equals("type") && sport == null) {
            sport = text;
        }
    }

    /** Who carried it: named after the device, because the formats know no person. */
    String playerId() {
        return device == null ? "runner" : "device-" + device;
    }

    @Nullable
    String deviceName() {
        return deviceName;
    }

    /** Running unless the file names another sport. */
    String sport() {
        String named = sport == null ? "" : sport.strip().toLowerCase(Locale.ROOT);
        if (named.equals("biking")) {
            return "cycling";
        }
        return named.matches("[a-z][a-z _-]{0,30}") ? named : "running";
    }
}
