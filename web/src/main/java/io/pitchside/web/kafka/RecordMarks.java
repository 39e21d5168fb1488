package io.pitchside.web.kafka;

import io.pitchside.web.live.ReadingMarks;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Copies a record's headers into {@link ReadingMarks}. */
final class RecordMarks {
    private RecordMarks() {}

    static ReadingMarks read(Headers headers, ReadingMarks into) {
        into.clear();
        for (Header header : headers) {
            byte[] value = header.value();
            if (value != null) {
                into.header(header.key(), value);
            }
        }
        return into;
    }
}
