package io.pitchside.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchside.app.Parts.Part;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final List<String> closed = new ArrayList<>();
    private final Parts parts = new Parts();

    @Test
    void usersOfAPartAreClosedBeforeIt() {
        parts.opened(Part.KAFKA, part("kafka"));
        parts.opened(Part.WEB, part("web"));
        parts.opened(Part.CONNECT, part("connect"));

        parts.close();

        assertThat(closed).containsExactly("connect", "web", "kafka");
    }

    @Test
    void aPartThatDoesNotCloseKeepsNoOtherOpen() {
        parts.opened(Part.KAFKA, part("kafka"));
        parts.opened(Part.WEB, () -> {
            throw new IllegalStateException("not now");
        });

        parts.close();

        assertThat(closed).containsExactly("kafka");
    }

    @Test
    void aPartIsClosedOnce() {
        parts.opened(Part.CONNECT, part("connect"));

        parts.close(Part.CONNECT);
        parts.close();

        assertThat(closed).containsExactly("connect");
    }

    @Test
    void whatComesUpAfterTheEndIsClosedAtOnce() {
        parts.close();

        assertThatThrownBy(() -> parts.opened(Part.KAFKA, part("kafka"))).isInstanceOf(IllegalStateException.class);
        assertThat(closed).containsExactly("kafka");
    }

    private AutoCloseable part(String name) {
        return () -> closed.add(name);
    }
}
