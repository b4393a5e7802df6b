package symphony.storage.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body whose faults are those of a stream: the client library throws its own in the middle of a read. */
final class AzureBody extends FilterInputStream {
    private final AzureFaults faults;
    private final String name;

    AzureBody(InputStream in, AzureFaults faults, String name) {
        super(in);
        this.faults = faults;
        this.name = name;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (RuntimeException e) {
            throw faults.of("read " + name, e);
        }
    }
}
