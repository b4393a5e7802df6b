package symphony.bench.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between workers and Redis: connections pass through here, and may be cut, held up, or delivered too late. */
final class FlakyLink implements AutoCloseable {
    private final ServerSocket listener;
    private final int redisPort;
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
    private final Object flow = new Object();
    private boolean held;
    private volatile boolean refusing;
    private volatile boolean closed;

    FlakyLink(int redisPort) throws IOException {
        this.redisPort = redisPort;
        this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        thread("link", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** No connection passes until {@link #open}; those there are break. */
    void refuse() {
        refusing = true;
        cut();
    }

    void open() {
        refusing = false;
    }

    /** Breaks all connections; what was on the way is gone. */
    int cut() {
        List<Passage> all = new ArrayList<>(passages);
        all.forEach(Passage::close);
        return all.size();
    }

    /** Nothing passes until {@link #release}; nothing breaks, nothing is lost. */
    void hold() {
        synchronized (flow) {
            held = true;
        }
    }

    void release() {
        synchronized (flow) {
            held = false;
            flow.notifyAll();
        }
    }

    /** While held: breaks the clients' side alone. What they had sent waits for {@link #deliver}, answers reach nobody. */
    int orphan() {
        List<Passage> all = new ArrayList<>(passages);
        all.forEach(Passage::orphan);
        return all.size();
    }

    /** What waits of broken connections reaches Redis now, after what came over new ones. */
    void deliver() {
        synchronized (flow) {
            passages.forEach(passage -> passage.delivered = passage.orphaned);
            flow.notifyAll();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        release();
        deliver();
        cut();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listener.accept();
                if (refusing) {
                    client.close();
                } else {
                    pass(client);
                }
            } catch (IOException e) {
                // Redis is away, or we are closing
            }
        }
    }

    private void pass(Socket client) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), redisPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Passage passage = new Passage(client, server);
            passages.add(passage);
            thread("to-redis", passage::requests);
            thread("from-redis", passage::answers);
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private final class Passage {
        private final Socket client;
        private final Socket server;
        private volatile boolean orphaned;
        private volatile boolean delivered;

        Passage(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void requests() {
            try {
                byte[] buffer = new byte[1 << 16];
                InputStream in = client.getInputStream();
                OutputStream out = server.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    awaitFlow();
                    out.write(buffer, 0, n);
                }
            } catch (IOException | InterruptedException e) {
                // broken by one of us: the other side learns of it below
            }
            endRequests();
        }

        /** What was sent is still to be read by Redis, which then ends the connection itself. */
        private void endRequests() {
            try {
                server.shutdownOutput();
            } catch (IOException e) {
                close();
            }
        }

        void answers() {
            try {
                byte[] buffer = new byte[1 << 16];
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    awaitFlow();
                    if (!orphaned) {
                        out.write(buffer, 0, n);
                    }
                }
            } catch (IOException | InterruptedException e) {
                // as above
            }
            close();
        }

        private void awaitFlow() throws InterruptedException {
            synchronized (flow) {
                while (held || (orphaned && !delivered)) {
                    flow.wait();
                }
            }
        }

        void orphan() {
            orphaned = true;
            silently(client);
        }

        void close() {
            passages.remove(this);
            silently(client);
            silently(server);
        }

        private static void silently(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                return; // it was broken before
            }
        }
    }
}
