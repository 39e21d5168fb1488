package io.pitchside.stores.timeseries;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a time-series store answers and who asks: {@code http://host:port}, with the user that may read and write.
 * An empty user name means that the store asks for none. The text form never shows the password.
 */
public record TimeSeriesAddress(URI url, String username, String password) {
    public TimeSeriesAddress {
        requireNonNull(url, "url");
        requireNonNull(username, "username");
        requireNonNull(password, "password");
        String scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "time-series url \"" + url + "\": write it as http://host:port (or https://…)");
        }
    }

    /** The address below the store's root, {@code path} starting with a slash. */
    URI resolve(String path) {
        String root = url.toString();
        return URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path);
    }

    /** Value of the Authorization header; empty where the store asks for none. */
    String authorization() {
        if (username.isEmpty()) {
            return "";
        }
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "TimeSeriesAddress[url=" + url + ", username=" + username + ", password=(hidden)]";
    }
}
