package symphony.storage.remote;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import symphony.core.store.ObjectMissing;

/**
 * A range of an object that is read on when a body is cut: the same version, from where it broke. A body that the client
 * library takes for whole although bytes lack is cut too. Where the whole object is read and its checksum is known, a wrong
 * one is a fault at the end.
 */
final class ResumedStream extends InputStream {
    private static final int TRIES = 5;

    private final ObjectService service;
    private final String key;
    private final String name;
    private final String version;
    private final long end;
    private final Optional<String> sum;
    private final TransferSum.@Nullable Summing summing;
    private long at;
    private int failures;
    private @Nullable InputStream body;
    private boolean verified;

    /**
     * @param name the key with the store's prefix
     * @param sum of the bytes that will be read, as hexadecimal digits, where known
     */
    ResumedStream(
            ObjectService service,
            String key,
            String name,
            String version,
            long from,
            long length,
            Optional<String> sum) {
        this.service = service;
        this.key = key;
        this.name = name;
        this.version = version;
        this.at = from;
        this.end = from + length;
        this.sum = sum;
        this.summing = sum.isPresent() ? new TransferSum.Summing() : null;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at < end) {
            try {
                int n = body().read(buffer, offset, (int) Math.min(length, end - at));
                if (n < 0) {
                    throw new IOException("the body of " + name + " ended " + (end - at) + " bytes early");
                }
                took(buffer, offset, n);
                return n;
            } catch (ObjectMissing e) {
                throw new ObjectMissing(key); // removed since it was looked at
            } catch (IOException e) {
                drop();
                if (++failures >= TRIES) {
                    throw e;
                }
            }
        }
        verify();
        return -1;
    }

    private InputStream body() throws IOException {
        InputStream open = body;
        if (open == null) {
            open = service.get(name, version, at, end - at);
            body = open;
        }
        return open;
    }

    private void took(byte[] buffer, int offset, int n) {
        at += n;
        failures = 0;
        if (summing != null) {
            summing.take(buffer, offset, n);
        }
    }

    private void verify() throws IOException {
        if (summing == null || verified) {
            return;
        }
        verified = true;
        String got = summing.sum().hex();
        if (!got.equals(sum.orElse(got))) {
            throw new IOException(name + " arrived with another checksum than it was sent with: " + got);
        }
    }

    private void drop() {
        InputStream open = body;
        body = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it is broken already; what matters is the next one
            }
        }
    }

    @Override
    public void close() {
        drop();
    }
}
