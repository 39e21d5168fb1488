package io.pitchside.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What no single key is to blame for: values that do not go together. Pure. */
final class Contradictions {
    private Contradictions() {}

    static List<String> of(Configuration configuration) {
        List<String> found = new ArrayList<>();
        addPublicAddresses(configuration, found);
        addPairs(configuration, found);
        if (configuration.get(Keys.TRACKING_SPRINT_LEAVE_MPS) > configuration.get(Keys.TRACKING_SPRINT_ENTER_MPS)) {
            found.add("tracking.sprint.leave-mps = " + configuration.shown(Keys.TRACKING_SPRINT_LEAVE_MPS)
                    + " is above tracking.sprint.enter-mps = " + configuration.shown(Keys.TRACKING_SPRINT_ENTER_MPS)
                    + ": a sprint would end before it begins");
        }
        if (configuration.get(Keys.TRACKING_ALERTS_HEART_RATE_CLEAR_SHARE)
                > configuration.get(Keys.TRACKING_ALERTS_HEART_RATE_SHARE)) {
            found.add("tracking.alerts.heart-rate.clear-share = "
                    + configuration.shown(Keys.TRACKING_ALERTS_HEART_RATE_CLEAR_SHARE)
                    + " is above tracking.alerts.heart-rate.share = "
                    + configuration.shown(Keys.TRACKING_ALERTS_HEART_RATE_SHARE)
                    + ": an alert would be over before it is raised");
        }
        if (configuration.get(Keys.MQTT_MESSAGE_BYTES_MAX) > configuration.get(Keys.MQTT_INFLIGHT_BYTES_MAX)) {
            found.add("mqtt.message-bytes-max = " + configuration.shown(Keys.MQTT_MESSAGE_BYTES_MAX)
                    + " is above mqtt.inflight-bytes-max = " + configuration.shown(Keys.MQTT_INFLIGHT_BYTES_MAX)
                    + ": the largest message would never be taken");
        }
        return found;
    }

    private static void addPublicAddresses(Configuration configuration, List<String> found) {
        String httpHost = configuration.get(Keys.HTTP_HOST);
        if (!isLoopback(httpHost)) {
            found.add("http.host = \"" + httpHost + "\" (" + configuration.origin(Keys.HTTP_HOST)
                    + ") is not a loopback address, and pages and API have no TLS yet: leave it at 127.0.0.1 and put"
                    + " a proxy with TLS in front");
        }
        String mqttHost = configuration.get(Keys.MQTT_HOST);
        boolean closed = configuration.get(Keys.MQTT_TLS_CERTIFICATE).isPresent()
                && configuration.get(Keys.MQTT_TLS_KEY).isPresent()
                && !configuration.get(Keys.MQTT_ALLOW_ANONYMOUS);
        if (!isLoopback(mqttHost) && !closed) {
            found.add("mqtt.host = \"" + mqttHost + "\" (" + configuration.origin(Keys.MQTT_HOST)
                    + ") is not a loopback address: that needs mqtt.tls.certificate, mqtt.tls.key and"
                    + " mqtt.allow-anonymous: false");
        }
    }

    private static void addPairs(Configuration configuration, List<String> found) {
        needs(configuration, Keys.MQTT_TLS_CERTIFICATE, Keys.MQTT_TLS_KEY, found);
        needs(configuration, Keys.MQTT_TLS_KEY, Keys.MQTT_TLS_CERTIFICATE, found);
        needs(configuration, Keys.MQTT_USERNAME, Keys.MQTT_URL, found);
        needs(configuration, Keys.MQTT_PASSWORD, Keys.MQTT_USERNAME, found);
        needs(configuration, Keys.TIME_SERIES_USERNAME, Keys.TIME_SERIES_URL, found);
        needs(configuration, Keys.TIME_SERIES_PASSWORD, Keys.TIME_SERIES_USERNAME, found);
        needs(configuration, Keys.POSTGRES_READ_URL, Keys.POSTGRES_URL, found);
    }

    private static void needs(Configuration configuration, Key<?> key, Key<?> needed, List<String> found) {
        if (configuration.isSet(key) && !configuration.isSet(needed)) {
            found.add(key.name() + " (" + configuration.origin(key) + ") means nothing without " + needed.name()
                    + ": set both or neither");
        }
    }

    /** By the text alone: a name that resolves to loopback today may resolve to something else tomorrow. */
    private static boolean isLoopback(String host) {
        String plain = host.toLowerCase(Locale.ROOT);
        return plain.equals("localhost")
                || plain.equals("::1")
                || plain.equals("[::1]")
                || plain.matches("127(\\.\\d{1,3}){3}");
    }
}
