package io.pitchside.app;

import io.pitchside.model.access.Role;
import io.pitchside.stores.timeseries.QueryDoor;
import io.pitchside.stores.timeseries.QueryRefusedException;
import io.pitchside.stores.timeseries.ResultColumn;
import io.pitchside.stores.timeseries.ResultFormat;
import io.pitchside.stores.timeseries.ResultRows;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.QueryAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what people ask in SQL, as whole texts of a bounded size. Thread-safe. */
final class QueryAnswering implements AutoCloseable {
    /** A larger answer is refused; whoever needs it asks in parts. */
    static final int BYTES_MAX = 64 * 1024 * 1024;

    private final QueryDoor door;

    QueryAnswering(QueryDoor door) {
        this.door = door;
    }

    /** @throws ProblemException if the query is refused, its answer too large, or the store cannot be asked */
    QueryAnswer answer(String sql, Role role, String format) {
        ResultFormat form = ResultFormat.ofCode(format)
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.BAD_REQUEST, "format \"" + format + "\": allowed are json, csv, table"));
        try (BoundedText text = new BoundedText()) {
            Watched rows = new Watched(form.to(text));
            door.answer(sql, role, rows);
            return new QueryAnswer(form.contentType(), text.bytes(), rows.cut);
        } catch (QueryRefusedException e) {
            String place = e.position() < 0 ? "" : " (at character " + (e.position() + 1) + ")";
            throw new ProblemException(ProblemKind.BAD_REQUEST, e.getMessage() + place, e);
        } catch (AnswerTooLargeException e) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST,
                    "the answer is larger than " + (BYTES_MAX >> 20) + " MiB: ask for fewer rows or columns",
                    e);
        } catch (IOException | StoreAccessException e) {
            throw new ProblemException(ProblemKind.UNAVAILABLE, "the query cannot be answered: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        door.close();
    }

    private static final class AnswerTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Keeps what is written, up to the limit. */
    private static final class BoundedText extends OutputStream {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();

        @Override
        public void write(int one) throws IOException {
            reserve(1);
            text.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            reserve(length);
            text.write(bytes, offset, length);
        }

        private void reserve(int length) throws AnswerTooLargeException {
            if (text.size() + length > BYTES_MAX) {
                throw new AnswerTooLargeException();
            }
        }

        byte[] bytes() {
            return text.toByteArray();
        }
    }

    /** Passes everything on and remembers whether the answer was cut. */
    private static final class Watched implements ResultRows {
        private final ResultRows rows;
        private boolean cut;

        private Watched(ResultRows rows) {
            this.rows = rows;
        }

        @Override
        public void columns(List<ResultColumn> columns) throws IOException {
            rows.columns(columns);
        }

        @Override
        public void row(@Nullable Object[] values) throws IOException {
            rows.row(values);
        }

        @Override
        public void end(boolean wasCut) throws IOException {
            cut = wasCut;
            rows.end(wasCut);
        }
    }
}
