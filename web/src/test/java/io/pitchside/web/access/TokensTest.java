package io.pitchside.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchside.model.access.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokensTest {
    private final Tokens tokens =
            Tokens.of(Map.of("a-token-that-is-long", Role.COACH, "another-token-that-is", Role.ADMIN));

    @Test
    void aTokenStandsForItsRole() {
        assertThat(tokens.roleOf("a-token-that-is-long")).contains(Role.COACH);
        assertThat(tokens.roleOf("another-token-that-is")).contains(Role.ADMIN);
    }

    @Test
    void anythingElseStandsForNobody() {
        assertThat(tokens.roleOf("")).isEmpty();
        assertThat(tokens.roleOf("a-token-that-is-lon")).isEmpty();
        assertThat(tokens.roleOf("x".repeat(100_000))).isEmpty();
    }

    @Test
    void aShortTokenIsRefusedWithoutBeingNamed() {
        assertThatThrownBy(() -> Tokens.of(Map.of("secret", Role.COACH)))
                .hasMessageContaining("16")
                .hasMessageNotContaining("secret");
    }

    @Test
    void itsTextFormTellsNoToken() {
        assertThat(tokens).hasToString("Tokens[2]");
    }
}
