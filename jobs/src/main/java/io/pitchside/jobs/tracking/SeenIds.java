package io.pitchside.jobs.tracking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The ids (ts, seq) of one sensor that were seen, kept until the match is archived.
 *
 * <p>The newest {@value #TAIL_IDS_MAX} stand in arrays; older ones in sealed blocks, sorted and delta-coded: one byte
 * for an id whose seq is one more and whose time at most 63 ms more than the one before, and one byte of its payload's
 * fingerprint. A sensor of 20 Hz takes 216 kB for 90 minutes. A block is immutable, so copies share it.
 *
 * <p>The fingerprint tells a repeat from another payload under the same id; of such conflicts it misses 1 in 256.
 * Not thread-safe.
 */
final class SeenIds {
    static final int TAIL_IDS_MAX = 128;
    /** A block that out-of-order ids made longer than this is split. */
    private static final int BLOCK_IDS_MAX = 256;

    enum Answer {
        NEW,
        REPEAT,
        /** The same id with another payload. */
        CONFLICT
    }

    /** Ids from (firstTs, firstSeq) on; immutable. */
    private record Block(long firstTs, long firstSeq, int count, byte[] coded) {}

    private Block[] blocks = new Block[0];
    private int blockCount;
    private long[] ts = new long[16];
    private long[] seq = new long[16];
    private byte[] fingerprint = new byte[16];
    private int count;

    Answer add(long idTs, long idSeq, byte idFingerprint) {
        if (count == 0 && blockCount == 0) {
            insert(0, idTs, idSeq, idFingerprint);
            return Answer.NEW;
        }
        if (count > 0 && compare(idTs, idSeq, ts[count - 1], seq[count - 1]) > 0) {
            if (count == TAIL_IDS_MAX) {
                seal();
            }
            insert(count, idTs, idSeq, idFingerprint);
            return Answer.NEW;
        }
        if (count > 0 && compare(idTs, idSeq, ts[0], seq[0]) >= 0) {
            return addToTail(idTs, idSeq, idFingerprint);
        }
        int block = blockFor(idTs, idSeq);
        if (block < 0) {
            // Before everything known: the oldest block takes it, or the tail if there is none yet.
            return blockCount == 0 ? addToTail(idTs, idSeq, idFingerprint) : addToBlock(0, idTs, idSeq, idFingerprint);
        }
        return addToBlock(block, idTs, idSeq, idFingerprint);
    }

    /** How many ids are kept. */
    long size() {
        long total = count;
        for (int i = 0; i < blockCount; i++) {
            total += blocks[i].count;
        }
        return total;
    }

    /** Bytes that the sealed ids take, as a measure of memory. */
    long codedBytes() {
        long total = 0;
        for (int i = 0; i < blockCount; i++) {
            total += blocks[i].coded.length;
        }
        return total;
    }

    SeenIds copy() {
        SeenIds copy = new SeenIds();
        copy.blocks = Arrays.copyOf(blocks, blocks.length);
        copy.blockCount = blockCount;
        copy.ts = ts.clone();
        copy.seq = seq.clone();
        copy.fingerprint = fingerprint.clone();
        copy.count = count;
        return copy;
    }

    private Answer addToTail(long idTs, long idSeq, byte idFingerprint) {
        int at = search(ts, seq, count, idTs, idSeq);
        if (at >= 0) {
            return fingerprint[at] == idFingerprint ? Answer.REPEAT : Answer.CONFLICT;
        }
        if (count == TAIL_IDS_MAX) {
            seal();
            return add(idTs, idSeq, idFingerprint);
        }
        insert(-at - 1, idTs, idSeq, idFingerprint);
        return Answer.NEW;
    }

    private void insert(int at, long idTs, long idSeq, byte idFingerprint) {
        if (count == ts.length) {
            int length = Math.min(TAIL_IDS_MAX, count * 2);
            ts = Arrays.copyOf(ts, length);
            seq = Arrays.copyOf(seq, length);
            fingerprint = Arrays.copyOf(fingerprint, length);
        }
        System.arraycopy(ts, at, ts, at + 1, count - at);
        System.arraycopy(seq, at, seq, at + 1, count - at);
        System.arraycopy(fingerprint, at, fingerprint, at + 1, count - at);
        ts[at] = idTs;
        seq[at] = idSeq;
        fingerprint[at] = idFingerprint;
        count++;
    }

    /** Seals the older half of the tail, so that ids slightly out of order still find arrays. */
    private void seal() {
        int sealed = TAIL_IDS_MAX / 2;
        appendBlock(encode(ts, seq, fingerprint, 0, sealed));
        System.arraycopy(ts, sealed, ts, 0, count - sealed);
        System.arraycopy(seq, sealed, seq, 0, count - sealed);
        System.arraycopy(fingerprint, sealed, fingerprint, 0, count - sealed);
        count -= sealed;
    }

    private void appendBlock(Block block) {
        if (blockCount == blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(8, blockCount + (blockCount >> 2)));
        }
        blocks[blockCount++] = block;
    }

    /** The last block that starts at or before the id; -1 if all start behind it. */
    private int blockFor(long idTs, long idSeq) {
        int low = 0;
        int high = blockCount - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (compare(blocks[middle].firstTs, blocks[middle].firstSeq, idTs, idSeq) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private Answer addToBlock(int index, long idTs, long idSeq, byte idFingerprint) {
        Block block = blocks[index];
        long[] blockTs = new long[block.count + 1];
        long[] blockSeq = new long[block.count + 1];
        byte[] blockFingerprint = new byte[block.count + 1];
        decode(block, blockTs, blockSeq, blockFingerprint);
        int at = search(blockTs, blockSeq, block.count, idTs, idSeq);
        if (at >= 0) {
            return blockFingerprint[at] == idFingerprint ? Answer.REPEAT : Answer.CONFLICT;
        }
        at = -at - 1;
        System.arraycopy(blockTs, at, blockTs, at + 1, block.count - at);
        System.arraycopy(blockSeq, at, blockSeq, at + 1, block.count - at);
        System.arraycopy(blockFingerprint, at, blockFingerprint, at + 1, block.count - at);
        blockTs[at] = idTs;
        blockSeq[at] = idSeq;
        blockFingerprint[at] = idFingerprint;
        int length = block.count + 1;
        if (length <= BLOCK_IDS_MAX) {
            blocks[index] = encode(blockTs, blockSeq, blockFingerprint, 0, length);
        } else {
            blocks[index] = encode(blockTs, blockSeq, blockFingerprint, 0, length / 2);
            appendBlock(blocks[blockCount - 1]);
            System.arraycopy(blocks, index + 1, blocks, index + 2, blockCount - index - 2);
            blocks[index + 1] = encode(blockTs, blockSeq, blockFingerprint, length / 2, length);
        }
        return Answer.NEW;
    }

    private static int compare(long ts1, long seq1, long ts2, long seq2) {
        int byTs = Long.compare(ts1, ts2);
        return byTs != 0 ? byTs : Long.compare(seq1, seq2);
    }

    private static int search(long[] ts, long[] seq, int count, long idTs, long idSeq) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(ts[middle], seq[middle], idTs, idSeq);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    // Per id: varint (time difference * 2 + f); f = 1 adds a zigzag varint of (seq difference - 1). Then the
    // fingerprint.

    private static Block encode(long[] ts, long[] seq, byte[] fingerprint, int from, int to) {
        byte[] out = new byte[(to - from) * 22];
        int n = 0;
        long lastTs = ts[from];
        long lastSeq = seq[from] - 1;
        for (int i = from; i < to; i++) {
            long step = seq[i] - lastSeq - 1;
            n = varint(out, n, ((ts[i] - lastTs) << 1) | (step == 0 ? 0 : 1));
            if (step != 0) {
                n = varint(out, n, (step << 1) ^ (step >> 63));
            }
            out[n++] = fingerprint[i];
            lastTs = ts[i];
            lastSeq = seq[i];
        }
        return new Block(ts[from], seq[from], to - from, Arrays.copyOf(out, n));
    }

    private static int varint(byte[] out, int n, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out[n++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out[n++] = (byte) rest;
        return n;
    }

    private static void decode(Block block, long[] ts, long[] seq, byte[] fingerprint) {
        byte[] in = block.coded;
        int n = 0;
        long lastTs = block.firstTs;
        long lastSeq = block.firstSeq - 1;
        for (int i = 0; i < block.count; i++) {
            long head = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = in[n++];
                head |= (long) (b & 0x7F) << shift;
                if (b >= 0) {
                    break;
                }
            }
            long step = 0;
            if ((head & 1) != 0) {
                long zigzag = 0;
                for (int shift = 0; ; shift += 7) {
                    byte b = in[n++];
                    zigzag |= (long) (b & 0x7F) << shift;
                    if (b >= 0) {
                        break;
                    }
                }
                step = (zigzag >>> 1) ^ -(zigzag & 1);
            }
            lastTs += head >>> 1;
            lastSeq += step + 1;
            ts[i] = lastTs;
            seq[i] = lastSeq;
            fingerprint[i] = in[n++];
        }
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(blockCount);
        for (int i = 0; i < blockCount; i++) {
            Block block = blocks[i];
            out.writeLong(block.firstTs);
            out.writeLong(block.firstSeq);
            out.writeInt(block.count);
            out.writeInt(block.coded.length);
            out.write(block.coded);
        }
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeLong(ts[i]);
            out.writeLong(seq[i]);
            out.writeByte(fingerprint[i]);
        }
    }

    static SeenIds readFrom(DataInput in) throws IOException {
        SeenIds ids = new SeenIds();
        ids.blockCount = in.readInt();
        ids.blocks = new Block[ids.blockCount];
        for (int i = 0; i < ids.blockCount; i++) {
            long firstTs = in.readLong();
            long firstSeq = in.readLong();
            int blockIds = in.readInt();
            byte[] coded = new byte[in.readInt()];
            in.readFully(coded);
            ids.blocks[i] = new Block(firstTs, firstSeq, blockIds, coded);
        }
        ids.count = in.readInt();
        int length = Math.max(16, ids.count);
        ids.ts = new long[length];
        ids.seq = new long[length];
        ids.fingerprint = new byte[length];
        for (int i = 0; i < ids.count; i++) {
            ids.ts[i] = in.readLong();
            ids.seq[i] = in.readLong();
            ids.fingerprint[i] = in.readByte();
        }
        return ids;
    }
}
