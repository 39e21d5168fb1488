package io.pitchside.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.access.Role;
import io.pitchside.web.access.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The tokens that people sign in with, one per role: made at the first start, kept in a file each. Immutable. */
final class AccessTokens {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Role, String> tokens;

    private AccessTokens(Map<Role, String> tokens) {
        this.tokens = tokens;
    }

    /** Reads the tokens in the folder and makes those that are not there. */
    static AccessTokens in(Path folder) throws IOException {
        Map<Role, String> tokens = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            Path file = folder.resolve(role.code());
            if (!Files.exists(file)) {
                PrivateFiles.write(file, random().getBytes(UTF_8));
            }
            String token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new IOException("the token in " + file + " is empty; delete the file and start again");
            }
            tokens.put(role, token);
        }
        return new AccessTokens(tokens);
    }

    /** A text that nobody can guess: 256 bits. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The tokens as the web checks them. */
    Tokens forWeb() {
        Map<String, Role> roles = new HashMap<>();
        tokens.forEach((role, token) -> roles.put(token, role));
        return Tokens.of(roles);
    }
}
