package io.pitchside.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepositoryTest {
    @Test
    void rootIsTheFolderWithTheStartScript() {
        assertThat(Repository.root().resolve("pitchside")).isExecutable();
    }
}
