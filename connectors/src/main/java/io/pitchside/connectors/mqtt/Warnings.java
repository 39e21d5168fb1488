package io.pitchside.connectors.mqtt;

import io.netty.handler.ssl.NotSslRecordException;
import org.slf4j.Logger;

/** The warnings about clients, one of each kind per door, so that one kind does not hold back another. */
final class Warnings {
    final RepeatedWarning refusedConnection;
    final RepeatedWarning unknownTopic;
    final RepeatedWarning notAuthorised;
    final RepeatedWarning ended;
    final RepeatedWarning ignoredWill;
    final RepeatedWarning failedSocket;

    Warnings(Logger log) {
        refusedConnection = new RepeatedWarning(log);
        unknownTopic = new RepeatedWarning(log);
        notAuthorised = new RepeatedWarning(log);
        ended = new RepeatedWarning(log);
        ignoredWill = new RepeatedWarning(log);
        failedSocket = new RepeatedWarning(log);
    }

    /** What went wrong with a socket. Netty shows the bytes it took for TLS, which may be somebody's password. */
    static String describe(Throwable problem) {
        if (problem instanceof NotSslRecordException || problem.getCause() instanceof NotSslRecordException) {
            return "the client does not speak TLS, which this port asks for";
        }
        return problem.toString();
    }
}
