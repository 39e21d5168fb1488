package io.pitchside.app.publish;

import static java.util.Objects.requireNonNull;

/** Who publishes. The password stays out of every text. */
public record Credentials(String username, String password) {
    public Credentials {
        requireNonNull(username, "username");
        requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
