package symphony.bench.chaos;

import java.io.IOException;
import java.util.Optional;
import symphony.servers.PostgresProcess;

/**
 * Where sessions are known from. Where it is a PostgreSQL, task files name them, and each repair looks them up there;
 * workers never do.
 */
record ChaosRegistry(Optional<PostgresProcess> server) implements AutoCloseable {
    private static final String DATABASE = "vines";

    static ChaosRegistry of(ChaosRun.BackEnds backEnds) {
        if (backEnds == ChaosRun.BackEnds.LOCAL) {
            return new ChaosRegistry(Optional.empty());
        }
        PostgresProcess server = new PostgresProcess();
        server.database(DATABASE);
        return new ChaosRegistry(Optional.of(server));
    }

    String configuration() {
        return server.map(s -> "registry: {url: '" + s.url(DATABASE) + "'}\n").orElse("");
    }

    /** What says in the storage which sessions there are goes: a repair makes it anew from task files and registry. */
    void adopt(ChaosWorkspace workspace) throws IOException, InterruptedException {
        if (server.isPresent()) {
            Command.succeeding(
                    workspace.folder(),
                    "registry",
                    "import",
                    workspace.toTaskFiles().toString());
        }
    }

    @Override
    public void close() {
        server.ifPresent(PostgresProcess::close);
    }
}
