package symphony.storage.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A link on loopback between a client and a server, that can be told to fail. */
final class FaultyLink implements AutoCloseable {
    /** What happens to one connection. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** After some bytes of the answer both sides are closed. */
        CUT_ANSWER,
        /** After some bytes of the request both sides are closed. */
        CUT_REQUEST,
        /** The server gets all, and the client no answer. */
        LOSE_ANSWER,
        /** After some bytes of the answer nothing more comes, and nothing is closed. */
        STALL,
        /** After some bytes of the answer one is another. */
        SPOIL_ANSWER,
        /** After some bytes of the request one is another. */
        SPOIL_REQUEST
    }

    /**
     * @param after bytes that go through first
     * @param times connections that it happens to; then all is well again
     */
    record Plan(Fault fault, long after, AtomicInteger times) {
        static final Plan NONE = new Plan(Fault.NONE, 0, new AtomicInteger());

        boolean take() {
            return times.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
        }
    }

    private static final Set<Fault> OF_REQUESTS = Set.of(Fault.CUT_REQUEST, Fault.SPOIL_REQUEST);

    private final ServerSocket entry;
    private final int server;
    private final AtomicReference<Plan> plan = new AtomicReference<>(Plan.NONE);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger happened = new AtomicInteger();

    FaultyLink(int server) throws IOException {
        this.server = server;
        this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return entry.getLocalPort();
    }

    /** From now on; connections that are open are closed, so that the next request meets the fault. */
    void fail(Fault fault, long after, int times) {
        plan.set(new Plan(fault, after, new AtomicInteger(times)));
        open.forEach(FaultyLink::quietly);
    }

    /** How many connections a fault has happened to. */
    int happened() {
        return happened.get();
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                Socket client = entry.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                open.add(client);
                open.add(upstream);
                start(() -> pump(client, upstream, true));
                start(() -> pump(upstream, client, false));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pump(Socket from, Socket to, boolean request) {
        byte[] buffer = new byte[8192];
        long through = 0;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                Plan now = plan.get();
                boolean mine = now.fault() != Fault.NONE && request == OF_REQUESTS.contains(now.fault());
                if (mine && through + n > now.after() && now.take()) {
                    happened.incrementAndGet();
                    if (now.fault() == Fault.SPOIL_ANSWER || now.fault() == Fault.SPOIL_REQUEST) {
                        buffer[n - 1] ^= 1;
                        out.write(buffer, 0, n);
                        out.flush();
                        through += n;
                        continue;
                    }
                    out.write(buffer, 0, (int) Math.max(0, now.after() - through));
                    out.flush();
                    if (now.fault() == Fault.STALL) {
                        return; // both stay open; the client has to give up by itself
                    }
                    break;
                }
                out.write(buffer, 0, n);
                out.flush();
                through += n;
            }
        } catch (IOException e) {
            // the other side has gone
        }
        quietly(from);
        quietly(to);
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // gone already
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "faulty link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entry.close();
        open.forEach(FaultyLink::quietly);
    }
}
