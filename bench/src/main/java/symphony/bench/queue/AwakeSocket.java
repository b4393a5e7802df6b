package symphony.bench.queue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A socket whose reader sleeps only where an answer takes over a millisecond: how near raw commands can come to the server. */
final class AwakeSocket extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                long begun = System.nanoTime();
                while (super.available() == 0 && System.nanoTime() - begun < 1_000_000) {
                    Thread.onSpinWait();
                }
                return super.read(buffer, offset, length);
            }
        };
    }
}
