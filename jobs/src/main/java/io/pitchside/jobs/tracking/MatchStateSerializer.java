package io.pitchside.jobs.tracking;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializer of {@link MatchState}. Its copy shares what is immutable (the sealed ids, by far the most), so that a
 * checkpoint costs the live path only the copy of the open arrays; the rest is written in the background.
 */
public final class MatchStateSerializer extends TypeSerializer<MatchState> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<MatchState> duplicate() {
        return this;
    }

    @Override
    public MatchState createInstance() {
        return new MatchState();
    }

    @Override
    public MatchState copy(MatchState from) {
        return from.copy();
    }

    @Override
    public MatchState copy(MatchState from, MatchState reuse) {
        return from.copy();
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(MatchState state, DataOutputView target) throws IOException {
        state.writeTo(target);
    }

    @Override
    public MatchState deserialize(DataInputView source) throws IOException {
        return MatchState.readFrom(source);
    }

    @Override
    public MatchState deserialize(MatchState reuse, DataInputView source) throws IOException {
        return MatchState.readFrom(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        MatchState.readFrom(source).writeTo(target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MatchStateSerializer;
    }

    @Override
    public int hashCode() {
        return MatchStateSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<MatchState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint notes about this serializer; the state's own format number is in its bytes. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<MatchState> {
        public Snapshot() {
            super(MatchStateSerializer::new);
        }
    }
}
