package io.pitchside.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.app.Platform;
import io.pitchside.app.RunFile;
import io.pitchside.app.StartException;
import io.pitchside.app.config.Configuration;
import java.time.Duration;
import java.util.function.Consumer;

/** A running platform as {@code up} sees it: what it calls, and nothing more. */
interface Site extends AutoCloseable {
    /** Starts one; {@link Running#start} in earnest. */
    interface Start {
        /** @throws StartException if it did not start; nothing is left running then */
        Site start(Configuration configuration, Consumer<String> progress) throws StartException;
    }

    RunFile run();

    void startDemo();

    void stopDemo();

    ObjectNode audit(Duration wait);

    /** Recomputes every match; false where one is not what is stored. */
    boolean verify(Consumer<String> progress);

    ObjectNode summary();

    @Override
    void close();

    /** The platform of this process. */
    record Running(Platform platform) implements Site {
        static Site start(Configuration configuration, Consumer<String> progress) throws StartException {
            return new Running(Platform.start(configuration, progress));
        }

        @Override
        public RunFile run() {
            return platform.run();
        }

        @Override
        public void startDemo() {
            platform.startDemo();
        }

        @Override
        public void stopDemo() {
            platform.stopDemo();
        }

        @Override
        public ObjectNode audit(Duration wait) {
            return platform.audit(wait);
        }

        @Override
        public boolean verify(Consumer<String> progress) {
            return platform.verify(progress);
        }

        @Override
        public ObjectNode summary() {
            return platform.summary();
        }

        @Override
        public void close() {
            platform.close();
        }
    }
}
