package io.pitchside.app.embedded;

import java.io.IOException;
import org.apache.kafka.common.utils.Exit;

/** Kafka's servers end the whole process when they cannot start. Here they only fail, with a message. */
final class ExitGuard {
    private ExitGuard() {}

    /** Something that starts a server of Kafka's. */
    @FunctionalInterface
    interface Start<T> {
        T run() throws IOException;
    }

    /** @throws IOException if the server wanted to end the process */
    static <T> T guarded(String what, Start<T> start) throws IOException {
        Exit.Procedure fail = (status, message) -> {
            throw new WantedToExit();
        };
        Exit.setExitProcedure(fail);
        Exit.setHaltProcedure(fail);
        try {
            return start.run();
        } catch (WantedToExit e) {
            throw new IOException(what + " gave up; the log says why", e);
        } finally {
            Exit.resetExitProcedure();
            Exit.resetHaltProcedure();
        }
    }

    private static final class WantedToExit extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
