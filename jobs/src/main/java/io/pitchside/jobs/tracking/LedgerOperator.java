package io.pitchside.jobs.tracking;

import io.pitchside.model.event.EventJson;
import io.pitchside.model.event.LedgerRow;
import io.pitchside.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps the {@link LedgerBook} and gives its changed rows out just before each checkpoint's barrier: by then the deltas
 * of every task up to that barrier have arrived, so the rows cover exactly the positions that the checkpoint covers.
 * Always of parallelism 1.
 */
final class LedgerOperator extends AbstractStreamOperator<Outbound>
        implements OneInputStreamOperator<LedgerDelta, Outbound> {
    private static final long serialVersionUID = 1;

    private transient LedgerBook book;
    private transient ListState<byte[]> state;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        book = new LedgerBook();
        state = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("rows", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        for (byte[] row : state.get()) {
            book.restore(EventJson.read(row, LedgerRow.class));
        }
    }

    @Override
    public void processElement(StreamRecord<LedgerDelta> element) {
        book.add(element.getValue());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        for (LedgerRow row : book.takeChanged()) {
            output.collect(new StreamRecord<>(Outbound.of(
                    Topics.LEDGER, -1, row.eventId().getBytes(StandardCharsets.UTF_8), EventJson.bytes(row))));
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<byte[]> rows = new ArrayList<>();
        for (LedgerRow row : book.rows()) {
            rows.add(EventJson.bytes(row));
        }
        state.update(rows);
    }
}
