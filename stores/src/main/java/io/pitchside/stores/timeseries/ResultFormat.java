package io.pitchside.stores.timeseries;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms in which an answer is handed to a person or a program; all are UTF-8. */
public enum ResultFormat {
    /** Aligned columns for people. Keeps the answer until its end. */
    TABLE("text/plain; charset=utf-8") {
        @Override
        public ResultRows to(OutputStream out) {
            return new TableText(out);
        }
    },
    /** RFC 4180 with a header; lines end with LF. */
    CSV("text/csv; charset=utf-8; header=present") {
        @Override
        public ResultRows to(OutputStream out) {
            return new CsvText(out);
        }
    },
    /** An array with one object per row. */
    JSON("application/json") {
        @Override
        public ResultRows to(OutputStream out) throws IOException {
            return new JsonText(out);
        }
    };

    private final String contentType;

    ResultFormat(String contentType) {
        this.contentType = contentType;
    }

    /** A receiver that writes to {@code out} as the rows come and flushes, but does not close it, at their end. */
    public abstract ResultRows to(OutputStream out) throws IOException;

    public String contentType() {
        return contentType;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ResultFormat> ofCode(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code().equals(code))
                .findFirst();
    }
}
