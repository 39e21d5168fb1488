package io.pitchside.connectors.mqtt;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A device that may publish. Immutable. Its text form leaves the password's hash out.
 *
 * @param name what it calls itself as MQTT user name
 * @param salt base64
 * @param passwordPbkdf2 base64, see {@link Devices}
 * @param stadiums the stadiums it may publish under; {@code *} for all; empty for none
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Device(String name, String salt, String passwordPbkdf2, List<String> stadiums) {
    /** Stands for every stadium. */
    public static final String EVERY_STADIUM = "*";

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,128}");

    public Device {
        requireNonNull(name, "name");
        stadiums = List.copyOf(requireNonNull(stadiums, "stadiums of device " + name));
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "device name \"" + name + "\": 1 to 128 characters, no control characters");
        }
        checkBase64(name, "salt", salt);
        checkBase64(name, "password_pbkdf2", passwordPbkdf2);
    }

    /** Whether it may publish under the stadium; null is the stadium of a topic that names none, for {@code *} only. */
    public boolean mayPublish(@Nullable String stadium) {
        for (int i = 0; i < stadiums.size(); i++) {
            String allowed = stadiums.get(i);
            if (allowed.equals(EVERY_STADIUM) || allowed.equals(stadium)) {
                return true;
            }
        }
        return false;
    }

    private static void checkBase64(String name, String field, @Nullable String text) {
        try {
            if (text != null && Base64.getDecoder().decode(text).length > 0) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("device \"" + name + "\": " + field + " is not base64", e);
        }
        throw new IllegalArgumentException("device \"" + name + "\": " + field + " is missing");
    }

    @Override
    public String toString() {
        return "Device[name=" + name + ", stadiums=" + stadiums + "]";
    }
}
