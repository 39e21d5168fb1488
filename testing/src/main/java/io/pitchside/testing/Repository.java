package io.pitchside.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the checkout is: the nearest folder above the working directory that holds the start script. Stateless. */
public final class Repository {
    private Repository() {}

    /** The folder that holds {@code pitchside}, {@code pom.xml} and the modules. */
    public static Path root() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("model"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                here + " is not inside a checkout of Pitchside (no pom.xml with a model folder above)");
    }
}
