package io.pitchside.web.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Writes server-sent events around JSON, which never holds a line break of its own (it is written by Jackson). */
final class Events {
    private static final byte[] END = "\n\n".getBytes(US_ASCII);

    private Events() {}

    static byte[] of(String name, byte[] json) {
        return start(name, json).add(END).copy();
    }

    /** An event after which the client is at that position. */
    static byte[] of(String name, byte[] json, StreamPosition position) {
        return start(name, json).add("\nid: ").add(position.toString()).add(END).copy();
    }

    /** A line that only keeps the connection open. */
    static byte[] comment(String text) {
        return (": " + text + "\n\n").getBytes(US_ASCII);
    }

    private static EventBytes start(String name, byte[] json) {
        return new EventBytes(json.length + 128)
                .add("event: ")
                .add(name)
                .add("\ndata: ")
                .add(json);
    }
}
