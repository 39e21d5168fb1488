package io.pitchside.connectors.mqtt;

import org.jspecify.annotations.Nullable;

/** Where messages come in: the endpoint of our own, or a subscription to somebody's broker. Thread-safe. */
sealed interface Door permits ListenDoor, SubscribeDoor {
    /** What ended the door for good; null while it is open. */
    @Nullable
    Throwable failure();

    /** Closes within a second, acknowledging nothing that is not in Kafka. May be called twice. */
    void close();
}
