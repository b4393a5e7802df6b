package symphony.core.verify;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets a fault of the storage through a decompressor without being taken for a fault of the file. */
final class Faithful extends FilterInputStream {
    static final class StorageFault extends RuntimeException {
        private final transient IOException cause;

        StorageFault(IOException cause) {
            super(cause);
            this.cause = cause;
        }

        IOException cause() {
            return cause;
        }
    }

    Faithful(InputStream in) {
        super(in);
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException e) {
            throw new StorageFault(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            throw new StorageFault(e);
        }
    }
}
